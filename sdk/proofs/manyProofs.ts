import { systemRandom } from "../crypto/random.ts";
import { type Candidate, firstWrong } from "./batchVerification.ts";
import type { VerificationKey } from "./groth16.ts";

/** Many statements of one key, each made when it is asked for, once, in order: never all of them in memory. */
export type Statements = { readonly count: number; readonly at: (place: number) => Candidate };

/**
 * Finds the first of many statements that does not hold; undefined where all hold.
 * @param checked Told how many are done, from time to time.
 */
export type ProofsVerifier = (
  key: VerificationKey,
  statements: Statements,
  checked: (count: number) => void,
) => Promise<number | undefined>;

/** Proofs of one equation: enough that what all share costs little, few enough to tell of progress. */
export const PROOF_BATCH = 256;

/** A batch of statements, from a place on. */
export function batchFrom({ count, at }: Statements, first: number): readonly Candidate[] {
  return Array.from({ length: Math.min(PROOF_BATCH, count - first) }, (_, m) => at(first + m));
}

/** Verifies here, one batch after the other. */
export const proofsHere: ProofsVerifier = async (key, statements, checked) => {
  for (let first = 0; first < statements.count; first += PROOF_BATCH) {
    const batch = batchFrom(statements, first);
    const found = await firstWrong(key, batch, systemRandom);
    if (found !== undefined) return first + found;
    checked(first + batch.length);
  }
  return undefined;
};

/** Works on jobs elsewhere, several at a time: calls `take` with each answer and its job's number, in any order. */
export type InParallel = <Job, Answer>(
  jobs: Iterable<Job>,
  take: (answer: Answer, number: number) => void,
) => Promise<void>;

/**
 * Verifies batches in parallel. Whatever comes back first, the place found is the lowest: a batch is given out only
 * while none before it is known to be wrong, and all that were given out are waited for.
 * @param work Answers a batch with what `firstWrong` says of it, or null.
 */
export async function proofsInParallel(
  statements: Statements,
  checked: (count: number) => void,
  work: InParallel,
): Promise<number | undefined> {
  let lowest = Number.POSITIVE_INFINITY;
  let done = 0;
  function* batches(): Iterable<readonly Candidate[]> {
    for (let first = 0; first < Math.min(statements.count, lowest); first += PROOF_BATCH)
      yield batchFrom(statements, first);
  }
  await work<readonly Candidate[], number | null>(batches(), (found, number) => {
    if (found !== null) lowest = Math.min(lowest, number * PROOF_BATCH + found);
    done += Math.min(PROOF_BATCH, statements.count - number * PROOF_BATCH);
    checked(done);
  });
  return lowest === Number.POSITIVE_INFINITY ? undefined : lowest;
}
