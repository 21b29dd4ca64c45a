import { expect } from "chai";
import { add, divideByEight, type Point, timesEight } from "../../../sdk/crypto/babyjubjub.ts";
import { FIELD_ORDER } from "../../../sdk/crypto/field.ts";
import type { ProvedShare } from "../../../sdk/crypto/shareProof.ts";
import { hashWords } from "../../../sdk/crypto/transcript.ts";
import { torsionPoints } from "../../sdk/crypto/torsionPoints.ts";
import { ethers, networkHelpers } from "../electionFixture.ts";
import { SEATS, TRUSTEES } from "../trusteeKeys.ts";
import { decide, PHASE, postShares, type Sealed, sealedElection, shareArguments, shareOf } from "./electionLife.ts";
import { expectRefusal } from "./refusal.ts";

const CIPHERTEXTS = 4;
const SEAT = 2;

async function sealed() {
  return sealedElection();
}

describe("A decryption share", () => {
  let fixture: Sealed;
  let honest: ProvedShare;

  beforeEach(async () => {
    fixture = await networkHelpers.loadFixture(sealed);
    honest = await shareOf(fixture, SEAT);
  });

  const post = (given: ProvedShare, seat: number | bigint = SEAT) =>
    fixture.election.postShare.staticCall(...shareArguments(fixture, seat, given));
  /** Posts points as they are, without the division by 8. */
  const postRaw = (points: readonly Point[], seat = SEAT) =>
    fixture.election.postShare.staticCall(seat, points, honest.proof, fixture.sum);
  const refused = (call: Promise<unknown>, name: string, ...args: readonly unknown[]) =>
    expectRefusal(call, fixture.election, name, ...args);
  const points = () => honest.share.map(divideByEight);

  it("is noted by seat with its points as they are used, whoever posts it", async () => {
    const { election } = fixture;
    const [, stranger] = await ethers.getSigners();
    const from = election.connect(stranger ?? null) as typeof election;
    await expect(from.postShare(...shareArguments(fixture, SEAT, honest)))
      .to.emit(election, "SharePosted")
      .withArgs(
        SEAT,
        honest.share.map(({ x, y }) => [x, y]),
        [honest.proof.challenge, honest.proof.response],
      );
    expect(await election.shares()).to.equal(1n << BigInt(SEAT - 1));
  });

  it("comes from seats 1 to n only, once from each", async () => {
    for (const seat of [0n, BigInt(TRUSTEES + 1), 2n ** 256n - 1n]) {
      await refused(post(honest, seat), "SeatInvalid", seat);
    }
    await postShares(fixture, SEATS);
    for (const seat of SEATS) {
      const again = await shareOf(fixture, seat);
      await refused(post(again, seat), "ShareAlreadyPosted", seat);
    }
    expect(await fixture.election.shares()).to.equal(2n ** BigInt(TRUSTEES) - 1n);
  });

  it("is welcome once after the result, too", async () => {
    await postShares(fixture, [1, 3, 5]);
    const counts = await decide(fixture);
    await networkHelpers.time.increaseTo(fixture.constitution.schedule.sharesDueAt + 100);
    await postShares(fixture, [SEAT]);
    expect(await fixture.election.shares()).to.equal(0b10111n);
    await refused(post(honest), "ShareAlreadyPosted", SEAT);
    expect(await fixture.election.counts()).to.deep.equal(counts);
    expect(await fixture.election.phase()).to.equal(PHASE.Decided);
    const wrong = await shareOf(fixture, 4, { sumHash: `0x${"11".repeat(32)}` });
    await refused(post(wrong, 4), "ShareProofInvalid", 4);
  });

  it("is of the sealed sum and of no other", async () => {
    const { election, sum } = fixture;
    const sealedHash = hashWords(sum);
    for (const other of [sum.with(0, 1n), sum.slice(4), [...sum, 0n], [], sum.toReversed()]) {
      const call = election.postShare.staticCall(SEAT, points(), honest.proof, other);
      await refused(call, "SumMismatch", hashWords(other), sealedHash);
    }
  });

  it("has one point for each ciphertext", async () => {
    for (const length of [0, CIPHERTEXTS - 1, CIPHERTEXTS + 1, 2 * CIPHERTEXTS]) {
      const given = Array.from({ length }, (_, t) => points()[t % CIPHERTEXTS] as Point);
      await refused(postRaw(given), "WrongCiphertextLength", length, CIPHERTEXTS);
    }
  });

  it("has points on the curve with coordinates below r, none of small order", async () => {
    for (let t = 0; t < CIPHERTEXTS; t++) {
      const { x, y } = points()[t] as Point;
      for (const [point, value] of [
        [{ x: x + FIELD_ORDER, y }, x + FIELD_ORDER],
        [{ x, y: y + FIELD_ORDER }, y + FIELD_ORDER],
        [{ x: FIELD_ORDER, y: 1n }, FIELD_ORDER],
        [{ x: 0n, y: 2n ** 256n - 1n }, 2n ** 256n - 1n],
      ] as const) {
        await refused(postRaw(points().with(t, point)), "CoordinateTooLarge", value);
      }
      for (const point of [
        { x: 0n, y: 0n },
        { x: 1n, y: 1n },
        { x: y, y: x },
        { x, y: FIELD_ORDER - 1n },
      ]) {
        await refused(postRaw(points().with(t, point)), "PointNotOnCurve", point.x, point.y);
      }
      for (const small of torsionPoints()) await refused(postRaw(points().with(t, small)), "PointIsIdentity");
    }
  });

  it("is the same with a point of small order added, which the eightfold loses", async () => {
    const torsion = torsionPoints();
    for (const small of torsion) {
      const mixed = points().map((point) => add(point, small));
      expect(mixed.map(timesEight)).to.deep.equal(honest.share);
      await postRaw(mixed);
    }
    expect(torsion).to.have.length(8);
  });
});
