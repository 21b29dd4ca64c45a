import { HanpyoError } from "../../sdk/errors.ts";

/** A service's work in the background, pass after pass. */
export type Passes = {
  /** One pass; while one runs, the end of that one. */
  work(): Promise<void>;
  /** Goes on by itself, every so many milliseconds; 0 for only when told. */
  repeat(interval: number): void;
  /** Resolves when the last pass has ended. */
  stop(): Promise<void>;
};

/** Passes of an action that never throws. */
export function passesOf(action: () => Promise<void>): Passes {
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  const work = () => {
    running ??= action().finally(() => {
      running = undefined;
    });
    return running;
  };
  return {
    work,
    repeat(interval) {
      if (interval > 0) timer = setInterval(work, interval);
    },
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}

/** What failed, as a code alone: messages of ethers carry transactions. */
export function failureCode(error: unknown): string {
  if (error instanceof HanpyoError) return error.code;
  return String((error as { readonly code?: unknown }).code ?? "FAILED");
}
