import { isKiosk } from "../shared/kiosk/kiosk.ts";

const PLACE = "hanpyo-reloaded";
/** Milliseconds within which the page does not load itself anew a second time. */
const PAUSE = 60_000;

/** Loads the page anew, unless it has just done so. */
export function reloadOnce(): void {
  // There nothing says that it was done; and who is there would lose what they did.
  if (isKiosk) return;
  try {
    const last = Number(sessionStorage.getItem(PLACE));
    if (Date.now() - last < PAUSE) return;
    sessionStorage.setItem(PLACE, String(Date.now()));
  } catch {
    // Where nothing can be kept, nobody would know that it was done.
    return;
  }
  location.reload();
}
