import { Worker } from "node:worker_threads";
import type { Crl } from "./crl.ts";
import type { Es256Key } from "./es256.ts";
import type { StatusEntries } from "./statusEntries.ts";

/** A list to be read; its bytes are handed over, and can no longer be used here. */
export type ListTask =
  | { readonly kind: "crl"; readonly bytes: Uint8Array<ArrayBuffer>; readonly issuer: Uint8Array<ArrayBuffer> }
  | {
      readonly kind: "statusList";
      readonly bytes: Uint8Array<ArrayBuffer>;
      readonly keys: readonly Es256Key[];
      readonly uri: string;
      /** Unix seconds. */
      readonly now: number;
    };

type ReadOf<T extends ListTask> = T["kind"] extends "crl" ? Crl : StatusEntries;
type Job = {
  readonly task: ListTask;
  readonly fulfil: (read: never) => void;
  readonly fail: (error: Error) => void;
};
type Answer = { readonly read?: never };

/** Milliseconds that one list may take, and MiB that reading it may need. */
const TIME_LIMIT = 20_000;
const MEMORY = 512;

class ListUnreadableError extends Error {
  constructor(reason: string) {
    super(`The list could not be read (${reason})`);
  }
}

const waiting: Job[] = [];
let worker: Worker | undefined;
let current: Job | undefined;
let timer: NodeJS.Timeout | undefined;

/**
 * Reads a list in a thread of its own: however large it is, requests go on being answered, and one that takes too long
 * or too much memory ends that thread alone. Throws `ListUnreadableError`.
 */
export function readInThread<T extends ListTask>(task: T): Promise<ReadOf<T>> {
  return new Promise<ReadOf<T>>((fulfil, fail) => {
    waiting.push({ task, fulfil: fulfil as Job["fulfil"], fail });
    next();
  });
}

function next(): void {
  if (current !== undefined) return;
  current = waiting.shift();
  if (current === undefined) {
    // A thread that has nothing to do keeps no process alive.
    worker?.unref();
    return;
  }
  worker ??= start();
  worker.ref();
  timer = setTimeout(() => end("too slow"), TIME_LIMIT);
  worker.postMessage(current.task, [current.task.bytes.buffer]);
}

function start(): Worker {
  const started = new Worker(new URL("./listWorker.ts", import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: MEMORY },
  });
  started.on("message", ({ read }: Answer) => {
    const job = finished();
    if (read === undefined) job?.fail(new ListUnreadableError("it does not hold"));
    else job?.fulfil(read);
    next();
  });
  started.on("error", () => {
    if (started === worker) end("its thread ended");
  });
  return started;
}

function finished(): Job | undefined {
  clearTimeout(timer);
  const job = current;
  current = undefined;
  return job;
}

function end(reason: string): void {
  void worker?.terminate();
  worker = undefined;
  finished()?.fail(new ListUnreadableError(reason));
  next();
}
