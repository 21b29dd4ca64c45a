import { pageAddress } from "../pageAddress.ts";

/**
 * Where a device of a community centre begins, as a path of the page; nothing where the address names no such device.
 * @param address Of the document.
 * @param page Where the page stands.
 */
export function kioskStart(address: string, page: string): string | undefined {
  const below = new URL(address).pathname.slice(new URL(page).pathname.length);
  const found = /^kiosk(?:\/(v\/0x[0-9a-fA-F]{40}))?\/?(?:index\.html)?$/.exec(below);
  return found === null ? undefined : `/${found[1] ?? ""}`;
}

/** Where this device begins, told once by the address that was opened. */
export const start: string | undefined =
  typeof document === "undefined" ? undefined : kioskStart(document.location.href, pageAddress);

/** Whether this is a device that many people use one after another: then nothing is kept outside of memory (P14.7). */
export const isKiosk: boolean = start !== undefined;

const ENDED = "ended";

/** Whether the page was loaded anew because somebody was finished, or had gone. */
export function hasEnded(): boolean {
  return new URLSearchParams(document.location.search).has(ENDED);
}

/** Milliseconds that emptying the clipboard may take. */
const PATIENCE = 300;

/** Forgets everybody: the document goes with all of its memory, and nothing leads back to it. */
export async function wipe(): Promise<void> {
  const emptied = navigator.clipboard?.writeText("").catch(() => undefined);
  await Promise.race([emptied, new Promise((done) => setTimeout(done, PATIENCE))]);
  document.location.replace(`${document.location.pathname}?${ENDED}`);
}
