import { HanpyoError } from "../../../sdk/errors.ts";
import type { DownloadReport } from "../shared/download.ts";
import type { Failure, Reply, Request, Results, Task, WorkerConfig } from "./messages.ts";

/** The page's side of the proving worker. */
export type Prover = {
  /** Runs a task in the worker. Throws `ProvingRefusedError`, `ProvingCancelledError` or `WorkerCrashedError`. */
  readonly run: <K extends Task["kind"]>(
    task: Extract<Task, { kind: K }>,
    report?: DownloadReport,
  ) => Promise<Results[K]>;
  /** Ends the worker, with all it knows. The next task starts another. */
  readonly cancel: () => void;
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

/**
 * Starts a prover. A worker that crashed is replaced; the new one proves without threads.
 * @param open Makes the worker; a parameter for tests.
 */
export function startProver(config: WorkerConfig, open: () => Worker): Prover {
  let worker: Worker | undefined;
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

  function crash(): void {
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
    worker = open();
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
        const { rpc, chainId, firstBlock, keys, rollFiles } = config;
        const needed = { rpc, chainId, firstBlock, keys, ...(rollFiles !== undefined && { rollFiles }) };
        const request: Request = { id, task, config: needed, singleThread };
        running().postMessage(request);
      }),
    cancel: () => end(new ProvingCancelledError()),
  };
}

/** Opens the page's worker. */
export function openWorker(): Worker {
  return new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "proving" });
}
