import { useEffect, useEffectEvent, useState } from "react";
import { secondsToWait } from "../../shared/kiosk/waiting.ts";

/** Seconds in which somebody who is asked can touch the screen (WCAG 2.2.1: at least 20). */
const ASKED = 20;

const TOUCHES = ["pointerdown", "keydown", "wheel", "touchmove", "pointermove"] as const;

/**
 * Ends a visit that nobody goes on with; one that nobody has begun goes on for ever.
 * @returns Seconds that are left once somebody is asked; nothing before.
 */
export function useIdle(end: () => void): number | undefined {
  const [left, setLeft] = useState<number>();
  const ended = useEffectEvent(end);
  useEffect(() => {
    let touchedAt: number | undefined;
    let isOver = false;
    const touch = () => {
      touchedAt = Date.now();
      setLeft(undefined);
    };
    const look = () => {
      if (touchedAt === undefined || isOver) return;
      const over = (Date.now() - touchedAt) / 1_000 - secondsToWait();
      if (over >= ASKED) {
        isOver = true;
        ended();
      }
      setLeft(over < 0 ? undefined : Math.max(0, Math.ceil(ASKED - over)));
    };
    for (const name of TOUCHES) addEventListener(name, touch, { passive: true, capture: true });
    const timer = setInterval(look, 1_000);
    return () => {
      clearInterval(timer);
      for (const name of TOUCHES) removeEventListener(name, touch, { capture: true });
    };
  }, []);
  return left;
}
