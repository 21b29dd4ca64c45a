import { expect } from "chai";
import { readShares } from "../../../sdk/chain/observer.ts";
import { divideByEight, type Point } from "../../../sdk/crypto/babyjubjub.ts";
import { hashWords } from "../../../sdk/crypto/transcript.ts";
import { NO_FRACTION } from "../../../sdk/election/fraction.ts";
import { ethers, networkHelpers } from "../electionFixture.ts";
import { THRESHOLD } from "../trusteeKeys.ts";
import {
  ABSTAIN,
  castBatch,
  closeBox,
  decide,
  NO,
  openBox,
  PHASE,
  postShares,
  type Sealed,
  sealBox,
  sealedElection,
  YES,
} from "./electionLife.ts";
import { expectRefusal } from "./refusal.ts";

/** Yes, yes, no, abstain, yes. */
const COUNTS: readonly bigint[] = [3n, 1n, 1n, 0n, 0n, 0n, 0n, 0n];
const BALLOTS = 5n;
const SHIFT = 1n << 24n;
const SEATS = [1, 2, 4];
const [ACCEPTED, REJECTED, NEITHER] = [1n, 2n, 3n];

/** Sealed, with the shares of all but seat 5. */
async function shared() {
  const sealed = await sealedElection();
  await postShares(sealed, [1, 2, 3, 4]);
  const posted = await readShares(await sealed.election.getAddress(), ethers.provider);
  return { ...sealed, shareBySeat: new Map(posted.map(({ seat, share }) => [seat, share])) };
}

describe("The result", () => {
  let fixture: Sealed & { readonly shareBySeat: ReadonlyMap<number, readonly Point[]> };

  beforeEach(async () => {
    fixture = await networkHelpers.loadFixture(shared);
  });

  const sharesOf = (seats: readonly number[]) =>
    seats.map((seat) => fixture.shareBySeat.get(seat) ?? (fixture.shareBySeat.get(3) as readonly Point[]));
  const post = (
    counts: readonly bigint[] = COUNTS,
    seats: readonly number[] = SEATS,
    shares: readonly (readonly Point[])[] = sharesOf(seats),
    sum = fixture.sum,
  ) => fixture.election.postResult.staticCall(counts, seats, shares, sum);
  const refused = (call: Promise<unknown>, name: string, ...args: readonly unknown[]) =>
    expectRefusal(call, fixture.election, name, ...args);

  it("is posted once, by anybody, with its counts, seats and outcome", async () => {
    const { election, sum } = fixture;
    const [, stranger] = await ethers.getSigners();
    const from = election.connect(stranger ?? null) as typeof election;
    expect(await election.counts()).to.deep.equal([]);
    await expect(from.postResult(COUNTS, SEATS, sharesOf(SEATS), sum))
      .to.emit(election, "ResultPosted")
      .withArgs(COUNTS, SEATS, [false, NEITHER, 0n, 0n]);
    expect(await election.counts()).to.deep.equal(COUNTS);
    expect(await election.outcome()).to.deep.equal([false, NEITHER, 0n, 0n]);
    expect(await election.phase()).to.equal(PHASE.Decided);
    for (const seats of [SEATS, [1, 2, 3]]) await refused(post(COUNTS, seats), "WrongPhase", PHASE.Decided);
    await refused(post(COUNTS.with(0, 2n)), "WrongPhase", PHASE.Decided);
  });

  it("is refused with any other count of any option, up to the number of ballots", async () => {
    for (const [option, right] of COUNTS.entries()) {
      for (let count = 0n; count <= BALLOTS; count++) {
        const counts = COUNTS.with(option, count);
        if (count === right) await post(counts);
        else await refused(post(counts), "CountsMismatch", Math.floor(option / 2));
      }
    }
  });

  it("is refused with its counts exchanged", async () => {
    await refused(post([1n, 3n, ...COUNTS.slice(2)]), "CountsMismatch", 0);
    await refused(post([1n, 0n, 3n, 1n, ...COUNTS.slice(4)]), "CountsMismatch", 0);
    await refused(post(COUNTS.map(() => 0n)), "CountsMismatch", 0);
    await refused(post([3n, 1n, 0n, 1n, ...COUNTS.slice(4)]), "CountsMismatch", 1);
    await refused(post([...COUNTS.slice(0, 6), 1n, 0n]), "CountsMismatch", 3);
  });

  it("is refused with a count above ballots times points, where another count would make up for it", async () => {
    for (const [option] of COUNTS.entries()) {
      for (const count of [BALLOTS + 1n, SHIFT, 2n ** 256n - 1n]) {
        await refused(post(COUNTS.with(option, count)), "CountTooLarge", option, count, BALLOTS);
      }
    }
    const [a, b] = COUNTS as [bigint, bigint];
    const message = (low: bigint, high: bigint) => low + high * SHIFT;
    expect(message(a + SHIFT, b - 1n)).to.equal(message(a, b));
    await refused(post([a + SHIFT, b - 1n, ...COUNTS.slice(2)]), "CountTooLarge", 0, a + SHIFT, BALLOTS);
  });

  it("has a count for every option of the circuit", async () => {
    for (const counts of [[], COUNTS.slice(0, 7), COUNTS.slice(0, 3), [...COUNTS, 0n]]) {
      await refused(post(counts), "WrongCountLength", counts.length, COUNTS.length);
    }
  });

  it("stands on exactly k seats in increasing order", async () => {
    const wrong: readonly (readonly number[])[] = [
      [],
      [1],
      [1, 2],
      [1, 2, 3, 4],
      [1, 1, 2],
      [1, 2, 2],
      [2, 1, 3],
      [3, 2, 1],
      [1, 3, 2],
    ];
    for (const seats of wrong) await refused(post(COUNTS, seats), "WrongSeats");
    await refused(post(COUNTS, SEATS, sharesOf([1, 2])), "WrongSeats");
    await refused(post(COUNTS, [1, 2], sharesOf(SEATS)), "WrongSeats");
    await refused(post(COUNTS, SEATS, sharesOf([1, 2, 3, 4])), "WrongSeats");
  });

  it("stands on seats that have posted their shares", async () => {
    for (const [seats, missing] of [
      [[1, 2, 5], 5],
      [[0, 1, 2], 0],
      [[1, 2, 6], 6],
      [[1, 2, 2 ** 50], 2 ** 50],
    ] as const) {
      await refused(post(COUNTS, seats), "ShareMismatch", missing);
    }
  });

  it("stands on their shares as they were posted", async () => {
    const right = sharesOf(SEATS);
    const [first, second, third] = right as [readonly Point[], readonly Point[], readonly Point[]];
    await refused(post(COUNTS, SEATS, [second, first, third]), "ShareMismatch", 1);
    await refused(post(COUNTS, SEATS, [first, third, second]), "ShareMismatch", 2);
    await refused(post(COUNTS, SEATS, [first, second, sharesOf([3])[0] as Point[]]), "ShareMismatch", 4);
    for (const [index, seat] of SEATS.entries()) {
      const share = right[index] as readonly Point[];
      const [point] = share as [Point];
      for (const altered of [
        [],
        share.slice(1),
        [...share, point],
        share.toReversed(),
        share.map(divideByEight),
        share.with(0, { ...point, x: point.x ^ 1n }),
      ]) {
        await refused(post(COUNTS, SEATS, right.with(index, altered)), "ShareMismatch", seat);
      }
    }
  });

  it("is of the sealed sum", async () => {
    for (const sum of [fixture.sum.with(2, 1n), [], fixture.sum.slice(4)]) {
      await refused(post(COUNTS, SEATS, sharesOf(SEATS), sum), "SumMismatch", hashWords(sum), hashWords(fixture.sum));
    }
  });

  it("elects no option without a vote, and names equals of whom not all could win", async () => {
    const ranking = { kind: "Ranking", quorum: NO_FRACTION, passingShare: NO_FRACTION } as const;
    for (const [change, votes, expected] of [
      [{ winners: 3 }, [YES, YES], [0b001n, 0n]],
      [{ winners: 2 }, [YES, YES, NO, ABSTAIN], [0b011n, 0b110n]],
      [{ winners: 2, tieBreak: "None" }, [YES, YES, NO, ABSTAIN], [0b001n, 0b110n]],
      [{ winners: 3, tieBreak: "None" }, [YES, YES, NO, ABSTAIN], [0b111n, 0n]],
    ] as const) {
      const opened = await openBox({ minimumBallots: 1, outcome: { ...ranking, ...change } });
      await castBatch(opened, votes);
      await closeBox(opened);
      const sealed = await sealBox(opened);
      await postShares(sealed, SEATS);
      await decide(sealed);
      expect(await sealed.election.outcome()).to.deep.equal([true, 0n, ...expected]);
    }
  });

  it("gives the outcome by the frozen rule, of the turnout against the whole census", async () => {
    // Five of 100 members are a twentieth, three of four votes three quarters; of 101 electors five are less.
    const of = (numerator: number, denominator: number, moreThan = false) => ({ numerator, denominator, moreThan });
    const certified = (electors: number) => ({ electors, electorsSource: ethers.id("a certified figure") });
    for (const [change, expected] of [
      [{ quorum: of(1, 20), passingShare: of(3, 4) }, [true, ACCEPTED, 0n, 0n]],
      [{ quorum: of(1, 20), passingShare: of(3, 4, true) }, [true, REJECTED, 0n, 0n]],
      [{ quorum: of(1, 20, true), passingShare: of(3, 4) }, [false, NEITHER, 0n, 0n]],
      [{ ...certified(99), quorum: of(1, 20), passingShare: of(3, 4) }, [true, ACCEPTED, 0n, 0n]],
      [{ ...certified(101), quorum: of(1, 20), passingShare: of(3, 4) }, [false, NEITHER, 0n, 0n]],
    ] as const) {
      const sealed = await sealedElection({ outcome: change });
      await postShares(sealed, SEATS);
      expect(await decide(sealed)).to.deep.equal(COUNTS);
      expect(await sealed.election.outcome()).to.deep.equal(expected);
    }
    expect(SEATS).to.have.length(THRESHOLD);
  });
});
