import { address, bytes32, decimal, integer, list, nullable, type Of, object, type Shape } from "../shape.ts";
import { templateShape } from "./templateShape.ts";

const number = decimal(1n << 256n);

const behind = {
  templates: address,
  proposals: address,
  template: templateShape,
  postponement: nullable(object({ from: integer(), until: integer() })),
  successor: nullable(templateShape),
};

/** Where an election comes from that a proposal was converted to (P23.5). */
const proposalOriginShape = object({ ...behind, notices: address, id: number, digest: bytes32 });

/** Where an election comes from that a budget cell came to (P25.8). */
const cellOriginShape = object({
  ...behind,
  rounds: address,
  projects: list(
    object({
      id: number,
      digest: bytes32,
      cost: integer(),
      supports: integer(),
      postedAt: integer(),
      salt: bytes32,
      titleLeaf: bytes32,
    }),
    0,
    32,
  ),
});

export type ProposalOrigin = Of<typeof proposalOriginShape>;
export type CellOrigin = Of<typeof cellOriginShape>;
/** Where an election comes from. */
export type Origin = ProposalOrigin | CellOrigin;

/** A cell's, which names the contract of rounds, or a proposal's. */
export const originShape: Shape<Origin> = (value) =>
  typeof value === "object" && value !== null && Object.hasOwn(value, "rounds")
    ? cellOriginShape(value)
    : proposalOriginShape(value);

/** Whether a budget cell came to the election. */
export const isOfCell = (origin: Origin): origin is CellOrigin => "rounds" in origin;
