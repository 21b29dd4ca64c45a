import { expect } from "chai";
import { acceptManifest } from "../../../sdk/trust/acceptManifest.ts";
import { anchorOf } from "../../../sdk/trust/anchor.ts";
import type { ElectionFacts, Holder } from "../../../sdk/trust/electionFacts.ts";
import { type Judgement, judgeElection } from "../../../sdk/trust/judgeElection.ts";
import type { Line, SeatLine } from "../../../sdk/trust/line.ts";
import type { Manifest } from "../../../sdk/trust/manifest.ts";
import { nameOf, peopleOf } from "../../../sdk/trust/names.ts";
import type { TemplateOwner } from "../../../sdk/trust/ownTemplate.ts";
import { newTrustFile, type TrustFile, withLines } from "../../../sdk/trust/trustFile.ts";
import {
  allLines,
  approver,
  boardLine,
  CHAIN,
  CREATED_AT,
  codeHashOf,
  DAY,
  FIRST_HOLDERS,
  genuineFacts,
  MUNICIPALITY,
  organizer,
  place,
  recovery,
  registrar,
  registryLine,
  SHARES_DUE_AT,
  seat,
  trustees,
  wallet,
  wholeFile,
  withManifest,
  ZeroAddress,
} from "./fixtures.ts";

function accepted(file: TrustFile, serial = file.manifests.length) {
  return acceptManifest(file, anchorOf(file.manifests[serial - 1] as Manifest));
}

async function fileOf(lines: readonly Line[]): Promise<TrustFile> {
  return withManifest(withLines(newTrustFile(MUNICIPALITY, CHAIN), lines));
}

/** What does not hold, as "statement address". */
function unknown({ findings }: Judgement): readonly string[] {
  return findings
    .filter(({ standing }) => standing === "unknown")
    .map(({ statement, address }) => `${statement} ${address}`);
}

function withHolders(holders: readonly Holder[]): ElectionFacts {
  const facts = genuineFacts();
  return { ...facts, rolls: { ...facts.rolls, registry: { ...facts.rolls.registry, holders } } };
}

/** A trust file whose second manifest names the contract of conversions. */
async function namedConversions() {
  const conversions = { name: "Conversions", at: place("Conversions"), codeHash: codeHashOf("Conversions") };
  const file = await wholeFile();
  const code = [...(file.manifests.at(-1)?.code ?? []), conversions];
  return { named: accepted(await withManifest(file, { code }), 2), code, conversions, file };
}

/** The facts of an election that this contract converted a proposal under some template to. */
function convertedFacts(template: TemplateOwner | undefined): ElectionFacts {
  const facts = genuineFacts();
  const codeHashes = { ...facts.codeHashes, [place("Conversions").toLowerCase()]: codeHashOf("Conversions") };
  return {
    ...facts,
    codeHashes,
    election: { ...facts.election, proposal: { template }, creator: place("Conversions") },
  };
}

describe("the judgement of an election (P15.7)", () => {
  it("knows an election whose every seat, board, roll, factory and code the anchored manifest covers", async () => {
    const judged = judgeElection(accepted(await wholeFile()), genuineFacts());
    expect(unknown(judged)).to.deep.equal([]);
    expect(judged.standing).to.equal("known");
    expect(judged.withdrawnLater).to.equal(undefined);
  });

  it("does not know a roll of which one holder has no seat line, though the present offices are genuine", async () => {
    // The organizer enrols invented residents with keys of its own, and then rotates to the genuine offices.
    const invented = wallet("organizer's own key");
    const rotatedAt = CREATED_AT - 20 * DAY;
    const holders = [
      { role: "registrar", account: invented.address, from: CREATED_AT - 50 * DAY, until: rotatedAt },
      { role: "registrar", account: registrar.address, from: rotatedAt, until: undefined },
      FIRST_HOLDERS[1] as Holder,
    ] as const;
    const judged = judgeElection(accepted(await wholeFile()), withHolders(holders));
    expect(judged.standing).to.equal("unknown");
    expect(unknown(judged)).to.deep.equal([`officeSeat ${invented.address}`, `registryLine ${invented.address}`]);
  });

  it("knows a roll after a rotation between offices that both have lines, each for its own time", async () => {
    const next = wallet("next registrar");
    const rotatedAt = CREATED_AT - 20 * DAY;
    const holders = [
      { role: "registrar", account: registrar.address, from: CREATED_AT - 50 * DAY, until: rotatedAt },
      { role: "registrar", account: next.address, from: rotatedAt, until: undefined },
      FIRST_HOLDERS[1] as Holder,
    ] as const;
    const replace = async (validUntil: number) => {
      const lines = (await allLines()).filter((line) => !(line.kind === "seat" && line.role === "registrar"));
      return fileOf([
        ...lines,
        await seat("registrar", registrar, { validUntil }),
        await seat("registrar", next, { validFrom: rotatedAt }),
        await registryLine("registrar", next),
      ]);
    };
    expect(judgeElection(accepted(await replace(rotatedAt)), withHolders(holders)).standing).to.equal("known");
    const early = judgeElection(accepted(await replace(rotatedAt - 1)), withHolders(holders));
    expect(unknown(early)).to.deep.equal([`officeSeat ${registrar.address}`]);
  });

  it("does not know a genuine board with the organizer's own keys in every seat", async () => {
    const own = ["1", "2", "3"].map((name) => wallet(`organizer's seat ${name}`));
    const facts = genuineFacts();
    const board = { ...facts.board, trustees: own.map(({ address }) => address) };
    const judged = judgeElection(accepted(await wholeFile()), { ...facts, board });
    expect(unknown(judged)).to.deep.equal(
      own.flatMap(({ address }) => [`boardLine ${address}`, `trusteeSeat ${address}`]),
    );
  });

  it("does not know a board whose trustees signed another key, threshold or number, or other seats", async () => {
    const facts = genuineFacts();
    const trust = accepted(await wholeFile());
    for (const over of [{ electionKey: { x: "11", y: "13" } }, { threshold: 3 }, { address: place("other board") }]) {
      expect(judgeElection(trust, { ...facts, board: { ...facts.board, ...over } }).standing).to.equal("unknown");
    }
    const lines = (await allLines()).filter((line) => !(line.kind === "board" && line.account === trustees[2].address));
    const seats = lines.filter((line): line is SeatLine => line.kind === "seat" && line.role === "trustee");
    const swapped = [seats[1], seats[0], seats[2]] as readonly SeatLine[];
    const differing = judgeElection(accepted(await fileOf([...lines, await boardLine(trustees[2], swapped)])), facts);
    expect(unknown(differing)).to.have.length(3);
    expect(judgeElection(accepted(await fileOf(lines)), facts).standing).to.equal("unknown");
  });

  it("wants seats to be valid until the shares are due, to the second, and lets a later line take on", async () => {
    const facts = genuineFacts();
    const judgedWith = async (...spans: readonly (readonly [number, number])[]) => {
      const own = await Promise.all(
        spans.map(([validFrom, validUntil]) => seat("trustee", trustees[0], { validFrom, validUntil })),
      );
      const rest = await Promise.all([seat("trustee", trustees[1]), seat("trustee", trustees[2])]);
      const seats = [own[0] as SeatLine, ...rest];
      const others = (await allLines()).filter(
        (line) => line.kind !== "board" && !(line.kind === "seat" && line.role === "trustee"),
      );
      const boards = await Promise.all(trustees.map((account) => boardLine(account, seats)));
      return judgeElection(accepted(await fileOf([...others, ...own, ...rest, ...boards])), facts).standing;
    };
    expect(await judgedWith([CREATED_AT, SHARES_DUE_AT])).to.equal("known");
    expect(await judgedWith([CREATED_AT, SHARES_DUE_AT - 1])).to.equal("unknown");
    expect(await judgedWith([CREATED_AT + 1, SHARES_DUE_AT])).to.equal("unknown");
    expect(await judgedWith([CREATED_AT, CREATED_AT + DAY], [CREATED_AT + DAY + 1, SHARES_DUE_AT])).to.equal("known");
    expect(await judgedWith([CREATED_AT, CREATED_AT + DAY], [CREATED_AT + DAY + 2, SHARES_DUE_AT])).to.equal("unknown");
  });

  it("refuses elections created from the withdrawal of their factory on, and warns of older ones", async () => {
    const first = await wholeFile();
    const withdrawn = await withManifest(first, {
      factories: [
        { kind: "election", factory: place("ElectionFactory"), withdrawnFrom: 501 },
        { kind: "board", factory: place("BoardFactory"), withdrawnFrom: 0 },
        { kind: "roll", factory: place("RollFactory"), withdrawnFrom: 0 },
      ],
    });
    const facts = genuineFacts();
    const later = { ...facts, election: { ...facts.election, createdIn: 501 } };
    for (const [serial, judgedFacts, standing, warning] of [
      [2, facts, "known", 501],
      [2, later, "unknown", undefined],
      // While the gazette has the manifest before it, no booth is shut: the organizer's key alone could do that.
      [1, facts, "known", 501],
      [1, later, "known", 501],
    ] as const) {
      const judged = judgeElection(accepted(withdrawn, serial), judgedFacts);
      expect([judged.standing, judged.withdrawnLater]).to.deep.equal([standing, warning]);
      expect(unknown(judged)).to.deep.equal(standing === "known" ? [] : [`withdrawn ${place("ElectionFactory")}`]);
    }
  });

  it("calls what only a later manifest says not yet in the gazette, and known once that is anchored", async () => {
    const lines = await allLines();
    const before = await fileOf(lines.filter(({ kind }) => kind !== "board"));
    const file = await withManifest(withLines(before, lines));
    const newer = judgeElection(accepted(file, 1), genuineFacts());
    expect(newer.standing).to.equal("not yet in the gazette");
    expect(
      newer.findings.filter(({ standing }) => standing !== "known").map(({ statement }) => statement),
    ).to.deep.equal(trustees.map(() => "boardLine"));
    expect(judgeElection(accepted(file, 2), genuineFacts()).standing).to.equal("known");
  });

  it("takes a line that no manifest lists for nothing", async () => {
    const lines = await allLines();
    const before = await fileOf(lines.filter(({ kind }) => kind !== "board"));
    expect(judgeElection(accepted(withLines(before, lines)), genuineFacts()).standing).to.equal("unknown");
  });

  it("does not know code, clones, factories or rolls that are others than the manifest's", async () => {
    const trust = accepted(await wholeFile());
    const facts = genuineFacts();
    const { election, board, rolls } = facts;
    const elsewhere = place("elsewhere");
    const codeHashes = { ...facts.codeHashes, [place("Election").toLowerCase()]: codeHashOf("fake Semaphore") };
    const { registry } = rolls;
    const changed: readonly (readonly [string, Partial<ElectionFacts>])[] = [
      ["chain", { chainId: 1 }],
      ["code", { codeHashes }],
      ["factory", { election: { ...election, factory: elsewhere, maker: elsewhere } }],
      ["factory", { election: { ...election, maker: undefined } }],
      ["election", { election: { ...election, implementation: elsewhere } }],
      ["election", { election: { ...election, implementation: place("TrusteeBoard") } }],
      ["board", { board: { ...board, maker: undefined } }],
      ["board", { board: { ...board, implementation: undefined } }],
      ["boardLine", { board: { ...board, trustees: [] } }],
      ["rolls", { rolls: { ...rolls, address: elsewhere } }],
      ["rolls", { rolls: { ...rolls, maker: place("BoardFactory") } }],
      ["rolls", { rolls: { ...rolls, registry: { ...registry, implementation: elsewhere } } }],
      ["registry", { rolls: { ...rolls, registry: { ...registry, holders: [] } } }],
    ];
    for (const [statement, over] of changed) {
      const judged = judgeElection(trust, { ...facts, ...over });
      expect(
        unknown(judged).map((found) => found.split(" ")[0]),
        statement,
      ).to.deep.equal([statement]);
    }
  });

  it("knows the contract that converted a proposal by the manifest, and asks for none of other elections", async () => {
    const facts = genuineFacts();
    const ofProposal = convertedFacts({ organizer: organizer.address, rolls: place("registry") });
    expect(unknown(judgeElection(accepted(await wholeFile()), ofProposal))).to.deep.equal([
      `conversions ${place("Conversions")}`,
    ]);
    const { codeHashes } = ofProposal;
    const { named, code, conversions, file } = await namedConversions();
    expect(judgeElection(named, ofProposal).standing).to.equal("known");
    expect(judgeElection(named, facts).findings.map(({ statement }) => statement)).not.to.include("template");
    const otherCode = { ...codeHashes, [place("Conversions").toLowerCase()]: codeHashOf("Election") };
    expect(judgeElection(named, { ...ofProposal, codeHashes: otherCode }).standing).to.equal("unknown");
    const other = { ...conversions, name: "Templates" };
    const misnamed = accepted(await withManifest(file, { code: [...code.slice(0, -1), other] }), 2);
    expect(judgeElection(misnamed, ofProposal).standing).to.equal("unknown");
  });

  it("does not know an election of anybody's template, though the municipality's contract converted its proposal", async () => {
    const { named } = await namedConversions();
    const mallory = place("Mallory");
    const reasonsOf = (template: TemplateOwner | undefined) =>
      judgeElection(named, convertedFacts(template)).findings.flatMap(({ statement, address, standing, reason }) =>
        standing === "known" ? [] : [`${statement} ${address} ${standing}: ${reason}`],
      );
    expect(reasonsOf({ organizer: mallory, rolls: place("registry") })).to.deep.equal([
      `template ${mallory} unknown: the organizer of the proposal's template is not the manifest's`,
    ]);
    expect(reasonsOf({ organizer: organizer.address, rolls: place("elsewhere") })).to.deep.equal([
      `template ${organizer.address} unknown: the proposal's template is over rolls that the manifest does not name`,
    ]);
    expect(reasonsOf(undefined)).to.deep.equal([
      `template ${place("Conversions")} unknown: no contract of the manifest shows the proposal's template`,
    ]);
    expect(reasonsOf({ organizer: organizer.address.toLowerCase(), rolls: place("registry") })).to.deep.equal([]);
  });

  it("names the organizer of a proposal's template as the election's, and whoever is nobody's as nobody", async () => {
    const { named } = await namedConversions();
    const first = (template: TemplateOwner) => peopleOf(named, convertedFacts(template))[0];
    const genuine = first({ organizer: organizer.address, rolls: place("registry") });
    expect([genuine?.role, genuine?.account]).to.deep.equal(["organizer", organizer.address]);
    expect(genuine?.name?.standing).to.equal("known");
    const foreign = first({ organizer: place("Mallory"), rolls: place("registry") });
    expect(foreign).to.deep.equal({ role: "organizer", account: place("Mallory"), name: undefined });
  });

  it("wants both offices and the recovery body to have signed the registry's terms as they are", async () => {
    const facts = genuineFacts();
    const trust = accepted(await wholeFile());
    const withTerms = (over: Partial<ElectionFacts["rolls"]["registry"]>) =>
      judgeElection(trust, { ...facts, rolls: { ...facts.rolls, registry: { ...facts.rolls.registry, ...over } } });
    expect(unknown(withTerms({ rotationDelay: 1 }))).to.deep.equal([
      `registryLine ${registrar.address}`,
      `registryLine ${approver.address}`,
      `recoverySeat ${recovery.address}`,
    ]);
    expect(withTerms({ recoveryBody: wallet("thief").address }).standing).to.equal("unknown");
    expect(withTerms({ recoveryBody: ZeroAddress }).standing).to.equal("unknown");
  });

  it("names an account by its seat line, and says whether the gazette has it", async () => {
    const file = await wholeFile();
    const named = nameOf(accepted(file), registrar.address.toLowerCase(), "registrar");
    expect(named?.organisation.en).to.equal("Organisation of the registrar");
    expect(named?.standing).to.equal("known");
    expect(nameOf(accepted(file), registrar.address, "trustee")).to.equal(undefined);
    const next = wallet("next registrar");
    const later = await withManifest(withLines(file, [await seat("registrar", next)]));
    expect(nameOf(accepted(later, 1), next.address)?.standing).to.equal("not yet in the gazette");
    expect(nameOf(accepted(withLines(file, [await seat("registrar", next)])), next.address)).to.equal(undefined);
  });
});
