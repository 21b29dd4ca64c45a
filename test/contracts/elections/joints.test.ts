import { expect } from "chai";
import { type Log, type LogDescription, type Provider, type Signer, ZeroAddress, ZeroHash } from "ethers";
import { electionAt as chainElectionAt } from "../../../sdk/chain/contracts.ts";
import {
  conveneJoint,
  readConvened,
  readJointElections,
  readSettled,
  readSettlement,
  requireConvened,
  settleJoint,
} from "../../../sdk/chain/joints.ts";
import type { Constitution } from "../../../sdk/election/constitution.ts";
import { constitutionHash } from "../../../sdk/election/constitutionAbi.ts";
import { type BoxResult, jointSettlement } from "../../../sdk/election/jointOutcome.ts";
import {
  commonOf,
  inJointOrder,
  type JointTerms,
  jointConstitutions,
  jointHashOf,
  jointTermsToAbi,
} from "../../../sdk/election/jointTerms.ts";
import { PHASES } from "../../../sdk/election/phase.ts";
import { moreThan } from "../../sdk/election/referendums.ts";
import {
  CENSUS,
  type Created,
  constitutionFor,
  creationOf,
  type Deployed,
  deployFactory,
  electionAt,
  ethers,
  giveConsents,
  networkHelpers,
  ROLL_ID,
} from "../electionFixture.ts";
import { foldedConstants } from "../forgedBallots.ts";
import { SEATS, TRUSTEES } from "../trusteeKeys.ts";
import { castBatch, closeBox, decide, NO, postShares, type Sealed, sealBox, YES } from "./electionLife.ts";

const BOXES = 4;
/** Residents of the roll of each box, in the order of the boxes. */
const MEMBERS = [40, 50, 60, 70];
/** Certified electors of each box. */
const ELECTORS = [0, 80, 0, 200];
const SOURCE = `0x${"ab".repeat(32)}`;

type Joint = Deployed & { readonly terms: JointTerms; readonly boxes: readonly Created[]; readonly jointHash: string };

describe("Joints", function () {
  this.timeout(120_000);
  let convener: Signer;
  let stranger: Signer;
  const provider = ethers.provider as unknown as Provider;

  before(async () => {
    [convener, stranger] = (await ethers.getSigners()) as unknown as [Signer, Signer];
  });

  /** Four boxes over rolls of their own, created and not yet convened. */
  async function created(changes: Partial<JointTerms> = {}): Promise<Joint> {
    const deployed = await deployFactory("SyntheticVerifier");
    const joints = await ethers.deployContract("Joints", [deployed.factory]);
    const rolls = await Promise.all(Array.from({ length: BOXES }, () => ethers.deployContract("MockRolls", [ROLL_ID])));
    const sorted = (await Promise.all(rolls.map(async (each) => ({ each, at: await each.getAddress() })))).sort(
      (a, b) => (BigInt(a.at) < BigInt(b.at) ? -1 : 1),
    );
    for (const [i, { each }] of sorted.entries()) {
      await each.getFunction("setTest")(true);
      const checkpoint = { time: deployed.start, ...CENSUS, activeMembers: MEMBERS[i] };
      await each.getFunction("setCheckpoint")(checkpoint);
    }
    const sample = await constitutionFor(deployed, { outcome: { quorum: moreThan(1, 100) } });
    const terms: JointTerms = {
      joints: await joints.getAddress(),
      convener: await convener.getAddress(),
      tooFewEndsAll: false,
      common: commonOf(sample),
      boxes: inJointOrder(
        sorted.map(({ at }, i) => ({
          rolls: at,
          rollId: ROLL_ID,
          board: sample.board,
          consentsRequired: sample.consentsRequired,
          minimumCensus: sample.minimumCensus,
          minimumBallots: sample.minimumBallots,
          electors: ELECTORS[i] as number,
          electorsSource: ELECTORS[i] === 0 ? ZeroHash : SOURCE,
        })),
      ),
      ...changes,
    };
    const boxes: Created[] = [];
    for (const [i, constitution] of jointConstitutions(terms).entries()) {
      const election = await create(deployed, constitution);
      boxes.push({ ...deployed, constitution, election, rolls: (sorted[i] as { each: Deployed["rolls"] }).each });
    }
    return { ...deployed, terms, boxes, jointHash: jointHashOf(terms) };
  }

  async function create({ factory }: Deployed, constitution: Constitution) {
    const receipt = await (await factory.create(...creationOf(constitution))).wait();
    const event = receipt?.logs
      .map((log: Log) => factory.interface.parseLog(log))
      .find((log: LogDescription | null) => log !== null);
    return electionAt(event?.args.election as string);
  }

  const addressesOf = ({ boxes }: Joint) => Promise.all(boxes.map(({ election }) => election.getAddress()));

  async function convened(changes: Partial<JointTerms> = {}): Promise<Joint> {
    const joint = await created(changes);
    await conveneJoint({ terms: joint.terms, elections: await addressesOf(joint) }, convener);
    return joint;
  }

  const refused = (action: Promise<unknown>): Promise<{ refusal: string; args: Record<string, string> }> =>
    action.then(
      () => expect.fail("was taken"),
      (error) => error,
    );

  /** Opens all boxes but the last, casts these ballots in each, and closes the boxes. */
  async function voted(joint: Joint, votes: readonly (readonly (readonly number[])[])[]) {
    const opened = joint.boxes.slice(0, -1);
    for (const box of opened) await giveConsents(box, SEATS.slice(0, TRUSTEES - 1));
    await networkHelpers.time.increaseTo(joint.terms.common.schedule.opensAt);
    const open = [];
    for (const [i, box] of opened.entries()) {
      await box.election.open();
      const one = { ...box, folded: await foldedConstants(box) };
      await castBatch(one, votes[i] ?? []);
      open.push(one);
    }
    await closeBox(joint.boxes[0] as Created);
    return open;
  }

  async function resultsOf(joint: Joint): Promise<readonly BoxResult[]> {
    return Promise.all(
      joint.boxes.map(async ({ election }, i) => {
        const reader = chainElectionAt(await election.getAddress(), provider);
        const phase = PHASES[Number(await reader.getFunction("phase")())] ?? "pending";
        const [ballots, counts] = [await reader.getFunction("ballots")(), await reader.getFunction("counts")()];
        return { phase, members: MEMBERS[i] as number, ballots: Number(ballots), counts: [...counts].map(Number) };
      }),
    );
  }

  it("hash terms as the sdk does, and derive the sdk's constitutions", async () => {
    const joint = await created();
    const joints = await ethers.getContractAt("Joints", joint.terms.joints);
    expect(await joints.getFunction("hashOf")(jointTermsToAbi(joint.terms))).to.equal(joint.jointHash);
    const hashes = await Promise.all(joint.boxes.map(({ election }) => election.constitutionHash()));
    expect(hashes).to.deep.equal(jointConstitutions(joint.terms).map(constitutionHash));
  });

  it("are convened once, by the convener alone, before the vote opens, with the terms' own elections", async () => {
    const joint = await created();
    const { terms, jointHash } = joint;
    const elections = await addressesOf(joint);
    const [member] = joint.boxes as [Created];
    const twin = await create(joint, member.constitution);
    const refusedWith = async (changed: Partial<JointTerms>, given = elections, from = convener) => {
      const action = conveneJoint({ terms: { ...terms, ...changed }, elections: given }, from);
      return (await refused(action)).refusal;
    };

    expect(await refusedWith({}, elections, stranger)).to.equal("NotTheConvener");
    expect(await refusedWith({ boxes: terms.boxes.slice(0, 1) }, elections.slice(0, 1))).to.equal("BoxCountWrong");
    expect(await refusedWith({ boxes: [...terms.boxes].reverse() })).to.equal("BoxesNotInOrder");
    expect(await refusedWith({}, elections.slice(1))).to.equal("ElectionsMissing");
    expect(await refusedWith({}, [...elections].reverse())).to.equal("NotTheElectionOfBox");
    expect(await refusedWith({}, [ZeroAddress, ...elections.slice(1)])).to.equal("NotTheElectionOfBox");
    expect(await refusedWith({ tooFewEndsAll: true })).to.equal("NotTheElectionOfBox");
    const joints = await ethers.getContractAt("Joints", terms.joints);
    const elsewhere = { ...terms, joints: await stranger.getAddress() };
    await expect(joints.getFunction("convene")(jointTermsToAbi(elsewhere), elections))
      .to.be.revertedWithCustomError(joints, "JointsOfAnotherContract")
      .withArgs(elsewhere.joints);
    expect(await readJointElections(terms.joints, jointHash, provider)).to.deep.equal([]);

    const { opensAt } = terms.common.schedule;
    await networkHelpers.time.increaseTo(opensAt - 2);
    const before = await networkHelpers.takeSnapshot();
    await networkHelpers.time.setNextBlockTimestamp(opensAt);
    await expect(joints.getFunction("convene")(jointTermsToAbi(terms), elections))
      .to.be.revertedWithCustomError(joints, "ConvenedTooLate")
      .withArgs(opensAt, opensAt);
    await before.restore();
    await networkHelpers.time.setNextBlockTimestamp(opensAt - 1);
    await conveneJoint({ terms, elections }, convener);

    expect(await readJointElections(terms.joints, jointHash, provider)).to.deep.equal(elections);
    const last = await provider.getBlockNumber();
    const convened = { terms, elections, blockNumber: last };
    expect(await readConvened(terms.joints, jointHash, provider, last)).to.deep.equal(convened);
    expect((await refused(conveneJoint({ terms, elections }, convener))).refusal).to.equal("AlreadyConvened");

    // A trustee consents to a member alone: not to its twin, and not by the word of no contract.
    const known = async (one: string, contracts: readonly string[]) => {
      const asked = { election: one, constitution: member.constitution };
      return requireConvened(asked, contracts, provider, await provider.getBlockNumber()).then(
        () => "consent",
        ({ code }) => code,
      );
    };
    expect(await known(elections[0] as string, [terms.joints])).to.equal("consent");
    expect(await known(elections[0] as string, [])).to.equal("JOINT_NOT_CONVENED");
    expect(await known(await twin.getAddress(), [terms.joints])).to.equal("JOINT_NOT_CONVENED");
  });

  it("add decided boxes, leave void and too small ones out, and count turnout of all electors", async () => {
    const joint = await convened();
    const { terms, jointHash } = joint;
    const [first, second] = await voted(joint, [[YES, YES, NO], [NO, NO, YES, NO], [YES]]);
    const waits = async () => {
      const { refusal, args } = await refused(settleJoint(terms, stranger));
      return [refusal, args.box];
    };
    expect(await waits()).to.deep.equal(["JointWaits", "0"]);

    const sealed: Sealed[] = [];
    for (const box of [first, second]) sealed.push(await sealBox(box as NonNullable<typeof box>));
    for (const each of sealed) await postShares(each, [1, 2, 3]);
    await decide(sealed[0] as Sealed);
    expect(await waits()).to.deep.equal(["JointWaits", "1"]);
    await decide(sealed[1] as Sealed);
    await settleJoint(terms, stranger);

    const settled = await readSettlement(terms.joints, jointHash, provider);
    const expected = {
      ...{ isCounted: true, ballots: 7, base: 40 + 80 + 60 + 200, voidBoxes: [3], tooFewBoxes: [2] },
      outcome: { quorumReached: true, verdict: "Rejected", selected: 0, tied: 0 },
      totals: [3, 4, 0],
    };
    expect(settled).to.deep.equal(expected);
    expect(jointSettlement(terms, await resultsOf(joint))).to.deep.equal(expected);
    const last = await provider.getBlockNumber();
    const told = await readSettled(terms.joints, jointHash, provider, last);
    expect(told).to.deep.equal({ settlement: expected, blockNumber: last });

    await postShares(sealed[0] as Sealed, [4]);
    expect(await readSettlement(terms.joints, jointHash, provider)).to.deep.equal(expected);
    expect((await refused(settleJoint(terms, stranger))).refusal).to.equal("AlreadySettled");
  });

  it("end without a result where the terms say so of a box with too few ballots", async () => {
    const joint = await convened({ tooFewEndsAll: true });
    const { terms, jointHash } = joint;
    const [first, second] = await voted(joint, [[YES, YES, YES], [YES, YES, YES], [YES]]);
    for (const box of [first, second]) {
      const sealed = await sealBox(box as NonNullable<typeof box>);
      await postShares(sealed, [1, 2, 3]);
      await decide(sealed);
    }
    await settleJoint(terms, stranger);

    const settled = await readSettlement(terms.joints, jointHash, provider);
    expect(settled).to.deep.equal({
      ...{ isCounted: false, ballots: 0, base: 380, voidBoxes: [3], tooFewBoxes: [2], totals: [0, 0, 0] },
      outcome: { quorumReached: false, verdict: "Neither", selected: 0, tied: 0 },
    });
    expect(jointSettlement(terms, await resultsOf(joint))).to.deep.equal(settled);
  });

  it("miss the quorum, whatever it is, where no box is left, and settle nothing that was not convened", async () => {
    const joint = await created();
    expect((await refused(settleJoint(joint.terms, stranger))).refusal).to.equal("NotConvened");
    await conveneJoint({ terms: joint.terms, elections: await addressesOf(joint) }, convener);
    const { opensAt, openGrace } = joint.terms.common.schedule;
    await networkHelpers.time.increaseTo(opensAt + openGrace - 1);
    expect((await refused(settleJoint(joint.terms, stranger))).args.box).to.equal("0");
    await networkHelpers.time.increase(1);
    await settleJoint(joint.terms, stranger);

    const settled = await readSettlement(joint.terms.joints, joint.jointHash, provider);
    expect(settled?.base).to.equal(40 + 80 + 60 + 200);
    expect(settled?.voidBoxes).to.deep.equal([0, 1, 2, 3]);
    expect(settled?.outcome).to.deep.equal({ quorumReached: false, verdict: "Neither", selected: 0, tied: 0 });
    expect(jointSettlement(joint.terms, await resultsOf(joint))).to.deep.equal(settled);
  });
});
