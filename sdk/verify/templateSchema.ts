import { z } from "zod";
import { CONVERSION_MODES, TEMPLATE_KINDS } from "../proposals/ballotTerms.ts";
import type { Template } from "../proposals/template.ts";
import { constitutionSchema } from "./constitutionSchema.ts";
import { address, count, hash, MOST_OPTIONS, uint256 } from "./recordFields.ts";

/** Most spans of a template in which no box is open (P23.1). */
const MOST_BLACKOUTS = 32;

/** A template as a record holds it, field by field that of sdk/proposals/template.ts (P20.1). */
export const templateSchema = z.strictObject({
  organizer: address,
  reviewer: address,
  council: address,
  series: hash,
  isTest: z.boolean(),
  rolls: address,
  rollId: uint256,
  quota: count,
  leastMembers: count,
  window: count,
  limitName: hash,
  periodLength: count,
  postsPerPeriod: count,
  answerTerm: count,
  legalBasis: hash,
  quotaArithmetic: hash,
  kind: z.enum(TEMPLATE_KINDS),
  conversion: z.enum(CONVERSION_MODES),
  convertTerm: count,
  ballot: z.strictObject({
    question: z.string().regex(/^0x([0-9a-f]{2})*$/),
    board: address,
    consentsRequired: count,
    minimumCensus: count,
    minimumBallots: count,
    revoting: z.boolean(),
    ballotSize: count,
    rules: constitutionSchema.shape.rules,
    outcome: constitutionSchema.shape.outcome,
    exampleBallot: z.array(count).max(MOST_OPTIONS),
  }),
  timing: z.strictObject({
    openLead: count,
    alignEvery: count,
    alignOffset: count,
    censusLead: count,
    openGrace: count,
    votingLength: count,
    closeGrace: count,
    sharesTerm: count,
    sealDelay: count,
    mostPostponed: count,
    blackouts: z.array(z.strictObject({ from: count, until: count })).max(MOST_BLACKOUTS),
  }),
  cell: z.strictObject({
    supportsClose: count,
    assessBy: count,
    insertBy: count,
    openBy: count,
    leastCost: count,
    mostOptions: count,
  }),
});

/** The template that a record holds. */
export function templateFrom(recorded: z.infer<typeof templateSchema>): Template {
  return { ...recorded, rollId: BigInt(recorded.rollId) };
}

/** A template as a record spells it. */
export function templateJson(template: Template): z.infer<typeof templateSchema> {
  const { ballot, timing } = template;
  return {
    ...template,
    rollId: String(template.rollId),
    ballot: {
      ...ballot,
      rules: { ...ballot.rules, costs: [...ballot.rules.costs] },
      outcome: { ...ballot.outcome, costs: [...ballot.outcome.costs] },
      exampleBallot: [...ballot.exampleBallot],
    },
    timing: { ...timing, blackouts: timing.blackouts.map((span) => ({ ...span })) },
  };
}
