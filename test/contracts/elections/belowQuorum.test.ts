import { expect } from "chai";
import { ethers } from "ethers";
import type { OutcomeRule } from "../../../sdk/election/constitution.ts";
import { MAJORITY, NO_FRACTION } from "../../../sdk/election/fraction.ts";
import { VERDICTS } from "../../../sdk/election/outcome.ts";
import { atLeast, QUORUM_EDGES } from "../../sdk/election/referendums.ts";
import { type Deployed, deployFactory, networkHelpers } from "../electionFixture.ts";
import { forgeBallot } from "../forgedBallots.ts";
import {
  castBatch,
  closeBox,
  decide,
  NO,
  type Opened,
  openBox,
  PHASE,
  postShares,
  sealBox,
  YES,
} from "./electionLife.ts";
import { expectRefusal } from "./refusal.ts";

const NO_PROOF = { challenge: 0n, response: 0n };
const NEITHER = BigInt(VERDICTS.indexOf("Neither"));
const NONE = BigInt(VERDICTS.indexOf("None"));
const at = (time: number) => networkHelpers.time.increaseTo(time);
const votes = (yes: number, no: number) => [...Array(yes).fill(YES), ...Array(no).fill(NO)];
const certified = (electors: number) => ({ electors, electorsSource: ethers.id("a certified figure") });
const nothing = { passingShare: NO_FRACTION, quorum: atLeast(1, 2) };

/** A roll of so many, so that it, and no certified figure, is the base of the turnout. */
async function townOf(activeMembers: number): Promise<Deployed> {
  const deployed = await deployFactory("SyntheticVerifier");
  const checkpoint = { time: deployed.start, depth: 6, activeMembers, root: 4242n };
  await deployed.rolls.getFunction("setCheckpoint")(checkpoint);
  return deployed;
}

/** A box that stays closed below its quorum. */
function closedBox(outcome: Partial<OutcomeRule>, deployed?: Deployed, minimumBallots = 1): Promise<Opened> {
  return openBox({ minimumBallots, outcome: { closedBelowQuorum: true, ...outcome } }, deployed);
}

async function expectNothingTaken({ election, folded }: Opened): Promise<void> {
  const ballot = forgeBallot(folded, { nullifier: 999n, choices: NO });
  const cursor = await election.sumCursor();
  for (const call of [
    () => election.sum.staticCall(cursor, [], []),
    () => election.seal.staticCall(),
    () => election.postShare.staticCall(1, [], NO_PROOF, []),
    () => election.postResult.staticCall(Array(8).fill(0), [], [], []),
    () => election.castBallot.staticCall(ballot),
    () => election.open.staticCall(),
    () => election.consent.staticCall(5, NO_PROOF),
  ]) {
    await expectRefusal(call(), election, "WrongPhase", PHASE.BelowQuorum);
  }
}

describe("A box that stays closed below its quorum", () => {
  it("is so from the second in which it closes, without a transaction, and for ever", async () => {
    const opened = await closedBox({ quorum: atLeast(1, 3), ...certified(35) }, await townOf(30));
    const { election, constitution } = opened;
    const { closesAt, closeGrace, sharesDueAt } = constitution.schedule;
    await castBatch(opened, votes(8, 1));
    await at(closesAt + closeGrace - 1);
    expect(await election.phase()).to.equal(PHASE.Open);
    expect(await election.outcome()).to.deep.equal([false, NONE, 0n, 0n]);
    for (const time of [closesAt + closeGrace, sharesDueAt + 1, sharesDueAt + 100_000_000]) {
      await at(time);
      expect(await election.phase()).to.equal(PHASE.BelowQuorum);
      expect(await election.undecided()).to.equal(false);
      expect(await election.outcome()).to.deep.equal([false, NEITHER, 0n, 0n]);
      expect(await election.counts()).to.deep.equal([]);
      expect(await election.ballots()).to.equal(9n);
      await expectNothingTaken(opened);
    }
  });

  it("is Seoul's of 24 August 2011 by a third, and counted by a quarter: its turnout of 25.7 %, scaled to 9 of 35", async () => {
    for (const [part, phase] of [
      [atLeast(1, 3), PHASE.BelowQuorum],
      [atLeast(1, 4), PHASE.Closed],
    ] as const) {
      const opened = await closedBox({ quorum: part, ...certified(35) }, await townOf(30));
      await castBatch(opened, votes(8, 1));
      await closeBox(opened);
      expect(await opened.election.phase()).to.equal(phase);
      if (phase === PHASE.BelowQuorum) continue;
      const sealed = await sealBox(opened);
      await postShares(sealed, [1, 2, 3]);
      expect((await decide(sealed)).slice(0, 2)).to.deep.equal([8n, 1n]);
      expect(await sealed.election.phase()).to.equal(PHASE.Decided);
      expect(await sealed.election.outcome()).to.deep.equal([true, BigInt(VERDICTS.indexOf("Accepted")), 0n, 0n]);
    }
  });

  it("is counted without effect under the other rule, with the same ballots", async () => {
    const opened = await closedBox(
      { closedBelowQuorum: false, quorum: atLeast(1, 3), ...certified(35) },
      await townOf(30),
    );
    await castBatch(opened, votes(8, 1));
    await closeBox(opened);
    expect(await opened.election.phase()).to.equal(PHASE.Closed);
    const sealed = await sealBox(opened);
    await postShares(sealed, [1, 2, 3]);
    expect((await decide(sealed)).slice(0, 2)).to.deep.equal([8n, 1n]);
    expect(await sealed.election.outcome()).to.deep.equal([false, NEITHER, 0n, 0n]);
  });

  it("is the empty one too, before it could be sealed", async () => {
    for (const quorum of [atLeast(1, 4), { ...NO_FRACTION, moreThan: true }]) {
      const opened = await closedBox({ quorum });
      await closeBox(opened);
      expect(await opened.election.phase()).to.equal(PHASE.BelowQuorum);
      await expectNothingTaken(opened);
    }
  });

  it("has too few ballots first, where there are too few to count in secret", async () => {
    const opened = await closedBox({ quorum: atLeast(1, 2) }, await townOf(20), 5);
    const { election } = opened;
    await castBatch(opened, votes(4, 0));
    const closed = async () => {
      await closeBox(opened);
      return election.phase();
    };
    const open = await networkHelpers.takeSnapshot();
    expect(await closed()).to.equal(PHASE.TooFew);
    expect(await election.outcome()).to.deep.equal([false, NONE, 0n, 0n]);
    await open.restore();
    await castBatch(opened, votes(1, 0), 5n);
    expect(await closed()).to.equal(PHASE.BelowQuorum);
  });

  it("selects nothing by the other rules, and has no verdict", async () => {
    for (const rule of [
      { ...nothing, kind: "Ranking", winners: 2 },
      { ...nothing, kind: "Greedy", budget: 9, costs: [1, 1, 1] },
    ] as const) {
      const opened = await closedBox(rule);
      await castBatch(opened, votes(3, 0));
      await closeBox(opened);
      expect(await opened.election.phase()).to.equal(PHASE.BelowQuorum);
      expect(await opened.election.outcome()).to.deep.equal([false, NONE, 0n, 0n]);
    }
  });

  const electorates: readonly (readonly [members: number, electors: number])[] = [
    [60, 0],
    [45, 60],
    [60, 50],
  ];
  for (const [index, [quorum, of60]] of QUORUM_EDGES.entries()) {
    const [members, electors] = electorates[index % electorates.length] as (typeof electorates)[number];
    const name = `${quorum.moreThan ? "more than" : "at least"} ${quorum.numerator}/${quorum.denominator}`;
    it(`is opened by one vote more, by ${name} with ${electors} certified electors and ${members} on the roll`, async () => {
      const figure = electors === 0 ? {} : certified(electors);
      const opened = await closedBox({ quorum, passingShare: MAJORITY, ...figure }, await townOf(members));
      await castBatch(opened, votes(of60 - 1, 0));
      const open = await networkHelpers.takeSnapshot();
      await closeBox(opened);
      expect(await opened.election.phase()).to.equal(PHASE.BelowQuorum);
      await open.restore();
      await castBatch(opened, votes(1, 0), BigInt(of60));
      await closeBox(opened);
      expect(await opened.election.phase()).to.equal(PHASE.Closed);
    });
  }
});
