import { address, bytes32, decimal, integer, nullable, type Of, object } from "../shape.ts";
import { templateShape } from "./templateShape.ts";

/** Where an election comes from that a proposal was converted to (P23.5). */
export const originShape = object({
  templates: address,
  proposals: address,
  notices: address,
  id: decimal(1n << 256n),
  digest: bytes32,
  template: templateShape,
  postponement: nullable(object({ from: integer(), until: integer() })),
  successor: nullable(templateShape),
});

export type Origin = Of<typeof originShape>;
