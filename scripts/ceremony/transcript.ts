/** One contribution to a key, as its transcript holds it. */
export type Contribution = {
  /** From 1, in the order in which they were made. */
  readonly number: number;
  readonly name: string;
  /** What the contributor announced, hex. */
  readonly hash: string;
  /** For a beacon: its value, hex, and 2^iterations hashes. */
  readonly beacon?: { readonly value: string; readonly iterations: number };
};

/** snarkjs writes a hash as four lines. */
const HASH_LINES = 4;

/**
 * Reads the contributions out of what snarkjs says of a key that it found sound; it tells them from the last back.
 * Names are whatever a contributor wrote, line breaks included.
 */
export function contributionsOf(said: readonly string[]): Contribution[] {
  return said
    .flatMap((text, place) => {
      const [, number, rest] = /^contribution #(\d+) (.*)$/s.exec(text) ?? [];
      if (number === undefined || rest === undefined) return [];
      const lines = rest.split("\n");
      const name = lines.slice(0, -HASH_LINES).join("\n").replace(/:$/, "");
      const hash = lines.slice(-HASH_LINES).join("").replace(/\s/g, "");
      const beacon = beaconAfter(said, place);
      return [{ number: Number(number), name, hash, ...(beacon === undefined ? {} : { beacon }) }];
    })
    .toSorted((a, b) => a.number - b.number);
}

function beaconAfter(said: readonly string[], place: number): Contribution["beacon"] {
  const [, value] = /^Beacon generator: ([0-9a-f]+)$/.exec(said[place + 1] ?? "") ?? [];
  const [, iterations] = /^Beacon iterations Exp: (\d+)$/.exec(said[place + 2] ?? "") ?? [];
  return value === undefined ? undefined : { value, iterations: Number(iterations) };
}
