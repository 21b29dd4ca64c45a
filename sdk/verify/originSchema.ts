import { z } from "zod";
import type { ProposalOrigin } from "../proposals/proposalOrigin.ts";
import { address, count, hash, uint256 } from "./recordFields.ts";
import { templateFrom, templateJson, templateSchema } from "./templateSchema.ts";

/** What an election that came of a proposal stands on, as a record holds it (P23.5). */
export const originSchema = z.strictObject({
  templates: address,
  proposals: address,
  notices: address,
  id: uint256,
  digest: hash,
  template: templateSchema,
  postponement: z.strictObject({ from: count, until: count }).nullable(),
  successor: templateSchema.nullable(),
});

export type RecordedOrigin = z.infer<typeof originSchema>;

/** What a record holds, as the rules take it. */
export function originFrom({ id, template, postponement, successor, ...rest }: RecordedOrigin): ProposalOrigin {
  return {
    ...rest,
    id: BigInt(id),
    template: templateFrom(template),
    postponement: postponement ?? undefined,
    successor: successor === null ? undefined : templateFrom(successor),
  };
}

/** The same as a record spells it. */
export function originJson({ id, template, postponement, successor, ...rest }: ProposalOrigin): RecordedOrigin {
  return {
    ...rest,
    id: String(id),
    template: templateJson(template),
    postponement: postponement === undefined ? null : { ...postponement },
    successor: successor === undefined ? null : templateJson(successor),
  };
}
