import { parentPort } from "node:worker_threads";
import { pairHashFor } from "../../sdk/crypto/pairHash.ts";
import { shardTreeOf } from "../../sdk/election/shardTree.ts";
import { ENTRY_BYTES } from "../../sdk/election/snapshotEntry.ts";

/** A thread that makes the trees of shards, one after the other. */
parentPort?.on("message", async (entries: Uint8Array) => {
  parentPort?.postMessage(shardTreeOf(entries, await pairHashFor(entries.length / ENTRY_BYTES)));
});
