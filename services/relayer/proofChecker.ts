import { Worker } from "node:worker_threads";
import type { Ballot } from "../../sdk/election/ballot.ts";
import type { BallotElection } from "../../sdk/proofs/ballotProof.ts";
import type { ProvedStatement, VerificationKey } from "../../sdk/proofs/groth16.ts";
import { NO_MODULE } from "../../sdk/proofs/threadData.ts";
import { ProofTimeoutError, QueueFullError } from "./refusals.ts";

/** Verification keys by ballot size, and Semaphore's of depth 20 where acts are taken. */
export type ProofKeys = Readonly<Record<number, VerificationKey>> & { readonly signal?: VerificationKey };

/** A ballot, or an act as its signals and proof. */
export type ProofTask =
  | { readonly election: BallotElection; readonly ballot: Ballot }
  | { readonly signal: ProvedStatement };

/** By which key a task is checked. */
export function keyNameOf(task: ProofTask): keyof ProofKeys {
  return "signal" in task ? "signal" : task.election.ballotSize;
}

/** Checks proofs in threads of its own, so that the service goes on answering; those that wait together, in batches. */
export type ProofChecker = {
  /** Whether the proof holds. Throws `QueueFullError` or `ProofTimeoutError`. */
  check(task: ProofTask): Promise<boolean>;
  close(): Promise<void>;
};

export type ProofCheckerLimits = {
  readonly threads: number;
  /** Milliseconds that one batch may take. */
  readonly timeLimit: number;
  /** Checks that may wait. */
  readonly queue: number;
};

type Job = {
  readonly task: ProofTask;
  readonly fulfil: (holds: boolean) => void;
  readonly fail: (error: Error) => void;
  /** Set where the batch that it stood in was not answered: nobody else's package fails a second time with it. */
  readonly isAlone?: true;
};
type Thread = { readonly worker: Worker; jobs: readonly Job[]; timer?: NodeJS.Timeout };

/** Proofs that one thread takes at a time: nobody waits long for others, and what they share costs each little. */
const MOST_AT_ONCE = 32;

/** Starts the threads. One that exceeds the time limit or dies is replaced. */
export function startProofChecker(keys: ProofKeys, { threads, timeLimit, queue }: ProofCheckerLimits): ProofChecker {
  const waiting: Job[] = [];
  const idle: Thread[] = [];
  const all = new Set<Thread>();
  let closed = false;

  function start(): void {
    const worker = new Worker(new URL("./proofWorker.ts", import.meta.url), { workerData: { keys, mod: NO_MODULE } });
    const thread: Thread = { worker, jobs: [] };
    all.add(thread);
    thread.worker.on("message", (answers: readonly boolean[]) => {
      const jobs = finish(thread);
      for (const [m, job] of jobs.entries()) job.fulfil(answers[m] === true);
      idle.push(thread);
      next();
    });
    thread.worker.on("error", (error) => replace(thread, error instanceof Error ? error : new Error(String(error))));
  }

  function next(): void {
    while (idle.length > 0 && waiting.length > 0) {
      const share = Math.min(MOST_AT_ONCE, Math.ceil(waiting.length / idle.length));
      const thread = idle.pop() as Thread;
      thread.jobs = taken(waiting, share);
      thread.timer = setTimeout(() => replace(thread, new ProofTimeoutError(timeLimit)), timeLimit);
      thread.worker.postMessage(thread.jobs.map(({ task }) => plain(task)) satisfies readonly ProofTask[]);
    }
  }

  function finish(thread: Thread): readonly Job[] {
    clearTimeout(thread.timer);
    const { jobs } = thread;
    thread.jobs = [];
    return jobs;
  }

  function replace(thread: Thread, error: Error): void {
    if (!all.delete(thread)) return;
    const jobs = finish(thread);
    if (jobs.length > 1) waiting.unshift(...jobs.map((job) => ({ ...job, isAlone: true }) as const));
    else for (const job of jobs) job.fail(error);
    void thread.worker.terminate();
    if (!closed) start();
  }

  for (let i = 0; i < threads; i++) start();
  return {
    check: (task) =>
      new Promise((fulfil, fail) => {
        if (waiting.length >= queue) return fail(new QueueFullError(queue));
        waiting.push({ task, fulfil, fail });
        next();
      }),
    async close() {
      closed = true;
      await Promise.all([...all].map(({ worker }) => worker.terminate()));
    },
  };
}

/** Takes the first job, and those behind it that have its key, up to so many; one that must stand alone does. */
function taken(waiting: Job[], most: number): readonly Job[] {
  const [first] = waiting as [Job];
  const other = waiting.findIndex(
    ({ task, isAlone }, m) => m > 0 && (isAlone || first.isAlone || keyNameOf(task) !== keyNameOf(first.task)),
  );
  return waiting.splice(0, other < 0 ? most : Math.min(most, other));
}

/** What the check needs of a task, as values that threads can pass. */
function plain(task: ProofTask): ProofTask {
  if ("signal" in task) return task;
  const { scope, censusRoot, electionKey, ballotSize, rules, masked } = task.election;
  const key = { x: electionKey.x, y: electionKey.y };
  return { election: { scope, censusRoot, electionKey: key, ballotSize, rules, masked }, ballot: task.ballot };
}
