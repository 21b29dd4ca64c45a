import { z } from "zod";
import { SIDES } from "../../sdk/election/content.ts";
import { type ContentText, canonicalTag } from "../../sdk/election/contentText.ts";
import { hiddenCharacter, isVisible } from "../../sdk/election/plainText.ts";
import { instantOf } from "../terminal/calendar.ts";
import { attachmentFields } from "./attachmentFields.ts";
import { fractionOf, PASSING_FORM, QUORUM_FORM } from "./fractionText.ts";

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

/** What the schema says of a value in words of findings.json. */
export type SchemaFinding =
  | { readonly finding: "noSuchTime" | "unseenText" | "noLanguage" }
  | { readonly finding: "languageSpelling"; readonly canonical: string }
  | { readonly finding: "notInOwnLanguage"; readonly language: string }
  | { readonly finding: "hiddenCharacter"; readonly character: string };

export function described<T extends z.ZodType>(schema: T, description: string): T {
  return schema.meta({ description });
}

/** What a value that has a form of its own must be. */
export const FORMS = {
  name: {
    en: "lower-case letters, digits and single hyphens",
    ko: "영어 소문자와 숫자, 그 사이의 붙임표(-) 하나씩만 씁니다",
  },
  source: { en: "a text, or sha256: and 64 hexadecimal digits", ko: "글, 또는 sha256:과 16진수 64자를 적습니다" },
  hash: { en: "0x and 64 hexadecimal digits", ko: "0x와 16진수 64자를 적습니다" },
  account: { en: "an account: 0x and 40 hexadecimal digits", ko: "계정은 0x와 16진수 40자입니다" },
  time: {
    en: "a time with its zone, as 2027-03-02T09:00+09:00",
    ko: "시각은 시간대를 붙여 2027-03-02T09:00+09:00처럼 적습니다",
  },
  span: {
    en: "a span, as 20 seconds, 30 minutes, 1 hour or 7 days",
    ko: "기간은 20 seconds, 30 minutes, 1 hour, 7 days처럼 적습니다",
  },
} as const;

export const name = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, FORMS.name.en)
  .max(60);
/** Titles and names stand in one line; longer texts may have several. Every text is frozen in NFC. */
export function readable(lines: boolean) {
  return z
    .string()
    .normalize("NFC")
    .trim()
    .min(1, { abort: true })
    .superRefine((text, context) => {
      const character = hiddenCharacter(text, lines);
      const isSeen = isVisible(text);
      if (character === undefined && isSeen) return;
      const params: SchemaFinding =
        character === undefined ? { finding: "unseenText" } : { finding: "hiddenCharacter", character };
      context.addIssue({ code: "custom", params });
    });
}
/** A text that is frozen, by BCP 47 tag; each tag in its one spelling, so that no language stands twice. */
function byLanguage(lines: boolean) {
  return z.record(z.string(), readable(lines)).superRefine((text, context) => {
    for (const tag of Object.keys(text)) {
      const canonical = canonicalTag(tag);
      if (canonical === tag) continue;
      const params: SchemaFinding =
        canonical === undefined ? { finding: "noLanguage" } : { finding: "languageSpelling", canonical };
      context.addIssue({ code: "custom", path: [tag], params });
    }
  });
}
/** What editors are told of a text; the check itself says more. */
const told = (description: string) => ({
  description,
  propertyNames: { pattern: "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$" },
  properties: {
    ko: { type: "string", minLength: 1, description: "Korean" },
    en: { type: "string", minLength: 1, description: "English" },
  },
  required: ["ko"],
});
const line = byLanguage(false).meta(told("One line in Korean and, where wanted, in other languages by BCP 47 tag"));
const text = byLanguage(true).meta(told("A text in Korean and, where wanted, in other languages by BCP 47 tag"));
/** The names of trustees are not frozen; commands say them in their two languages. */
export const bothLanguages = z.strictObject({
  ko: readable(false).meta({ description: "Korean" }),
  en: readable(false).meta({ description: "English" }),
});
export const account = z.string().regex(/^0x[0-9a-fA-F]{40}$/, FORMS.account.en);
export const time = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)$/, {
    error: FORMS.time.en,
    abort: true,
  })
  .refine((text) => instantOf(text) !== undefined, { params: { finding: "noSuchTime" } satisfies SchemaFinding })
  .meta({ description: "A time with its zone, for example 2027-03-02T09:00+09:00" });
export const span = z
  .string()
  .regex(/^[1-9]\d* (second|minute|hour|day)s?$/, FORMS.span.en)
  .meta({ description: "A span of time: 20 seconds, 30 minutes, 1 hour, 7 days" });
export const uint = (most: number) => z.number().int().min(0).max(most);
export const from1 = (most: number) => z.number().int().min(1).max(most);

/** How long a published roll can be challenged, unless the file says otherwise. */
export const CHALLENGE_PERIOD = "3 days";

/** Most points for one option and most credits that the contract's types hold. */
const MOST_POINTS = 255;
const MOST_CREDITS = MOST_POINTS ** 2;
const MOST_TOTAL = 2 ** 16 - 1;
export const MOST_COST = 2 ** 40 - 1;
export const MOST_BUDGET = 2 ** 48 - 2;

const atLeast = uint(MOST_TOTAL)
  .optional()
  .meta({ description: "Least points of a ballot; 0 (the default) allows a blank ballot" });

export const ballot = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("yes-no-abstain") }),
  z.strictObject({ kind: z.literal("single-choice") }),
  z.strictObject({ kind: z.literal("approval"), atLeast, atMost: from1(32) }),
  z.strictObject({ kind: z.literal("score"), top: from1(MOST_POINTS) }),
  z.strictObject({ kind: z.literal("cumulative"), points: from1(MOST_POINTS), atLeast }),
  z.strictObject({ kind: z.literal("quadratic"), credits: from1(MOST_CREDITS) }),
  z.strictObject({ kind: z.literal("positional"), ranks: from1(32), atLeast }),
  z.strictObject({ kind: z.literal("knapsack"), budget: from1(MOST_BUDGET) }),
]);

export const fraction = (form: RegExp, description: string) =>
  z
    .string()
    .regex(form)
    .refine((text) => !form.test(text) || fractionOf(text) !== undefined)
    .meta({ description });
export const turnout = {
  quorum: fraction(
    QUORUM_FORM,
    "Turnout needed: 1/4, 25 %, more than 1/3, or none; of the electors, or of the census if that is larger",
  ),
  closedBelowQuorum: z.boolean().default(false).meta({
    description:
      "With less turnout: true leaves the box closed for ever (Korea's rule of 2004), false counts it without effect (2022)",
  }),
  electors: from1(2 ** 32 - 1)
    .optional()
    .meta({ description: "How many electors there are by a certified figure; left out: those on the roll" }),
  electorsSource: readable(false)
    .regex(/^(sha256:[0-9a-fA-F]{64}|(?!sha256:).+)$/, FORMS.source.en)
    .optional()
    .meta({ description: "Where that figure stands: a text that names the document, or sha256: and its SHA-256" }),
};
export const minimumVotes = uint(2 ** 24 - 1)
  .optional()
  .meta({ description: "Options with fewer votes are left out; those without any always are" });
export const EQUAL_VOTES =
  "Among equal votes: the one listed first, the cheaper one, or none: all of them or none of them";
const allocation = {
  ...turnout,
  minimumVotes,
  budget: from1(MOST_BUDGET).meta({ description: "What may be spent, in the unit of the options' costs" }),
  tieBreak: z.enum(["listed-order", "cheaper-first", "none"]).meta({ description: EQUAL_VOTES }),
};

export const outcome = z.discriminatedUnion("rule", [
  z.strictObject({
    rule: z.literal("referendum"),
    ...turnout,
    passingShare: fraction(
      PASSING_FORM,
      "Share of yes among yes and no that accepts, with its at least or more than: more than 1/2, at least 2/3",
    ),
  }),
  z.strictObject({
    rule: z.literal("ranking"),
    ...turnout,
    minimumVotes,
    winners: from1(32),
    tieBreak: z.enum(["listed-order", "none"]).meta({ description: EQUAL_VOTES }),
  }),
  z.strictObject({ rule: z.literal("greedy"), ...allocation }),
  z.strictObject({ rule: z.literal("greedy-no-skip"), ...allocation }),
]);

const fields = z.strictObject({
  format: z.literal("hanpyo-election-1"),
  id: described(name, "Name of the election among those of one deployment; never used again"),
  language: z.enum(["ko", "en"]).default("ko").meta({
    description: "The language that a text is shown in where it does not stand in the reader's; all texts stand in it",
  }),
  title: line,
  question: text,
  test: z.boolean().default(false).meta({
    description:
      "Whether the election is a test, which binds nobody and may be small and quick; its registry and board are for tests too, and every screen says so",
  }),
  whyTest: described(line.optional(), "Why it is only a test, in one line; frozen with the election and shown"),
  chain: z.strictObject({
    id: described(from1(Number.MAX_SAFE_INTEGER), "Chain id; 31337 is a local chain"),
    deployment: described(name, "What was deployed is kept in deployments/<this>.json; elections share it"),
  }),
  offices: z
    .strictObject({
      registrar: account,
      approver: account,
      recoveryBody: account.optional().meta({
        description: "May replace a lost office key together with the other office; without one nobody can",
      }),
      rotationDelay: described(
        span,
        "Between the announcement of new office keys and their effect; at least 7 days, but for a test",
      ),
      challengePeriod: span.default(CHALLENGE_PERIOD).meta({
        description:
          "In this span anybody may show what is wrong with a published roll; at least a day, but for a test",
      }),
    })
    .meta({ description: "The two offices that enrol residents; fixed when the registry is deployed" }),
  roll: z.strictObject({
    id: described(uint(Number.MAX_SAFE_INTEGER), "Number of the roll of this electoral unit"),
    source: z.enum(["registry", "published"]).default("registry").meta({
      description: "registry: residents enrol on the chain; published: the offices publish the roll as a file",
    }),
    minimumCensus: described(
      from1(2 ** 24 - 1),
      "With fewer residents on the roll the election cannot open; at least 30, but for a test",
    ),
  }),
  board: z.strictObject({
    name: described(name, "Elections that name the same board share it"),
    threshold: described(from1(9), "Shares needed to decrypt, k"),
    trustees: z
      .array(z.strictObject({ name: bothLanguages, account }))
      .min(2)
      .max(9),
    registerBy: described(time, "Round 1 of the key ceremony must be done"),
    dealBy: described(time, "Round 2 of the key ceremony must be done"),
    termEndsAt: described(time, "After it the trustees destroy their keys"),
    consentsRequired: described(from1(9).optional(), "Consents needed to open; one more than the threshold by default"),
  }),
  schedule: z.strictObject({
    censusTime: described(time, "Who is on the roll then may vote; at least a day before opening, but for a test"),
    opensAt: time,
    openGrace: described(span, "An election that is not opened within this span is void"),
    closesAt: described(time, "The closing time that people see"),
    closeGrace: described(span, "Ballots handed over in time still land within this span"),
    sharesDueAt: described(time, "Until then the trustees owe their shares"),
    sealDelay: described(span, "Between the first `tally` and the seal anybody can see a wrong sum"),
  }),
  ballot,
  revoting: described(z.boolean(), "Whether a later ballot replaces an earlier one"),
  minimumBallots: described(
    from1(2 ** 24 - 1),
    "Fewer ballots are not counted, so that no vote is revealed; at least 10, but for a test",
  ),
  options: z
    .array(
      z.strictObject({
        title: line,
        description: text.optional(),
        category: line.optional().meta({
          description: "What it belongs to, in the same words as others of it: residents filter many options by it",
        }),
        cost: uint(MOST_COST).optional(),
        ...attachmentFields(line, FORMS.hash.en),
      }),
    )
    .min(1)
    .max(32)
    .optional()
    .meta({ description: "What can be voted for; may be left out for yes, no, abstain" }),
  arguments: z
    .array(z.strictObject({ side: z.enum(SIDES), text, by: line.optional() }))
    .min(1)
    .max(40)
    .optional()
    .meta({
      description: "What speaks for and against, shown beside the question and frozen with it; text is Markdown",
    }),
  outcome,
  jointHash: z
    .string()
    .regex(/^0x[0-9a-fA-F]{64}$/, FORMS.hash.en)
    .optional()
    .meta({ description: "Hash of the terms shared with other elections; such a box is always counted" }),
  relayers: z
    .array(z.url({ protocol: /^https?$/ }))
    .optional()
    .meta({ description: "Addresses of relayers, which `watch` looks at" }),
});

/** The texts of a file that are frozen with the election, with their paths. */
export function frozenTexts(
  file: Pick<z.infer<typeof fields>, "title" | "question" | "whyTest" | "options" | "arguments">,
): readonly (readonly [path: string, text: ContentText])[] {
  return [
    ["title", file.title],
    ["question", file.question],
    ...(file.whyTest === undefined ? [] : [["whyTest", file.whyTest] as const]),
    ...(file.options ?? []).flatMap(({ title, description, category, picture, paper, place }, i) => [
      [`options.${i}.title`, title] as const,
      ...(category === undefined ? [] : [[`options.${i}.category`, category] as const]),
      ...(description === undefined ? [] : [[`options.${i}.description`, description] as const]),
      ...(picture === undefined ? [] : [[`options.${i}.picture.alt`, picture.alt] as const]),
      ...(paper === undefined ? [] : [[`options.${i}.paper.title`, paper.title] as const]),
      ...(place === undefined ? [] : [[`options.${i}.place.name`, place.name] as const]),
    ]),
    ...(file.arguments ?? []).flatMap(({ text, by }, i) => [
      [`arguments.${i}.text`, text] as const,
      ...(by === undefined ? [] : [[`arguments.${i}.by`, by] as const]),
    ]),
  ];
}

/** One election as its organizer writes it down; `electionFile/toElection.ts` says what becomes of it. */
export const electionFileSchema = fields.superRefine((file, context) => {
  for (const [path, text] of frozenTexts(file)) {
    if (text[file.language] !== undefined) continue;
    const params: SchemaFinding = { finding: "notInOwnLanguage", language: file.language };
    context.addIssue({ code: "custom", path: [...path.split("."), file.language], params });
  }
});

export type ElectionFile = Readonly<z.infer<typeof electionFileSchema>>;
