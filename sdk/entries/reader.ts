// What the package @hanpyo/sdk gives under `/reader`: reading, without keys and proofs.

export type { DecidedResult } from "../chain/decidedResult.ts";
export type { ElectionState } from "../chain/electionState.ts";
export { type NumberedBlock, readFinal } from "../chain/finalBlock.ts";
export type { JudgedElection } from "../chain/judgedElection.ts";
export type { ReadElection, ShownElection } from "../chain/ownElections.ts";
export {
  type Connecting,
  type Connection,
  connect,
  type GivenTrust,
  TrustCodeDiffersError,
  TrustKeyDiffersError,
  trustedElection,
} from "../client/connect.ts";
export { type ElectionResult, type ListedElection, listElections, readResult } from "../client/elections.ts";
export type { Constitution } from "../election/constitution.ts";
export { type ContentText, textFor } from "../election/contentText.ts";
export { type Outcome, optionsOfBits } from "../election/outcome.ts";
export { isFinal, PHASES, type Phase } from "../election/phase.ts";
export { HanpyoError } from "../errors.ts";
export { ElectionNotTrustedError, findingText } from "../trust/requireTrusted.ts";
export { catalogues } from "../words/languages.ts";
