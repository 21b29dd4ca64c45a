import type { ProposalRecord } from "../../sdk/verify/proposalRecord.ts";

export type Change = ProposalRecord["changes"][number];
type Notice = ProposalRecord["noticesGiven"][number];
type Leaves = NonNullable<ProposalRecord["text"]>["leaves"];

/** What is done to a good record of a proposal: nothing where the record has none of it; and the check that sees it. */
export type ProposalAlteration = {
  readonly what: string;
  /** @param other A good record of another proposal. */
  readonly alter: (record: ProposalRecord, other: ProposalRecord) => unknown;
  readonly refusedBy: string;
};

export const at = <T>(items: readonly T[], place: number, change: (item: T) => unknown) =>
  items.map((item, m) => (m === place ? change(item) : item));

export const posting =
  (change: (p: ProposalRecord["posting"], r: ProposalRecord) => object) => (r: ProposalRecord) => ({
    ...r,
    posting: { ...r.posting, ...change(r.posting, r) },
  });

export const template = (change: (t: ProposalRecord["template"]) => object) => (r: ProposalRecord) => ({
  ...r,
  template: { ...r.template, ...change(r.template) },
});

/** Where there are changes at all. */
export const changes =
  (change: (c: readonly [Change, ...Change[]], r: ProposalRecord, other: ProposalRecord) => unknown) =>
  (r: ProposalRecord, other: ProposalRecord) => {
    const [first, ...rest] = r.changes;
    const made = first && change([first, ...rest], r, other);
    return made === undefined ? undefined : { ...r, changes: made };
  };

export const newcomers =
  (change: (group: ProposalRecord["newcomers"][number], r: ProposalRecord) => object) => (r: ProposalRecord) => {
    const [first] = r.newcomers;
    return first && { ...r, ...change(first, r) };
  };

/** The first notice of a kind, where there is one. */
export const notice =
  <K extends Notice["kind"]>(
    kind: K,
    change: (one: Extract<Notice, { kind: K }>, r: ProposalRecord) => readonly unknown[],
  ) =>
  (r: ProposalRecord) => {
    const place = r.noticesGiven.findIndex((one) => one.kind === kind);
    if (place < 0) return undefined;
    const made = change(r.noticesGiven[place] as Extract<Notice, { kind: K }>, r);
    return { ...r, noticesGiven: [...r.noticesGiven.slice(0, place), ...made, ...r.noticesGiven.slice(place + 1)] };
  };

/** Where the record has a text that shows all. */
export const text =
  (change: (leaves: Leaves, other: ProposalRecord) => readonly unknown[] | undefined) =>
  (r: ProposalRecord, other: ProposalRecord) => {
    if (r.text === null || r.text.leaves.some((leaf) => "hash" in leaf)) return undefined;
    const leaves = change(r.text.leaves, other);
    return leaves && { ...r, text: { ...r.text, leaves } };
  };
