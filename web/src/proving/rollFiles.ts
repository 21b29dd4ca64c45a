import type { Census } from "../../../sdk/chain/frozenCensus.ts";
import { parseTreeFiles, rollFolder, type TreeFiles } from "../../../sdk/election/rollFiles.ts";
import {
  leavesInShard,
  levelsIn,
  SHARD_LEAVES,
  SnapshotFileAlteredError,
  SnapshotPathWrongError,
} from "../../../sdk/election/rollSnapshot.ts";
import { WORD, wordAt } from "../../../sdk/election/snapshotEntry.ts";
import type { FileOfSnapshot } from "../../../sdk/election/snapshotIndex.ts";
import { HanpyoError } from "../../../sdk/errors.ts";
import { CENSUS_DEPTH } from "../../../sdk/proofs/ballotProof.ts";
import { type DownloadReport, download, sha256Of } from "../shared/download.ts";
import type { FileStore } from "./fileStore.ts";
import { type LoadedTree, pathsOf } from "./rollPaths.ts";

/** Where a roll's files come from and are kept. */
export type RollPlace = {
  /** Address of the folder with a folder for every root. */
  readonly folder: string;
  readonly store: FileStore;
  /** Told the bytes of shards that have come, and of all. */
  readonly report: DownloadReport;
};

/** Shards that are asked for at once. */
const AT_ONCE = 4;
const INDEX = "index.json";
const MOST_LEAVES = 2 ** CENSUS_DEPTH;

export class RollFileMissingError extends HanpyoError {
  constructor(file: string, reason: string) {
    super("ROLL_FILE_MISSING", `${file} of the roll could not be downloaded (${reason})`, "Try again later");
  }
}

/**
 * Loads the crown and all shards of a roll, and never a leaf or a path (P13.6): each with the SHA-256 of the index,
 * each shard under the top that the crown names, the crown under `root`. What held is kept; a store that was altered
 * is passed over.
 * @param root Of the election's census, from the chain.
 * Throws `RollFileMissingError`, `SnapshotIndexInvalidError`, `SnapshotFileAlteredError` or `SnapshotPathWrongError`.
 */
export async function censusFromFiles(root: bigint, place: RollPlace): Promise<Census> {
  const folder = new URL(`${rollFolder(root)}/`, place.folder);
  const kept = await place.store.get(INDEX);
  const again = kept && (await treeOf(kept, root, folder, place).catch(() => undefined));
  if (again !== undefined) return { pathOf: pathsOf(again) };
  const index = await fileAt(folder, INDEX);
  const tree = await treeOf(index, root, folder, place);
  await place.store.put(INDEX, index);
  return { pathOf: pathsOf(tree) };
}

async function treeOf(index: Uint8Array, root: bigint, folder: URL, place: RollPlace): Promise<LoadedTree> {
  const files = parseTreeFiles(new TextDecoder().decode(index));
  const { leaves } = files;
  if (files.root !== root) throw new SnapshotPathWrongError(root, files.root);
  if (leaves > MOST_LEAVES || files.shards.length !== Math.ceil(leaves / SHARD_LEAVES)) {
    throw new SnapshotFileAlteredError(INDEX);
  }
  const crown = await checkedFile(folder, files.crown, place.store);
  const [tops, top] = endsOf(crown, files.shards.length, files.crown.file);
  if (wordAt(top, 0) !== root) throw new SnapshotPathWrongError(root, wordAt(top, 0));
  return { leaves, root, crown, shards: await loadShards(folder, files, tops, place) };
}

async function loadShards(
  folder: URL,
  { leaves, shards }: TreeFiles,
  tops: Uint8Array,
  { store, report }: RollPlace,
): Promise<readonly Uint8Array[]> {
  const loaded = new Array<Uint8Array>(shards.length);
  let [next, bytes] = [0, 0];
  const total = 2 * leaves * WORD;
  const worker = async () => {
    for (let number = next++; number < shards.length; number = next++) {
      const file = shards[number] as FileOfSnapshot;
      const shard = await checkedFile(folder, file, store);
      const [, top] = endsOf(shard, leavesInShard(leaves, number), file.file);
      if (wordAt(top, 0) !== wordAt(tops, number)) throw new SnapshotFileAlteredError(file.file);
      loaded[number] = shard;
      bytes += shard.length;
      report(bytes, Math.max(bytes, total));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return loaded;
}

/** The lowest level of a file, and its top. Throws `SnapshotFileAlteredError` for a file of another length. */
function endsOf(bytes: Uint8Array, lowest: number, file: string): readonly [Uint8Array, Uint8Array] {
  try {
    const levels = levelsIn(bytes, lowest);
    return [levels[0] as Uint8Array, levels.at(-1) as Uint8Array];
  } catch {
    throw new SnapshotFileAlteredError(file);
  }
}

/** A file with the hash that the index names, from the store or from its folder. */
async function checkedFile(folder: URL, { file, sha256 }: FileOfSnapshot, store: FileStore): Promise<Uint8Array> {
  const kept = await store.get(sha256);
  if (kept !== undefined && (await sha256Of(kept)) === sha256) return kept;
  const bytes = await fileAt(folder, file);
  if ((await sha256Of(bytes)) !== sha256) throw new SnapshotFileAlteredError(file);
  await store.put(sha256, bytes);
  return bytes;
}

async function fileAt(folder: URL, file: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await download(new URL(file, folder));
  } catch (error) {
    throw new RollFileMissingError(file, error instanceof Error ? error.message : String(error));
  }
}
