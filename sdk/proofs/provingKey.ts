import { concatBytes } from "@noble/curves/utils.js";
import { HanpyoError, told } from "../errors.ts";

/** Points of a proving key that are not the identity, in Montgomery form, and the wire that each belongs to. */
export type Bases = { readonly points: Uint8Array; readonly wires: Uint32Array };

/** What a proving key says of itself, and what its proofs are checked with. */
export type KeyHeader = {
  readonly wires: number;
  readonly publicSignals: number;
  /** Power of two: size of the domain that the constraints are interpolated over. */
  readonly domain: number;
  /** Affine points in Montgomery form. */
  readonly alpha1: Uint8Array;
  readonly beta1: Uint8Array;
  readonly beta2: Uint8Array;
  readonly gamma2: Uint8Array;
  readonly delta1: Uint8Array;
  readonly delta2: Uint8Array;
  /** A point for the constant 1, and one for each public signal. */
  readonly inputs: Uint8Array;
};

/** A proving key as snarkjs writes it (`.zkey`, Groth16 over BN254), taken apart once. */
export type ProvingKey = KeyHeader & {
  /** Entries of the matrices A and B by constraint: matrix, constraint, wire (4 bytes each), value (32). */
  readonly entries: Uint8Array;
  readonly a: Bases;
  readonly b1: Bases;
  readonly b2: Bases;
  readonly c: Bases;
  /** The points of `c`, and behind them one for each place of the domain, for the quotient. */
  readonly cAndQuotient: Uint8Array;
};

/** Bytes of a point of the first and of the second group, and of an entry of the matrices. */
export const POINT1 = 64;
export const POINT2 = 128;
export const ENTRY = 44;

const SECTIONS = { protocol: 1, header: 2, inputs: 3, entries: 4, a: 5, b1: 6, b2: 7, c: 8, h: 9 } as const;
const HEADER = 660;
const GROTH16 = 1;

export class ProvingKeyUnreadableError extends HanpyoError {
  constructor(reason: string) {
    super(
      "PROVING_KEY_UNREADABLE",
      told`This is no proving key (${{ reason }})`,
      "Take the key file from its source again",
    );
  }
}

/** Reads a proving key's header alone. Throws `ProvingKeyUnreadableError`. */
export function readKeyHeader(file: Uint8Array): KeyHeader {
  const section = sectionsOf(file);
  const protocol = section("protocol");
  const header = section("header");
  if (protocol.length !== 4 || wordAt(protocol, 0) !== GROTH16) throw new ProvingKeyUnreadableError("not of Groth16");
  if (header.length !== HEADER || wordAt(header, 0) !== 32 || wordAt(header, 36) !== 32) {
    throw new ProvingKeyUnreadableError("its header is of another curve");
  }
  const [wires, publicSignals, domain] = [wordAt(header, 72), wordAt(header, 76), wordAt(header, 80)];
  const inputs = section("inputs").slice();
  if (inputs.length !== POINT1 * (publicSignals + 1) || !Number.isInteger(Math.log2(domain))) {
    throw new ProvingKeyUnreadableError("its parts have other lengths than it says");
  }
  const pointAt = (at: number, length: number) => header.slice(at, at + length);
  return {
    ...{ wires, publicSignals, domain, inputs },
    alpha1: pointAt(84, POINT1),
    beta1: pointAt(148, POINT1),
    beta2: pointAt(212, POINT2),
    gamma2: pointAt(340, POINT2),
    delta1: pointAt(468, POINT1),
    delta2: pointAt(532, POINT2),
  };
}

/**
 * Takes a proving key apart. Points that are the identity are left out: whatever they are multiplied by, they add
 * nothing. Throws `ProvingKeyUnreadableError`.
 */
export function readProvingKey(file: Uint8Array): ProvingKey {
  const header = readKeyHeader(file);
  const { wires, publicSignals, domain } = header;
  const section = sectionsOf(file);
  const entries = section("entries").slice(4);
  const h = section("h");
  if (entries.length !== ENTRY * wordAt(section("entries"), 0) || h.length !== POINT1 * domain) {
    throw new ProvingKeyUnreadableError("its parts have other lengths than it says");
  }
  requireSorted(entries);
  const c = basesOf(section("c"), POINT1, wires, publicSignals + 1);
  return {
    ...header,
    ...{ entries, c },
    a: basesOf(section("a"), POINT1, wires, 0),
    b1: basesOf(section("b1"), POINT1, wires, 0),
    b2: basesOf(section("b2"), POINT2, wires, 0),
    cAndQuotient: concatBytes(c.points, h),
  };
}

/** Finds the one section of each number. */
function sectionsOf(file: Uint8Array): (name: keyof typeof SECTIONS) => Uint8Array {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const found = new Map<number, Uint8Array>();
  if (file.length < 12 || view.getUint32(0, true) !== 0x79656b7a) throw new ProvingKeyUnreadableError("it begins so");
  for (let at = 12; at < file.length; ) {
    if (at + 12 > file.length) throw new ProvingKeyUnreadableError("it ends too early");
    const [number, length] = [view.getUint32(at, true), Number(view.getBigUint64(at + 4, true))];
    if (at + 12 + length > file.length) throw new ProvingKeyUnreadableError("it ends too early");
    if (found.has(number)) throw new ProvingKeyUnreadableError("it has a part twice");
    // Not a subarray: of Node's buffers even `slice` gives views, and a view takes the whole file to the threads.
    found.set(number, new Uint8Array(file.buffer, file.byteOffset + at + 12, length));
    at += 12 + length;
  }
  return (name) => {
    const section = found.get(SECTIONS[name]);
    if (section === undefined) throw new ProvingKeyUnreadableError(`${name} is missing`);
    return section;
  };
}

function basesOf(section: Uint8Array, size: number, wires: number, first: number): Bases {
  const count = wires - first;
  if (section.length !== count * size) throw new ProvingKeyUnreadableError("its parts have other lengths than it says");
  const points = new Uint8Array(section.length);
  const kept: number[] = [];
  for (let place = 0; place < count; place++) {
    const point = section.subarray(place * size, (place + 1) * size);
    if (point.every((byte) => byte === 0)) continue;
    points.set(point, kept.length * size);
    kept.push(first + place);
  }
  return { points: points.slice(0, kept.length * size), wires: Uint32Array.from(kept) };
}

/** Threads take constraints in ranges, whose entries must lie together. */
function requireSorted(entries: Uint8Array): void {
  for (let at = ENTRY; at < entries.length; at += ENTRY) {
    if (wordAt(entries, at + 4) < wordAt(entries, at - ENTRY + 4)) {
      throw new ProvingKeyUnreadableError("its entries are not in the order of constraints");
    }
  }
}

function wordAt(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(at, true);
}
