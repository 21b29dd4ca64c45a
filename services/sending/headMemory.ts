import type { Head } from "./chain.ts";

/** What a service knows of its chain's head, and how old that is. */
export type HeadMemory = {
  head?: Head;
  /** When it was read, milliseconds of the service's clock. */
  headAt?: number;
  /** When another one was first read. */
  movedAt?: number;
};

/** Notes a reading of the head. @param now Milliseconds of the service's clock. */
export function noteHead(memory: HeadMemory, head: Head, now: number): void {
  if (memory.head?.number !== head.number) memory.movedAt = now;
  [memory.head, memory.headAt] = [head, now];
}

const MILLISECONDS = 1_000;

/** Whole seconds since the head was last read; nothing if it never was. */
export function headAge({ headAt }: HeadMemory, now: number): number | undefined {
  return ageOf(headAt, now);
}

/** Whole seconds since the head was another one; nothing if none was ever read. */
export function standingTime({ movedAt }: HeadMemory, now: number): number | undefined {
  return ageOf(movedAt, now);
}

/** Whole seconds since something was known, milliseconds of the service's clock; nothing if it never was. */
export function ageOf(since: number | undefined, now: number): number | undefined {
  return since === undefined ? undefined : Math.max(0, Math.floor((now - since) / MILLISECONDS));
}
