import { integer, type Of, object } from "./shape.ts";

/** The block that holds an event, and its time. */
export const momentShape = object({ block: integer(), time: integer() });

export type Moment = Of<typeof momentShape>;
