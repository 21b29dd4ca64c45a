import { HanpyoError } from "../../../sdk/errors.ts";
import type { DownloadReport } from "../shared/download.ts";
import { lifeEnded } from "./lifeLock.ts";
import type { Asked, Failure, ProofTask, Reply, Results, Task, WorkerConfig } from "./messages.ts";

/** The outer side of a worker that does tasks. */
export type Prover<T extends Task | ProofTask = Task> = {
  /** Runs a task in the worker. Throws `ProvingRefusedError`, `ProvingCancelledError` or `WorkerCrashedError`. */
  readonly run: <K extends T["kind"]>(task: Extract<T, { kind: K }>, report?: DownloadReport) => Promise<Results[K]>;
  /** Ends the worker, with all it knows. The next task starts another. */
  readonly cancel: () => void;
  /** Ends the worker as `cancel` does, and waits until nothing of it runs any more. */
  readonly end: () => Promise<void>;
};

/** The worker refused; `code` is that of the error inside it. */
export class ProvingRefusedError extends HanpyoError {
  constructor({ code, what, remedy }: Failure) {
    super(code, what, remedy);
  }
}

export class ProvingCancelledError extends HanpyoError {
  constructor() {
    super("PROVING_CANCELLED", "The work was stopped before anything was sent", "Begin again when you like");
  }
}

export class WorkerCrashedError extends HanpyoError {
  constructor() {
    super(
      "WORKER_CRASHED",
      "The part of the page that encrypts and proves stopped, most likely for want of memory",
      "Close other tabs and programs and try again; nothing was sent. It now uses less memory and takes longer",
    );
  }
}

type Waiting = {
  readonly done: (result: never) => void;
  readonly fail: (error: HanpyoError) => void;
  readonly report: DownloadReport | undefined;
};

/** Starts the page's prover, which sends the worker what it needs of the configuration. */
export function startProver(config: WorkerConfig, open: (name: string) => Worker): Prover {
  const { rpc, chainId, firstBlock, keys, rollFiles, keepsNothing } = config;
  const needed = {
    ...{ rpc, chainId, firstBlock, keys },
    ...(rollFiles !== undefined && { rollFiles }),
    ...(keepsNothing && { keepsNothing }),
  };
  return startRunner<Task>(open, { config: needed });
}

/**
 * Starts a prover. A worker that crashed is replaced; the new one proves without threads.
 * @param open Makes the worker, which holds the lock of its name as long as it lives; a parameter for tests.
 * @param beside Goes with every task.
 */
export function startRunner<T extends Task | ProofTask>(open: (name: string) => Worker, beside: object): Prover<T> {
  let worker: Worker | undefined;
  let name = "";
  let singleThread = false;
  let count = 0;
  const waiting = new Map<number, Waiting>();

  function end(error: HanpyoError): void {
    worker?.terminate();
    worker = undefined;
    const all = [...waiting.values()];
    waiting.clear();
    for (const { fail } of all) fail(error);
  }

  function crash(event: Event): void {
    // A worker's worker's death would go on to whoever started this one, and take it along.
    event.preventDefault();
    singleThread = true;
    end(new WorkerCrashedError());
  }

  function hear({ data }: MessageEvent<Reply>): void {
    const one = waiting.get(data.id);
    if (one === undefined) return;
    if (data.kind === "progress") {
      one.report?.(data.loaded, data.total);
      return;
    }
    waiting.delete(data.id);
    if (data.kind === "done") one.done(data.result as never);
    else one.fail(new ProvingRefusedError(data.failure));
  }

  function running(): Worker {
    if (worker !== undefined) return worker;
    name = `hanpyo-prover-${crypto.randomUUID()}`;
    worker = open(name);
    worker.addEventListener("message", hear);
    worker.addEventListener("error", crash);
    worker.addEventListener("messageerror", crash);
    return worker;
  }

  return {
    run: (task, report) =>
      new Promise((done, fail) => {
        const id = ++count;
        waiting.set(id, { done, fail, report });
        const asked: Asked<typeof task> = { id, task, singleThread };
        running().postMessage({ ...asked, ...beside });
      }),
    cancel: () => end(new ProvingCancelledError()),
    async end() {
      const ended = name;
      end(new ProvingCancelledError());
      if (ended !== "") await lifeEnded(ended);
    },
  };
}

/** Opens the page's worker. */
export function openWorker(name: string): Worker {
  return new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name });
}
