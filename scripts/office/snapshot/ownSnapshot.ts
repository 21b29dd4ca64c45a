import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Office } from "../../../sdk/chain/offices.ts";
import { checkedFile } from "../../../sdk/election/rollSnapshot.ts";
import { ENTRY_BYTES } from "../../../sdk/election/snapshotEntry.ts";
import { parseSnapshotIndex, type SnapshotIndex, snapshotIndexText } from "../../../sdk/election/snapshotIndex.ts";
import { HanpyoError, told } from "../../../sdk/errors.ts";
import { rollEntries } from "../../../services/registrar/roll/rollEntries.ts";
import type { RollStore } from "../../../services/registrar/roll/rollStore.ts";
import { buildSnapshot } from "../../rollFiles/buildSnapshot.ts";

/** A snapshot is not that of the office's own book, which signs no other. */
export class SnapshotNotOfBookError extends HanpyoError {
  constructor({ foreign, missing }: { readonly foreign: number; readonly missing: number }) {
    const what =
      foreign + missing === 0
        ? "its index is not that of these entries"
        : `${foreign} of its entries are not in the book, ${missing} of the book are not in it`;
    super(
      "SNAPSHOT_NOT_OF_BOOK",
      told`The snapshot is not this office's roll: ${{ reason: what }}`,
      "Take the other office's entries with `roll snapshot take` at each, compare your books, and build again",
    );
  }
}

/**
 * Builds a snapshot from the office's own entries, and compares everything that the other one's index names (P13.2).
 * Throws `SnapshotNotOfBookError`, or errors of buildSnapshot.ts.
 */
export async function requireOwnSnapshot(
  store: RollStore,
  office: Pick<Office, "pseudonymKey">,
  index: SnapshotIndex,
  folder: string,
): Promise<void> {
  const { chainId, rolls, rollId, sequence } = index;
  const own = [...rollEntries(store, office, index)];
  const scratch = mkdtempSync(join(tmpdir(), "hanpyo-snapshot-"));
  try {
    if (own.length < 2) throw new SnapshotNotOfBookError(difference(own, index, folder));
    const entries = join(scratch, "entries.bin");
    writeFileSync(entries, Buffer.concat(own));
    const order = { chainId, rolls, rollId, sequence, entries, out: join(scratch, "own"), withoutProofs: false };
    const rebuilt = await buildSnapshot({ ...order, report: () => {} });
    // Read as the other one was, so that both name their parts in the same order.
    const read = parseSnapshotIndex(snapshotIndexText(rebuilt));
    if (snapshotIndexText(read) !== snapshotIndexText(index)) {
      throw new SnapshotNotOfBookError(difference(own, index, folder));
    }
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/** How many entries one side has and the other has not. */
function difference(own: readonly Uint8Array[], index: SnapshotIndex, folder: string) {
  const book = new Set(own.map(textOf));
  let [foreign, common] = [0, 0];
  for (const file of index.entries) {
    const bytes = checkedFile(readFileSync(join(folder, file.file)), file);
    for (let at = 0; at < bytes.length; at += ENTRY_BYTES) {
      if (book.has(textOf(bytes.subarray(at, at + ENTRY_BYTES)))) common++;
      else foreign++;
    }
  }
  return { foreign, missing: book.size - common };
}

function textOf(entry: Uint8Array): string {
  return Buffer.from(entry).toString("base64");
}
