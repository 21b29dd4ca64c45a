/** The size of an election, as far as gas depends on it. */
export type ElectionSize = {
  readonly ballotSize: number;
  readonly options: number;
  readonly trustees: number;
  readonly threshold: number;
};

/**
 * Gas of one transaction of each kind, from measurements at 8 and 32 options, 2 of 3 and 3 of 5 trustees; the
 * end-to-end test of the clerk compares them with what its transactions spend.
 */
export const gasFigures = {
  /** The shared contracts together: seventeen deployments and two calls of the roll factory. */
  shared: 38_440_000,
  board: ({ trustees }: ElectionSize) => 141_000 + 12_000 * trustees,
  register: 325_000,
  deal: ({ trustees, threshold }: ElectionSize) => 500_000 + 24_000 * trustees * threshold,
  create: ({ options }: ElectionSize) => 443_000 + 7_000 * options,
  /** One resident in a batch of thirty. */
  enrol: 310_000,
  /** A roll's snapshot, whatever its size. */
  publish: 208_000,
  consent: 278_000,
  open: ({ ballotSize }: ElectionSize) => 246_000 + 7_400 * ballotSize,
  /** One ballot in a batch of thirty-two. */
  ballot: ({ ballotSize }: ElectionSize) => 89_000 + 2_900 * ballotSize,
  /** With one batch of ballots to sum; each further one costs `sumBatch`. */
  sum: ({ ballotSize }: ElectionSize) => 65_000 + 3_050 * ballotSize,
  sumBatch: ({ ballotSize }: ElectionSize) => 3_000 * ballotSize,
  seal: 62_000,
  share: ({ ballotSize }: ElectionSize) => 580_000 + 56_000 * ballotSize,
  result: ({ ballotSize, threshold }: ElectionSize) => 48_000 + 15_500 * ballotSize * threshold,
} as const;

/** Ballots that a relayer hands in at a time. */
export const BATCH = 32;
