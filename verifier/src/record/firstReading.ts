import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { parseOnce } from "./jsonText.ts";
import { batchShape } from "./recordShape.ts";
import { createScanner, type Element } from "./scanner.ts";
import { readAs } from "./shape.ts";
import type { RecordSource } from "./source.ts";

/** Lists that are left to a second reading, for they may be longer than memory: of elections, and of proposals. */
const LATER = ["roll", "batches", "skipped", "changes"] as const;

/** Lists of a proposal's record without a limit, which its checks need before the changes: kept, element by element. */
const KEPT = ["series", "newcomers", "noticesGiven"] as const;

/** Lists whose elements are handed out one by one. */
export const LONG_LISTS: ReadonlySet<string> = new Set([...LATER, ...KEPT]);

/** Of a batch's text: a version other than "0", or a backslash, behind which a name could hide. */
const MAY_REPLACE = /"version"\s*:\s*"(?!0")|\\/;

/** What a file shows when it is read once, whatever it is the record of. */
export interface FirstReading {
  /** Everything but the elements of the long lists, as JSON has it. */
  readonly raw: Readonly<Record<string, unknown>>;
  /** SHA-256 of the file. */
  readonly sha256: string;
  /** How many elements each list has that is left to the second reading. */
  readonly counts: Readonly<Record<(typeof LATER)[number], number>>;
  readonly ballots: number;
  /** Nullifiers of ballots that replace another: their slots alone need their ciphertexts kept. */
  readonly replaced: ReadonlySet<bigint>;
  /** The elements of the lists that are kept. */
  readonly kept: Readonly<Record<(typeof KEPT)[number], readonly unknown[]>>;
}

/** Reads a file through once. `NotJson` or `NotARecord` if it is no object, or has one name twice. */
export const firstReading = async (
  source: RecordSource,
  onBytes: (bytes: number) => void | Promise<void>,
): Promise<FirstReading> => {
  const scanner = createScanner(LONG_LISTS);
  const hash = sha256.create();
  const counts = { batches: 0, skipped: 0, roll: 0, changes: 0 };
  const kept: Record<(typeof KEPT)[number], unknown[]> = { series: [], newcomers: [], noticesGiven: [] };
  const replaced = new Set<bigint>();
  let ballots = 0;

  const look = ({ key, text }: Element): void => {
    if (key in kept) {
      kept[key as keyof typeof kept].push(parseOnce(text));
      return;
    }
    counts[key as keyof typeof counts]++;
    if (key !== "batches") return;
    ballots += text.match(/"nullifier"\s*:/g)?.length ?? 0;
    if (!MAY_REPLACE.test(text)) return;
    for (const { nullifier, version } of readAs(batchShape, parseOnce(text), "batches").ballots) {
      if (version > 0n) replaced.add(nullifier);
    }
  };

  let read = 0;
  for await (const chunk of source.read()) {
    hash.update(chunk);
    for (const element of scanner.push(chunk)) look(element);
    read += chunk.length;
    await onBytes(read);
  }
  const raw = parseOnce(scanner.finish()) as Readonly<Record<string, unknown>>;
  return { raw, sha256: bytesToHex(hash.digest()), counts, ballots, replaced, kept };
};
