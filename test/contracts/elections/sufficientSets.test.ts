import { expect } from "chai";
import { readShares } from "../../../sdk/chain/observer.ts";
import { CountsNotFoundError } from "../../../sdk/crypto/discreteLog.ts";
import type { ProvedShare } from "../../../sdk/crypto/shareProof.ts";
import { decryptCounts } from "../../../sdk/election/tally.ts";
import { ethers, networkHelpers } from "../electionFixture.ts";
import { SEATS, THRESHOLD, TRUSTEES } from "../trusteeKeys.ts";
import { decide, PHASE, sealedElection, shareArguments, shareOf } from "./electionLife.ts";
import { expectRefusal } from "./refusal.ts";

const COUNTS: readonly bigint[] = [3n, 1n, 1n, 0n, 0n, 0n, 0n, 0n];

/** All subsets of the seats, by size. */
function subsets(size: number): readonly (readonly number[])[] {
  const all = Array.from({ length: 2 ** TRUSTEES }, (_, bits) => SEATS.filter((seat) => (bits >> (seat - 1)) & 1));
  return all.filter((seats) => seats.length === size);
}

async function sealed() {
  const election = await sealedElection();
  const shares: ProvedShare[] = [];
  for (const seat of SEATS) shares.push(await shareOf(election, seat));
  return { ...election, proved: shares };
}

/** Sealed, with the shares of these seats posted. */
async function sharedBy(seats: readonly number[]) {
  const fixture = await networkHelpers.loadFixture(sealed);
  for (const seat of seats) {
    await fixture.election.postShare(...shareArguments(fixture, seat, fixture.proved[seat - 1] as ProvedShare));
  }
  return fixture;
}

describe("The shares of 3 of 5 trustees", () => {
  const sufficient = [3, 4, 5].flatMap(subsets);

  it("are enough in 16 ways", () => {
    expect(sufficient).to.have.length(16);
    expect(new Set(sufficient.map((seats) => seats.join())).size).to.equal(16);
  });

  for (const seats of sufficient) {
    it(`decide when trustees ${seats.join(", ")} share`, async () => {
      const fixture = await sharedBy(seats);
      expect(await decide(fixture)).to.deep.equal(COUNTS);
      expect(await fixture.election.counts()).to.deep.equal(COUNTS);
      expect(await fixture.election.phase()).to.equal(PHASE.Decided);
    });
  }

  it("decide alike whichever three of all five the result names", async () => {
    const { election, proved, sum } = await sharedBy(SEATS);
    for (const seats of subsets(THRESHOLD)) {
      const shares = seats.map((seat) => proved[seat - 1]?.share);
      await election.postResult.staticCall(COUNTS, seats, shares, sum);
      const wrong = election.postResult.staticCall(COUNTS.with(2, 2n), seats, shares, sum);
      await expectRefusal(wrong, election, "CountsMismatch", 1);
    }
  });

  for (const seats of subsets(THRESHOLD - 1)) {
    it(`are not there when only trustees ${seats.join(" and ")} share`, async () => {
      const { election, proved, sum } = await sharedBy(seats);
      const shares = seats.map((seat) => proved[seat - 1]?.share);
      await expectRefusal(election.postResult.staticCall(COUNTS, seats, shares, sum), election, "WrongSeats");
      for (const third of SEATS.filter((seat) => !seats.includes(seat))) {
        // Even with the true share of a third who has not posted it.
        const three = [...seats, third].toSorted((a, b) => a - b);
        const known = three.map((seat) => proved[seat - 1]?.share);
        const call = election.postResult.staticCall(COUNTS, three, known, sum);
        await expectRefusal(call, election, "ShareMismatch", third);
      }
      const posted = await readShares(await election.getAddress(), ethers.provider);
      expect(() => decryptCounts(sum, posted, TRUSTEES, 5)).to.throw(CountsNotFoundError);
    });
  }
});
