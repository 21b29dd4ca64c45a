import { get, set } from "idb-keyval";
import { faultOf } from "../faults.ts";
import { isKiosk } from "../kiosk/kiosk.ts";
import { withPatience } from "../vault/patience.ts";

/** Something public as read from the chain, with when: it may be old where the node is silent. */
export type Kept<T> = { readonly value: T; readonly at: number; readonly stale: boolean };

/** Keeps public data of the chain for the next visit. Nothing of a visitor may come here. */
export async function keepPublic(key: string, value: unknown): Promise<void> {
  if (isKiosk) return;
  await withPatience(set(`public/${key}`, { value, at: Date.now() })).catch(() => undefined);
}

/** What was kept, where the reason to ask for it is a silent node; nothing for any other failure. */
export async function readKept<T>(key: string, reason: unknown): Promise<Kept<T> | undefined> {
  if (isKiosk || faultOf(reason) !== "offline") return undefined;
  const asked = get<{ readonly value: T; readonly at: number }>(`public/${key}`);
  const kept = await withPatience(asked).catch(() => undefined);
  return kept && { ...kept, stale: true };
}
