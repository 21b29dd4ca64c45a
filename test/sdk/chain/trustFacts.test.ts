import { expect } from "chai";
import { type Wallet, ZeroAddress } from "ethers";
import { demoTrust, withDemoManifest } from "../../../scripts/rehearsal/demoTrust.ts";
import type { Town } from "../../../scripts/rehearsal/electionSteps.ts";
import { type LocalChain, startLocalChain } from "../../../scripts/rehearsal/localChain.ts";
import { deployShared, type SharedContracts } from "../../../sdk/chain/deploy.ts";
import { createRegistry } from "../../../sdk/chain/factories.ts";
import { judgedElection } from "../../../sdk/chain/judgedElection.ts";
import { announceChange, carryOut, signChange } from "../../../sdk/chain/officeChanges.ts";
import { readElectionFacts, readPlannedFacts } from "../../../sdk/chain/trustFacts.ts";
import { type AcceptedTrust, acceptManifest } from "../../../sdk/trust/acceptManifest.ts";
import { anchorOf } from "../../../sdk/trust/anchor.ts";
import { type Judgement, judgeElection } from "../../../sdk/trust/judgeElection.ts";
import type { Manifest } from "../../../sdk/trust/manifest.ts";
import { peopleOf } from "../../../sdk/trust/names.ts";
import { type TrustFile, withLines } from "../../../sdk/trust/trustFile.ts";
import { type DecidedElection, decidedElection } from "../../end-to-end/decidedElection.ts";
import { errorOf } from "../../errorOf.ts";

const DAY = 86_400;

function accepted(file: TrustFile): AcceptedTrust {
  return acceptManifest(file, anchorOf(file.manifests.at(-1) as Manifest));
}

function unknown({ findings }: Judgement): readonly string[] {
  const open = findings.filter(({ standing }) => standing !== "known");
  return open.map(({ statement, address }) => `${statement} ${address}`);
}

describe("the trust of a real election, read from its chain", function () {
  this.timeout(600_000);
  let decided: DecidedElection;
  let trust: AcceptedTrust;
  let latest: number;
  before(async () => {
    decided = await decidedElection();
    trust = accepted(await demoTrust(decided.town, decided.chain));
    latest = await decided.chain.provider.getBlockNumber();
  });

  it("is known where everybody has signed, and every seat has a name", async () => {
    const { provider } = decided.chain;
    const rpc = { name: "one", provider, chainId: 31337n };
    const judged = await judgedElection([rpc, { ...rpc, name: "two" }], decided.election, trust, latest);
    expect(unknown(judged)).to.deep.equal([]);
    expect(judged.standing).to.equal("known");
    const people = peopleOf(trust, judged.facts);
    expect(people.map(({ role }) => role)).to.deep.equal([
      ...["organizer", "registrar", "approver"],
      ...["trustee", "trustee", "trustee"],
    ]);
    expect(people.every(({ name }) => name !== undefined)).to.equal(true);
  });

  it("is not known by the trust file of a town whose genuine code holds other keys in every seat", async () => {
    const { provider } = decided.chain;
    // The same contracts, organizer and offices, but nobody of the manifest sits on the board.
    const file = withLines(
      { ...trust.file, lines: [], manifests: [] },
      trust.file.lines.filter((line) => line.kind !== "board" && !(line.kind === "seat" && line.role === "trustee")),
    );
    const stranger = accepted(await withDemoManifest(file, decided.town, provider));
    const facts = await readElectionFacts(decided.election, stranger.latest, provider, latest);
    expect(unknown(judgeElection(stranger, facts))).to.deep.equal(
      decided.town.trustees.flatMap(({ account }) => [
        `boardLine ${account.address}`,
        `trusteeSeat ${account.address}`,
      ]),
    );
  });

  it("is not known where a node shows other code than the manifest's at one address", async () => {
    const { provider } = decided.chain;
    const facts = await readElectionFacts(decided.election, trust.latest, provider, latest);
    const at = trust.latest.code.find(({ name }) => name === "Semaphore")?.at as string;
    const codeHashes = { ...facts.codeHashes, [at.toLowerCase()]: `0x${"ab".repeat(32)}` };
    expect(unknown(judgeElection(trust, { ...facts, codeHashes }))).to.deep.equal([`code ${at}`]);
  });

  it("does not know what is no election of ours, and does not break on it", async () => {
    const { provider } = decided.chain;
    const { constitution } = decided.record;
    const planned = { ...constitution, rollId: 1n, board: decided.town.organizer.address, rolls: ZeroAddress };
    const factory = decided.town.shared.factory.address;
    const asked = { factory, creator: decided.town.organizer.address, constitution: planned };
    const judged = judgeElection(trust, await readPlannedFacts(asked, trust.latest, provider, latest));
    expect(unknown(judged).map((line) => line.split(" ")[0])).to.deep.equal(["board", "rolls", "registry"]);
  });
});

describe("a registry whose offices were others before", function () {
  this.timeout(600_000);
  let chain: LocalChain;
  let shared: SharedContracts;
  let town: Town;
  let genuine: AcceptedTrust;
  before(async () => {
    chain = await startLocalChain();
    const accounts: Wallet[] = [];
    for (let count = 0; count < 3; count++) accounts.push(await chain.newAccount());
    const [organizer, registrar, approver] = accounts as [Wallet, Wallet, Wallet];
    const offices = { registrar: registrar.address, approver: approver.address, rotationDelay: 7 * DAY };
    shared = await deployShared(offices, organizer);
    const none = { board: ZeroAddress, trustees: [], secrets: [], residents: [], relayer: organizer };
    town = { shared, organizer, registrar, approver, ...none };
  });
  after(() => chain?.close());

  it("is not known: the organizer enrolled with keys of its own, and rotated to the genuine offices", async () => {
    const { organizer, registrar, approver } = town;
    const { provider } = chain;
    const [first, second] = [await chain.newAccount(), await chain.newAccount()];
    const terms = { registrar: first.address, approver: second.address, rotationDelay: 7 * DAY };
    const { address: registry } = await createRegistry(shared.rollFactory.address, terms, organizer);
    const change = { kind: "rotation", registrar: registrar.address, approver: approver.address, nonce: 0n } as const;
    const id = { chainId: 31337n, registry };
    const signatures = {
      registrar: await signChange({ signer: first }, change, "announcement", id),
      approver: await signChange({ signer: second }, change, "announcement", id),
      nextRegistrar: await signChange({ signer: registrar }, change, "acceptance", id),
      nextApprover: await signChange({ signer: approver }, change, "acceptance", id),
    };
    await announceChange(registry, change, signatures, organizer);
    await chain.moveTo((await chain.now()) + 7 * DAY + 1);
    await carryOut(registry, "rotation", organizer);

    // The offices of the day are genuine, and sign for the registry in good faith.
    const made = { ...shared.registry, address: registry };
    const own = { ...town, shared: { ...shared, registry: made, all: { ...shared.all, registry: made } } };
    genuine = accepted(await demoTrust(own, chain));

    const time = await chain.now();
    const judge = async (censusTime: number) => {
      const schedule = { censusTime, sharesDueAt: time + 30 * DAY } as never;
      const constitution = { ballotSize: 8, board: ZeroAddress, rolls: registry, rollId: 1n, schedule };
      const asked = { factory: shared.factory.address, creator: organizer.address, constitution };
      const block = await provider.getBlockNumber();
      return judgeElection(genuine, await readPlannedFacts(asked, genuine.latest, provider, block));
    };
    const ofOffices = (judged: Judgement) => unknown(judged).filter((line) => /^(office|registry)/.test(line));
    const invented = [first, second].flatMap(({ address }) => [`officeSeat ${address}`, `registryLine ${address}`]);
    expect(ofOffices(await judge(time + DAY))).to.deep.equal(invented);
  });

  it("is never judged by a node that hides the last rotation", async () => {
    const rolls = genuine.latest.rolls[0]?.rolls as string;
    const schedule = { censusTime: await chain.now(), sharesDueAt: await chain.now() } as never;
    const constitution = { ballotSize: 8, board: ZeroAddress, rolls, rollId: 1n, schedule };
    const asked = { factory: shared.factory.address, creator: town.organizer.address, constitution };
    const { provider } = chain;
    const hiding: typeof provider = new Proxy(provider, {
      get(target, name) {
        const value = Reflect.get(target, name, target) as unknown;
        if (name === "provider") return hiding;
        if (name === "getLogs") return async () => [];
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
    const block = await provider.getBlockNumber();
    const error = await errorOf(readPlannedFacts(asked, genuine.latest, hiding, block), Error);
    expect(error).to.have.property("code", "OFFICE_EVENTS_MISSING");
  });
});
