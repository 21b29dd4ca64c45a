import { expect } from "chai";
import { ZeroHash } from "ethers";
import { readSum } from "../../../sdk/chain/observer.ts";
import { ethers, networkHelpers } from "../electionFixture.ts";
import { forgeBallot } from "../forgedBallots.ts";
import { batchesIn } from "./boxEvents.ts";
import {
  castBatch,
  closeBox,
  decide,
  NO,
  openBox,
  PHASE,
  postShares,
  sealBox,
  sealedElection,
  shareArguments,
  shareOf,
  YES,
} from "./electionLife.ts";
import { expectRefusal } from "./refusal.ts";

const at = (time: number) => networkHelpers.time.increaseTo(time);
const NO_PROOF = { challenge: 0n, response: 0n };

describe("The time of sealing", () => {
  it("begins sealDelay after the first sum, not a second before", async () => {
    const opened = await openBox();
    await castBatch(opened, [YES, NO, YES]);
    await closeBox(opened);
    const { election, constitution } = opened;
    const { sealDelay } = constitution.schedule;
    await networkHelpers.time.increase(3 * sealDelay);
    // Without a chunk the delay begins; the chunks follow.
    const cursor = await election.sumCursor();
    await election.sum(cursor, [], []);
    const summedAt = await networkHelpers.time.latest();
    const identities = await readSum(await election.getAddress(), ethers.provider);
    const [batch] = await batchesIn(election);
    await election.sum(ZeroHash, [batch?.subtotal], identities);

    const sealableAt = summedAt + sealDelay;
    // However many blocks there are, it is the time that counts.
    await networkHelpers.mine(3 * sealDelay, { interval: 0 });
    await at(sealableAt - 1);
    await expectRefusal(election.seal.staticCall(), election, "SealTooEarly", sealableAt, sealableAt - 1);
    await at(sealableAt);
    await election.seal.staticCall();
    expect(await election.phase()).to.equal(PHASE.Closed);
    await election.seal();
    expect(await election.phase()).to.equal(PHASE.Sealed);
  });

  it("does not come before the closing of the box, and nothing that follows comes before the seal", async () => {
    const opened = await openBox();
    await castBatch(opened, [YES, NO, YES]);
    const { election } = opened;
    for (const phase of [PHASE.Open, PHASE.Closed]) {
      if (phase === PHASE.Closed) await closeBox(opened);
      else await expectRefusal(election.seal.staticCall(), election, "WrongPhase", phase);
      await expectRefusal(election.postShare.staticCall(1, [], NO_PROOF, []), election, "WrongPhase", phase);
      await expectRefusal(election.postResult.staticCall([], [], [], []), election, "WrongPhase", phase);
    }
  });
});

describe("The time of decryption", () => {
  it("begins with the seal: a true share of the whole sum is refused a call earlier", async () => {
    const opened = await openBox();
    await castBatch(opened, [YES, NO, YES]);
    await closeBox(opened);
    const { election } = opened;
    const [batch] = await batchesIn(election);
    await election.sum(ZeroHash, [batch?.subtotal], []);
    await networkHelpers.time.increase(600);
    const sealed = { election, sum: batch?.subtotal ?? [] };
    const share = shareArguments(sealed, 1, await shareOf(sealed, 1));
    await expectRefusal(election.postShare.staticCall(...share), election, "WrongPhase", PHASE.Closed);
    await election.seal();
    await election.postShare.staticCall(...share);
  });

  it("is overdue after the second sharesDueAt, until the result", async () => {
    const sealed = await sealedElection();
    const { election, constitution } = sealed;
    const { sharesDueAt } = constitution.schedule;
    await postShares(sealed, [1, 2]);
    await at(sharesDueAt);
    expect(await election.undecided()).to.equal(false);
    await at(sharesDueAt + 1);
    expect(await election.undecided()).to.equal(true);
    expect(await election.phase()).to.equal(PHASE.Sealed);
    await postShares(sealed, [5]);
    expect(await election.undecided()).to.equal(true);
    await decide(sealed);
    expect(await election.undecided()).to.equal(false);
    expect(await election.phase()).to.equal(PHASE.Decided);
  });

  it("never comes in an election with too few ballots", async () => {
    const opened = await openBox({ minimumBallots: 3 });
    await castBatch(opened, [YES, NO]);
    const { election, constitution } = opened;
    const { closesAt, closeGrace, sharesDueAt } = constitution.schedule;
    await at(closesAt + closeGrace - 1);
    expect(await election.phase()).to.equal(PHASE.Open);
    for (const time of [closesAt + closeGrace, sharesDueAt + 1]) {
      await at(time);
      expect(await election.phase()).to.equal(PHASE.TooFew);
      expect(await election.undecided()).to.equal(false);
      const [cursor, ballot] = [await election.sumCursor(), forgeBallot(opened.folded, { nullifier: 3n, choices: NO })];
      for (const call of [
        () => election.sum.staticCall(cursor, [], []),
        () => election.seal.staticCall(),
        () => election.postShare.staticCall(1, [], NO_PROOF, []),
        () => election.postResult.staticCall(Array(8).fill(0), [], [], []),
        () => election.castBallot.staticCall(ballot),
      ]) {
        await expectRefusal(call(), election, "WrongPhase", PHASE.TooFew);
      }
    }
  });

  it("comes with the minimum of ballots exactly", async () => {
    const opened = await openBox({ minimumBallots: 2 });
    await castBatch(opened, [YES, NO]);
    await closeBox(opened);
    const sealed = await sealBox(opened);
    await postShares(sealed, [2]);
    expect(await sealed.election.shares()).to.equal(2n);
  });

  it("is over with the result, but for the shares still owed", async () => {
    const sealed = await sealedElection();
    const { election } = sealed;
    await postShares(sealed, [1, 3, 4]);
    await decide(sealed);
    const cursor = await election.sumCursor();
    await expectRefusal(election.sum.staticCall(cursor, [], []), election, "AlreadySealed");
    await expectRefusal(election.seal.staticCall(), election, "AlreadySealed");
    await expectRefusal(election.postResult.staticCall([], [], [], []), election, "WrongPhase", PHASE.Decided);
    await expectRefusal(election.open.staticCall(), election, "WrongPhase", PHASE.Decided);
    await expectRefusal(election.consent.staticCall(5, NO_PROOF), election, "WrongPhase", PHASE.Decided);
    await election.postShare.staticCall(...shareArguments(sealed, 5, await shareOf(sealed, 5)));
  });
});
