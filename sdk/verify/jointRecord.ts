import { z } from "zod";
import type { Settlement } from "../election/jointOutcome.ts";
import { type JointTerms, MOST_BOXES } from "../election/jointTerms.ts";
import { VERDICTS } from "../election/outcome.ts";
import { constitutionSchema } from "./constitutionSchema.ts";
import { blockSchema } from "./record.ts";
import { address, count, hash, MOST_OPTIONS, moment, uint256 } from "./recordFields.ts";

export const JOINT_FORMAT = "hanpyo-joint-1";

const box = z.strictObject({
  rolls: address,
  rollId: uint256,
  board: address,
  consentsRequired: count,
  minimumCensus: count,
  minimumBallots: count,
  electors: count,
  electorsSource: hash,
});

const places = z.array(count.max(MOST_BOXES - 1)).max(MOST_BOXES);

const settlement = z.strictObject({
  at: moment,
  isCounted: z.boolean(),
  ballots: count,
  base: count,
  voidBoxes: places,
  tooFewBoxes: places,
  outcome: z.strictObject({ quorumReached: z.boolean(), verdict: z.enum(VERDICTS), selected: count, tied: count }),
  totals: z.array(count).max(MOST_OPTIONS),
});

/** The public data of a joint election (P27.10); its members' records stand beside it. */
export const jointRecordSchema = z.strictObject({
  format: z.literal(JOINT_FORMAT),
  /** The last block that the record takes account of. */
  block: blockSchema,
  chainId: uint256,
  jointHash: hash,
  terms: z.strictObject({
    joints: address,
    convener: address,
    tooFewEndsAll: z.boolean(),
    common: constitutionSchema,
    boxes: z.array(box).max(MOST_BOXES),
  }),
  convened: moment,
  /** In the order of the boxes: each election, and the content hash (P11.7) of its record. */
  members: z.array(z.strictObject({ election: address, record: hash })).max(MOST_BOXES),
  settlement: settlement.nullable(),
});

/** A joint's record as its file holds it. */
export type JointRecord = Readonly<z.infer<typeof jointRecordSchema>>;

/** The record's terms, with their numbers as the sdk has them. */
export function jointTermsFrom({ terms }: Pick<JointRecord, "terms">): JointTerms {
  const { common, boxes } = terms;
  return {
    ...terms,
    common: { ...common, rollId: BigInt(common.rollId) },
    boxes: boxes.map((one) => ({ ...one, rollId: BigInt(one.rollId) })),
  };
}

/** Terms as a record holds them. */
export function jointTermsJson(terms: JointTerms): JointRecord["terms"] {
  const { common, boxes } = terms;
  return {
    ...terms,
    common: {
      ...common,
      rollId: String(common.rollId),
      rules: { ...common.rules, costs: [...common.rules.costs] },
      outcome: { ...common.outcome, costs: [...common.outcome.costs] },
    },
    boxes: boxes.map((one) => ({ ...one, rollId: String(one.rollId) })),
  };
}

/** A settlement as a record holds it. */
export function settlementJson(settled: Settlement): Omit<NonNullable<JointRecord["settlement"]>, "at"> {
  const { voidBoxes, tooFewBoxes, totals } = settled;
  return { ...settled, voidBoxes: [...voidBoxes], tooFewBoxes: [...tooFewBoxes], totals: [...totals] };
}
