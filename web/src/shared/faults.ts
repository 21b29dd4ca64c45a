import { isSilence } from "../../../sdk/chain/silence.ts";
import type { Code } from "../../../sdk/codes.ts";
import { HanpyoError } from "../../../sdk/errors.ts";

/** The kinds of failure that the page's own words explain; texts.ts has words for each. */
export const FAULTS = [
  "offline",
  "wrongChain",
  "mismatch",
  "notFound",
  "config",
  "sealBroken",
  "storeSilent",
  "renewed",
  "unknown",
] as const;
export type FaultKind = (typeof FAULTS)[number];

const kinds: Readonly<Partial<Record<Code, FaultKind>>> = {
  RPC_UNREACHABLE: "offline",
  LOGS_REFUSED: "offline",
  LOGS_MISSING: "offline",
  WRONG_CHAIN: "wrongChain",
  NOTHING_DEPLOYED: "wrongChain",
  CONSTITUTION_MISMATCH: "mismatch",
  CONTENT_MISMATCH: "mismatch",
  CONTENT_MALFORMED: "mismatch",
  CREATION_MISMATCH: "mismatch",
  ELECTION_UNKNOWN: "notFound",
  NOT_AN_ELECTION: "notFound",
  CONFIG_UNREADABLE: "config",
  SEAL_BROKEN: "sealBroken",
  VAULT_SILENT: "storeSilent",
};

/** How browsers say that a part of the page could not be loaded: gone with an earlier release, or the line is down. */
const PART_GONE = /dynamically imported module|Importing a module script failed|Unable to preload CSS/i;

export function faultOf(error: unknown): FaultKind {
  if (error instanceof Error && PART_GONE.test(error.message)) return "renewed";
  if (error instanceof HanpyoError) return kinds[error.code] ?? "unknown";
  return isSilence(error) ? "offline" : "unknown";
}

/** Failures after which nothing on the page may be trusted. */
export function isHardStop(error: unknown): boolean {
  return ["wrongChain", "mismatch"].includes(faultOf(error));
}
