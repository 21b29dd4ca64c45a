import { z } from "zod";
import { PHASES } from "../election/phase.ts";
import { blockSchema, resultSchema } from "./record.ts";
import { address, count, hash, uint256 } from "./recordFields.ts";

/** Of reports as this release writes them. */
export const VERIFICATION_FORMAT = "hanpyo-verification-1";

export const checkSchema = z.strictObject({
  name: z.string(),
  ok: z.boolean(),
  expected: z.string(),
  found: z.string(),
  /** Only where it could not be made: then it is neither ok nor refuted. */
  notChecked: z.literal(true).optional(),
});

/** What every report says of its verdict, and of what it rests on. */
export const verdictFields = {
  /** Null where neither is known: not compared, or not all checked. */
  verified: z.boolean().nullable(),
  verdict: z.enum(["verified", "not verified", "not all checked", "not compared"]),
  /** Whether nothing can follow that would change the result. */
  final: z.boolean(),
  summary: z.string(),
  source: z.string(),
  comparedWith: z.string().nullable(),
  /** Whose archive it was held to. */
  archivist: z.string().nullable(),
};

/** What `verify --json` prints: the verdict, what it stands on, and every check with the values that were compared. */
export const verificationReportSchema = z.strictObject({
  format: z.literal(VERIFICATION_FORMAT),
  ...verdictFields,
  /** All that a record says is null where its form is wrong. */
  status: z.enum(PHASES).nullable(),
  election: address.nullable(),
  chainId: uint256.nullable(),
  /** Why it is only a test; empty for one that counts. */
  test: z.array(z.strictObject({ ko: z.string(), en: z.string() })),
  block: blockSchema.nullable(),
  /** P11.7. */
  contentHash: hash.nullable(),
  /** Null before the opening; `needed` votes of `electorate` reach the quorum. */
  turnout: z.strictObject({ ballots: count, activeMembers: count, electorate: count, needed: count }).nullable(),
  result: resultSchema.nullable(),
  checks: z.array(checkSchema),
  /** What no check shows, in English. */
  notShown: z.array(z.string()),
});
export type VerificationReport = z.infer<typeof verificationReportSchema>;
