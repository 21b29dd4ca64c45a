import type { Code } from "../../../sdk/codes.ts";
import { HanpyoError } from "../../../sdk/errors.ts";

/** The kinds of failure that the page's own words explain; texts.ts has words for each. */
export const FAULTS = ["offline", "wrongChain", "mismatch", "notFound", "config", "sealBroken", "unknown"] as const;
export type FaultKind = (typeof FAULTS)[number];

const kinds: Readonly<Partial<Record<Code, FaultKind>>> = {
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
};

/** What ethers calls a node that does not answer. */
const OFFLINE = ["NETWORK_ERROR", "SERVER_ERROR", "TIMEOUT"];

export function faultOf(error: unknown): FaultKind {
  if (error instanceof HanpyoError) return kinds[error.code] ?? "unknown";
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  if (OFFLINE.includes(String(code)) || /failed to fetch|load failed|networkerror/i.test(String(message))) {
    return "offline";
  }
  return "unknown";
}

/** Failures after which nothing on the page may be trusted. */
export function isHardStop(error: unknown): boolean {
  return ["wrongChain", "mismatch"].includes(faultOf(error));
}
