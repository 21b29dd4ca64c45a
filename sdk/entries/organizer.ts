// What the package @hanpyo/sdk gives under `/organizer`: creating an election, and the steps that anybody may take for it.
export { openElection, postResult, readShares, readSum, sealTally, sumTally } from "../chain/observer.ts";
export { createElection, readConstitution, readCreation } from "../chain/organizer.ts";
export { type Connecting, type Connection, connect, type GivenTrust } from "../client/connect.ts";
export type { Constitution, OutcomeRule } from "../election/constitution.ts";
export { constitutionHash, electionScope } from "../election/constitutionAbi.ts";
export { type Content, contentHash, encodeContent } from "../election/content.ts";
export { requireExampleBallot } from "../election/exampleBallot.ts";
export { HanpyoError } from "../errors.ts";
