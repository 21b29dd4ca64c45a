import { expect } from "chai";
import {
  add,
  divideByEight,
  GENERATOR,
  negate,
  type Point,
  subtract,
  timesEight,
} from "../../../sdk/crypto/babyjubjub.ts";
import { ciphertextsFromWords } from "../../../sdk/crypto/elgamal.ts";
import { SUBGROUP_ORDER } from "../../../sdk/crypto/field.ts";
import type { ProvedShare, ShareStatement } from "../../../sdk/crypto/shareProof.ts";
import { hashWords } from "../../../sdk/crypto/transcript.ts";
import { networkHelpers } from "../electionFixture.ts";
import { SEATS, shareKey, shareSecret, TRUSTEES } from "../trusteeKeys.ts";
import { type Sealed, sealedElection, shareArguments, shareOf } from "./electionLife.ts";
import { expectRefusal } from "./refusal.ts";

const SEAT = 2;

async function sealed() {
  return sealedElection();
}

describe("The proof of a decryption share", () => {
  let fixture: Sealed;
  let honest: ProvedShare;

  beforeEach(async () => {
    fixture = await networkHelpers.loadFixture(sealed);
    honest = await shareOf(fixture, SEAT);
  });

  const post = (given: ProvedShare, seat: number | bigint = SEAT) =>
    fixture.election.postShare.staticCall(...shareArguments(fixture, seat, given));
  const refused = (call: Promise<unknown>, name: string, ...args: readonly unknown[]) =>
    expectRefusal(call, fixture.election, name, ...args);

  const changes: readonly (readonly [string, Partial<ShareStatement>])[] = [
    ["another chain", { chainId: 1n }],
    ["another election", { election: "0x1111111111111111111111111111111111111111" }],
    ["another sum", { sumHash: `0x${"11".repeat(32)}` }],
    ["another seat", { seat: 3 }],
    ["another share of the key", { shareKey: shareKey(3) }],
  ];
  for (const [what, change] of changes) {
    it(`is refused when its proof was made for ${what}`, async () => {
      const given = await shareOf(fixture, SEAT, change);
      expect(given.share).to.deep.equal(honest.share);
      await refused(post(given), "ShareProofInvalid", SEAT);
    });
  }

  it("is refused from one who holds another share, for every seat", async () => {
    for (const seat of SEATS) {
      const holder = (seat % TRUSTEES) + 1;
      const own = await shareOf(fixture, holder);
      await refused(post(own, seat), "ShareProofInvalid", seat);
      const pretended = await shareOf(fixture, seat, {}, shareSecret(holder));
      await refused(post(pretended, seat), "ShareProofInvalid", seat);
      await post(own, holder);
    }
  });

  it("is refused when it is negated, shifted, reordered or left as P", async () => {
    const { share } = honest;
    const [first, second] = share as [Point, Point];
    const wrong: readonly (readonly Point[])[] = [
      share.map(negate),
      share.with(0, negate(first)),
      ...share.map((point, t) => share.with(t, add(point, GENERATOR))),
      [add(first, GENERATOR), subtract(second, GENERATOR), ...share.slice(2)],
      share.toReversed(),
      share.map(() => first),
      share.map(timesEight),
    ];
    for (const points of wrong) await refused(post({ ...honest, share: points }), "ShareProofInvalid", SEAT);
    const negated = await shareOf(fixture, SEAT, {}, SUBGROUP_ORDER - shareSecret(SEAT));
    expect(negated.share).to.deep.equal(share.map(negate));
    await refused(post(negated), "ShareProofInvalid", SEAT);
  });

  it("is refused when it was made of the other halves of the ciphertexts, of one base, or of one voter's ballot", async () => {
    const ciphertexts = ciphertextsFromWords(fixture.sum);
    const [ballot] = (await fixture.election.queryFilter("BallotCast")) as unknown as { args: { next: bigint[] } }[];
    for (const bases of [
      ciphertexts.map(({ c2 }) => c2),
      ciphertexts.map(() => GENERATOR),
      ciphertexts.map(({ c1 }) => c1).toReversed(),
      ciphertextsFromWords([...(ballot?.args.next ?? [])]).map(({ c1 }) => c1),
    ]) {
      const given = await shareOf(fixture, SEAT, { bases });
      await refused(post(given), "ShareProofInvalid", SEAT);
    }
  });

  it("is refused when it is that of another election, even of one with the same sum", async () => {
    const other = await sealedElection();
    const theirs = await shareOf(other, SEAT);
    const call = other.election.postShare.staticCall(...shareArguments(fixture, SEAT, honest));
    await expectRefusal(call, other.election, "SumMismatch", hashWords(fixture.sum), hashWords(other.sum));
    const raw = other.election.postShare.staticCall(SEAT, honest.share.map(divideByEight), honest.proof, other.sum);
    await expectRefusal(raw, other.election, "ShareProofInvalid", SEAT);
    const sameSum = await shareOf({ election: fixture.election, sum: other.sum }, SEAT);
    expect(sameSum.share).to.deep.equal(theirs.share);
    const replay = other.election.postShare.staticCall(...shareArguments(other, SEAT, sameSum));
    await expectRefusal(replay, other.election, "ShareProofInvalid", SEAT);
    await other.election.postShare.staticCall(...shareArguments(other, SEAT, theirs));
  });

  it("is refused with a challenge or a response out of range, or with any other", async () => {
    const { challenge, response } = honest.proof;
    const withProof = (change: Partial<ProvedShare["proof"]>) =>
      post({ ...honest, proof: { ...honest.proof, ...change } });
    for (const large of [2n ** 128n, challenge + 2n ** 128n, 2n ** 256n - 1n]) {
      await refused(withProof({ challenge: large }), "ChallengeTooLarge", large);
    }
    for (const large of [SUBGROUP_ORDER, response + SUBGROUP_ORDER, 2n ** 256n - 1n]) {
      await refused(withProof({ response: large }), "ResponseTooLarge", large);
    }
    for (const change of [
      { challenge: 2n ** 128n - 1n },
      { challenge: 0n },
      { response: SUBGROUP_ORDER - 1n },
      { challenge: 0n, response: 0n },
      { challenge: challenge ^ 1n },
      { response: SUBGROUP_ORDER - response },
    ]) {
      await refused(withProof(change), "ShareProofInvalid", SEAT);
    }
    await post(honest);
  });
});
