import { SCALAR_FIELD as r } from "../field/primes.ts";
import { keccakWords } from "../hash/keccak.ts";
import type { Constitution } from "../record/constitutionShape.ts";
import type { Point } from "../record/recordShape.ts";

/** The words of `(O, O)`, which `previous` is in an unmasked election (P5.3). */
export const identityWords = (ciphertexts: number): readonly bigint[] =>
  Array.from({ length: 2 * ciphertexts }, () => [0n, 1n]).flat();

/** `digest, evaluation, challenge`: the live signals of a ballot with `x = (nullifier, version, previous, next)` (P5.4). */
export const liveSignals = (digest: bigint, x: readonly bigint[]): readonly bigint[] => {
  const challenge = keccakWords([digest, ...x]) % r;
  let evaluation = 0n;
  for (let i = x.length - 1; i >= 0; i--) evaluation = (evaluation * challenge + x[i]!) % r;
  return [digest, evaluation, challenge];
};

/** The constants of an election's ballots, in the circuit's order (P4.2). */
export const ballotConstants = (
  scope: bigint,
  censusRoot: bigint,
  electionKey: Point,
  { rules, ballotSize, masked }: Constitution,
): readonly bigint[] => {
  const costs = Array.from({ length: ballotSize }, (_, i) => BigInt(rules.costs[i] ?? 0));
  return [
    scope,
    censusRoot,
    electionKey.x,
    electionKey.y,
    ...[rules.optionCount, rules.maxPerOption, rules.minTotal, rules.maxTotal].map(BigInt),
    ...costs,
    BigInt(rules.budget),
    BigInt(rules.credits),
    rules.distinct ? 1n : 0n,
    masked ? 1n : 0n,
  ];
};
