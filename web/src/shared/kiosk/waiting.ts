import { useEffect } from "react";

/** Seconds without a touch after which a shared device asks whether anybody is there. */
const USUAL = 90;

/** What needs longer than a touch every now and then: words that are copied by hand, a ballot that is sent. */
const longer = new Map<symbol, number>();

/** Seconds without a touch that are left to whoever is there now. */
export function secondsToWait(): number {
  return Math.max(USUAL, ...longer.values());
}

/** Gives whoever is there longer, as long as this is shown. */
export function useLongerWait(seconds: number): void {
  useEffect(() => {
    const mark = Symbol();
    longer.set(mark, seconds);
    return () => {
      longer.delete(mark);
    };
  }, [seconds]);
}
