import { z } from "zod";
import { OUTCOME_KINDS, TIE_BREAKS } from "../election/constitution.ts";
import { address, count, hash, MOST_OPTIONS, uint256 } from "./recordFields.ts";

const fraction = z.strictObject({ numerator: count, denominator: count, moreThan: z.boolean() });
const costs = z.array(count).max(MOST_OPTIONS);

/** A constitution as a record holds it; field by field that of sdk/election/constitution.ts. */
export const constitutionSchema = z.strictObject({
  contentHash: hash,
  jointHash: hash,
  rolls: address,
  rollId: uint256,
  minimumCensus: count,
  board: address,
  consentsRequired: count,
  minimumBallots: count,
  revoting: z.boolean(),
  masked: z.boolean(),
  isTest: z.boolean(),
  ballotSize: z.number().int().min(2).max(MOST_OPTIONS).multipleOf(2),
  rules: z.strictObject({
    optionCount: count,
    maxPerOption: count,
    minTotal: count,
    maxTotal: count,
    budget: count,
    credits: count,
    distinct: z.boolean(),
    costs,
  }),
  schedule: z.strictObject({
    censusTime: count,
    opensAt: count,
    openGrace: count,
    closesAt: count,
    closeGrace: count,
    sharesDueAt: count,
    sealDelay: count,
  }),
  outcome: z.strictObject({
    kind: z.enum(OUTCOME_KINDS),
    tieBreak: z.enum(TIE_BREAKS),
    quorum: fraction,
    closedBelowQuorum: z.boolean(),
    electors: count,
    electorsSource: hash,
    passingShare: fraction,
    winners: count,
    minimumVotes: count,
    budget: count,
    costs,
  }),
});
