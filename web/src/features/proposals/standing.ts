import type { Template } from "../../../../sdk/proposals/template.ts";
import { PATHS } from "../../shared/paths.ts";
import type { KeptAct } from "../../shared/vault/acts.ts";
import type { IdentityNote } from "../../shared/vault/notes.ts";
import type { ShownProposal } from "./reading.ts";

/** Groups of the list: what can be supported, what waits for an answer or a vote, what is over. */
export const GROUPS = ["open", "reached", "voted", "over"] as const;
export type Group = (typeof GROUPS)[number];

/** Which group a proposal stands in. */
export function groupOf({ state }: Pick<ShownProposal, "state">): Group {
  if (state === "open") return "open";
  if (state === "reached" || state === "answered") return "reached";
  return state === "converted" || state === "decided" ? "voted" : "over";
}

/** What a device knows of whoever looks, without opening anything. */
export type Onlooker = {
  readonly identities: readonly { readonly note: IdentityNote }[];
  /** This device's last support or withdrawal of the proposal. */
  readonly own: KeptAct | undefined;
};

/** The one thing that whoever looks can do with a proposal's count, or why nothing; a key is one text. */
export type SupportKey =
  | ("expired" | "reached" | "over" | "supported" | "withdrawn" | "unsent")
  | ("register" | "late" | "otherRoll" | "notWhole" | "support");

export type SupportAction = { readonly key: SupportKey; readonly to?: string };

/**
 * What whoever looks can do now: first what is over, then what this device did, then who may. Nobody supports a text of
 * which a part is not there to read though no measure hides it (P24.5).
 * @param now The chain's time, Unix seconds.
 */
export function supportAction(
  {
    state,
    kept,
    template,
    posting,
    isWhole,
  }: Pick<ShownProposal, "state" | "kept" | "posting"> & {
    readonly template: Pick<Template, "rollId">;
    readonly isWhole: boolean;
  },
  { identities, own }: Onlooker,
  now: number,
): SupportAction {
  if (state === "expired" || (state === "open" && now >= kept.closesAt)) return { key: "expired" };
  if (state === "reached" || state === "answered" || state === "converted") return { key: "reached" };
  if (state !== "open") return { key: "over" };
  if (own?.state === "proved") return { key: "unsent" };
  if (own?.kind === "support" && own.state !== "ended") return { key: "supported" };
  if (own?.kind === "withdrawal" && own.state !== "ended") return { key: isWhole ? "withdrawn" : "notWhole" };
  // Its roll is fixed: who registers now is on that of the next ones.
  if (identities.length === 0) return { key: "register", to: PATHS.restore };
  const rollId = String(template.rollId);
  const standings = identities.map(({ note }) => standingOf(note, rollId, posting.cut));
  const best = (["support", "late", "otherRoll"] as const).find((one) => standings.includes(one)) ?? "support";
  if (best !== "support") return { key: best, to: PATHS.identity };
  return { key: isWhole ? "support" : "notWhole" };
}

function standingOf({ rollIds, enrolledAt }: IdentityNote, rollId: string, cut: number) {
  if (rollIds.length > 0 && !rollIds.includes(rollId)) return "otherRoll";
  return enrolledAt !== undefined && enrolledAt > cut ? "late" : "support";
}

/** What a visitor looks for; an empty group means all. */
export type Wanted = { readonly words: string; readonly group: Group | "" };

/** Whether every word occurs in what is known of a proposal's text. */
export function matches(text: string, words: string): boolean {
  const shown = text.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => shown.includes(word));
}
