import type { Moment } from "../../record/momentShape.ts";
import type { ProposalCase } from "./proposalCase.ts";

const TIMES = "P21.15 times follow the blocks, and each list is in the chain's order";
const WITHIN = "P21.15 nothing is later than the record's own block, or before the posting";

/** A record's moments, as they come. */
export interface Order {
  /** The next moment of a list; of changes and notices none lies before the posting. */
  readonly next: (list: "series" | "newcomers" | "changes" | "noticesGiven", moment: Moment) => void;
  /** Checks all moments that were given, and those that stand alone. */
  readonly check: () => void;
}

/** No moments yet. */
export const openOrder = ({ record, ledger }: ProposalCase): Order => {
  const { block, posting, reached } = record;
  const times = new Map<number, number>();
  const last = new Map<string, number>();
  let clash: string | undefined;
  let outside: string | undefined;

  const note = ({ block: number, time }: Moment, name: string): void => {
    const known = times.get(number);
    if (known !== undefined && known !== time) clash ??= `block ${number} has two times`;
    times.set(number, time);
    if (number > block.number) outside ??= `${name} is of block ${number}`;
  };

  return {
    next: (list, moment) => {
      if (moment.block < (last.get(list) ?? 0)) clash ??= `${list} goes back to block ${moment.block}`;
      last.set(list, moment.block);
      note(moment, list);
      const follows = list === "changes" || list === "noticesGiven";
      if (follows && moment.block < posting.at.block) outside ??= `${list} begins before the posting`;
    },
    check: () => {
      note(posting.at, "the posting");
      if (reached) note(reached, "the quota");
      note({ block: block.number, time: block.time }, "the record");
      const sorted = [...times].sort(([a], [b]) => a - b);
      const back = sorted.find(([, time], i) => i > 0 && time < sorted[i - 1]![1])?.[0];
      ledger.check(TIMES, clash === undefined && back === undefined, () => clash ?? `block ${back}`);
      ledger.check(WITHIN, outside === undefined, () => `${outside}`);
    },
  };
};
