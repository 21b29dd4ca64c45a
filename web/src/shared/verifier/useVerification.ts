import { useEffect, useReducer, useRef } from "react";
import type { Check } from "../../../../sdk/verify/check.ts";
import type { ElectionRecord } from "../../../../sdk/verify/record.ts";
import { useSession } from "../session.tsx";
import { manifestsRule } from "../trust/manifestsRule.ts";
import type { Order, Task, Told } from "./messages.ts";

/** Where a verification stands. */
export type Verification = {
  readonly status: "idle" | "running" | "done" | "failed";
  /** How many were started. */
  readonly run: number;
  readonly checks: readonly Check[];
  /** What is being done now; nothing while the record is read. */
  readonly progress: { readonly what: string; readonly checked: number; readonly total: number } | undefined;
  /** The record that was verified, once it is done. */
  readonly record: ElectionRecord | null;
  /** Its content hash (P11.7). */
  readonly contentHash: string | null;
  /** The chain's block as of which it was compared. */
  readonly block: number | null;
  readonly failure: { readonly code: string; readonly message: string } | undefined;
};

const idle: Verification = {
  status: "idle",
  run: 0,
  checks: [],
  progress: undefined,
  record: null,
  contentHash: null,
  block: null,
  failure: undefined,
};

type Event = Told | { readonly kind: "started" };

function after(verification: Verification, event: Event): Verification {
  switch (event.kind) {
    case "started":
      return { ...idle, status: "running", run: verification.run + 1 };
    case "reading":
      return { ...verification, progress: undefined };
    case "progress":
      return { ...verification, progress: event };
    case "checks":
      return { ...verification, checks: [...verification.checks, ...event.checks] };
    case "done": {
      const { record, contentHash, block } = event;
      return { ...verification, status: "done", progress: undefined, record, contentHash, block };
    }
    case "failed":
      return { ...verification, status: "failed", failure: event };
  }
}

/** Runs the sdk's verifier in a worker, one at a time; it ends with the component. */
export function useVerification(): readonly [Verification, (task: Task) => void] {
  const { trust } = useSession();
  const [verification, tell] = useReducer(after, idle);
  const worker = useRef<Worker | undefined>(undefined);
  useEffect(() => () => worker.current?.terminate(), []);
  const start = (task: Task) => {
    worker.current?.terminate();
    const started = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    worker.current = started;
    started.onmessage = ({ data }: MessageEvent<Told>) => tell(data);
    started.onerror = ({ message }) => tell({ kind: "failed", code: "WORKER_FAILED", message: message || "?" });
    tell({ kind: "started" });
    void manifestsRule(trust).then((rule) => started.postMessage({ task, rule } satisfies Order));
  };
  return [verification, start];
}

/** Whether everything was checked and held. */
export function isVerified({ status, checks }: Verification): boolean {
  return status === "done" && checks.length > 0 && checks.every(({ ok }) => ok);
}
