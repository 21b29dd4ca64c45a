import { expect } from "chai";
import { ZeroHash } from "ethers";
import {
  type Created,
  createElection,
  DAY,
  deployFactory,
  giveConsents,
  networkHelpers,
  openElection,
} from "../electionFixture.ts";
import { forgeBallot } from "../forgedBallots.ts";
import { SEATS } from "../trusteeKeys.ts";
import { openBox, PHASE, YES } from "./electionLife.ts";
import { expectRefusal } from "./refusal.ts";

const at = (time: number) => networkHelpers.time.increaseTo(time);
const NO_PROOF = { challenge: 0n, response: 0n };

describe("The time of opening", () => {
  async function consented() {
    const created = await createElection(await deployFactory("SyntheticVerifier"));
    await giveConsents(created, SEATS);
    return created;
  }

  const opening = ({ election }: Created) => election.open.staticCall();

  it("begins in the second opensAt, not one before", async () => {
    const fixture = await networkHelpers.loadFixture(consented);
    const { opensAt } = fixture.constitution.schedule;
    await at(opensAt - 1);
    await expectRefusal(opening(fixture), fixture.election, "TooEarly", opensAt, opensAt - 1);
    expect(await fixture.election.phase()).to.equal(PHASE.Pending);
    await at(opensAt);
    await opening(fixture);
    expect(await fixture.election.phase()).to.equal(PHASE.Pending);
  });

  it("ends in the second opensAt + openGrace; one later the election is void for ever", async () => {
    const fixture = await networkHelpers.loadFixture(consented);
    const { opensAt, openGrace, sharesDueAt } = fixture.constitution.schedule;
    const until = opensAt + openGrace;
    await at(until);
    await opening(fixture);
    expect(await fixture.election.phase()).to.equal(PHASE.Pending);
    for (const late of [until + 1, sharesDueAt, sharesDueAt + 1000 * DAY]) {
      await at(late);
      await expectRefusal(opening(fixture), fixture.election, "TooLate", until, late);
      expect(await fixture.election.phase()).to.equal(PHASE.Void);
    }
  });

  it("has the box open from the opening's own block on", async () => {
    const created = await openElection(await deployFactory("SyntheticVerifier"));
    expect(await networkHelpers.time.latest()).to.equal(created.constitution.schedule.opensAt);
    expect(await created.election.phase()).to.equal(PHASE.Open);
  });
});

describe("The time of casting", () => {
  async function opened() {
    return openBox();
  }

  it("ends with the second before closesAt + closeGrace, when the time of summing begins", async () => {
    const fixture = await networkHelpers.loadFixture(opened);
    const { election, constitution, folded } = fixture;
    const { closesAt, closeGrace } = constitution.schedule;
    const ballot = forgeBallot(folded, { nullifier: 1n, choices: YES });
    for (const time of [closesAt - 1, closesAt, closesAt + 1, closesAt + closeGrace - 1]) {
      await at(time);
      expect(await election.phase()).to.equal(PHASE.Open);
      await election.castBallot.staticCall(ballot);
      await election.castBallots.staticCall([ballot]);
      await expectRefusal(election.sum.staticCall(ZeroHash, [], []), election, "WrongPhase", PHASE.Open);
    }
    await at(closesAt + closeGrace);
    expect(await election.phase()).to.equal(PHASE.Closed);
    await election.sum.staticCall(ZeroHash, [], []);
    await expectRefusal(election.castBallot.staticCall(ballot), election, "WrongPhase", PHASE.Closed);
    await expectRefusal(election.castBallots.staticCall([ballot]), election, "WrongPhase", PHASE.Closed);
  });

  it("is not before the opening and never in an election that was not opened", async () => {
    const created = await createElection(await deployFactory("SyntheticVerifier"));
    const { election, constitution } = created;
    const { opensAt, openGrace } = constitution.schedule;
    const ballot = forgeBallot(0n, { nullifier: 1n, choices: YES });
    for (const [time, phase] of [
      [opensAt - 1, PHASE.Pending],
      [opensAt + openGrace, PHASE.Pending],
      [opensAt + openGrace + 1, PHASE.Void],
    ] as const) {
      await at(time);
      await expectRefusal(election.castBallot.staticCall(ballot), election, "WrongPhase", phase);
      await expectRefusal(election.castBallots.staticCall([ballot]), election, "WrongPhase", phase);
      await expectRefusal(election.sum.staticCall(ZeroHash, [], []), election, "WrongPhase", phase);
      await expectRefusal(election.seal.staticCall(), election, "WrongPhase", phase);
      await expectRefusal(election.postShare.staticCall(1, [], NO_PROOF, []), election, "WrongPhase", phase);
      await expectRefusal(election.postResult.staticCall([], [], [], []), election, "WrongPhase", phase);
    }
  });
});
