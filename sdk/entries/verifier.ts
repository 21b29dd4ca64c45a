// What the package @hanpyo/sdk gives under `/verifier`: a record from the chain, and every check of it.
export { type KeySource, keysAt, verificationKeys } from "../client/keys.ts";
export { HanpyoError } from "../errors.ts";
export type { Check } from "../verify/check.ts";
export type { VerificationKeys } from "../verify/evidence.ts";
export { exportRecord } from "../verify/exportRecord.ts";
export { parseRecord } from "../verify/recordText.ts";
export { type VerifyOptions, verifyElection } from "../verify/verifyElection.ts";
