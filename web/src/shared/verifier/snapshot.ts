import { pairHashFor } from "../../../../sdk/crypto/pairHash.ts";
import { rollFolder } from "../../../../sdk/election/rollFiles.ts";
import { checkedFile } from "../../../../sdk/election/rollSnapshot.ts";
import { shardTreeOf } from "../../../../sdk/election/shardTree.ts";
import { ENTRY_BYTES } from "../../../../sdk/election/snapshotEntry.ts";
import { parseSnapshotIndex, type SnapshotIndex } from "../../../../sdk/election/snapshotIndex.ts";
import type { VerificationKey } from "../../../../sdk/proofs/groth16.ts";
import { PROOF_BATCH, wrongEntries } from "../../../../sdk/verify/entryProofs.ts";
import type { Report, SnapshotFiles } from "../../../../sdk/verify/evidence.ts";
import { type SnapshotWork, snapshotChecks } from "../../../../sdk/verify/snapshotChecks.ts";
import { download } from "../download.ts";

/**
 * The files of a snapshot below the page's place for rolls, for `verifyElection` (P13.6). Every entry is loaded, its
 * tree made and its proof checked, here: an observer's work, not a voter's.
 * @param place Address of the folder with a folder for every root.
 * @param root Of the snapshot that is the census, from the record.
 * @returns Nothing where there is no index: then the files are not looked at, which no check takes for a failure.
 */
export async function snapshotBelow(place: string, root: bigint): Promise<SnapshotFiles | undefined> {
  const folder = new URL(`${rollFolder(root)}/`, place);
  const text = await download(new URL("index.json", folder)).catch(() => undefined);
  if (text === undefined) return undefined;
  const read: SnapshotWork["read"] = async (file) => checkedFile(await download(new URL(file.file, folder)), file);
  return async (key, report) => {
    const index = parseSnapshotIndex(new TextDecoder().decode(text));
    const checks = await snapshotChecks({
      index,
      read,
      trees,
      wrongProofs: () => wrongProofs(index, read, key, report),
      report: (done, of) => report("shards", done, of),
    });
    return {
      index,
      checks: checks.map(({ name, holds, found }) => ({ name, ok: holds, expected: "as it must be", found })),
    };
  };
}

const trees: SnapshotWork["trees"] = async (entries, take) => {
  let shard = 0;
  for await (const bytes of entries) {
    await take(shardTreeOf(bytes, await pairHashFor(bytes.length / ENTRY_BYTES)), shard++);
  }
};

async function wrongProofs(
  { chainId, rolls, activeMembers, entries }: SnapshotIndex,
  read: SnapshotWork["read"],
  key: VerificationKey,
  report: Report,
): Promise<readonly number[]> {
  const wrong: number[] = [];
  let checked = 0;
  for (const file of entries) {
    const bytes = await read(file);
    for (let at = 0; at < bytes.length; at += PROOF_BATCH * ENTRY_BYTES) {
      const batch = bytes.subarray(at, at + PROOF_BATCH * ENTRY_BYTES);
      const places = await wrongEntries(batch, key, { chainId, registry: rolls });
      wrong.push(...places.map((place) => checked + place));
      checked += batch.length / ENTRY_BYTES;
      report("entries", checked, activeMembers);
    }
  }
  return wrong;
}
