import type { Command, Curve } from "./curve.ts";
import { ENTRY, type ProvingKey } from "./provingKey.ts";

const WORD = 32;

/**
 * The quotient of A B - C by the polynomial that is 0 on the domain, as values on the odd places of the domain twice as
 * dense: scalars for the points of the key's `h`. A, B and C are the constraints' values, interpolated.
 * @param witness Values of all wires, 32 bytes each.
 * @returns 32 bytes for each place of the domain, the lowest first. What it was made of is overwritten.
 */
export async function quotientOf(curve: Curve, key: ProvingKey, witness: Uint8Array): Promise<Uint8Array> {
  const values = await constraintValues(curve, key, witness);
  const odd = await Promise.all(values.map((polynomial) => onOddPlaces(curve, key.domain, polynomial)));
  const quotient = await joined(curve, key.domain, odd);
  for (const secret of [...values, ...odd]) secret.fill(0);
  return quotient;
}

/** Values of A, B and C for each constraint. Threads take ranges of constraints. */
async function constraintValues({ tm }: Curve, key: ProvingKey, witness: Uint8Array): Promise<readonly Uint8Array[]> {
  const { domain, entries, wires } = key;
  const all = [0, 1, 2].map(() => new Uint8Array(domain * WORD));
  const parts = Math.min(tm.concurrency, domain);
  const ranges = Array.from({ length: parts }, async (_, part) => {
    const [first, end] = [Math.floor((domain * part) / parts), Math.floor((domain * (part + 1)) / parts)];
    const own = entries.slice(placeOf(entries, first) * ENTRY, placeOf(entries, end) * ENTRY);
    const length = (end - first) * WORD;
    const values = await tm.queueAction([
      { cmd: "ALLOCSET", var: 0, buff: own },
      { cmd: "ALLOCSET", var: 1, buff: witness },
      ...[2, 3, 4].map((place): Command => ({ cmd: "ALLOC", var: place, len: length })),
      {
        cmd: "CALL",
        fnName: "qap_buildABC",
        params: [
          ...[{ var: 0 }, { val: own.length / ENTRY }, { var: 1 }, { var: 2 }, { var: 3 }, { var: 4 }],
          ...[{ val: first }, { val: end - first }, { val: 0 }, { val: wires }],
        ],
      },
      ...[2, 3, 4].map((place): Command => ({ cmd: "GET", out: place - 2, var: place, len: length })),
      { cmd: "SET", var: 1, buff: new Uint8Array(witness.length) },
      ...[2, 3, 4].map((place): Command => ({ cmd: "SET", var: place, buff: new Uint8Array(length) })),
    ]);
    for (const [matrix, bytes] of values.entries()) all[matrix]?.set(bytes, first * WORD);
    for (const bytes of values) bytes.fill(0);
  });
  await Promise.all(ranges);
  return all;
}

/** From values on the domain to values on the odd places of the one twice as dense. */
async function onOddPlaces({ Fr, tm }: Curve, domain: number, values: Uint8Array): Promise<Uint8Array> {
  const power = Math.log2(domain);
  const shift = power === Fr.s ? Fr.shift : (Fr.w[power + 1] as Uint8Array);
  const [made] = await tm.queueAction([
    { cmd: "ALLOCSET", var: 0, buff: values },
    { cmd: "ALLOCSET", var: 1, buff: Fr.one },
    { cmd: "ALLOCSET", var: 2, buff: shift },
    { cmd: "CALL", fnName: "frm_ifft", params: [{ var: 0 }, { val: domain }] },
    {
      cmd: "CALL",
      fnName: "frm_batchApplyKey",
      params: [{ var: 0 }, { val: domain }, { var: 1 }, { var: 2 }, { var: 0 }],
    },
    { cmd: "CALL", fnName: "frm_fft", params: [{ var: 0 }, { val: domain }] },
    { cmd: "GET", out: 0, var: 0, len: values.length },
    { cmd: "SET", var: 0, buff: new Uint8Array(values.length) },
  ]);
  return made as Uint8Array;
}

/** A B - C, place by place, out of Montgomery form. */
async function joined({ tm }: Curve, domain: number, odd: readonly Uint8Array[]): Promise<Uint8Array> {
  const length = domain * WORD;
  const [made] = await tm.queueAction([
    ...odd.map((buff, place): Command => ({ cmd: "ALLOCSET", var: place, buff })),
    {
      cmd: "CALL",
      fnName: "qap_joinABC",
      params: [{ var: 0 }, { var: 1 }, { var: 2 }, { val: domain }, { var: 0 }],
    },
    { cmd: "CALL", fnName: "frm_batchFromMontgomery", params: [{ var: 0 }, { val: domain }, { var: 0 }] },
    { cmd: "GET", out: 0, var: 0, len: length },
    ...[0, 1, 2].map((place): Command => ({ cmd: "SET", var: place, buff: new Uint8Array(length) })),
  ]);
  return made as Uint8Array;
}

/** Number of entries of the constraints before one. */
function placeOf(entries: Uint8Array, constraint: number): number {
  const view = new DataView(entries.buffer, entries.byteOffset, entries.byteLength);
  let [low, high] = [0, entries.length / ENTRY];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (view.getUint32(middle * ENTRY + 4, true) < constraint) low = middle + 1;
    else high = middle;
  }
  return low;
}
