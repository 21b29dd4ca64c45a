import { parentPort } from "node:worker_threads";
import { shardTreeOf } from "../../sdk/election/shardTree.ts";

/** A thread that makes the trees of shards, one after the other. */
parentPort?.on("message", (entries: Uint8Array) => {
  parentPort?.postMessage(shardTreeOf(entries));
});
