import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { NO_MODULE } from "../../sdk/proofs/threadData.ts";

/**
 * Works through jobs in threads of their own, each with one job at a time, so that only as many are in memory as there
 * are threads.
 * @param script The threads' file; it answers every message with one.
 * @param most Threads at the most; else one for each core.
 * @param jobs Made one after the other, when a thread is free.
 * @param take Called with each answer and its job's number, in any order.
 */
export async function inThreads<Job, Answer>(
  { script, workerData, most }: { readonly script: URL; readonly workerData: object; readonly most: number },
  jobs: Iterable<Job> | AsyncIterable<Job>,
  take: (answer: Answer, number: number) => void | Promise<void>,
): Promise<void> {
  const source = Symbol.asyncIterator in jobs ? jobs[Symbol.asyncIterator]() : jobs[Symbol.iterator]();
  let started = 0;
  const workers = Array.from(
    { length: Math.min(availableParallelism(), most) },
    () => new Worker(script, { workerData: { ...workerData, mod: NO_MODULE } }),
  );
  const run = (worker: Worker) =>
    new Promise<void>((fulfil, fail) => {
      let number = -1;
      const next = async () => {
        // Numbered when it is asked for: jobs come in the order in which they were.
        const job = source.next();
        number = started++;
        const { done, value } = await job;
        if (done) return fulfil();
        worker.postMessage(value);
      };
      worker.on("error", fail);
      worker.on("message", (answer: Answer) => {
        const taken = async () => take(answer, number);
        taken().then(next).catch(fail);
      });
      next().catch(fail);
    });
  try {
    await Promise.all(workers.map(run));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}
