import { HanpyoError } from "../../../sdk/errors.ts";
import type { DownloadReport } from "../shared/download.ts";
import { faultOf } from "../shared/faults.ts";
import type { Asked, Failure, Reply, Results } from "./messages.ts";

/**
 * Answers what a worker is asked. Nothing is logged.
 * @param ready Awaited before the first task is begun.
 */
export function answerTasks<A extends Asked<unknown>>(
  work: (asked: A, report: DownloadReport) => Promise<Results[keyof Results]>,
  ready: Promise<void> = Promise.resolve(),
): void {
  self.addEventListener("message", ({ data }: MessageEvent<A>) => {
    const { id } = data;
    const say = (reply: Reply) => self.postMessage(reply);
    const report: DownloadReport = (loaded, total) => say({ id, kind: "progress", loaded, total });
    ready
      .then(() => work(data, report))
      .then(
        (result) => say({ id, kind: "done", result }),
        (error: unknown) => say({ id, kind: "failed", failure: failureOf(error) }),
      );
  });
}

/** Only our own errors speak: others' messages could quote a secret value. */
function failureOf(error: unknown): Failure {
  if (error instanceof HanpyoError && error.code === "STATEMENT_FALSE") {
    return { code: error.code, what: "The values do not satisfy the circuit", remedy: error.remedy };
  }
  if (error instanceof HanpyoError) return { code: error.code, what: error.what, remedy: error.remedy };
  if (faultOf(error) === "offline") {
    return { code: "RPC_UNREACHABLE", what: "The chain's node gave no answer", remedy: "Try again in a while" };
  }
  const name = error instanceof Error ? error.name : typeof error;
  return { code: "PROVING_FAILED", what: `Proving failed (${name})`, remedy: "Close other programs, and try again" };
}
