import { ciphertextWords } from "../../../sdk/crypto/elgamal.ts";
import type { RandomBytes } from "../../../sdk/crypto/random.ts";
import { trackerOf } from "../../../sdk/crypto/tracker.ts";
import type { Ballot } from "../../../sdk/election/ballot.ts";
import type { Opening } from "../../../sdk/election/opening.ts";
import { HanpyoError } from "../../../sdk/errors.ts";
import {
  type BallotElection,
  type EncryptedChoices,
  encryptBallot,
  nullifierOf,
  proveBallot,
  type SlotState,
  type Voter,
} from "../../../sdk/proofs/ballotProof.ts";
import type { ProvingFiles } from "../../../sdk/proofs/groth16.ts";

/** The election that a ballot is prepared for. */
export type PreparedElection = BallotElection & { readonly chainId: bigint; readonly election: string };

/** What the voter sees of an encrypted ballot before choosing to cast or to challenge it (P14.1). */
export type Commitment = { readonly tracker: string; readonly version: bigint };

/** Encrypted ballots that wait for the voter's word. Each is cast or opened, and only once (P14.5). */
export type Preparations = {
  /** Encrypts choices and commits to them. Any earlier preparation is forgotten. Throws `ChoicesIllegalError`. */
  prepare(election: PreparedElection, voter: Voter, slot: SlotState, choices: readonly number[]): Commitment;
  /** Opens the ballot and forgets it. Throws `PreparationGoneError`. */
  challenge(tracker: string): Opening;
  /** Proves the ballot and forgets its scalars. Throws `PreparationGoneError`, or `StatementFalseError`. */
  cast(tracker: string, prove: (task: (files: ProvingFiles) => Promise<Ballot>) => Promise<Ballot>): Promise<Ballot>;
};

type Prepared = {
  readonly tracker: string;
  readonly election: PreparedElection;
  readonly voter: Voter;
  readonly slot: SlotState;
  readonly nullifier: bigint;
  readonly encrypted: EncryptedChoices;
};

export class PreparationGoneError extends HanpyoError {
  constructor(tracker: string) {
    super(
      "PREPARATION_GONE",
      `The ballot ${tracker} was opened, cast or replaced, and can be neither cast nor opened`,
      "Encrypt the choices anew",
    );
  }
}

/** No ballot is kept twice: what leaves this place is gone from it. */
export function startPreparations(random: RandomBytes): Preparations {
  let waiting: Prepared | undefined;

  function take(tracker: string): Prepared {
    if (waiting?.tracker !== tracker) throw new PreparationGoneError(tracker);
    const taken = waiting;
    waiting = undefined;
    return taken;
  }

  return {
    prepare(election, voter, slot, choices) {
      waiting = undefined;
      const encrypted = encryptBallot(election, choices, random);
      const nullifier = nullifierOf(election.scope, voter.secret);
      const { version } = slot;
      const next = ciphertextWords(encrypted.ciphertexts);
      const tracker = trackerOf({ election: election.election, nullifier, version, next });
      waiting = { tracker, election, voter, slot, nullifier, encrypted };
      return { tracker, version };
    },
    challenge(tracker) {
      const { election, nullifier, slot, encrypted } = take(tracker);
      const { chainId, election: address } = election;
      const { choices, scalars } = encrypted;
      return { chainId, election: address, nullifier, version: slot.version, choices, scalars };
    },
    async cast(tracker, prove) {
      const { election, voter, slot, encrypted } = take(tracker);
      return prove((files) => proveBallot(files, election, voter, slot, encrypted));
    },
  };
}
