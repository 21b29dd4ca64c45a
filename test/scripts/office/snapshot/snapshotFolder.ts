import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { concatBytes } from "@noble/curves/utils.js";
import { INDEX_FILE } from "../../../../scripts/rollFiles/buildSnapshot.ts";
import type { PublishedRollsId, SignedSnapshot } from "../../../../sdk/chain/publishedRolls.ts";
import { type SnapshotIndex, snapshotIndexText } from "../../../../sdk/election/snapshotIndex.ts";
import { depthOf } from "../../../../sdk/election/snapshotTree.ts";
import { childrenOf, type Filed } from "../../../contracts/registry/publishedFixture.ts";

/** Writes a snapshot of one shard as somebody would who wants it to be believed, whatever its entries and its tree. */
export function writeSnapshotFolder(
  folder: string,
  { entries, tree }: Filed,
  snapshot: SignedSnapshot,
  { chainId, rolls }: PublishedRollsId,
): SnapshotIndex {
  mkdirSync(folder);
  const write = (file: string, bytes: Uint8Array) => {
    writeFileSync(join(folder, file), bytes);
    return { file, sha256: createHash("sha256").update(bytes).digest("hex") };
  };
  const { expiresAt: _, ...named } = snapshot;
  const index: SnapshotIndex = {
    chainId,
    rolls,
    ...named,
    depth: depthOf(named.activeMembers),
    children: childrenOf(tree),
    crown: write("crown.bin", tree.values.at(-1) as Uint8Array),
    shards: [write("leaves-00000.bin", concatBytes(...tree.values))],
    entries: [write("entries-00000.bin", concatBytes(...entries))],
  };
  writeFileSync(join(folder, INDEX_FILE), snapshotIndexText(index));
  return index;
}
