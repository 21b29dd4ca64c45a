declare module "circomlibjs" {
  type Field = {
    readonly e: (value: bigint) => Uint8Array;
    readonly toObject: (element: unknown) => bigint;
  };

  /** circomlib's Poseidon in JavaScript, with an initial state. */
  export function buildPoseidonOpt(): Promise<{
    (inputs: readonly bigint[], initialState: unknown, outputs: number): unknown;
    readonly F: Field;
  }>;

  /** circomlib's Poseidon, compiled; inputs are reduced elements in Montgomery form, one after the other. */
  export function buildPoseidon(): Promise<{
    (inputs: Uint8Array): Uint8Array;
    readonly F: Field;
  }>;
}
