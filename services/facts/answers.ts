import { z } from "zod";
import { PROPOSAL_STATES } from "../../sdk/chain/proposalCourse.ts";
import { PHASES } from "../../sdk/election/phase.ts";
import { PROGRESS, STAGES } from "../../sdk/proposals/notice.ts";
import { constitutionSchema } from "../../sdk/verify/constitutionSchema.ts";
import { blockSchema, resultSchema } from "../../sdk/verify/record.ts";
import { address, count, hash, uint256 } from "../../sdk/verify/recordFields.ts";
import { FACTS_HINDRANCES } from "./status.ts";

/** What the service answers, as JSON: one schema each, from which the OpenAPI description is made. */

const block = blockSchema.meta({ description: "The final block as of which this is told" });
const next = z.string().nullable().meta({ description: "Cursor of the next page, for `after`; null on the last one" });
const seconds = count.meta({ description: "Unix seconds; 0 for never" });

const verification = z
  .strictObject({
    verified: z.boolean().nullable().meta({
      description: "Whether this service found every check of the record to hold; null as long as the election goes on",
    }),
    made: count,
    failed: z.array(z.string()),
    notMade: z.array(z.string()),
  })
  .meta({ description: "By this service alone. Rely on the record, and verify it yourself" });

const electionFields = {
  address,
  title: z
    .record(z.string(), z.string())
    .nullable()
    .meta({ description: "By language; null where it is not readable" }),
  phase: z.enum(PHASES),
  final: z.boolean().meta({ description: "Whether nothing can follow that would change the result" }),
  isTest: z.boolean(),
  opensAt: seconds,
  closesAt: seconds,
  sharesDueAt: seconds,
  verification,
};
const turnout = z.strictObject({ ballots: count, activeMembers: count }).nullable();
const recordLink = z.strictObject({ contentHash: hash, path: z.string() });

export const electionsSchema = z.strictObject({
  block,
  elections: z.array(z.strictObject({ ...electionFields, block })),
  next,
});
export const electionSchema = z.strictObject({
  block,
  ...electionFields,
  constitutionHash: hash,
  constitution: constitutionSchema,
  content: z.unknown().meta({ description: "hanpyo-content as frozen, decoded; null where it is not readable" }),
  turnout,
  record: recordLink,
});
export const electionResultSchema = z.strictObject({
  block,
  address,
  phase: z.enum(PHASES),
  final: z.boolean(),
  isTest: z.boolean(),
  turnout,
  result: resultSchema.nullable(),
  verification,
  record: recordLink,
});

const proposal = z.strictObject({
  id: uint256,
  templateHash: hash,
  digest: hash.meta({ description: "Of its text, which mirrors give" }),
  rolls: address,
  rollId: uint256,
  state: z.enum(PROPOSAL_STATES).nullable().meta({ description: "Null where no contract of conversions is known" }),
  supporters: count,
  quota: count,
  activeMembers: count.meta({ description: "On the roll when it was posted" }),
  postedAt: seconds,
  closesAt: seconds,
  reachedAt: seconds,
  answeredAt: seconds.nullable(),
  acceptedAt: seconds.nullable(),
  election: address.nullable(),
});
export const proposalsSchema = z.strictObject({ block, proposals: z.array(proposal), next });
const noted = { by: address, day: seconds, evidence: hash, words: z.string(), notedAt: seconds };
const notes = z
  .array(
    z.discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("stage"), stage: z.enum([...STAGES, "unknown"]), ...noted }),
      z.strictObject({
        kind: z.literal("milestone"),
        number: count,
        progress: z.enum([...PROGRESS, "unknown"]),
        ...noted,
      }),
    ]),
  )
  .meta({ description: "What council and organizer noted, by themselves, in the chain's order" });
export const proposalSchema = z.strictObject({ block, ...proposal.shape, notes });

export const rollsSchema = z.strictObject({
  block,
  rolls: z.array(z.strictObject({ rolls: address, rollId: uint256, activeMembers: count, time: seconds })),
  next,
});
export const checkpointsSchema = z.strictObject({
  block,
  rolls: address,
  rollId: uint256,
  checkpoints: z.array(z.strictObject({ time: seconds, activeMembers: count, root: uint256 })),
  next,
});

export const healthSchema = z.strictObject({
  status: z.enum(["ok", ...FACTS_HINDRANCES]),
  chainId: uint256,
  block: block.nullable(),
  blockAge: count.nullable().meta({ description: "Seconds since two nodes, or the only one, named a final block" }),
  headAge: count.nullable(),
  nodes: count,
  answering: count,
  elections: count,
  verified: count,
  notVerified: count,
  proposals: count,
  rolls: count,
  failure: z.string().nullable(),
  said: z.string().nullable(),
});

export const explanationSchema = z.strictObject({ ko: z.string(), en: z.string() });

/** RFC 9457; `code` is stable. */
export const problemSchema = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: count,
  code: z.string(),
  detail: z.string(),
  remedy: z.string(),
});
