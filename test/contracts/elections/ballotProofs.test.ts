import { bn254 } from "@noble/curves/bn254.js";
import { expect } from "chai";
import type { Ballot, ProofWords } from "../../../sdk/election/ballot.ts";
import { ethers, networkHelpers } from "../electionFixture.ts";
import { forgeBallot, proofFor } from "../forgedBallots.ts";
import { g1Words, g2Words } from "../syntheticKey.ts";
import { NO, type Opened, openBox, YES } from "./electionLife.ts";
import { expectRefusal } from "./refusal.ts";

/** Order of BN254's base field. */
const Q = bn254.fields.Fp.ORDER;
/** Where A, B and C begin in a proof, and how many words each has. */
const PARTS = { A: [0, 2], B: [2, 4], C: [6, 2] } as const;

/** A point of BN254's twist that is not in G2: the first whose x is a small number. */
function outsideG2(): readonly bigint[] {
  const { Fp2 } = bn254.fields;
  for (let n = 1n; ; n++) {
    const x = Fp2.fromBigTuple([n, 0n]);
    const square = Fp2.add(Fp2.mul(Fp2.sqr(x), x), bn254.G2.Point.CURVE().b);
    if (!isSquare(square)) continue;
    const point = bn254.G2.Point.fromAffine({ x, y: Fp2.sqrt(square) });
    if (point.isTorsionFree()) continue;
    const { x: px, y: py } = point.toAffine();
    return [px.c1, px.c0, py.c1, py.c0];
  }
}

function isSquare(value: Parameters<typeof bn254.fields.Fp2.sqr>[0]): boolean {
  const { Fp2 } = bn254.fields;
  try {
    return Fp2.eql(Fp2.sqr(Fp2.sqrt(value)), value);
  } catch {
    return false;
  }
}

describe("The proof of a ballot", () => {
  let opened: Opened;
  let ballot: Ballot;
  let companion: Ballot;

  async function open() {
    return openBox();
  }

  beforeEach(async () => {
    opened = await networkHelpers.loadFixture(open);
    ballot = forgeBallot(opened.folded, { nullifier: 1n, choices: YES });
    companion = forgeBallot(opened.folded, { nullifier: 99n, choices: NO });
  });

  const withProof = (start: number, words: readonly bigint[]): Ballot => ({
    ...ballot,
    proof: ballot.proof.map((word, i) => words[i - start] ?? word) as unknown as ProofWords,
  });
  /** Refused alone, and first or last in a batch. */
  const refused = async (given: Ballot) => {
    const { election } = opened;
    await expectRefusal(election.castBallot.staticCall(given), election, "BallotProofsInvalid");
    for (const batch of [
      [given, companion],
      [companion, given],
    ]) {
      await expectRefusal(election.castBallots.staticCall(batch), election, "BallotProofsInvalid");
    }
  };

  it("is refused with the point at infinity for A, B, C or all of them", async () => {
    for (const [start, length] of Object.values(PARTS)) await refused(withProof(start, Array(length).fill(0n)));
    await refused(withProof(0, Array(8).fill(0n)));
  });

  it("is refused with a coordinate at or above q, the same point or not", async () => {
    for (const [index, word] of ballot.proof.entries()) {
      await refused(withProof(index, [word + Q]));
      await refused(withProof(index, [Q]));
      await refused(withProof(index, [2n ** 256n - 1n]));
    }
  });

  it("is refused with a point off its curve", async () => {
    for (const [index, word] of ballot.proof.entries()) await refused(withProof(index, [(word + 1n) % Q]));
    await refused(withProof(0, [1n, 1n]));
    await refused(withProof(2, [1n, 1n, 1n, 1n]));
  });

  it("is refused with a point of the twist outside G2", async () => {
    await refused(withProof(2, outsideG2()));
    const [x1, x0, y1, y0] = outsideG2() as [bigint, bigint, bigint, bigint];
    await refused(withProof(2, [x1, x0, Q - y1, Q - y0]));
  });

  it("is refused with B's coordinates in the other order", async () => {
    const [x1, x0, y1, y0] = ballot.proof.slice(2, 6) as [bigint, bigint, bigint, bigint];
    await refused(withProof(2, [x0, x1, y0, y1]));
    await refused(withProof(2, [y1, y0, x1, x0]));
  });

  it("is refused with another point of the right group, and with a negated one", async () => {
    await refused(withProof(0, g1Words(17n)));
    await refused(withProof(2, g2Words(17n)));
    await refused(withProof(6, g1Words(17n)));
    await refused(withProof(1, [Q - ballot.proof[1]]));
    await refused(withProof(7, [Q - ballot.proof[7]]));
    await refused(withProof(6, ballot.proof.slice(0, 2)));
  });

  it("is refused when it belongs to the other ballot of a batch, though their sum would hold", async () => {
    const { election } = opened;
    const swapped = [
      { ...ballot, proof: companion.proof },
      { ...companion, proof: ballot.proof },
    ];
    await expectRefusal(election.castBallots.staticCall(swapped), election, "BallotProofsInvalid");
    // Both errors cancel in the product of the plain equations; the coefficients keep them apart.
    const c = bn254.G1.Point.fromAffine({ x: ballot.proof[6], y: ballot.proof[7] });
    const other = bn254.G1.Point.fromAffine({ x: companion.proof[6], y: companion.proof[7] });
    const delta = bn254.G1.Point.BASE.multiply(5n);
    const moved = [c.add(delta).toAffine(), other.subtract(delta).toAffine()];
    const cancelling = [ballot, companion].map((each, i) => ({
      ...each,
      proof: [...each.proof.slice(0, 6), moved[i]?.x, moved[i]?.y],
    }));
    await expectRefusal(election.castBallots.staticCall(cancelling), election, "BallotProofsInvalid");
  });

  it("can be another one of the same ballot; the first to land counts, once, whoever sends it", async () => {
    const { election, folded } = opened;
    const [, stranger] = await ethers.getSigners();
    const copies = Array.from({ length: 12 }, () => ({ ...ballot, proof: proofFor(folded, ballot) }));
    expect(new Set(copies.map(({ proof }) => proof.join())).size).to.equal(12);
    const front = election.connect(stranger ?? null) as typeof election;
    await front.castBallots(copies);
    const slot = await election.slot(1n);
    expect(slot[0]).to.equal(1n);
    expect(await election.ballots()).to.equal(1n);
    for (const late of [ballot, ...copies]) {
      await expectRefusal(election.castBallot.staticCall(late), election, "SlotMoved", 1n, 0n, 1n);
    }
    const batches = await election.queryFilter("BallotCast");
    expect(batches).to.have.length(1);
    expect((batches[0] as unknown as { args: { next: bigint[] } }).args.next).to.deep.equal(ballot.next);
    expect(await election.queryFilter("BallotSkipped")).to.have.length(11);
  });
});
