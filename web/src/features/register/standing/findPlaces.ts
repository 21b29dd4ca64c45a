import { askWorker } from "../../../shared/askWorker.ts";
import type { Place, Task } from "./messages.ts";

/** Finds a commitment's places in a worker. Throws an error with the worker's code. */
export function findPlaces(task: Task): Promise<readonly Place[]> {
  return askWorker(new Worker(new URL("./worker.ts", import.meta.url), { type: "module" }), task);
}
