import { expect } from "chai";
import { ballotKinds } from "../../../scripts/rehearsal/ballotKinds.ts";
import { GENERATOR, multiply } from "../../../sdk/crypto/babyjubjub.ts";
import { bindBallot } from "../../../sdk/crypto/ballotDigest.ts";
import { ciphertextWords } from "../../../sdk/crypto/elgamal.ts";
import { type Ballot, ballotVector, encryptChoices, type ProofWords } from "../../../sdk/election/ballot.ts";
import { ballotConstants } from "../../../sdk/election/ballotConstants.ts";
import type { BallotRules } from "../../../sdk/election/constitution.ts";
import { type BallotElection, verifyBallot } from "../../../sdk/proofs/ballotProof.ts";
import { endProving } from "../../../sdk/proofs/groth16.ts";
import { type ProofChecker, startProofChecker } from "../../../services/relayer/proofChecker.ts";
import { ProofTimeoutError, QueueFullError } from "../../../services/relayer/refusals.ts";
import { foldedLogarithm, forgeProof, syntheticVerificationKey } from "../../contracts/syntheticKey.ts";
import { errorOf } from "../../errorOf.ts";

const key = syntheticVerificationKey();
const elections = [1n, 2n].map(
  (scope): BallotElection => ({
    scope,
    censusRoot: 4242n,
    electionKey: multiply(GENERATOR, 5n),
    ballotSize: 8,
    rules: ballotKinds.approval?.rules as BallotRules,
    masked: false,
  }),
);

/** A ballot of one of two elections under the synthetic key. */
function ballot(n: number): { readonly election: BallotElection; readonly ballot: Ballot } {
  const election = elections[n % 2] as BallotElection;
  const scalars = [1n, 2n, 3n, 4n].map((m) => m + BigInt(n));
  const next = ciphertextWords(encryptChoices([1, 0, 0, 0, 0, 0, 0, 0], election.electionKey, scalars));
  const unproved = { nullifier: BigInt(1000 + n), version: 0n, held: [], next };
  const { digest, evaluation, challenge } = bindBallot(ballotVector(unproved, false));
  const folded = foldedLogarithm(ballotConstants(election, election));
  const proof = forgeProof([digest, evaluation, challenge], folded, BigInt(n + 3)) as unknown as ProofWords;
  return { election, ballot: { ...unproved, digest, proof } };
}

describe("A relayer's checks of proofs", function () {
  this.timeout(60_000);
  const limits = { threads: 1, timeLimit: 30_000, queue: 64 };
  const open: ProofChecker[] = [];
  const start = (changes: Partial<typeof limits> = {}) => {
    const checker = startProofChecker({ 8: key }, { ...limits, ...changes });
    open.push(checker);
    return checker;
  };
  const good = Array.from({ length: 12 }, (_, n) => ballot(n));

  after(async () => {
    await Promise.all(open.map((checker) => checker.close()));
    await endProving();
  });

  it("give of ballots that wait together, in batches, what each would be told alone", async () => {
    const { check } = start();
    const [one, two] = good.slice(0, 2) as [(typeof good)[0], (typeof good)[0]];
    const bad = [
      { ...one, ballot: { ...one.ballot, proof: two.ballot.proof } },
      { ...one, election: two.election },
      { ...one, ballot: { ...one.ballot, digest: one.ballot.digest + 1n } },
      { ...one, ballot: { ...one.ballot, nullifier: two.ballot.nullifier } },
      { ...one, ballot: { ...one.ballot, version: -1n } },
      { ...one, ballot: { ...one.ballot, next: two.ballot.next } },
      { ...one, ballot: { ...one.ballot, proof: one.ballot.proof.map(() => 0n) as unknown as ProofWords } },
    ];
    const tasks = good.flatMap((task, m) => (m < bad.length ? [task, bad[m] as (typeof bad)[0], task] : [task]));
    const alone = await Promise.all(tasks.map(({ election, ballot }) => verifyBallot(key, election, ballot)));
    expect(alone.filter((holds) => !holds)).to.have.length(bad.length);
    expect(await Promise.all(tasks.map(check))).to.deep.equal(alone);
    const foreign = { ...one, election: { ...one.election, ballotSize: 32 } };
    expect(await Promise.all([one, foreign, two].map(check))).to.deep.equal([true, false, true]);
  });

  it("fail nobody for a ballot that ends the thread which it shared, but that one", async () => {
    const { check } = start();
    const ending = { ...ballot(0), ballot: { ...ballot(0).ballot, next: null as unknown as bigint[] } };
    const others = Promise.all(good.map(check));
    const ended = errorOf(check(ending), TypeError);
    const behind = Promise.all(good.map(check));
    expect(await others).to.deep.equal(good.map(() => true));
    expect(await behind).to.deep.equal(good.map(() => true));
    await ended;
  });

  it("are refused where too many wait, and where one takes too long", async () => {
    const { check } = start({ queue: 3 });
    const three = good.slice(0, 3).map(check);
    await errorOf(check(ballot(3)), QueueFullError);
    expect(await Promise.all(three)).to.deep.equal([true, true, true]);
    await errorOf(start({ timeLimit: 1 }).check(ballot(4)), ProofTimeoutError);
  });
});
