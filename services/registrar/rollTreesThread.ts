import { parentPort, workerData } from "node:worker_threads";
import { type RollLeaves, treesOf } from "../../sdk/chain/earlierEnrolment.ts";
import { compiledPairHash } from "../../sdk/crypto/pairHash.ts";

/** A thread that hashes the trees of the rolls that it is given. */
const { rolls } = workerData as { readonly rolls: RollLeaves };
parentPort?.postMessage(treesOf(rolls, await compiledPairHash()));
