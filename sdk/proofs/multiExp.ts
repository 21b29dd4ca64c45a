import type { Command, Curve, CurveGroup } from "./curve.ts";

/** Bits of a scalar below r. */
const SCALAR_BITS = 254;
const SCALAR = 32;
const [SMALLEST, LARGEST] = [2, 15];
/** What it costs to add an affine point to a bucket, and to add two buckets, in multiplications of the field. */
const [TO_BUCKET, OF_BUCKETS] = [11, 16];

/** Tasks that one sum is cut into at most: each takes a copy of all its points. */
const MOST_TASKS = 8;

/**
 * The sum of points, each times its scalar (Pippenger). The windows of the scalars' bits are dealt out to the threads,
 * each of which takes the points once. The scalars and what was made of them are overwritten in the threads' memory.
 * @param points Affine, in Montgomery form, none the identity.
 * @param scalars 32 bytes for each point, the lowest first, below r.
 * @returns A Jacobian point.
 */
export async function multiExp(
  { tm, ...curve }: Pick<Curve, "tm" | "G1" | "G2">,
  name: "G1" | "G2",
  points: Uint8Array,
  scalars: Uint8Array,
): Promise<Uint8Array> {
  const group = curve[name];
  const count = scalars.length / SCALAR;
  if (count === 0) return group.zero;
  const bits = windowBits(count);
  const windows = Math.ceil(SCALAR_BITS / bits);
  const tasks = Math.min(windows, tm.concurrency, MOST_TASKS);
  const ranges = Array.from({ length: tasks }, (_, task) => ({
    first: Math.floor((windows * task) / tasks),
    end: Math.floor((windows * (task + 1)) / tasks),
  }));
  const sums = await Promise.all(
    ranges.map(async ({ first, end }) => {
      const [bytes] = await tm.queueAction(windowSums(name, group, { points, scalars, bits, first, end }));
      return piecesOf(bytes as Uint8Array, 3 * group.F.n8);
    }),
  );
  return sums.flat().reduceRight((sum, window) => group.add(timesPowerOfTwo(group, sum, bits), window), group.zero);
}

/** Bits of a window, by which the work for so many points is least. */
export function windowBits(points: number): number {
  const work = (bits: number) => Math.ceil(SCALAR_BITS / bits) * (points * TO_BUCKET + 2 ** (bits + 1) * OF_BUCKETS);
  let best = SMALLEST;
  for (let bits = SMALLEST + 1; bits <= LARGEST; bits++) if (work(bits) < work(best)) best = bits;
  return best;
}

type Windows = {
  readonly points: Uint8Array;
  readonly scalars: Uint8Array;
  readonly bits: number;
  readonly first: number;
  readonly end: number;
};

function windowSums(
  name: "G1" | "G2",
  { F }: CurveGroup,
  { points, scalars, bits, first, end }: Windows,
): readonly Command[] {
  const [sum, buckets] = [3 * F.n8, 3 * F.n8 * 2 ** bits];
  const calls = Array.from({ length: end - first }, (_, place): Command => {
    const from = (first + place) * bits;
    return {
      cmd: "CALL",
      fnName: `${name.toLowerCase()}m_multiexpAffine_chunk`,
      params: [
        ...[{ var: 0 }, { var: 1 }, { val: SCALAR }, { val: scalars.length / SCALAR }],
        ...[{ val: from }, { val: Math.min(bits, 8 * SCALAR - from) }, { var: 2, offset: place * sum }],
      ],
    };
  });
  return [
    { cmd: "ALLOCSET", var: 0, buff: points },
    { cmd: "ALLOCSET", var: 1, buff: scalars },
    { cmd: "ALLOC", var: 2, len: sum * calls.length },
    // The threads' memory grows here alone, by twice what is asked for: the buckets come behind it.
    { cmd: "ALLOC", var: 3, len: buckets },
    ...calls,
    { cmd: "GET", out: 0, var: 2, len: sum * calls.length },
    { cmd: "SET", var: 1, buff: new Uint8Array(scalars.length) },
    { cmd: "ALLOCSET", var: 4, buff: new Uint8Array(buckets) },
  ];
}

function timesPowerOfTwo(group: CurveGroup, point: Uint8Array, bits: number): Uint8Array {
  let power = point;
  for (let bit = 0; bit < bits; bit++) power = group.double(power);
  return power;
}

function piecesOf(bytes: Uint8Array, size: number): readonly Uint8Array[] {
  return Array.from({ length: bytes.length / size }, (_, place) => bytes.slice(place * size, (place + 1) * size));
}
