import { provingCurve } from "./curve.ts";

/** Calls of the compiled curve. Each takes places in its memory, writes to its last one, and returns at once. */
export type CurveCalls = Readonly<
  Record<
    | "f1m_batchToMontgomery"
    | "f2m_conjugate"
    | "f2m_mul"
    | "f2m_mul1"
    | "f2m_one"
    | "ftm_isOne"
    | "ftm_mul"
    | "ftm_one"
    | "ftm_square"
    | "g1m_add"
    | "g1m_copy"
    | "g1m_inCurveAffine"
    | "g1m_isZero"
    | "g1m_multiexpAffine"
    | "g1m_neg"
    | "g1m_timesScalarAffine"
    | "g1m_zero"
    | "g2m_add"
    | "g2m_addMixed"
    | "g2m_copy"
    | "g2m_double"
    | "g2m_eq"
    | "g2m_inCurveAffine"
    | "g2m_timesScalarAffine"
    | "g2m_toJacobian"
    | "bn128__mulBy024"
    | "bn128_finalExponentiation"
    | "bn128_prepareG1"
    | "bn128_prepareG2",
    (...placesAndSizes: readonly number[]) => number
  >
>;

/**
 * BN254 as snarkjs has it compiled (wasmcurves), in a memory of its own. Field elements are in Montgomery form, points
 * affine or Jacobian, as each call's name says.
 */
export type CurveCode = {
  readonly call: CurveCalls;
  readonly memory: Uint8Array;
  /** A place of that many bytes, for good. Throws `RangeError` where the memory is full. */
  readonly take: (bytes: number) => number;
  /** Bytes of a point of the second group with the lines of its Miller loop. */
  readonly linesSize: number;
};

/** Constants of the curve, and points and lines of one group of proofs. */
const MEMORY_PAGES = 128;
/** Where the compiled code keeps the first place that nobody took, as a word. */
const FREE = 0;

/** The compiled curve with a memory that nobody else has. */
export async function loadCurveCode(): Promise<CurveCode> {
  const { tm, preQSize: linesSize } = await provingCurve(true);
  const memory = new WebAssembly.Memory({ initial: MEMORY_PAGES });
  const { instance } = await WebAssembly.instantiate(tm.code, { env: { memory } });
  const words = new Uint32Array(memory.buffer);
  const take = (bytes: number) => {
    const place = Math.ceil((words[FREE] as number) / 8) * 8;
    if (place + bytes > memory.buffer.byteLength)
      throw new RangeError(`The curve's memory has no room for ${bytes} bytes`);
    words[FREE] = place + bytes;
    return place;
  };
  return { call: instance.exports as CurveCalls, memory: new Uint8Array(memory.buffer), take, linesSize };
}
