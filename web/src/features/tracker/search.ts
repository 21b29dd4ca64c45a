import { askWorker } from "../../shared/askWorker.ts";
import type { CastFound, Task } from "./messages.ts";

/** Looks for a tracker in the ballots of elections, in a worker; nothing if no block has it. */
export function searchChain(task: Task, signal: AbortSignal): Promise<CastFound | undefined> {
  return askWorker(new Worker(new URL("./worker.ts", import.meta.url), { type: "module" }), task, signal);
}
