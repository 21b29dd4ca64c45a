import { z } from "zod";
import {
  account,
  described,
  EQUAL_VOTES,
  from1,
  MOST_BUDGET,
  MOST_COST,
  minimumVotes,
  readable,
  span,
  time,
  turnout,
  uint,
} from "./schema.ts";
import { MOST_MEMBERS, questionText, shortName, source, timing } from "./templateSchema.ts";

const cell = z.strictObject({
  series: described(shortName, "Name of the cell: next year's cell of the same name follows this one"),
  district: described(readable(false), "Part of the municipality whose residents propose and vote"),
  category: described(readable(false), "What its projects are about"),
  roll: described(uint(Number.MAX_SAFE_INTEGER), "Number of the roll of that district"),
  budget: described(from1(MOST_BUDGET), "What its projects may cost together, in won"),
  leastCost: described(from1(MOST_COST), "What a project costs at least, in won"),
  mostProjects: described(from1(32), "Most projects on the ballot"),
  chooseAtMost: from1(32).optional().meta({
    description:
      "An approval of at most so many projects, whatever they cost; left out: a ballot spends at most the budget",
  }),
});

/** A budget round as its organizer writes it down: one template for each of its cells. */
export const roundFileSchema = z.strictObject({
  format: z.literal("hanpyo-round-1"),
  test: z.boolean().default(false).meta({
    description: "Whether it is a test, which binds nobody and may have few residents and short terms",
  }),
  chain: z.strictObject({ id: described(from1(Number.MAX_SAFE_INTEGER), "Chain id; 31337 is a local chain") }),
  accounts: z.strictObject({
    organizer: described(account, "Publishes the cells and assesses projects"),
    reviewer: described(account, "Assesses a second time; neither organizer nor council"),
    council: described(account.optional(), "Notes what the council does; left out: none"),
  }),
  legalBasis: described(source, "The ordinance it stands on: its text, or sha256: and its SHA-256"),
  rolls: described(account, "The registry, or the published rolls, that has the rolls of all cells"),
  leastMembers: described(
    from1(MOST_MEMBERS),
    "With fewer residents on a cell's roll nobody posts; at least 100, but for a test",
  ),
  posts: z.strictObject({
    limit: described(shortName, "Cells share a resident's postings under this name"),
    period: described(span, "Of how long the postings are counted, from a day to 400"),
    each: described(from1(255), "Postings of a resident in one period"),
  }),
  times: z.strictObject({
    supportsClose: described(time, "Until then residents post and support"),
    assessBy: described(time, "Until then the organizer assesses; what nobody assessed is feasible as posted"),
    insertBy: described(
      time,
      "Until then anybody puts projects on the list; the reviewer assesses until 7 days before",
    ),
    openBy: described(time, "Until then anybody opens the ballots"),
  }),
  cells: z.array(cell).min(1).max(64),
  vote: z.strictObject({
    question: described(questionText, "What every ballot of the round asks"),
    rule: z.enum(["greedy", "greedy-no-skip"]).meta({
      description: "Down the list by votes: greedy passes over what no longer fits, greedy-no-skip ends there",
    }),
    tieBreak: z.enum(["listed-order", "cheaper-first", "none"]).meta({ description: EQUAL_VOTES }),
    ...turnout,
    minimumVotes,
    revoting: described(z.boolean(), "Whether a later ballot replaces an earlier one"),
    minimumCensus: described(from1(MOST_MEMBERS), "With fewer residents on the roll a vote cannot open"),
    minimumBallots: described(from1(MOST_MEMBERS), "Fewer ballots are not counted, so that no vote is revealed"),
    board: z.strictObject({
      address: described(account, "The board of trustees, whose key ceremony is done"),
      consentsRequired: described(from1(9), "Consents needed to open"),
    }),
    timing,
  }),
});

export type RoundFile = Readonly<z.infer<typeof roundFileSchema>>;
