import { z } from "zod";
import { MIRROR_HINDRANCES } from "./status.ts";

const count = z.number().int().nonnegative();
const decimal = z.string().regex(/^(0|[1-9][0-9]{0,77})$/);
const hash = z.string().regex(/^0x[0-9a-f]{64}$/);

/** What the service takes and answers, as JSON: one schema each, from which the OpenAPI description is made. */
export const offeredSchema = z.strictObject({
  id: decimal.meta({ description: "Of the proposal that was posted with the text" }),
  text: z.string().meta({ description: "The file, hanpyo-proposal-text-1" }),
});

export const keptSchema = z.strictObject({
  digest: hash,
  leaves: count,
  missing: count.meta({ description: "Leaves that are known here by their hash alone" }),
});

export const textSchema = z.strictObject({
  text: z.string().meta({ description: "The file, hanpyo-proposal-text-1; hidden leaves as their hashes" }),
});

export const healthSchema = z.strictObject({
  status: z.enum(["ok", ...MIRROR_HINDRANCES]),
  chainId: decimal,
  notices: z.string().meta({ description: "Contract of notices by whose log leaves are hidden" }),
  proposals: count,
  texts: count,
  missing: count.meta({ description: "Texts of these proposals of which all or part is missing here" }),
  head: count.nullable(),
  headAge: count.nullable().meta({ description: "Seconds since the head was read" }),
  standing: count.nullable().meta({ description: "Seconds since the head was another one" }),
  nodes: count,
  answering: count,
  final: count.nullable().meta({ description: "Last block that is final by two nodes, or by the only one" }),
  finalAge: count.nullable(),
  mirrors: count,
  mirrorsAnswering: count,
  mirrorsFalse: count.meta({ description: "Mirrors that gave a text which was not of its digest" }),
  failure: z.string().nullable(),
  said: z.string().nullable(),
});

export const refusalSchema = z.strictObject({ code: z.string(), cause: z.string(), remedy: z.string() });
