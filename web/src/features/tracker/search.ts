import type { Task, Told } from "./messages.ts";

/** A ballot on the chain, found by its tracker. */
export type CastFound = Extract<Told, { readonly kind: "found" }>;

/** Looks for a tracker in the ballots of elections, in a worker; nothing if no block has it. */
export function searchChain(task: Task, signal: AbortSignal): Promise<CastFound | undefined> {
  return new Promise((fulfil, fail) => {
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    const end = (settle: () => void) => {
      worker.terminate();
      settle();
    };
    signal.addEventListener("abort", () => end(() => fail(signal.reason)), { once: true });
    worker.onmessage = ({ data }: MessageEvent<Told>) => {
      if (data.kind === "found") end(() => fulfil(data));
      if (data.kind === "nothing") end(() => fulfil(undefined));
      if (data.kind === "failed") end(() => fail(Object.assign(new Error(data.message), { code: data.code })));
    };
    worker.onerror = ({ message }) => end(() => fail(new Error(message)));
    worker.postMessage(task);
  });
}
