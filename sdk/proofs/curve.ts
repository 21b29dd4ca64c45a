import { curves } from "snarkjs";

/** One command of a task for the threads of ffjavascript's engine: memory is theirs, by numbered variables. */
export type Command =
  | { readonly cmd: "ALLOCSET" | "SET"; readonly var: number; readonly buff: Uint8Array }
  | { readonly cmd: "ALLOC"; readonly var: number; readonly len: number }
  | {
      readonly cmd: "CALL";
      readonly fnName: string;
      readonly params: readonly ({ readonly var: number; readonly offset?: number } | { readonly val: number })[];
    }
  | { readonly cmd: "GET"; readonly out: number; readonly var: number; readonly len: number };

/** A group of BN254 as ffjavascript has it. Points are bytes in Montgomery form, affine or Jacobian by their length. */
export type CurveGroup = {
  readonly F: { readonly n8: number };
  readonly zero: Uint8Array;
  add(a: Uint8Array, b: Uint8Array): Uint8Array;
  neg(point: Uint8Array): Uint8Array;
  double(point: Uint8Array): Uint8Array;
  timesFr(point: Uint8Array, scalar: Uint8Array): Uint8Array;
  toAffine(point: Uint8Array): Uint8Array;
  toObject(point: Uint8Array): readonly (bigint | readonly bigint[])[];
};

/** ffjavascript's curve BN254, with the threads that compute on it. */
export type Curve = {
  readonly Fr: {
    readonly s: number;
    readonly shift: Uint8Array;
    readonly one: Uint8Array;
    readonly w: readonly Uint8Array[];
    e(value: bigint): Uint8Array;
    neg(a: Uint8Array): Uint8Array;
    mul(a: Uint8Array, b: Uint8Array): Uint8Array;
  };
  readonly G1: CurveGroup;
  readonly G2: CurveGroup;
  /** Bytes of a point of the second group with the lines of its Miller loop. */
  readonly preQSize: number;
  readonly tm: {
    readonly concurrency: number;
    /** The curve as compiled, before it is given a memory. */
    readonly code: Uint8Array<ArrayBuffer>;
    queueAction(task: readonly Command[]): Promise<readonly Uint8Array[]>;
  };
  pairingEq(...points: readonly Uint8Array[]): Promise<boolean>;
};

declare module "snarkjs" {
  /** Its curves, which its type library leaves out. */
  export const curves: { getCurveFromName(name: string, options: { readonly singleThread: boolean }): Promise<Curve> };
}

let alone: Promise<Curve> | undefined;

/** The curve that snarkjs uses itself, so that threads are started once; or one that computes in this thread alone. */
export function provingCurve(singleThread: boolean): Promise<Curve> {
  if (!singleThread) return curves.getCurveFromName("bn128", { singleThread });
  alone ??= curves.getCurveFromName("bn128", { singleThread });
  return alone;
}
