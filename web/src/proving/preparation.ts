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
  type SlotState,
  type Voter,
} from "../../../sdk/proofs/ballotProof.ts";

/** The election that a ballot is prepared for. */
export type PreparedElection = BallotElection & { readonly chainId: bigint; readonly election: string };

/** What the voter sees of an encrypted ballot before choosing to cast or to challenge it (P14.1). */
export type Commitment = { readonly tracker: string; readonly version: bigint };

/** What a ballot is proved from. */
export type BallotToProve = {
  readonly election: PreparedElection;
  readonly voter: Voter;
  readonly slot: SlotState;
  readonly encrypted: EncryptedChoices;
};

/** Where ballots are proved: the one place in which a proof exists beside what opens its ballot (P14.6). */
export type Proofs = {
  /** Begins to prove a ballot; what comes of it stays there. */
  begin(tracker: string, ballot: BallotToProve): void;
  /** Hands the proved ballot out. */
  take(tracker: string, ballot: BallotToProve): Promise<Ballot>;
  /** Ends all proving. Once this resolves, no proof that was not handed out exists any more, nor will. */
  end(): Promise<void>;
};

/** Encrypted ballots that wait for the voter's word. Each is cast or opened, and only once (P14.5). */
export type Preparations = {
  /**
   * Encrypts choices, commits to them and begins to prove them. Any earlier preparation is forgotten.
   * Throws `ChoicesIllegalError`.
   */
  prepare(election: PreparedElection, voter: Voter, slot: SlotState, choices: readonly number[]): Promise<Commitment>;
  /** Ends the proof, then opens the ballot and forgets it. Throws `PreparationGoneError`. */
  challenge(tracker: string): Promise<Opening>;
  /**
   * The proved ballot, whose scalars are forgotten.
   * @param versionNow Asks what the slot's next version is; nothing if nobody answers.
   * Throws `PreparationGoneError`, also where the slot has moved, or `StatementFalseError`.
   */
  cast(tracker: string, versionNow: (prepared: SlotOfBallot) => Promise<bigint | undefined>): Promise<Ballot>;
  /** Forgets what waits, and its proof. */
  forget(): Promise<void>;
};

/** Whose slot a ballot is for. */
export type SlotOfBallot = { readonly election: string; readonly nullifier: bigint };

type Prepared = BallotToProve & { readonly tracker: string; readonly nullifier: bigint };

export class PreparationGoneError extends HanpyoError {
  constructor(tracker: string) {
    super(
      "PREPARATION_GONE",
      `The ballot ${tracker} was opened, cast or replaced, or its slot has moved: it can be neither cast nor opened`,
      "Encrypt the choices anew",
    );
  }
}

/** No ballot is kept twice: what leaves this place is gone from it. */
export function startPreparations(random: RandomBytes, proofs: Proofs): Preparations {
  let waiting: Prepared | undefined;

  function take(tracker: string): Prepared {
    if (waiting?.tracker !== tracker) throw new PreparationGoneError(tracker);
    const taken = waiting;
    waiting = undefined;
    return taken;
  }

  async function forget(): Promise<void> {
    if (waiting === undefined) return;
    waiting = undefined;
    await proofs.end();
  }

  return {
    async prepare(election, voter, slot, choices) {
      await forget();
      const encrypted = encryptBallot(election, choices, random);
      const nullifier = nullifierOf(election.scope, voter.secret);
      const { version } = slot;
      const next = ciphertextWords(encrypted.ciphertexts);
      const tracker = trackerOf({ election: election.election, nullifier, version, next });
      waiting = { tracker, election, voter, slot, nullifier, encrypted };
      proofs.begin(tracker, { election, voter, slot, encrypted });
      return { tracker, version };
    },
    async challenge(tracker) {
      const { election, nullifier, slot, encrypted } = take(tracker);
      await proofs.end();
      const { chainId, election: address } = election;
      const { choices, scalars } = encrypted;
      return { chainId, election: address, nullifier, version: slot.version, choices, scalars };
    },
    async cast(tracker, versionNow) {
      const { nullifier, ...ballot } = take(tracker);
      try {
        const { election, slot } = ballot;
        const asked = versionNow({ election: election.election, nullifier });
        const [proved, version] = await Promise.all([proofs.take(tracker, ballot), asked]);
        if (version !== undefined && version !== slot.version) throw new PreparationGoneError(tracker);
        return proved;
      } catch (error) {
        await proofs.end();
        throw error;
      }
    },
    forget,
  };
}
