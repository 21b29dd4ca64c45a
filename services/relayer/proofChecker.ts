import { Worker } from "node:worker_threads";
import type { Ballot } from "../../sdk/election/ballot.ts";
import type { BallotElection } from "../../sdk/proofs/ballotProof.ts";
import type { VerificationKey } from "../../sdk/proofs/groth16.ts";
import { ProofTimeoutError, QueueFullError } from "./refusals.ts";

/** Verification keys by ballot size. */
export type ProofKeys = Readonly<Record<number, VerificationKey>>;

export type ProofTask = { readonly election: BallotElection; readonly ballot: Ballot };

/** Checks proofs in threads of its own, so that the service goes on answering. */
export type ProofChecker = {
  /** Whether the proof holds. Throws `QueueFullError` or `ProofTimeoutError`. */
  check(task: ProofTask): Promise<boolean>;
  close(): Promise<void>;
};

export type ProofCheckerLimits = {
  readonly threads: number;
  /** Milliseconds that one check may take. */
  readonly timeLimit: number;
  /** Checks that may wait. */
  readonly queue: number;
};

type Job = ProofTask & { readonly fulfil: (holds: boolean) => void; readonly fail: (error: Error) => void };
type Thread = { readonly worker: Worker; job?: Job; timer?: NodeJS.Timeout };

/** snarkjs's web-worker takes every thread for one of its own, and loads the module that the thread's data names. */
const NO_MODULE = "data:,";

/** Starts the threads. One that exceeds the time limit or dies is replaced. */
export function startProofChecker(keys: ProofKeys, { threads, timeLimit, queue }: ProofCheckerLimits): ProofChecker {
  const waiting: Job[] = [];
  const idle: Thread[] = [];
  const all = new Set<Thread>();
  let closed = false;

  function start(): void {
    const worker = new Worker(new URL("./proofWorker.ts", import.meta.url), { workerData: { keys, mod: NO_MODULE } });
    const thread: Thread = { worker };
    all.add(thread);
    thread.worker.on("message", (answer: boolean | "ready") => {
      if (answer !== "ready") finish(thread, (job) => job.fulfil(answer));
      idle.push(thread);
      next();
    });
    thread.worker.on("error", (error) => replace(thread, error instanceof Error ? error : new Error(String(error))));
  }

  function next(): void {
    while (idle.length > 0 && waiting.length > 0) {
      const [thread, job] = [idle.pop() as Thread, waiting.shift() as Job];
      thread.job = job;
      thread.timer = setTimeout(() => replace(thread, new ProofTimeoutError(timeLimit)), timeLimit);
      thread.worker.postMessage({ election: plain(job.election), ballot: job.ballot } satisfies ProofTask);
    }
  }

  function finish(thread: Thread, settle: (job: Job) => void): void {
    clearTimeout(thread.timer);
    if (thread.job !== undefined) settle(thread.job);
    thread.job = undefined;
  }

  function replace(thread: Thread, error: Error): void {
    if (!all.delete(thread)) return;
    finish(thread, (job) => job.fail(error));
    void thread.worker.terminate();
    if (!closed) start();
  }

  for (let i = 0; i < threads; i++) start();
  return {
    check: ({ election, ballot }) =>
      new Promise((fulfil, fail) => {
        if (waiting.length >= queue) return fail(new QueueFullError(queue));
        waiting.push({ election, ballot, fulfil, fail });
        next();
      }),
    async close() {
      closed = true;
      await Promise.all([...all].map(({ worker }) => worker.terminate()));
    },
  };
}

/** What the check needs of an election, as values that threads can pass. */
function plain(election: BallotElection): BallotElection {
  const { scope, censusRoot, electionKey, ballotSize, rules, masked } = election;
  return { scope, censusRoot, electionKey: { x: electionKey.x, y: electionKey.y }, ballotSize, rules, masked };
}
