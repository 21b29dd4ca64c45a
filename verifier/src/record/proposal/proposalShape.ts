import { SCALAR_FIELD } from "../../field/primes.ts";
import { momentShape } from "../momentShape.ts";
import {
  address,
  bytes32,
  decimal,
  either,
  integer,
  list,
  nullable,
  type Of,
  object,
  text,
  withOptional,
  word,
} from "../shape.ts";
import { templateShape } from "./templateShape.ts";

const element = decimal(SCALAR_FIELD);
const number = decimal(1n << 256n);
const groth16 = list(number, 8, 8);

/** How often at most a resident's change of a proposal's count is numbered (P21.5). */
const LAST_VERSION = 13;

/** A publication of the template's series, or what took over in it. */
export const seriesShape = either(
  object({ at: momentShape, published: bytes32, serial: integer(), inForceFrom: integer() }),
  object({ at: momentShape, tookOver: bytes32, predecessor: bytes32 }),
);

/** A group of newcomers that was shown. */
export const newcomersShape = object({ at: momentShape, cut: integer(), root: element, activeMembers: integer() });

/** A support or a withdrawal. */
export const changeShape = object({
  at: momentShape,
  nullifier: element,
  version: integer(0, LAST_VERSION),
  newcomersCut: integer(),
  proof: groth16,
});

const leafShape = either(object({ salt: text, text }), object({ hash: text }));

/** A proposal's text as its file has it (P24.3). */
export const textShape = object({ format: word("hanpyo-proposal-text-1"), leaves: list(leafShape) });

/** A proposal's record (P21.15) without the elements of its lists. */
export const proposalShape = object({
  format: word("hanpyo-proposal-1"),
  chainId: number,
  templates: address,
  proposals: address,
  notices: address,
  block: object({ number: integer(), hash: bytes32, time: integer() }),
  id: number,
  template: templateShape,
  series: list(object({})),
  posting: withOptional(
    object({
      at: momentShape,
      digest: bytes32,
      censusRoot: element,
      activeMembers: integer(),
      cut: integer(),
      period: integer(),
      slot: integer(),
      nullifier: element,
      proof: groth16,
    }),
    "cost",
    integer(1),
  ),
  newcomers: list(object({})),
  changes: list(object({})),
  supporters: integer(),
  reached: nullable(momentShape),
  noticesGiven: list(object({})),
  text: nullable(textShape),
});

export type SeriesEntry = Of<typeof seriesShape>;
export type NewcomersGroup = Of<typeof newcomersShape>;
export type Change = Of<typeof changeShape>;
export type ProposalText = Of<typeof textShape>;
export type Leaf = ProposalText["leaves"][number];
