import type { ElectionState } from "../../../../sdk/chain/electionState.ts";
import type { Constitution } from "../../../../sdk/election/constitution.ts";
import type { OwnState } from "../ballots/ownBallots.ts";
import type { BrowserFault } from "../browser.ts";
import { electionPath, PATHS } from "../paths.ts";
import { koreanDaysUntil } from "../time.ts";
import type { Protection } from "../vault/identityEntries.ts";
import type { IdentityNote } from "../vault/notes.ts";

/** What a device knows of whoever looks, without opening anything. */
export type Looker = {
  readonly fault: BrowserFault | "storeless" | "storeSilent" | undefined;
  readonly identities: readonly { readonly protection: Protection; readonly note: IdentityNote }[];
  /** The step at which a registration was left, from 1. */
  readonly registrationStep: number | undefined;
  /** Of the ballot of this device that counts, or that waits to be sent. */
  readonly own: OwnState | undefined;
  readonly hasDraft: boolean;
  readonly isSending: boolean;
  /** Whether many people use the device, one after another. */
  readonly isKiosk: boolean;
};

/** An election as far as it decides what can be done. */
export type Acted = {
  readonly election: string;
  readonly constitution: Pick<Constitution, "schedule" | "rollId" | "revoting">;
  readonly state: Pick<ElectionState, "phase" | "undecided" | "boxClosesAt">;
};

export const ACTIONS = [
  ...(["inApp", "storeless", "storeSilent", "kiosk", "sending", "void", "decided", "belowQuorum"] as const),
  ...(["tooFew", "overdue", "counting", "closedOwn", "closed", "unsent"] as const),
  ...(["change", "once", "draft", "demo", "ready", "resume", "resumeLate"] as const),
  ...(["register", "restore", "filed", "late", "otherRoll", "notOnRoll"] as const),
  ...(["unknownRoll", "openingLate", "soon", "openPasskey", "openPassphrase", "open"] as const),
] as const;
export type ActionKey = (typeof ACTIONS)[number];

/** After the # of the registration: a demonstration gives its ready identity first. */
export const READY = "ready";

/** The one thing that somebody can do now with an election; its key is one text in every language. */
export type MainAction = {
  readonly key: ActionKey;
  /** Where it leads; nothing where there is only something to know. */
  readonly to?: string;
  /** Other ways, by the keys of their texts. */
  readonly others?: readonly { readonly key: string; readonly to: string }[];
  /** Unix seconds that its sentence names. */
  readonly time?: number;
  readonly span?: number;
  /** Days of Korea's calendar until that time. */
  readonly days?: number;
  readonly step?: number;
};

/**
 * What whoever looks can do now: the first that fits, as designed from the top (what hinders, what is over, what was
 * begun, who is on the roll).
 * @param now The chain's time, Unix seconds.
 */
export function mainAction(election: Acted, looker: Looker, now: number, isDemo: boolean): MainAction {
  return (
    whatIsOver(election, looker, now) ?? whatWasBegun(election, looker, now) ?? whoLooks(election, looker, now, isDemo)
  );
}

function whatIsOver({ election, constitution, state }: Acted, { own }: Looker, now: number): MainAction | undefined {
  const { sharesDueAt, closesAt } = constitution.schedule;
  const results = electionPath(election, "/result");
  switch (state.phase) {
    case "void":
      return { key: "void" };
    case "decided":
      return { key: "decided", to: results };
    case "below quorum":
      return { key: "belowQuorum", to: results };
    case "too few":
      return { key: "tooFew" };
    case "closed":
    case "sealed":
      return { key: state.undecided ? "overdue" : "counting", time: sharesDueAt };
    default:
      if (state.phase !== "open" || now < closesAt) return undefined;
      return own === undefined
        ? { key: "closed", time: state.boxClosesAt }
        : { key: "closedOwn", time: state.boxClosesAt };
  }
}

function whatWasBegun({ election, constitution }: Acted, looker: Looker, now: number): MainAction | undefined {
  const booth = electionPath(election, "/vote");
  const { own, isSending, hasDraft } = looker;
  const span = constitution.schedule.closesAt - now;
  if (isSending) return { key: "sending", to: booth };
  if (own === "unsent") return { key: "unsent", to: booth, span };
  if (own !== undefined && own !== "late") {
    return constitution.revoting ? { key: "change", to: booth, span } : { key: "once" };
  }
  return hasDraft ? { key: "draft", to: booth, span } : undefined;
}

function whoLooks({ election, constitution, state }: Acted, looker: Looker, now: number, isDemo: boolean): MainAction {
  const { censusTime, opensAt, openGrace, closesAt } = constitution.schedule;
  const booth = electionPath(election, "/vote");
  const { identities, fault, registrationStep, isKiosk } = looker;
  // Everybody can read everywhere; what hinders is said where it would hinder.
  if (fault === "inApp" || fault === "storeless" || fault === "storeSilent") return { key: fault };
  const isAhead = now < censusTime;
  const census = { time: censusTime, days: koreanDaysUntil(censusTime, now) };
  if (registrationStep !== undefined) {
    const resume = { to: PATHS.register, step: registrationStep, ...census };
    return isAhead ? { key: "resume", ...resume } : { key: "resumeLate", ...resume };
  }
  if (identities.length === 0) {
    const restore = { key: "restored", to: PATHS.restore };
    if (isKiosk && state.phase === "open") return { key: "kiosk", to: PATHS.elections };
    if (isAhead) return { key: isDemo ? "demo" : "register", to: PATHS.register, others: [restore], ...census };
    if (isDemo) return { key: "ready", to: `${PATHS.register}#${READY}`, others: [restore], ...census };
    const next = { key: "nextVote", to: PATHS.register };
    return { key: "restore", to: PATHS.restore, others: [next], ...census };
  }
  const standing = standingOf(identities, { election, rollId: String(constitution.rollId), censusTime });
  if (standing === "filed" || standing === "late" || standing === "otherRoll" || standing === "notOnRoll") {
    return { key: standing, ...(!isKiosk && { to: PATHS.identity }), ...census };
  }
  if (state.phase === "pending") {
    return now < opensAt
      ? { key: "soon", time: opensAt, days: koreanDaysUntil(opensAt, now) }
      : { key: "openingLate", time: opensAt + openGrace };
  }
  const span = closesAt - now;
  if (standing === "unknown") return { key: "unknownRoll", to: booth, span };
  const keys = { device: "open", passphrase: "openPassphrase", passkey: "openPasskey" } as const;
  const [only] = identities;
  return { key: only !== undefined && identities.length === 1 ? keys[only.protection] : "open", to: booth, span };
}

type Standing = "on" | "unknown" | "filed" | "late" | "otherRoll" | "notOnRoll";

/** How the identities of this device stand to a roll, the best of them: one is enough to vote. */
function standingOf(
  identities: Looker["identities"],
  of: { readonly election: string; readonly rollId: string; readonly censusTime: number },
): Standing {
  const order: readonly Standing[] = ["on", "unknown", "filed", "late", "otherRoll", "notOnRoll"];
  const all = identities.map(({ note }) => standingOfOne(note, of));
  return order.find((standing) => all.includes(standing)) ?? "unknown";
}

function standingOfOne(
  { rollIds, enrolledAt, isFiled, censuses }: IdentityNote,
  { election, rollId, censusTime }: { readonly election: string; readonly rollId: string; readonly censusTime: number },
): Standing {
  const compared = censuses[election.toLowerCase()];
  if (compared === true) return "on";
  if (rollIds.length > 0 && !rollIds.includes(rollId)) return "otherRoll";
  if (enrolledAt === undefined) return compared === false ? "notOnRoll" : "unknown";
  if (enrolledAt >= censusTime) return "late";
  if (compared === false) return "notOnRoll";
  return isFiled ? "filed" : "on";
}
