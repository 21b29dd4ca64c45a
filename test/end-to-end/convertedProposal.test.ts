import { readFileSync, writeFileSync } from "node:fs";
import { expect } from "chai";
import { encryptKeystoreJsonSync, getBytes, hexlify } from "ethers";
import { verificationKeys } from "../../scripts/checkout/circuitFiles.ts";
import { observerSpeaker } from "../../scripts/observer/observerSpeaker.ts";
import { resultLines } from "../../scripts/observer/resultText.ts";
import { tallyElection } from "../../scripts/rehearsal/tallyElection.ts";
import { consent } from "../../scripts/trustee/consent.ts";
import { share } from "../../scripts/trustee/share.ts";
import { readBlock } from "../../sdk/chain/blockTimes.ts";
import { createElection, readConstitution, readCreation } from "../../sdk/chain/organizer.ts";
import { settleProposal } from "../../sdk/chain/proposalDeeds.ts";
import { ElectionOfNoProposalError, readProposalOrigin } from "../../sdk/chain/proposalOrigin.ts";
import { canonicalJson } from "../../sdk/election/canonicalJson.ts";
import { endProving } from "../../sdk/proofs/groth16.ts";
import { readElectionContent } from "../../sdk/proposals/electionContent.ts";
import { ElectionNotDerivedError, requireDerived } from "../../sdk/proposals/proposalOrigin.ts";
import { chainChecks } from "../../sdk/verify/chainChecks.ts";
import { exportPieces } from "../../sdk/verify/exportPieces.ts";
import { exportRecord } from "../../sdk/verify/exportRecord.ts";
import type { ElectionRecord } from "../../sdk/verify/record.ts";
import { verifyElection } from "../../sdk/verify/verifyElection.ts";
import { errorOf } from "../errorOf.ts";
import { act, closeAndSeal, openAndCast, PASSPHRASE } from "../scripts/trustee/trusteeFixture.ts";
import { SAMPLE } from "../sdk/proposals/sampleText.ts";
import { type ConvertedProposal, convertedProposal, HIDDEN } from "./convertedProposal.ts";

const COUNT = { done: () => {}, searching: () => {} };

describe("A proposal whose office is silent", function () {
  this.timeout(300_000);
  let town: ConvertedProposal;
  let record: ElectionRecord;

  before(async () => {
    town = await convertedProposal();
  });
  after(async () => {
    await town.world.chain.close();
    await endProving();
  });

  const rpc = () => [town.world.chain.url];
  const created = async (election = town.election) =>
    readCreation(town.world.shared.factory.address, election, town.world.chain.provider);
  const checked = async (altered: unknown) => verifyElection(altered, { keysFor: verificationKeys });
  const failing = async (altered: unknown) => (await checked(altered)).filter(({ ok }) => !ok).map(({ name }) => name);

  it("is read as any election: title of the text, question and options of the template, the text beside", async () => {
    const { content } = await created();
    const read = readElectionContent(content);
    expect(read.title).to.deep.equal({ ko: SAMPLE.title });
    expect(read.question.en).to.equal("Do you agree with this proposal?");
    expect(read.options.map(({ title }) => title.ko)).to.deep.equal(["찬성", "반대", "기권"]);
    expect(read.proposal?.leaves[3]).to.deep.equal({ hash: HIDDEN });
  });

  it("is consented to by trustees who are shown its text, and what a measure hid of it by its hash", async () => {
    const { world, election, id } = town;
    const { censusTime } = (await readConstitution(election, world.chain.provider)).schedule;
    await world.chain.moveTo(censusTime + 1);
    await world.chain.mine(70);
    const asked = { election, rpc: rpc() };
    await act(world, consent, { ...asked, trustee: world.accounts[0] as string, writeTask: world.file("task") });
    const { report } = await act(world, consent, {
      key: world.keys[0],
      task: world.file("task"),
      out: world.file("made"),
    });
    const lines = report.summary?.join("\n") ?? "";
    expect(lines).to.include(`proposal ${id} of the contract`);
    expect(lines).to.include(`paragraph 1: ${SAMPLE.paragraphs[0]?.replace("\n", " | ")}`);
    expect(lines).to.include(`paragraph 2 is hidden by a measure and is not part of the vote; its hash is ${HIDDEN}`);
    const payer = { account: world.file("payer.json"), passphraseFile: world.file("passphrase") };
    writeFileSync(payer.account, encryptKeystoreJsonSync(world.relayer, PASSPHRASE, { scrypt: { N: 1_024 } }));
    await act(world, consent, { post: world.file("made"), rpc: rpc(), ...payer });
    await act(world, consent, { ...asked, key: world.keys[1] });
  });

  it("is not consented to where a constitution or a proposal is another than follows from template and posting", async () => {
    const { world } = town;
    const task = JSON.parse(readFileSync(world.file("task"), "utf8"));
    const altered = (name: string, change: object) => {
      writeFileSync(world.file(name), JSON.stringify({ ...task, ...change }));
      return act(world, consent, { key: world.keys[0], task: world.file(name), out: world.file(`${name} made`) });
    };
    const { origin } = task.proposal;
    const of = (change: object) => ({ proposal: { ...task.proposal, origin: { ...origin, ...change } } });
    const cases = [
      [of({ template: { ...origin.template, quota: 1 } }), "of the template"],
      [of({ digest: HIDDEN }), "of the text"],
      [
        of({ postponement: { from: task.constitution.schedule.opensAt, until: task.constitution.schedule.closesAt } }),
        "schedule.censustime",
      ],
      [{ proposal: { ...task.proposal, createdAt: task.proposal.createdAt + 86_400 } }, "schedule.censustime"],
    ] as const;
    for (const [place, [change, said]] of cases.entries()) {
      const error = await errorOf(altered(`altered ${place}`, change), ElectionNotDerivedError);
      expect(error.what.toLowerCase()).to.include(said);
    }
    await errorOf(altered("without", { proposal: undefined }), ElectionOfNoProposalError);

    // Somebody makes an election of the same text by himself, with a constitution of his own choice.
    const { constitution, content } = await created();
    const { chain, shared, relayer, accounts } = world;
    const now = await chain.now();
    const own = { ...constitution, schedule: { ...constitution.schedule, ...soon(now) } };
    const { election } = await createElection(shared.factory.address, own, content, relayer, [1, 0, 0]);
    await chain.moveTo(now + 7_200);
    await chain.mine(70);
    const reading = { election, rpc: rpc(), trustee: accounts[0] as string, writeTask: world.file("own") };
    const error = await errorOf(act(world, consent, reading), ElectionOfNoProposalError);
    expect(error.what).to.include(relayer.address);
    expect(await failing(await exportRecord(election, chain.provider))).to.include(
      "P23.5 an election has a proposal's content exactly if a proposal came to it",
    );
    const origin2 = await readProposalOrigin(await created(), chain.provider);
    const { proposal } = readElectionContent(content);
    if (origin2 === undefined || proposal === undefined) return expect.fail("the election came of a proposal");
    const facts = { chainId: 31337n, constitution: own, content: proposal, time: (await created()).blockNumber };
    expect(() => requireDerived(election, origin2, facts)).to.throw(ElectionNotDerivedError, "constitution");
  });

  it("is voted on, counted and settled, and its record holds with every check", async () => {
    const { world, election, residents, id, conversions } = town;
    await openAndCast(world, election, residents);
    await closeAndSeal(world, election);
    await world.chain.mine(70);
    for (const key of world.keys) await act(world, share, { election, key, rpc: rpc() });
    await tallyElection(election, { trustees: 2, threshold: 2 }, world.relayer, COUNT);
    await settleProposal(conversions, id, world.relayer);
    record = await exportRecord(election, world.chain.provider);
    const checks = await checked(JSON.parse(canonicalJson(record)));
    expect(checks.filter(({ ok }) => !ok)).to.deep.equal([]);
    expect(checks.map(({ name }) => name)).to.include.members([
      "P23.5 an election has a proposal's content exactly if a proposal came to it",
      "P23.5 the template is the one that the content names",
      "P23.5 the constitution is the one that follows from template and posting",
    ]);
    const block = await readBlock("latest", world.chain.provider);
    expect((await chainChecks(record, world.chain.provider, block)).filter(({ ok }) => !ok)).to.deep.equal([]);
    const pieces: string[] = [];
    for await (const piece of exportPieces(election, world.chain.provider, record.block.number)) pieces.push(piece);
    expect(pieces.join("")).to.equal(canonicalJson(record));
  });

  it("has its result said with the template's options, in both languages", async () => {
    const verification = {
      ...{ checks: [], record, contentHash: null, source: "", comparedWith: null },
      ...{ isOnChain: true, archivist: null, isTrustJudged: false },
    };
    const lines = resultLines(verification, observerSpeaker({ lang: "en" })).join("\n");
    expect(lines).to.include("찬성 / Yes").and.to.include("기권 / Abstain");
  });

  it("fails the check that a change of what it came of breaks", async () => {
    const { proposal } = record;
    if (proposal === undefined) return expect.fail("the record has no proposal");
    const { template } = proposal;
    const of = (change: object) => ({ ...record, proposal: { ...proposal, ...change } });
    const [templateName, constitutionName] = [
      "P23.5 the template is the one that the content names",
      "P23.5 the constitution is the one that follows from template and posting",
    ];
    const { proposal: _, ...without } = record;
    const cases = [
      [without, ["P23.5 an election has a proposal's content exactly if a proposal came to it"]],
      [of({ digest: HIDDEN }), ["P23.5 the text is of the digest that was posted"]],
      [of({ template: { ...template, quota: 9 } }), [templateName]],
      [of({ templates: proposal.notices }), [templateName]],
      [
        of({ template: { ...template, timing: { ...template.timing, openLead: 8 * 86_400 } } }),
        [templateName, constitutionName],
      ],
      [
        of({ template: { ...template, ballot: { ...template.ballot, question: hexlify(getBytes("0x7b7d")) } } }),
        [templateName, "P23.5 the question is the template's"],
      ],
      [
        of({ successor: { ...template, series: HIDDEN } }),
        ["P23.5 the board is the template's own, or of a template of its series"],
      ],
      [of({ successor: { ...template, ballot: { ...template.ballot, consentsRequired: 1 } } }), [constitutionName]],
      [of({ postponement: { from: 0, until: record.constitution.schedule.sharesDueAt } }), [constitutionName]],
    ] as const;
    for (const [altered, names] of cases) expect(await failing(altered)).to.have.members([...names]);
  });
});

/** The times of an election whose census is an hour from now. */
function soon(now: number) {
  const [censusTime, opensAt] = [now + 3_600, now + 3 * 86_400];
  return { censusTime, opensAt, closesAt: opensAt + 4 * 86_400, sharesDueAt: opensAt + 9 * 86_400 };
}
