import { isUnreachable } from "../../sdk/chain/connectNode.ts";
import type { Code } from "../../sdk/codes.ts";
import { HanpyoError } from "../../sdk/errors.ts";

/** How a command ends that does not end as it was meant to. */
export const EXIT_CODES = {
  /** What was asked for is done already, or is nobody's to do: no failure. */
  nothing: 0,
  /** Refused, or failed. */
  refused: 1,
  /** A node, an office or a relayer gave no answer: nothing was found out. */
  unchecked: 2,
  /** Not yet: the same command later. */
  waiting: 3,
} as const;
export type Ending = keyof typeof EXIT_CODES;

/** What is done already. */
const NOTHING: readonly Code[] = [
  "REFUSED_ALREADY_CONSENTED",
  "REFUSED_ALREADY_REGISTERED",
  "REFUSED_ALREADY_DEALT",
  "REFUSED_ALREADY_SEALED",
  "REFUSED_SHARE_ALREADY_POSTED",
  "NO_SHARE_OWED",
  "CEREMONY_OVER",
  "PHASE_PAST",
  "REFUSED_TEMPLATE_KNOWN",
  "SUPPORT_AS_IT_IS",
];

/** What time, or somebody else, must bring first. */
const WAITING: readonly Code[] = [
  "REFUSED_TOO_EARLY",
  "REFUSED_CONSENT_TOO_EARLY",
  "REFUSED_CONSENTS_MISSING",
  "REFUSED_CHECKPOINT_NOT_YET_FINAL",
  "REFUSED_SEAL_TOO_EARLY",
  "REFUSED_ROTATION_NOT_READY",
  "REFUSED_RECOVERY_NOT_READY",
  "REFUSED_SNAPSHOT_PENDING",
  "REFUSED_TEMPLATE_NOT_YET_IN_FORCE",
  "REFUSED_QUOTA_NOT_REACHED",
  "REFUSED_CONVERSION_TOO_EARLY",
  "REFUSED_ELECTION_NOT_OVER",
  "NO_VOTE_YET",
  "TALLY_WAITS",
  "PHASE_NOT_YET",
  "NOT_SEALED",
  "BOARD_NOT_READY",
  "REGISTRATIONS_NOT_FINAL",
  "CENSUS_NOT_FROZEN",
  "TRUST_CODE_MISSING",
];

/** Of services that were asked, as of nodes. */
const UNCHECKED: readonly Code[] = [
  "OFFICE_UNREACHABLE",
  "RELAYER_UNREACHABLE",
  "MIRROR_UNREACHABLE",
  "REGISTER_UNAVAILABLE",
];

/** How a command ends for an error. */
export function endingOf(error: unknown): Ending {
  if (error instanceof HanpyoError) {
    if (NOTHING.includes(error.code)) return "nothing";
    if (WAITING.includes(error.code)) return "waiting";
    if (UNCHECKED.includes(error.code)) return "unchecked";
  }
  return isUnreachable(error) ? "unchecked" : "refused";
}
