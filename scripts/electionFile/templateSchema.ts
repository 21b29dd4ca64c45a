import { z } from "zod";
import { QUORUM_FORM } from "./fractionText.ts";
import {
  account,
  ballot,
  bothLanguages,
  described,
  FORMS,
  fraction,
  from1,
  MOST_COST,
  name,
  outcome,
  readable,
  span,
  time,
  uint,
} from "./schema.ts";

export const MOST_MEMBERS = 2 ** 20;
export const questionText = z.strictObject({
  ko: readable(true).meta({ description: "Korean" }),
  en: readable(true).meta({ description: "English" }),
});
export const source = readable(false).regex(/^(sha256:[0-9a-fA-F]{64}|(?!sha256:).+)$/, FORMS.source.en);
/** Names stand in 32 bytes. */
export const shortName = name.max(31);

export const timing = z.strictObject({
  openLead: described(span, "From the conversion to the opening, at least"),
  every: described(span, "Votes open at times that are this far apart: 7 days for one weekday"),
  alignedTo: described(time, "One of those times, as any past or coming opening"),
  censusLead: described(span, "From the census to the opening; who is on the roll then may vote"),
  openGrace: described(span, "A vote that is not opened within this span is void"),
  voting: described(span, "From the opening to the closing that people see"),
  closeGrace: described(span, "Ballots handed over in time still land within this span"),
  shares: described(span, "From the box's closing to the time at which the trustees owe their shares"),
  sealDelay: described(span, "Between the first `tally` and the seal anybody can see a wrong sum"),
  longestPostponement: described(span.optional(), "How long the one postponement may be; left out: there is none"),
  blackouts: described(
    z
      .array(z.strictObject({ from: time, until: time }))
      .max(31)
      .default([]),
    "Spans in which no box is open, in order",
  ),
});

const vote = z.strictObject({
  when: z.enum(["after-answer", "if-accepted"]).meta({
    description:
      "after-answer: anybody brings the proposal to its vote, whatever the answer; if-accepted: a refusal in time closes it. Silence brings it to its vote in both",
  }),
  term: described(span, "For so long after the answer's time anybody may bring it to its vote"),
  question: described(questionText, "What every vote under this template asks"),
  options: z
    .array(z.strictObject({ title: bothLanguages, cost: uint(MOST_COST).optional() }))
    .min(2)
    .max(32)
    .optional()
    .meta({ description: "What can be voted for; may be left out for yes, no, abstain" }),
  ballot,
  revoting: described(z.boolean(), "Whether a later ballot replaces an earlier one"),
  outcome,
  minimumCensus: described(from1(MOST_MEMBERS), "With fewer residents on the roll the vote cannot open"),
  minimumBallots: described(from1(MOST_MEMBERS), "Fewer ballots are not counted, so that no vote is revealed"),
  board: z.strictObject({
    address: described(account, "The board of trustees, whose key ceremony is done"),
    consentsRequired: described(from1(9), "Consents needed to open"),
  }),
  timing,
});

/** A template as its organizer writes it down; `toTemplate.ts` says what becomes of it. */
export const templateFileSchema = z.strictObject({
  format: z.literal("hanpyo-template-1"),
  series: described(shortName, "Name of the series: a later template of the same name takes over from this one"),
  test: z.boolean().default(false).meta({
    description: "Whether it is a test, which binds nobody and may have few residents and short terms",
  }),
  kind: z.enum(["ordinance", "policy"]).meta({ description: "ordinance: leads to a vote; policy: to an answer alone" }),
  chain: z.strictObject({ id: described(from1(Number.MAX_SAFE_INTEGER), "Chain id; 31337 is a local chain") }),
  accounts: z.strictObject({
    organizer: described(account, "Publishes the template and answers proposals"),
    reviewer: described(account, "Has a say in every measure against a text; neither organizer nor council"),
    council: described(account.optional(), "Notes the stages of an ordinance; left out: none"),
  }),
  roll: z.strictObject({
    rolls: described(account, "The registry, or the published rolls"),
    id: described(uint(Number.MAX_SAFE_INTEGER), "Number of the roll of this electoral unit"),
    leastMembers: described(
      from1(MOST_MEMBERS),
      "With fewer residents on the roll nobody posts; at least 100, but for a test",
    ),
  }),
  quota: z.strictObject({
    residents: described(
      from1(2 ** 32 - 1),
      "Residents by the figure that the municipality certified, never the enrolled",
    ),
    fraction: described(fraction(QUORUM_FORM, "Of them: 1/70, 2 %"), "What obliges the organizer to answer"),
    certifiedOn: z
      .string()
      .regex(/^\d{4}-\d\d-\d\d$/)
      .meta({ description: "Day of the certificate, as in 2027-01-10" }),
    source: described(readable(false), "Where the figure was published"),
  }),
  window: described(span, "From a posting to its close; at least 14 days, but for a test"),
  posts: z.strictObject({
    limit: described(shortName, "Templates that name the same limit share a resident's postings"),
    period: described(span, "Of how long the postings are counted, from a day to 400"),
    each: described(from1(255), "Postings of a resident in one period"),
  }),
  answerTerm: described(span, "From the quota to the end of the time for an answer; at least 14 days, but for a test"),
  legalBasis: described(source, "The ordinance it stands on: its text, or sha256: and its SHA-256"),
  vote: vote.optional().meta({ description: "The vote that proposals come to; left out for a policy" }),
});

export type TemplateFile = Readonly<z.infer<typeof templateFileSchema>>;
