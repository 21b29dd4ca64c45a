/** The size of an election, as far as gas depends on it. */
export type ElectionSize = {
  readonly ballotSize: number;
  readonly options: number;
  readonly trustees: number;
  readonly threshold: number;
};

/** What the gas of a creation depends on. */
export type CreationSize = Pick<ElectionSize, "options"> & { readonly content: number };

/**
 * Gas of one transaction of each kind, from measurements at 4, 8 and 32 options, 2 of 2, 2 of 3 and 3 of 5 trustees (bench/latest.md, bench/snapshot.json); the
 * end-to-end test of the clerk compares them with what its transactions spend.
 */
export const gasFigures = {
  /** The shared contracts together: twenty-seven deployments and two calls of the roll factory. */
  shared: 71_000_000,
  board: ({ trustees }: ElectionSize) => 141_000 + 12_000 * trustees,
  register: 220_000,
  deal: ({ trustees, threshold }: ElectionSize) => 500_000 + 24_000 * trustees * threshold,
  /** `content` in bytes; a long one costs the least that a transaction of its length may (EIP-7623), 40 a byte. */
  create: ({ options, content }: CreationSize) =>
    Math.max(500_000 + 8_500 * options + 27 * content, 41_000 + 40 * content),
  /** One resident in a batch of thirty. */
  enrol: 175_000,
  /** A roll's snapshot, whatever its size. */
  publish: 208_000,
  consent: 198_000,
  open: ({ ballotSize }: Pick<ElectionSize, "ballotSize">) => 278_000 + 7_180 * ballotSize,
  /** One ballot in a batch of thirty-two. */
  ballot: ({ ballotSize }: ElectionSize) => 86_300 + 2_170 * ballotSize,
  /** With one batch of ballots to sum; each further one costs `sumBatch`. */
  sum: ({ ballotSize }: Pick<ElectionSize, "ballotSize">) => 71_700 + 1_960 * ballotSize,
  sumBatch: ({ ballotSize }: Pick<ElectionSize, "ballotSize">) => 2_270 * ballotSize,
  seal: 68_000,
  share: ({ ballotSize }: ElectionSize) => 402_000 + 23_400 * ballotSize,
  result: ({ ballotSize, threshold }: Pick<ElectionSize, "ballotSize" | "threshold">) =>
    12_000 + 56_000 * threshold + 29_300 * ballotSize,
} as const;

/** Ballots that a relayer hands in at a time. */
export const BATCH = 32;

/** Gas of all that is left to count once the box is closed, by how many ballots it holds. */
export function countingGas(size: Pick<ElectionSize, "ballotSize" | "threshold">, ballots: number): number {
  const further = Math.max(0, Math.ceil(ballots / BATCH) - 1);
  return gasFigures.sum(size) + further * gasFigures.sumBatch(size) + gasFigures.seal + gasFigures.result(size);
}
