// What the package @hanpyo/sdk gives under `/trustee`: the key ceremony, consents and shares of one trustee.
export { type BoardState, readBoard, readCeremony, readElectionKey } from "../chain/board.ts";
export { keysFingerprint } from "../chain/keysFingerprint.ts";
export {
  type Consent,
  type ConsentTask,
  type Dealing,
  type DealingTask,
  makeConsent,
  makeDealing,
  makeRegistration,
  NotOnBoardError,
  postConsent,
  postDealing,
  postRegistration,
  type Registration,
  readConsentTask,
  readDealingTask,
  recoverShareSecret,
  seatOf,
  type TrusteeKey,
} from "../chain/trustee.ts";
export { type JournalEntry, memoryJournal, mergeJournals, type TrusteeJournal } from "../chain/trusteeJournal.ts";
export {
  encodeKeyFile,
  type KeyFile,
  newTrusteeSecrets,
  parseKeyFile,
  sealKeyFile,
  type TrusteeSecrets,
  unsealKeyFile,
} from "../chain/trusteeKeyFile.ts";
export { type DecryptionShare, makeShare, postShare, type ShareTask } from "../chain/trusteeShare.ts";
export { type Connecting, type Connection, connect, type GivenTrust, trustedElection } from "../client/connect.ts";
export { type KeySource, keysAt, provingFiles } from "../client/keys.ts";
export { HanpyoError } from "../errors.ts";
