import { z } from "zod";
import { SIDES } from "../../sdk/election/content.ts";

/** The kinds of ballots of docs/protocol.md, section 5. */
export const BALLOT_KINDS = [
  "yes-no-abstain",
  "single-choice",
  "approval",
  "score",
  "cumulative",
  "quadratic",
  "positional",
  "knapsack",
] as const;
export type BallotKindName = (typeof BALLOT_KINDS)[number];

function described<T extends z.ZodType>(schema: T, description: string): T {
  return schema.meta({ description });
}

const name = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "lower-case letters, digits and single hyphens")
  .max(60);
const text = z.strictObject({
  ko: z.string().trim().min(1).meta({ description: "Korean" }),
  en: z.string().trim().min(1).meta({ description: "English" }),
});
const account = z.string().regex(/^0x[0-9a-fA-F]{40}$/, "an account: 0x and 40 hexadecimal digits");
const time = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)$/, "a time with its zone, as 2027-03-02T09:00+09:00")
  .meta({ description: "A time with its zone, for example 2027-03-02T09:00+09:00" });
const span = z
  .string()
  .regex(/^[1-9]\d* (minute|hour|day)s?$/, "a span, as 30 minutes, 1 hour or 7 days")
  .meta({ description: "A span of time: 30 minutes, 1 hour, 7 days" });
const percent = z.number().min(0).max(100).multipleOf(0.01);
const uint = (most: number) => z.number().int().min(0).max(most);
const from1 = (most: number) => z.number().int().min(1).max(most);

/** How long a published roll can be challenged, unless the file says otherwise. */
export const CHALLENGE_PERIOD = "3 days";

/** Most points for one option and most credits that the contract's types hold. */
const MOST_POINTS = 255;
const MOST_CREDITS = MOST_POINTS ** 2;
const MOST_TOTAL = 2 ** 16 - 1;
const MOST_COST = 2 ** 40 - 1;
const MOST_BUDGET = 2 ** 48 - 2;

const atLeast = uint(MOST_TOTAL)
  .optional()
  .meta({ description: "Least points of a ballot; 0 (the default) allows a blank ballot" });

const ballot = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("yes-no-abstain") }),
  z.strictObject({ kind: z.literal("single-choice") }),
  z.strictObject({ kind: z.literal("approval"), atLeast, atMost: from1(32) }),
  z.strictObject({ kind: z.literal("score"), top: from1(MOST_POINTS) }),
  z.strictObject({ kind: z.literal("cumulative"), points: from1(MOST_POINTS), atLeast }),
  z.strictObject({ kind: z.literal("quadratic"), credits: from1(MOST_CREDITS) }),
  z.strictObject({ kind: z.literal("positional"), ranks: from1(32), atLeast }),
  z.strictObject({ kind: z.literal("knapsack"), budget: from1(MOST_BUDGET) }),
]);

const quorum = percent.meta({ description: "Least turnout, in per cent of the census" });
const minimumVotes = uint(2 ** 24 - 1)
  .optional()
  .meta({ description: "Options with fewer votes are left out; 0 by default" });
const allocation = {
  quorum,
  minimumVotes,
  budget: from1(MOST_BUDGET).meta({ description: "What may be spent, in the unit of the options' costs" }),
  tieBreak: z.enum(["listed-order", "cheaper-first"]),
};

const outcome = z.discriminatedUnion("rule", [
  z.strictObject({
    rule: z.literal("referendum"),
    quorum,
    passingShare: percent.max(99.99).meta({ description: "Accepted above this share of yes among yes and no" }),
  }),
  z.strictObject({ rule: z.literal("ranking"), quorum, minimumVotes, winners: from1(32) }),
  z.strictObject({ rule: z.literal("greedy"), ...allocation }),
  z.strictObject({ rule: z.literal("greedy-no-skip"), ...allocation }),
]);

/** One election as its organizer writes it down; `electionFile/toElection.ts` says what becomes of it. */
export const electionFileSchema = z.strictObject({
  format: z.literal("hanpyo-election-1"),
  id: described(name, "Name of the election among those of one deployment; never used again"),
  title: text,
  question: text,
  simulation: z
    .strictObject({ reason: text })
    .optional()
    .meta({ description: "Present when the election binds nobody; it is then labelled so, on the chain too" }),
  chain: z.strictObject({
    id: described(from1(Number.MAX_SAFE_INTEGER), "Chain id; 31337 is a local chain"),
    deployment: described(name, "What was deployed is kept in deployments/<this>.json; elections share it"),
  }),
  offices: z
    .strictObject({
      registrar: account,
      approver: account,
      rotationDelay: span,
      challengePeriod: span.default(CHALLENGE_PERIOD).meta({
        description: "In this span, at least a day, anybody may show what is wrong with a published roll",
      }),
    })
    .meta({ description: "The two offices that enrol residents; fixed when the registry is deployed" }),
  roll: z.strictObject({
    id: described(uint(Number.MAX_SAFE_INTEGER), "Number of the roll of this electoral unit"),
    source: z.enum(["registry", "published"]).default("registry").meta({
      description: "registry: residents enrol on the chain; published: the offices publish the roll as a file",
    }),
    minimumCensus: described(from1(2 ** 24 - 1), "With fewer residents on the roll the election cannot open"),
  }),
  board: z.strictObject({
    name: described(name, "Elections that name the same board share it"),
    threshold: described(from1(9), "Shares needed to decrypt, k"),
    trustees: z
      .array(z.strictObject({ name: text, account }))
      .min(2)
      .max(9),
    registerBy: described(time, "Round 1 of the key ceremony must be done"),
    dealBy: described(time, "Round 2 of the key ceremony must be done"),
    termEndsAt: described(time, "After it the trustees destroy their keys"),
    consentsRequired: described(from1(9).optional(), "Consents needed to open; one more than the threshold by default"),
  }),
  schedule: z.strictObject({
    censusTime: described(time, "Who is on the roll then may vote; at least a day before opening"),
    opensAt: time,
    openGrace: described(span, "An election that is not opened within this span is void"),
    closesAt: described(time, "The closing time that people see"),
    closeGrace: described(span, "Ballots handed over in time still land within this span"),
    sharesDueAt: described(time, "Until then the trustees owe their shares"),
    sealDelay: described(span, "Between the first `tally` and the seal anybody can see a wrong sum"),
  }),
  ballot,
  revoting: described(z.boolean(), "Whether a later ballot replaces an earlier one"),
  minimumBallots: described(from1(2 ** 24 - 1), "Fewer ballots are not counted, so that no vote is revealed"),
  options: z
    .array(z.strictObject({ title: text, description: text.optional(), cost: uint(MOST_COST).optional() }))
    .min(1)
    .max(32)
    .optional()
    .meta({ description: "What can be voted for; may be left out for yes, no, abstain" }),
  arguments: z
    .array(z.strictObject({ side: z.enum(SIDES), text, by: text.optional() }))
    .min(1)
    .max(40)
    .optional()
    .meta({
      description: "What speaks for and against, shown beside the question and frozen with it; text is Markdown",
    }),
  outcome,
  relayers: z.array(z.url()).optional().meta({ description: "Addresses of relayers, which `watch` looks at" }),
});

export type ElectionFile = Readonly<z.infer<typeof electionFileSchema>>;
