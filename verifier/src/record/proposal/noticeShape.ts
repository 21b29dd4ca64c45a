import { momentShape } from "../momentShape.ts";
import { address, byKind, bytes32, integer, type Of, object, text, word } from "../shape.ts";

const of = <K extends string>(kind: K) => ({ kind: word(kind), at: momentShape });
const told = { by: address, words: text };

/** A notice (P26), of any of its kinds. */
export const noticeShape = byKind("kind", {
  hidden: object({ ...of("hidden"), ...told, leaf: bytes32, from: integer(), until: integer(), reason: integer() }),
  named: object({ ...of("named"), ...told, leaf: bytes32, reason: integer() }),
  joint: object({ ...of("joint"), leaf: bytes32, bindsFrom: integer() }),
  withdrawn: object({ ...of("withdrawn"), leaf: bytes32, by: address }),
  restored: object({ ...of("restored"), ...told, leaf: bytes32, restoredFrom: integer() }),
  stage: object({ ...of("stage"), ...told, stage: integer(), day: integer(), evidence: bytes32 }),
  milestone: object({
    ...of("milestone"),
    ...told,
    number: integer(),
    progress: integer(),
    day: integer(),
    evidence: bytes32,
  }),
});

export type Notice = Of<typeof noticeShape>;
