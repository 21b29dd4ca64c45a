import type { Notice } from "../../record/proposal/noticeShape.ts";
import { DAY } from "./weeklyCut.ts";

const MOST_HIDDEN_ALONE = 3 * DAY;
const NEVER_BEFORE_CLOSE = 7 * DAY;
const JOINT_BINDS_AFTER = 7 * DAY;
const RESTORED_AFTER = DAY;
const [LAST_REASON, LAST_STAGE, LAST_PROGRESS, DONE] = [4, 5, 4, 2];

/** Who gives notices of a proposal, and when its supports close. */
export interface Parties {
  readonly organizer: bigint;
  readonly reviewer: bigint;
  /** 0 for none. */
  readonly council: bigint;
  readonly closesAt: number;
}

/** What is kept of one leaf. */
interface LeafState {
  readonly aloneUntil: number;
  readonly namedBy: ReadonlySet<bigint>;
  readonly jointAt: number;
  readonly restoredFrom: number;
}

const UNTOUCHED: LeafState = { aloneUntil: 0, namedBy: new Set(), jointAt: 0, restoredFrom: 0 };

/** What is kept of all leaves together: until when some leaf is hidden alone, and in how many seconds one was. */
interface AloneHiding {
  readonly until: number;
  readonly used: number;
}

/** Whether the reviewer and another account name a leaf: that makes a joint measure. */
const isJoint = (namedBy: ReadonlySet<bigint>, reviewer: bigint): boolean => namedBy.has(reviewer) && namedBy.size > 1;

const sameBlock = (a: Notice, b: Notice): boolean => a.at.block === b.at.block;

type OfKind<K extends Notice["kind"]> = Extract<Notice, { readonly kind: K }>;

/** Whether a notice could be given, and what is kept of its leaf then. */
interface Taken {
  readonly could: boolean;
  readonly state: LeafState;
}

/** Seconds in which several leaves are hidden count once (P26.2). */
const hiddenLonger = (alone: AloneHiding, { from, until }: OfKind<"hidden">): AloneHiding => {
  const added = until - Math.max(from, alone.until);
  return added > 0 ? { until, used: alone.used + added } : alone;
};

const hidden = (state: LeafState, notice: OfKind<"hidden">, used: number, closesAt: number): Taken => {
  const { at, from, until, reason } = notice;
  const could =
    state.restoredFrom === 0 &&
    from === Math.max(at.time, state.aloneUntil) &&
    until > from &&
    used <= MOST_HIDDEN_ALONE &&
    (from >= closesAt || until <= closesAt - NEVER_BEFORE_CLOSE) &&
    reason <= LAST_REASON;
  return { could, state: { ...state, aloneUntil: until } };
};

const named = (state: LeafState, notice: OfKind<"named">, reviewer: bigint, next: Notice | undefined): Taken => {
  const { by, leaf, reason } = notice;
  const namedBy = new Set([...state.namedBy, by]);
  const followed =
    !isJoint(namedBy, reviewer) || (next?.kind === "joint" && next.leaf === leaf && sameBlock(next, notice));
  const could = state.jointAt === 0 && !state.namedBy.has(by) && reason <= LAST_REASON && followed;
  return { could, state: { ...state, namedBy } };
};

const joint = (state: LeafState, { at, bindsFrom }: OfKind<"joint">, reviewer: bigint): Taken => ({
  could: isJoint(state.namedBy, reviewer) && state.jointAt === 0 && bindsFrom === at.time + JOINT_BINDS_AFTER,
  state: { ...state, jointAt: at.time },
});

const withdrawn = (state: LeafState, { by }: OfKind<"withdrawn">): Taken => ({
  could: state.jointAt === 0 && state.namedBy.has(by),
  state: { ...state, namedBy: new Set([...state.namedBy].filter((one) => one !== by)) },
});

const restored = (state: LeafState, { at, by, restoredFrom }: OfKind<"restored">): Taken => ({
  could:
    state.jointAt !== 0 &&
    state.restoredFrom === 0 &&
    state.namedBy.has(by) &&
    restoredFrom === at.time + RESTORED_AFTER,
  state: { ...state, restoredFrom },
});

/** A proposal's notices, taken one after the other (P26; docs/record.md, 9.5). */
export interface Notices {
  /** Whether this one could be given then; the one behind it in the list, if any, is looked at too. */
  readonly take: (notice: Notice, next: Notice | undefined) => boolean;
}

/** No notices yet of a proposal of these parties. */
export const openNotices = ({ organizer, reviewer, council, closesAt }: Parties): Notices => {
  const parties = new Set([organizer, reviewer, ...(council === 0n ? [] : [council])]);
  const leaves = new Map<bigint, LeafState>();
  let alone: AloneHiding = { until: 0, used: 0 };

  const ofLeaf = (notice: Notice, next: Notice | undefined, state: LeafState): Taken => {
    if (notice.kind === "hidden") {
      alone = hiddenLonger(alone, notice);
      return hidden(state, notice, alone.used, closesAt);
    }
    if (notice.kind === "named") return named(state, notice, reviewer, next);
    if (notice.kind === "joint") return joint(state, notice, reviewer);
    if (notice.kind === "withdrawn") return withdrawn(state, notice);
    if (notice.kind === "restored") return restored(state, notice);
    if (notice.kind === "stage") return { could: notice.by === council && notice.stage <= LAST_STAGE, state };
    const { by, progress, evidence } = notice;
    return { could: by === organizer && progress <= LAST_PROGRESS && (progress !== DONE || evidence !== 0n), state };
  };

  return {
    take: (notice, next) => {
      const leaf = "leaf" in notice ? notice.leaf : undefined;
      const { could, state } = ofLeaf(notice, next, leaves.get(leaf ?? -1n) ?? UNTOUCHED);
      if (leaf !== undefined) leaves.set(leaf, state);
      const byParty = !("by" in notice) || parties.has(notice.by);
      return could && byParty && (!("words" in notice) || notice.words.length > 0);
    },
  };
};
