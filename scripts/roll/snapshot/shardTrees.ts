import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";

/** The tree over one shard's entries: all its values, and value, digest and the children's digests of its top. */
export type ShardTree = {
  readonly levels: Uint8Array;
  readonly value: Uint8Array;
  readonly digest: Uint8Array;
  readonly children: readonly Uint8Array[];
};

/** snarkjs's web-worker takes every thread for one of its own, and loads the module that the thread's data names. */
const NO_MODULE = "data:,";
const MOST_THREADS = 8;

/**
 * Works through jobs in threads of their own, each with one job at a time, so that only as many are in memory as there
 * are threads.
 * @param script The threads' file; it answers every message with one.
 * @param jobs Made one after the other, when a thread is free.
 * @param take Called with each answer and its job's number, in any order.
 */
export async function inThreads<Job, Answer>(
  script: URL,
  workerData: object,
  jobs: Iterable<Job>,
  take: (answer: Answer, number: number) => void,
): Promise<void> {
  const source = jobs[Symbol.iterator]();
  let started = 0;
  const workers = Array.from(
    { length: Math.min(availableParallelism(), MOST_THREADS) },
    () => new Worker(script, { workerData: { ...workerData, mod: NO_MODULE } }),
  );
  const run = (worker: Worker) =>
    new Promise<void>((fulfil, fail) => {
      let number = -1;
      const next = () => {
        const { done, value } = source.next();
        if (done) return fulfil();
        number = started++;
        worker.postMessage(value);
      };
      worker.on("error", fail);
      worker.on("message", (answer: Answer) => {
        try {
          take(answer, number);
          next();
        } catch (error) {
          fail(error);
        }
      });
      next();
    });
  try {
    await Promise.all(workers.map(run));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

/** The trees of shards, whose entries are read when a thread is free. */
export function shardTrees(
  entriesOfShards: Iterable<Uint8Array>,
  take: (tree: ShardTree, shard: number) => void,
): Promise<void> {
  return inThreads(new URL("./treeWorker.ts", import.meta.url), {}, entriesOfShards, take);
}
