import type { Moment } from "../record/momentShape.ts";
import type { Case } from "./case.ts";

/** All moments of a record, as they come. */
export interface Moments {
  readonly add: (moment: Moment | null | undefined) => void;
  /** A checkpoint of the roll has a time and no block. */
  readonly addTime: (time: number) => void;
  /** Checks all that were added (P11). */
  readonly check: () => void;
}

/** Collects moments: the time of each block, once. */
export const collectMoments = ({ record, ledger }: Case): Moments => {
  const times = new Map<number, number>();
  let clash: number | undefined;
  let latestTime = 0;

  return {
    add: (moment) => {
      if (!moment) return;
      const { block, time } = moment;
      const known = times.get(block);
      if (known !== undefined && known !== time) clash = block;
      times.set(block, time);
      latestTime = Math.max(latestTime, time);
    },
    addTime: (time) => {
      latestTime = Math.max(latestTime, time);
    },
    check: () => {
      const sorted = [...times].sort(([a], [b]) => a - b);
      const back = clash ?? sorted.find(([, time], i) => i > 0 && time < sorted[i - 1]![1])?.[0];
      ledger.check("P11 times follow the blocks", back === undefined, () => `block ${back}`);
      const latest = sorted.at(-1)?.[0] ?? 0;
      const inside = latest <= record.block.number && latestTime <= record.block.time;
      ledger.check("P11 nothing is later than the record's own block", inside, () => `block ${latest}, ${latestTime}`);
    },
  };
};

/** The moments that stand outside the long lists. */
export const addSkeletonMoments = ({ record }: Case, moments: Moments): void => {
  const { created, board, consents, opening, firstSum, seal, shares, result } = record;
  moments.add(created);
  for (const { at } of [...board.registrations, ...board.dealings, ...consents, ...shares]) moments.add(at);
  for (const moment of [opening?.at, firstSum, seal?.at, result?.at]) moments.add(moment);
  if (record.rollSource !== "published") return;
  for (const { at, fallen } of record.published.snapshots) {
    moments.add(at);
    moments.add(fallen?.at);
  }
};
