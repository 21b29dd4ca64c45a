import type { Sending } from "./sending.ts";

/** Delays are doubled no more often than this. */
const MOST_DOUBLINGS = 6;

/** A refusal now need not be one later: the node may err, or a reorganisation may come. */
export function setAside({ memory, limits, clock }: Pick<Sending, "memory" | "limits" | "clock">, key: string): void {
  const times = memory.setAside.get(key)?.times ?? 0;
  const until = clock() + limits.setAsideDelay * 2 ** Math.min(times, MOST_DOUBLINGS);
  memory.setAside.set(key, { times: times + 1, until });
}

/** Whether it is left alone at this time, milliseconds of the service's clock. */
export function isSetAside({ setAside: all }: Sending["memory"], key: string, now: number): boolean {
  return (all.get(key)?.until ?? 0) > now;
}
