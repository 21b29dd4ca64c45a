import type { LeafNotice } from "./leafNotice.ts";

/** Why a leaf is hidden, in the contract's order (P26.1). */
export const HIDING_REASONS = ["personalData", "defamation", "copyright", "advertising", "illegal"] as const;
/** Where an ordinance is, in the contract's order (P26.6). */
export const STAGES = ["legalReview", "preAnnouncement", "submitted", "committee", "plenary", "promulgated"] as const;
/** How far a promise is, in the contract's order. */
export const PROGRESS = ["planned", "started", "done", "delayed", "dropped"] as const;

/** A notice as its event has it; times and days are Unix seconds, reasons, stages and progress places in their lists. */
export type ProposalNotice = HidingNotice | StageNotice | MilestoneNotice;

/** What is said of a leaf, by its hash (P26.2 to P26.4). */
export type HidingNotice =
  | (OfLeaf & {
      readonly kind: "hidden";
      readonly by: string;
      readonly from: number;
      readonly until: number;
      readonly reason: number;
      readonly words: string;
    })
  | (OfLeaf & { readonly kind: "named"; readonly by: string; readonly reason: number; readonly words: string })
  | (OfLeaf & { readonly kind: "joint"; readonly bindsFrom: number })
  | (OfLeaf & { readonly kind: "withdrawn"; readonly by: string })
  | (OfLeaf & {
      readonly kind: "restored";
      readonly by: string;
      readonly restoredFrom: number;
      readonly words: string;
    });

export type StageNotice = Told & { readonly kind: "stage"; readonly stage: number };
export type MilestoneNotice = Told & { readonly kind: "milestone"; readonly number: number; readonly progress: number };

type OfLeaf = { readonly leaf: string };
type Told = { readonly by: string; readonly day: number; readonly evidence: string; readonly words: string };

/** From the second name to the day on which conversions follow a joint measure (P26.3). */
export const BINDING_DELAY = 7 * 86_400;

/** Whether a notice is about a leaf of the text. */
export function isOfLeaf(notice: ProposalNotice): notice is HidingNotice {
  return notice.kind !== "stage" && notice.kind !== "milestone";
}

/** The measures that stand after notices of one proposal in their order, by the leaf's hash. */
export function leafNotices(notices: readonly ProposalNotice[]): ReadonlyMap<string, LeafNotice> {
  const standing = new Map<string, LeafNotice>();
  for (const notice of notices.filter(isOfLeaf)) {
    const before = standing.get(notice.leaf) ?? { aloneUntil: 0, jointAt: 0, restoredFrom: 0 };
    standing.set(notice.leaf, { ...before, ...changeBy(notice) });
  }
  return standing;
}

function changeBy(notice: HidingNotice): Partial<LeafNotice> {
  if (notice.kind === "hidden") return { aloneUntil: notice.until };
  if (notice.kind === "joint") return { jointAt: notice.bindsFrom - BINDING_DELAY };
  return notice.kind === "restored" ? { restoredFrom: notice.restoredFrom } : {};
}
