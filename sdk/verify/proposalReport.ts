import { z } from "zod";
import { blockSchema } from "./record.ts";
import { count, hash, moment, uint256 } from "./recordFields.ts";
import { checkSchema, verdictFields } from "./verificationReport.ts";

/** Of reports on a proposal's record as this release writes them. */
export const PROPOSAL_VERIFICATION_FORMAT = "hanpyo-proposal-verification-1";

/** What `verify --json` prints of a proposal's record: the verdict, what it stands on, and every check. */
export const proposalVerificationSchema = z.strictObject({
  format: z.literal(PROPOSAL_VERIFICATION_FORMAT),
  ...verdictFields,
  /** All that a record says is null where its form is wrong. */
  proposal: uint256.nullable(),
  chainId: uint256.nullable(),
  isTest: z.boolean().nullable(),
  block: blockSchema.nullable(),
  contentHash: hash.nullable(),
  supporters: count.nullable(),
  quota: count.nullable(),
  /** Block and time in which the quota was reached; null if it was not. */
  reached: moment.nullable(),
  checks: z.array(checkSchema),
  /** What no check shows, in English. */
  notShown: z.array(z.string()),
});
export type ProposalVerificationReport = z.infer<typeof proposalVerificationSchema>;
