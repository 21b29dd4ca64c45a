import type { ConsentBasis } from "../../../../sdk/chain/census.ts";
import type { JournalFlag } from "../../../../sdk/chain/trusteeJournal.ts";
import type { Code } from "../../../../sdk/codes.ts";
import type { Checkpoint } from "../../../../sdk/election/rollHistory.ts";
import type { AcceptedTrust } from "../../../../sdk/trust/acceptManifest.ts";
import type { WorkerConfig } from "../../proving/messages.ts";
import type { PageConfig } from "../../shared/config.ts";
import type { SavedKey } from "./openedKey.ts";

/** What a trustee decides on the page; the journal keeps whatever is gone without. */
export type Choices = {
  /** A node that the trustee named, or empty. */
  readonly ownNode: string;
  /** Go on without two independent nodes. */
  readonly oneNode: boolean;
  /** Go on without the journal of a key file of the first format, or by a copy older than what the chain has. */
  readonly journalLost: boolean;
  /** Go on without a trust file that says whose board and roll these are. */
  readonly withoutTrust: boolean;
};

/** What the trustee's worker needs of the page's configuration, and what the trustee chose. */
export type TrusteeConfig = WorkerConfig &
  Pick<PageConfig, "nodes"> & {
    readonly choices: Choices;
    /** The page's trust file as it was accepted; undefined where the trustee goes on without. */
    readonly trust: AcceptedTrust | undefined;
  };

/** What the trustee's worker is asked. Its secrets come in with `open` and never leave it. */
export type Task =
  | { readonly kind: "create"; readonly passphrase: string }
  | { readonly kind: "open"; readonly file: string; readonly passphrase: string }
  | { readonly kind: "look"; readonly board: string }
  | { readonly kind: "ceremony"; readonly board: string }
  /** Decrypts a made-up ballot with the share of the board's key; nothing goes on the chain. */
  | { readonly kind: "rehearse"; readonly board: string }
  /** Reads who may vote; nothing is sent. */
  | { readonly kind: "census"; readonly election: string }
  | ({ readonly kind: "consent"; readonly election: string } & ShownForConsent)
  /** Verifies every ballot and adds them up; nothing is released yet. */
  | { readonly kind: "sum"; readonly election: string }
  /** Notes the sum that was verified before, and writes the key file anew. */
  | { readonly kind: "note"; readonly election: string }
  /** Releases the share of that sum, if the key file that was opened again holds the note. */
  | { readonly kind: "share"; readonly election: string; readonly file: string }
  /** The same share as a file, for a chain that cannot be reached. */
  | { readonly kind: "shareFile"; readonly election: string; readonly file: string }
  /** Posts the file of a share, whosoever it is. */
  | { readonly kind: "post"; readonly file: string };

/** What the trustee was shown and consents to. */
export type ShownForConsent = { readonly constitutionHash: string; readonly census: Checkpoint };

/** The proposal that an election came of, and the template that it was posted under, as all nodes say alike. */
export type ShownProposal = {
  /** Decimal digits. */
  readonly id: string;
  /** The template's hash. */
  readonly template: string;
  readonly organizer: string;
  readonly quota: number;
};

/** The budget cell that an election came of: its template, and its list with what decided each place, as all nodes say alike. */
export type ShownCell = {
  /** The template's hash. */
  readonly template: string;
  readonly organizer: string;
  /** In won. */
  readonly budget: number;
  readonly leastCost: number;
  readonly mostOptions: number;
  /** In the ballot's order; ids in decimal digits. */
  readonly projects: readonly {
    readonly id: string;
    readonly title: string;
    readonly cost: number;
    readonly supports: number;
  }[];
};

/** A board as the trustee sees it; seat 0 is none. */
export type OwnSeat = {
  readonly seat: number;
  readonly stage: "registering" | "dealing" | "ready" | "dead";
  readonly threshold: number;
  readonly trustees: number;
  /** Whether the board serves test elections alone. */
  readonly isTest: boolean;
  /** Whether this trustee has done what the stage asks. */
  readonly acted: boolean;
  /** Fingerprint of all trustees' keys, which is compared before dealing. */
  readonly keys: string | undefined;
  /** Fingerprint of the election key, once there is one. */
  readonly electionKey: string | undefined;
};

export type Results = {
  readonly create: { readonly text: string; readonly account: string };
  readonly open: {
    readonly account: string;
    readonly hasEther: boolean;
    /** Whether the file is of the first format, whose journal stood in another file. */
    readonly journalMissing: boolean;
    /** The manifest's rule where the chain names no final blocks; 0 where it does. */
    readonly finality: number;
  };
  readonly look: OwnSeat;
  readonly ceremony: { readonly hash: string };
  readonly rehearse: { readonly seat: number };
  readonly census: Pick<ConsentBasis, "census" | "earlier"> & {
    /** Of an election that came of a proposal alone. */
    readonly proposal: ShownProposal | undefined;
    /** Of an election that came of a budget cell alone. */
    readonly cell: ShownCell | undefined;
  };
  readonly consent: { readonly hash: string; readonly saved: SavedKey };
  readonly sum: { readonly ballots: number; readonly fingerprint: string; readonly flags: readonly JournalFlag[] };
  readonly note: { readonly saved: SavedKey };
  readonly share: { readonly hash: string };
  readonly shareFile: { readonly text: string };
  readonly post: { readonly hash: string };
};

export type Request = { readonly id: number; readonly task: Task; readonly config: TrusteeConfig };

export type Reply =
  | { readonly id: number; readonly kind: "progress"; readonly done: number; readonly total: number }
  | { readonly id: number; readonly kind: "done"; readonly result: Results[keyof Results] }
  | ({ readonly id: number; readonly kind: "failed" } & Failure);

/** An error as it crosses the border. */
export type Failure = {
  /** `PAGE_FAILED` for an error that is not ours. */
  readonly code: Code;
  /** The code of an error that is not ours, if it has one. */
  readonly foreign?: string;
  readonly what: string;
  readonly remedy: string;
};
