import { readFileSync } from "node:fs";
import { expect } from "chai";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import { constitutionHash } from "../../../sdk/election/constitutionAbi.ts";
import { jointSettlement } from "../../../sdk/election/jointOutcome.ts";
import { commonOf, type JointTerms, jointConstitutions, jointHashOf } from "../../../sdk/election/jointTerms.ts";
import { recordContentHash } from "../../../sdk/verify/contentHash.ts";
import { jointChecks } from "../../../sdk/verify/jointChecks.ts";
import { JOINT_FORMAT, type JointRecord, jointTermsJson, settlementJson } from "../../../sdk/verify/jointRecord.ts";
import type { RegistryRecord } from "../../../sdk/verify/record.ts";
import { constitutionFrom } from "../../../sdk/verify/recordValues.ts";
import { verifyJoint } from "../../../sdk/verify/verifyJoint.ts";

/** Two yes, one no, one abstention, of five residents of roll 1. */
const sample = JSON.parse(
  readFileSync(`${projectRoot}conformance/records/yes-no-abstain.json`, "utf8"),
) as RegistryRecord;
const NOBODY = `0x${"00".repeat(32)}`;
const CONVENER = sample.creator;
const LATE = sample.block.time + 30 * 86_400;

/** Three boxes of one registry: one decided, one that was never opened and has 7 electors, one with too few ballots. */
function jointOf(changes: Partial<JointTerms> = {}): { joint: JointRecord; members: RegistryRecord[] } {
  const own = constitutionFrom(sample);
  const { rolls, board, consentsRequired, minimumCensus } = own;
  const box = { rolls, board, consentsRequired, minimumCensus, electors: 0, electorsSource: NOBODY };
  const source = `0x${"ab".repeat(32)}`;
  const terms: JointTerms = {
    ...{ joints: sample.board.factory, convener: CONVENER, tooFewEndsAll: false, common: commonOf(own) },
    boxes: [
      { ...box, rollId: 1n, minimumBallots: own.minimumBallots },
      { ...box, rollId: 101n, minimumBallots: own.minimumBallots, electors: 7, electorsSource: source },
      { ...box, rollId: 102n, minimumBallots: 5 },
    ],
    ...changes,
  };
  const members = jointConstitutions(terms).map((constitution, i) => ({
    ...sample,
    election: [CONVENER, rolls, board][i] as string,
    constitutionHash: constitutionHash(constitution),
    constitution: { ...sample.constitution, ...constitution, rollId: String(constitution.rollId) },
    ...(i === 1 ? { opening: null, batches: [] } : {}),
    ...(i === 0 ? {} : { firstSum: null, seal: null, shares: [], result: null }),
  })) as unknown as RegistryRecord[];
  const results = [
    { phase: "decided", members: 5, ballots: 4, counts: (sample.result?.counts ?? []).map(Number) },
    { phase: "void", members: 0, ballots: 0, counts: [] },
    { phase: "too few", members: 5, ballots: 4, counts: [] },
  ] as const;
  const at = { block: sample.block.number + 1, time: LATE };
  const joint: JointRecord = {
    format: JOINT_FORMAT,
    block: { ...sample.block, number: at.block, time: LATE },
    chainId: sample.chainId,
    jointHash: jointHashOf(terms),
    terms: jointTermsJson(terms),
    convened: sample.created,
    members: members.map((member) => ({ election: member.election, record: recordContentHash(member) })),
    settlement: { at, ...settlementJson(jointSettlement(terms, results)) },
  };
  return { joint, members };
}

/** Names of the checks that do not hold, after members' records were named anew where they changed. */
async function failures(joint: JointRecord, members: readonly RegistryRecord[]): Promise<readonly string[]> {
  const named = joint.members.map((one, i) => ({ ...one, record: recordContentHash(members[i] ?? {}) }));
  return (await jointChecks({ ...joint, members: named }, members)).filter(({ ok }) => !ok).map(({ name }) => name);
}

describe("The checks of a joint election", () => {
  it("hold for one box decided, one void and one with too few ballots, and add nothing but the first", async () => {
    const { joint, members } = jointOf();
    const checks = await jointChecks(joint, members);
    expect(checks.filter(({ ok }) => !ok)).to.deep.equal([]);
    expect(checks.length).to.equal(12);
    expect(joint.settlement).to.deep.include({ ballots: 4, base: 5 + 7 + 5, voidBoxes: [1], tooFewBoxes: [2] });
    expect(joint.settlement?.totals).to.deep.equal([2, 1, 1]);
  });

  it("make no sums before a settlement", async () => {
    const { joint, members } = jointOf();
    expect((await jointChecks({ ...joint, settlement: null }, members)).length).to.equal(8);
  });

  it("find each false figure of a settlement", async () => {
    const { joint, members } = jointOf();
    const settled = joint.settlement as NonNullable<JointRecord["settlement"]>;
    const told = (change: Partial<typeof settled>) =>
      failures({ ...joint, settlement: { ...settled, ...change } }, members);
    expect(await told({ base: 16 })).to.deep.equal(["P27.6 base of the turnout"]);
    expect(await told({ totals: [3, 1, 1] })).to.deep.equal(["P27.7 totals and ballots"]);
    expect(await told({ ballots: 8 })).to.deep.equal(["P27.7 totals and ballots"]);
    expect(await told({ voidBoxes: [] })).to.deep.equal(["P27.5 boxes that are left out"]);
    expect(await told({ tooFewBoxes: [0, 2] })).to.deep.equal(["P27.5 boxes that are left out"]);
    expect(await told({ outcome: { ...settled.outcome, verdict: "Accepted" } })).to.deep.equal([
      "P27.7 outcome of the whole",
    ]);
  });

  it("find a settlement before a box was final", async () => {
    const { joint, members } = jointOf();
    const settled = joint.settlement as NonNullable<JointRecord["settlement"]>;
    const early = { block: (sample.result?.at.block ?? 0) - 1, time: (sample.result?.at.time ?? 0) - 1 };
    expect(await failures({ ...joint, settlement: { ...settled, at: early } }, members)).to.deep.equal([
      "P27.5 settlement",
    ]);
  });

  it("find terms, places and constitutions that do not belong together", async () => {
    const { joint, members } = jointOf();
    const [first, ...others] = members as [RegistryRecord, ...RegistryRecord[]];
    const other = { ...joint.terms, tooFewEndsAll: true };
    expect(await failures({ ...joint, terms: other }, members)).to.include.members([
      "P27.1 hash of the terms",
      "P27.2 each member is the election of its box, with the constitution that the terms give it",
    ]);
    expect(
      await failures({ ...joint, terms: { ...joint.terms, boxes: joint.terms.boxes.toReversed() } }, members),
    ).to.include("P27.1 form of the terms");
    const twin = { ...first, election: first.board.factory };
    expect(await failures(joint, [twin, ...others])).to.deep.equal([
      "P27.2 each member is the election of its box, with the constitution that the terms give it",
    ]);
    const { opensAt } = sample.constitution.schedule;
    const late = { block: joint.convened.block, time: opensAt };
    expect(await failures({ ...joint, convened: late }, members)).to.deep.equal([
      "P27.3 the members were named before the vote opened",
    ]);
    const before = { block: joint.convened.block - 1, time: joint.convened.time };
    expect(await failures({ ...joint, convened: before }, members)).to.deep.equal([
      "P27.3 each member was created before it was named",
    ]);
    const [altered] = (await jointChecks(joint, [{ ...first, content: "0x" }, ...others])).filter(({ ok }) => !ok);
    expect(altered?.name).to.equal("P27.10 each member's record is the one that is named");
    expect(await failures(joint, [first])).to.include("P27.2 one election and one record for each box");
  });

  it("find a resident who is on the rolls of two members", async () => {
    const { joint, members } = jointOf();
    const onBoth = members.map((member) => ({
      ...member,
      roll: member.roll.map((change) => ({
        enrolments: change.enrolments.map((one) => ({ ...one, rollIds: [...one.rollIds, "101"] })),
        checkpoints: change.checkpoints.flatMap((one) => [one, { ...one, rollId: "101" }]),
      })),
    }));
    expect(await failures(joint, onBoth)).to.include("P27.9 nobody is on the rolls of two members");
  });

  it("verify members one by one: a record whose signatures are of another constitution is none", async () => {
    const { joint, members } = jointOf();
    const options = { keysFor: () => expect.fail("no key is asked for before the form") };
    const { whole, members: found } = await verifyJoint(joint, [{}, ...members.slice(1)], () => options);
    expect(whole[0]).to.deep.include({ name: "P27.10 format", found: "hanpyo-joint-1" });
    expect(found[0]?.map(({ ok }) => ok)).to.deep.equal([false]);
    expect(whole.filter(({ ok }) => !ok).map(({ name }) => name)).to.include.members([
      "P27.10 each member's record can be read",
      "P27.2 one election and one record for each box",
    ]);
    const { whole: unread } = await verifyJoint({ ...joint, format: "hanpyo-joint-0" }, members, () => options);
    expect(unread.map(({ name, ok }) => [name, ok])).to.deep.equal([["P27.10 format", false]]);
  });
});
