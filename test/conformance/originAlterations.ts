import { hexlify, toUtf8Bytes } from "ethers";
import type { ElectionRecord } from "../../sdk/verify/record.ts";

/** What is done to the record of an election that came of a proposal or a cell, and the check that sees it (P23.5, P25.8). */
export type OriginAlteration = {
  readonly what: string;
  readonly alter: (record: ElectionRecord) => unknown;
  readonly refusedBy: string;
};

type Origin = NonNullable<ElectionRecord["proposal"]>;

const DAY = 86_400;
const HASH = `0x${"3c".repeat(32)}`;
const STRANGER = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
const BOTH = "P23.5 an election has a proposal's content exactly if a proposal came to it";
export const TEMPLATE = "P23.5 the template is the one that the content names";
export const BOARD = "P23.5 the board is the template's own, or of a template of its series";
export const FOLLOWS = "P23.5 the constitution is the one that follows from template and posting";

export const origin = (change: (from: Origin, r: ElectionRecord) => object) => (r: ElectionRecord) => {
  const from = r.proposal as Origin;
  return { ...r, proposal: { ...from, ...change(from, r) } };
};

const template = (change: (own: Origin["template"]) => object) =>
  origin(({ template: own }) => ({ template: { ...own, ...change(own) } }));

export const constitution = (change: (own: ElectionRecord["constitution"]) => object) => (r: ElectionRecord) => ({
  ...r,
  constitution: { ...r.constitution, ...change(r.constitution) },
});

/** Of both kinds. */
export const ofBoth: readonly OriginAlteration[] = [
  { what: "the proposal left out", alter: ({ proposal: _, ...rest }) => rest, refusedBy: BOTH },
  {
    what: "content of its own in the place of the proposal's",
    alter: (r) => ({ ...r, content: hexlify(toUtf8Bytes("{}")) }),
    refusedBy: BOTH,
  },
  {
    what: "a higher quota of the template",
    alter: template(({ quota }) => ({ quota: quota + 1 })),
    refusedBy: TEMPLATE,
  },
  { what: "templates of another contract", alter: origin(() => ({ templates: STRANGER })), refusedBy: TEMPLATE },
  {
    what: "another question of the template",
    alter: template(({ ballot }) => ({ ballot: { ...ballot, question: `${ballot.question}00` } })),
    refusedBy: "P23.5 the question is the template's",
  },
  {
    what: "a board of a template of another series",
    alter: origin(({ template: own }) => ({ successor: { ...own, series: HASH } })),
    refusedBy: BOARD,
  },
  {
    what: "another board by a template of the series",
    alter: origin(({ template: own }) => ({ successor: { ...own, ballot: { ...own.ballot, board: STRANGER } } })),
    refusedBy: FOLLOWS,
  },
  {
    what: "a postponement that there was not",
    alter: origin((_, { constitution: { schedule } }) => ({
      postponement: { from: schedule.opensAt, until: schedule.opensAt + DAY },
    })),
    refusedBy: FOLLOWS,
  },
  {
    what: "a conversion of another day",
    alter: (r) => ({ ...r, created: { ...r.created, time: r.created.time + 2 * DAY } }),
    refusedBy: FOLLOWS,
  },
  {
    what: "an opening a day later",
    alter: constitution(({ schedule }) => ({ schedule: { ...schedule, opensAt: schedule.opensAt + DAY } })),
    refusedBy: FOLLOWS,
  },
  {
    what: "fewer ballots that are needed",
    alter: constitution(({ minimumBallots }) => ({ minimumBallots: minimumBallots + 1 })),
    refusedBy: FOLLOWS,
  },
  {
    what: "another roll",
    alter: constitution(({ rollId }) => ({ rollId: String(BigInt(rollId) + 1n) })),
    refusedBy: FOLLOWS,
  },
  { what: "the board of others", alter: constitution(() => ({ board: STRANGER })), refusedBy: FOLLOWS },
];

/** Of an election that came of a proposal. */
export const originAlterations: readonly OriginAlteration[] = [
  ...ofBoth,
  {
    what: "a proposal of another text",
    alter: origin(() => ({ digest: HASH })),
    refusedBy: "P23.5 the text is of the digest that was posted",
  },
];
