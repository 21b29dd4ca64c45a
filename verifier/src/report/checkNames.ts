/** The checks, in the order of the protocol; each begins with the step that it is about. */
export const CHECKS = ["P3.1 constitution"] as const;

export type CheckName = (typeof CHECKS)[number];
