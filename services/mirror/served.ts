/** Whose proposals' texts are kept. */
export type Served = {
  /** Who publishes their templates; anybody may publish some. */
  readonly organizer: string;
  /** Rolls of those templates; any, if none are named. */
  readonly rolls?: readonly string[];
};
