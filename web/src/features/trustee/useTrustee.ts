import { useEffect, useRef } from "react";
import { HanpyoError } from "../../../../sdk/errors.ts";
import { useSession } from "../../shared/session.tsx";
import type { Choices, Failure, Reply, Request, Results, Task } from "./messages.ts";

/** The worker refused; its code, words and remedy are those of the error inside it. */
export class TrusteeRefusedError extends HanpyoError {
  /** The code of an error that is not ours, as ethers gives it. */
  readonly foreign: string | undefined;

  constructor({ code, foreign, what, remedy }: Failure) {
    super(code, what, remedy);
    this.foreign = foreign;
  }
}

export class TrusteeWorkerError extends HanpyoError {
  constructor() {
    super("TRUSTEE_WORKER_FAILED", "The part of the page that holds your key stopped", "Open your key file again");
  }
}

export type Ask = <K extends Task["kind"]>(
  task: Extract<Task, { kind: K }>,
  progress?: (done: number, total: number) => void,
) => Promise<Results[K]>;

type Waiting = {
  readonly done: (result: never) => void;
  readonly fail: (error: HanpyoError) => void;
  readonly progress: (done: number, total: number) => void;
};

/** What is done only for elections of which it is known whose they are, unless the trustee said otherwise. */
const TRUSTING: readonly Task["kind"][] = ["consent", "sum"];

/** What asks the manifest when a block is final, and goes on by the chain's own word where none was accepted. */
const ASKING: readonly Task["kind"][] = ["open", "ceremony", "census"];

/** One worker for one visit of the page; it ends, with the key, when the page is left. */
export function useTrustee(choices: Choices): Ask {
  const { config, trust } = useSession();
  const worker = useRef<Worker | undefined>(undefined);
  const waiting = useRef(new Map<number, Waiting>());
  const count = useRef(0);
  useEffect(
    () => () => {
      worker.current?.terminate();
      worker.current = undefined;
    },
    [],
  );

  const start = () => {
    const started = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    started.onmessage = ({ data }: MessageEvent<Reply>) => {
      const one = waiting.current.get(data.id);
      if (one === undefined) return;
      if (data.kind === "progress") return one.progress(data.done, data.total);
      waiting.current.delete(data.id);
      if (data.kind === "done") one.done(data.result as never);
      else one.fail(new TrusteeRefusedError(data));
    };
    started.onerror = () => {
      for (const { fail } of waiting.current.values()) fail(new TrusteeWorkerError());
      waiting.current.clear();
      started.terminate();
      worker.current = undefined;
    };
    return started;
  };

  return async (task, progress = () => {}) => {
    let accepted: Awaited<ReturnType<typeof trust>> | undefined;
    if (TRUSTING.includes(task.kind) && !choices.withoutTrust) accepted = await trust();
    else if (ASKING.includes(task.kind)) accepted = await trust().catch(() => undefined);
    return new Promise((done, fail) => {
      worker.current ??= start();
      count.current += 1;
      const { rpc, nodes, chainId, firstBlock, keys } = config;
      const own = { rpc, nodes, chainId, firstBlock, keys, choices, trust: accepted };
      const request: Request = { id: count.current, task, config: own };
      waiting.current.set(request.id, { done, fail, progress });
      worker.current.postMessage(request);
    });
  };
}
