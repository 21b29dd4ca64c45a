import type { CensusWanted } from "../../../sdk/chain/frozenCensus.ts";
import type { Code } from "../../../sdk/codes.ts";
import type { Ballot, ProofWords } from "../../../sdk/election/ballot.ts";
import type { Opening } from "../../../sdk/election/opening.ts";
import type { ProvingFiles } from "../../../sdk/proofs/groth16.ts";
import type { ProvedSignal } from "../../../sdk/proofs/proposalProof.ts";
import type { Signaller } from "../../../sdk/proofs/semaphoreProof.ts";
import type { PostSlot, ProposalsPlace } from "../../../sdk/proposals/actions.ts";
import type { PageConfig } from "../shared/config.ts";
import type { SaidAct } from "./actTask.ts";
import type { BallotToProve, Commitment, PreparedElection } from "./preparation.ts";

/** What the worker needs of the page's configuration. */
export type WorkerConfig = Pick<PageConfig, "rpc" | "chainId" | "firstBlock" | "keys" | "rollFiles"> & {
  /** Whether files are held in memory alone, as on a device that many people use (P14.7). */
  readonly keepsNothing?: boolean;
};

/** What the page asks the worker to do. Secrets stay in the worker and in this message. */
export type Task =
  /** Fetches and checks a circuit with its proving key. */
  | { readonly kind: "load"; readonly circuit: string }
  /** Loads an election's whole roll, so that it is there when somebody asks for a place in it. */
  | { readonly kind: "roll"; readonly wanted: CensusWanted }
  /** Loads an election's whole roll, compares it with the chain, and looks for a commitment in it. */
  | { readonly kind: "census"; readonly wanted: CensusWanted; readonly identityCommitment: bigint }
  /** Asks how many ballots the voter's slot has taken. */
  | { readonly kind: "slot"; readonly election: string; readonly scope: bigint; readonly secret: bigint }
  | {
      readonly kind: "prepare";
      readonly election: PreparedElection;
      readonly wanted: CensusWanted;
      readonly secret: bigint;
      readonly identityCommitment: bigint;
      readonly choices: readonly number[];
    }
  | { readonly kind: "challenge"; readonly tracker: string }
  | { readonly kind: "cast"; readonly tracker: string }
  /** Drops what is prepared, with its proof (P14.6). */
  | { readonly kind: "forget" }
  | { readonly kind: "enrol"; readonly secret: bigint; readonly context: bigint }
  /** Asks whether the resident supports a proposal, by how often they changed its count. */
  | { readonly kind: "support"; readonly place: ProposalsPlace; readonly id: bigint; readonly secret: bigint }
  /** Looks for a slot of the resident's that no post used. */
  | {
      readonly kind: "freeSlot";
      readonly place: ProposalsPlace;
      readonly slots: readonly PostSlot[];
      readonly secret: bigint;
    }
  /** Proves a support, a withdrawal or a posting over a census. */
  | {
      readonly kind: "act";
      readonly place: ProposalsPlace;
      readonly said: SaidAct;
      readonly wanted: CensusWanted;
      readonly secret: bigint;
      readonly identityCommitment: bigint;
    };

/** What that worker asks its prover to do, which alone holds a proof until the ballot is cast (P14.6). */
export type ProofTask =
  /** Makes a circuit and its key ready. */
  | { readonly kind: "ready"; readonly circuit: string; readonly files: ProvingFiles }
  /** Proves a ballot, and keeps the proof. */
  | {
      readonly kind: "prove";
      readonly circuit: string;
      readonly files: ProvingFiles;
      readonly tracker: string;
      readonly ballot: BallotToProve;
    }
  /** Hands the proved ballot out, once. */
  | { readonly kind: "take"; readonly tracker: string }
  | {
      readonly kind: "proveEnrolment";
      readonly files: ProvingFiles;
      readonly secret: bigint;
      readonly context: bigint;
    }
  | {
      readonly kind: "proveAct";
      readonly files: ProvingFiles;
      readonly place: ProposalsPlace;
      readonly said: SaidAct;
      readonly signaller: Signaller;
    };

/** What a task gives, by its kind. */
export type Results = {
  readonly load: null;
  readonly roll: null;
  readonly census: { readonly isOnRoll: boolean };
  readonly slot: { readonly version: bigint };
  readonly prepare: Commitment;
  readonly challenge: Opening;
  readonly cast: Ballot;
  readonly forget: null;
  readonly enrol: { readonly identityCommitment: bigint; readonly proof: ProofWords };
  readonly ready: null;
  readonly prove: null;
  readonly take: Ballot;
  readonly proveEnrolment: Results["enrol"];
  readonly support: { readonly version: bigint };
  readonly freeSlot: { readonly slot: PostSlot | undefined };
  readonly act: ProvedSignal;
  readonly proveAct: ProvedSignal;
};

/** A task on its way to a worker. */
export type Asked<T> = {
  readonly id: number;
  readonly task: T;
  /** Whether to prove without threads, from the start. */
  readonly singleThread: boolean;
};

export type Request = Asked<Task> & { readonly config: WorkerConfig };

/** What the worker says of a task, never with a secret. */
export type Reply =
  | { readonly id: number; readonly kind: "progress"; readonly loaded: number; readonly total: number }
  | { readonly id: number; readonly kind: "done"; readonly result: Results[keyof Results] }
  | { readonly id: number; readonly kind: "failed"; readonly failure: Failure };

/** An error as it crosses the border: HanpyoErrors keep their code, what and remedy. */
export type Failure = { readonly code: Code; readonly what: string; readonly remedy: string };
