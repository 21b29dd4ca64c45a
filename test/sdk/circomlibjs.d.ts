declare module "circomlibjs" {
  /** circomlib's Poseidon in JavaScript, with an initial state. */
  export function buildPoseidonOpt(): Promise<{
    (inputs: readonly bigint[], initialState: unknown, outputs: number): unknown;
    readonly F: { toObject(element: unknown): bigint };
  }>;
}
