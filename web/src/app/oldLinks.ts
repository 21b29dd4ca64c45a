import { ELECTION_PARTS, electionPath, PATHS } from "../shared/paths.ts";

/** Addresses after # by which the page was known before it had paths. */
const MOVED: Readonly<Record<string, string>> = {
  "/register": PATHS.register,
  "/register/restore": PATHS.restore,
  "/register/standing": PATHS.standing,
  "/tracker": PATHS.check,
  "/check": PATHS.device,
  "/audit": PATHS.verify,
};

/**
 * The address that an earlier one stands for; nothing for what is none. What stood behind its question mark was never
 * sent to a server, and still is not. A path after # is understood too: such a link opens on every host.
 * @param hash Of an address, with its #.
 */
export function movedAddress(hash: string): string | undefined {
  if (!hash.startsWith("#/")) return undefined;
  const { pathname, search } = new URL(hash.slice(1).replace(/^\/+/, "/"), "https://page.invalid");
  const [, election, old = ""] = /^\/elections\/([^/]+)(\/[a-z]+)?\/?$/.exec(pathname) ?? [];
  if (election !== undefined) {
    const part = old === "/results" ? "/result" : ELECTION_PARTS.find((known) => known === old);
    return electionPath(election, part);
  }
  const query = new URLSearchParams(search);
  const audited = pathname === "/audit" ? query.get("election") : null;
  if (audited !== null) return electionPath(audited, "/verify");
  const rest = search === "" ? "" : `#${search.slice(1)}`;
  return (MOVED[pathname] ?? pathname) + rest;
}
