import { closeSync, openSync, readSync, statSync } from "node:fs";
import { SHARD_LEAVES } from "../../sdk/election/rollSnapshot.ts";
import { ENTRY_BYTES, WORD } from "../../sdk/election/snapshotEntry.ts";
import { HanpyoError, told } from "../../sdk/errors.ts";

export class EntriesFileInvalidError extends HanpyoError {
  constructor(file: string, reason: string) {
    super(
      "ENTRIES_FILE_INVALID",
      told`${{ file }} holds no entries of a roll: ${{ reason }}`,
      "Give the file that the office wrote",
    );
  }
}

/** Entries of a file in the order of the registrar's pseudonyms, which tells nothing of when anybody enrolled. */
export type SortedEntries = {
  readonly count: number;
  /** The entries of one shard after the other; each is read when it is asked for. */
  shards(): Iterable<Uint8Array>;
  close(): void;
};

/** Opens a file of entries of 384 bytes each. Throws `EntriesFileInvalidError`. */
export function sortedEntries(file: string): SortedEntries {
  const { size } = statSync(file);
  if (size % ENTRY_BYTES !== 0)
    throw new EntriesFileInvalidError(file, `${size} bytes are no multiple of ${ENTRY_BYTES}`);
  const count = size / ENTRY_BYTES;
  if (count < 2) throw new EntriesFileInvalidError(file, `${count} entries; there must be at least 2`);
  const descriptor = openSync(file, "r");
  const keys = columnOf(descriptor, count);
  const order = Uint32Array.from({ length: count }, (_, place) => place);
  order.sort((a, b) => compareWords(keys, a, b));

  return {
    count,
    *shards() {
      for (let start = 0; start < count; start += SHARD_LEAVES) {
        const places = order.subarray(start, start + SHARD_LEAVES);
        const entries = new Uint8Array(places.length * ENTRY_BYTES);
        for (const [m, place] of places.entries()) {
          readSync(descriptor, entries, m * ENTRY_BYTES, ENTRY_BYTES, place * ENTRY_BYTES);
        }
        yield entries;
      }
    },
    close: () => closeSync(descriptor),
  };
}

export function compareWords(words: Buffer, a: number, b: number): number {
  return words.compare(words, b * WORD, (b + 1) * WORD, a * WORD, (a + 1) * WORD);
}

/** The first word of every entry. */
function columnOf(descriptor: number, count: number): Buffer {
  const column = Buffer.alloc(count * WORD);
  const chunk = Buffer.alloc(SHARD_LEAVES * ENTRY_BYTES);
  for (let start = 0; start < count; start += SHARD_LEAVES) {
    const read = readSync(descriptor, chunk, 0, chunk.length, start * ENTRY_BYTES);
    for (let m = 0; m * ENTRY_BYTES < read; m++) {
      chunk.copy(column, (start + m) * WORD, m * ENTRY_BYTES, m * ENTRY_BYTES + WORD);
    }
  }
  return column;
}
