// What the package @hanpyo/sdk gives under `/voter`: casting a ballot, following it, supporting a proposal.
export { type CastBallot, type Casting, castBallot, followBallot } from "../client/castBallot.ts";
export { type Connecting, type Connection, connect, type GivenTrust } from "../client/connect.ts";
export { type KeySource, keysAt, provingFiles } from "../client/keys.ts";
export type { ResidentIdentity } from "../client/resident.ts";
export { type MadeSupport, type Supporting, support } from "../client/support.ts";
export type { Way } from "../client/ways.ts";
export { parseTracker, trackerOf } from "../crypto/tracker.ts";
export { type BallotPackage, encodeBallotPackage, parseBallotPackage } from "../election/ballotPackage.ts";
export { ChoicesIllegalError } from "../election/ballotRules.ts";
export { NotOnRollError } from "../election/roll.ts";
export { HanpyoError } from "../errors.ts";
export type { Followed } from "../relaying/follow.ts";
export { castPackage, type Submission, submitBallot } from "../relaying/ladder.ts";
