import type { WorkerConfig } from "../../proving/messages.ts";

/** What the trustee's worker is asked. Its secrets come in with `open` and never leave it. */
export type Task =
  | { readonly kind: "create"; readonly passphrase: string }
  | { readonly kind: "open"; readonly file: string; readonly passphrase: string }
  | { readonly kind: "look"; readonly board: string }
  | { readonly kind: "ceremony"; readonly board: string }
  | { readonly kind: "consent"; readonly election: string }
  /** Verifies every ballot and adds them up; nothing is released yet. */
  | { readonly kind: "sum"; readonly election: string }
  /** Releases the share of the sum that was verified before. */
  | { readonly kind: "share"; readonly election: string };

/** A board as the trustee sees it; seat 0 is none. */
export type OwnSeat = {
  readonly seat: number;
  readonly stage: "registering" | "dealing" | "ready" | "dead";
  readonly threshold: number;
  readonly trustees: number;
  /** Whether this trustee has done what the stage asks. */
  readonly acted: boolean;
  /** Fingerprint of all trustees' keys, which is compared before dealing. */
  readonly keys: string | undefined;
  /** Fingerprint of the election key, once there is one. */
  readonly electionKey: string | undefined;
};

export type Results = {
  readonly create: { readonly text: string; readonly account: string };
  readonly open: { readonly account: string; readonly hasEther: boolean };
  readonly look: OwnSeat;
  readonly ceremony: { readonly hash: string };
  readonly consent: { readonly hash: string };
  readonly sum: { readonly ballots: number; readonly fingerprint: string };
  readonly share: { readonly hash: string };
};

export type Request = { readonly id: number; readonly task: Task; readonly config: WorkerConfig };

export type Reply =
  | { readonly id: number; readonly kind: "progress"; readonly done: number; readonly total: number }
  | { readonly id: number; readonly kind: "done"; readonly result: Results[keyof Results] }
  | {
      readonly id: number;
      readonly kind: "failed";
      readonly code: string;
      readonly what: string;
      readonly remedy: string;
    };
