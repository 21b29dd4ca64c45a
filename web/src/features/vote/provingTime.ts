import { isKiosk } from "../../shared/kiosk/kiosk.ts";

const PLACE = "hanpyo-proving-seconds";

/** Seconds that a proof took in this tab last time. */
export function lastProving(): number | undefined {
  const kept = Number(sessionStorageOrNone()?.getItem(PLACE));
  return kept > 0 ? kept : undefined;
}

export function keepProving(seconds: number): void {
  sessionStorageOrNone()?.setItem(PLACE, String(seconds));
}

/** Nothing where the browser forbids it, or many people use the device. */
function sessionStorageOrNone(): Storage | undefined {
  if (isKiosk) return undefined;
  try {
    return window.sessionStorage;
  } catch {
    return undefined;
  }
}
