import { parentPort } from "node:worker_threads";
import { readCrl } from "./crl.ts";
import type { ListTask } from "./listThread.ts";
import { readStatusEntries } from "./statusEntries.ts";

/** A thread that reads lists, one after another: whatever a list does to it, the service goes on. */
parentPort?.on("message", async (task: ListTask) => {
  try {
    if (task.kind === "crl") {
      const crl = await readCrl(task.bytes, task.issuer);
      parentPort?.postMessage({ read: crl }, [crl.serials.buffer as ArrayBuffer]);
    } else {
      const entries = await readStatusEntries(task.bytes, task.keys, task.uri, task.now);
      parentPort?.postMessage({ read: entries }, [entries.bytes.buffer]);
    }
  } catch {
    parentPort?.postMessage({});
  }
});
