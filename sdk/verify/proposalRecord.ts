import { z } from "zod";
import { LAST_VERSION } from "../proposals/actions.ts";
import { textFileSchema } from "../proposals/textFile.ts";
import { address, count, element, groth16Proof, hash, moment, uint256 } from "./recordFields.ts";
import { templateSchema } from "./templateSchema.ts";

export const PROPOSAL_RECORD_FORMAT = "hanpyo-proposal-1";

const ofLeaf = { at: moment, leaf: hash, by: address };
const told = { at: moment, by: address, day: count, evidence: hash, words: z.string() };

/** A notice (P26): what its event says, with its block. */
const notice = z.discriminatedUnion("kind", [
  z.strictObject({
    ...{ kind: z.literal("hidden"), ...ofLeaf, from: count, until: count },
    ...{ reason: count, words: z.string() },
  }),
  z.strictObject({ kind: z.literal("named"), ...ofLeaf, reason: count, words: z.string() }),
  z.strictObject({ kind: z.literal("joint"), at: moment, leaf: hash, bindsFrom: count }),
  z.strictObject({ kind: z.literal("withdrawn"), ...ofLeaf }),
  z.strictObject({ kind: z.literal("restored"), ...ofLeaf, restoredFrom: count, words: z.string() }),
  z.strictObject({ kind: z.literal("stage"), ...told, stage: count }),
  z.strictObject({ kind: z.literal("milestone"), ...told, number: count, progress: count }),
]);

/** All that a chain has of a proposal up to a block, and its text where somebody added it (P21.15). */
export const proposalRecordSchema = z.strictObject({
  format: z.literal(PROPOSAL_RECORD_FORMAT),
  chainId: uint256,
  templates: address,
  proposals: address,
  notices: address,
  /** At which it was taken. */
  block: z.strictObject({ number: count, hash, time: count }),
  id: uint256,
  template: templateSchema,
  /** The publications of the template's series with what took over, in their order, up to the posting (P20.3). */
  series: z.array(
    z.union([
      z.strictObject({ at: moment, published: hash, serial: count, inForceFrom: count }),
      z.strictObject({ at: moment, tookOver: hash, predecessor: hash }),
    ]),
  ),
  posting: z.strictObject({
    at: moment,
    digest: hash,
    /** Of a project of a budget cell, in won, above 0; left out of any other proposal. */
    cost: z.optional(count.min(1)),
    censusRoot: element,
    /** Of the census, as the contract kept it. */
    activeMembers: count,
    cut: count,
    period: count,
    slot: count,
    nullifier: element,
    proof: groth16Proof,
  }),
  /** Groups of newcomers under the template, up to the last change (P21.6). */
  newcomers: z.array(z.strictObject({ at: moment, cut: count, root: element, activeMembers: count })),
  /** Supports and withdrawals in the chain's order. */
  changes: z.array(
    z.strictObject({
      at: moment,
      nullifier: element,
      version: z.number().int().min(0).max(LAST_VERSION),
      newcomersCut: count,
      proof: groth16Proof,
    }),
  ),
  /** As the contract kept it. */
  supporters: count,
  reached: moment.nullable(),
  noticesGiven: z.array(notice),
  text: z.nullable(textFileSchema),
});

export type ProposalRecord = z.infer<typeof proposalRecordSchema>;
