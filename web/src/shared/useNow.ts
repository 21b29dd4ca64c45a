import { useEffect, useState } from "react";
import type { ChainClock } from "./elections/queries.ts";

/** Milliseconds between two ticks: a countdown in minutes needs no more. */
const TICK = 10_000;

/** The chain's time now, Unix seconds. */
export function useNow({ time, readAt }: ChainClock): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK);
    return () => clearInterval(timer);
  }, []);
  return time + Math.max(0, Math.floor((now - readAt) / 1000));
}
