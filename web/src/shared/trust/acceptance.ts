import { isSilence } from "../../../../sdk/chain/silence.ts";
import { type AcceptedTrust, acceptManifest } from "../../../../sdk/trust/acceptManifest.ts";
import { type Anchor, anchorOf, anchorSchema } from "../../../../sdk/trust/anchor.ts";
import { parseTrustFile, TrustFileInvalidError } from "../../../../sdk/trust/trustFile.ts";
import type { PageConfig } from "../config.ts";

/** Where the last manifest seen is kept: public, and of no use to anybody but against this page's host. */
type Seen = Pick<Storage, "getItem" | "setItem">;

/**
 * Loads the trust file that the configuration names and accepts it, against the configured line of the gazette and
 * against the last manifest that this browser has seen (P15.6).
 * Throws what `parseTrustFile` and `acceptManifest` do, or the connection's failure.
 */
export async function loadTrust(
  { trust, anchor }: Pick<PageConfig, "trust" | "anchor">,
  storage: Seen | undefined,
  ask: typeof fetch = fetch,
): Promise<AcceptedTrust> {
  const file = parseTrustFile(await jsonAt(trust, ask));
  const key = `hanpyo.trust ${anchor.chainId} ${anchor.organizer.toLowerCase()} ${anchor.municipality}`;
  const accepted = acceptManifest(file, anchor, seenUnder(key, storage));
  storage?.setItem(key, JSON.stringify(anchorOf(accepted.latest)));
  return accepted;
}

function seenUnder(key: string, storage: Seen | undefined): Anchor | undefined {
  const text = storage?.getItem(key) ?? null;
  return text === null ? undefined : anchorSchema.parse(JSON.parse(text));
}

async function jsonAt(url: string, ask: typeof fetch): Promise<unknown> {
  const response = await ask(url, { cache: "no-store", credentials: "omit" });
  if (!response.ok) throw new TrustFileInvalidError(`${new URL(url).pathname} answers with status ${response.status}`);
  try {
    return await response.json();
  } catch (error) {
    if (isSilence(error)) throw error;
    throw new TrustFileInvalidError("it is not JSON");
  }
}
