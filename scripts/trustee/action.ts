import type { Signer } from "ethers";
import type { z } from "zod";
import type { Rpc, Rpcs } from "../../sdk/chain/agreement.ts";
import type { Sent } from "../../sdk/chain/contracts.ts";
import type { JournalEntry, JournalFlag, TrusteeJournal } from "../../sdk/chain/trusteeJournal.ts";
import type { TrusteeSecrets } from "../../sdk/chain/trusteeKeyFile.ts";
import type { AcceptedTrust } from "../../sdk/trust/acceptManifest.ts";
import type { FinalityRule } from "../../sdk/trust/finality.ts";

/** What every task names: who is to act at which seat of which board. */
export type Task = {
  readonly chainId: bigint;
  readonly board: string;
  readonly seat: number;
  readonly trustee: string;
};

/** What every made file names. */
export type Made = { readonly chainId: bigint; readonly seat: number };

/** What reading may depend on beside the chain. */
export type Reading = {
  /** When a block is final: by the anchored manifest, or where none is given as the chain itself says. */
  readonly rule: FinalityRule;
  /** What the person said may be done without; the journal keeps it. */
  readonly flags: readonly JournalFlag[];
  /** Whose board and roll are meant; undefined where the flags say that it goes on without. */
  readonly trust: AcceptedTrust | undefined;
  readonly say: (text: string) => void;
};

/** What making may depend on beside task and key. */
export type Making = { readonly journal: TrusteeJournal; readonly say: (text: string) => void };

/**
 * One thing that a trustee does, cut so that its three parts can run on different machines: `read` needs a network
 * and no secret, `make` the key file and no network, `post` a network again.
 */
export type Action<T extends Task, M extends Made> = {
  readonly name: "deal" | "consent" | "share";
  readonly target: "board" | "election";
  readonly taskSchema: z.ZodType<T>;
  readonly madeSchema: z.ZodType<M>;
  /** Whether anybody may post what was made; otherwise it is signed by the trustee's account. */
  readonly anybodyPosts: boolean;
  read(rpcs: Rpcs, target: string, trustee: string, reading: Reading): Promise<T>;
  /** What a person should know of the task, line by line. */
  summary(task: T): readonly string[];
  /** What the chain has of this trustee and a journal has not, in words; undefined where it has all. */
  unnoted(task: T, journal: readonly JournalEntry[]): string | undefined;
  /** What trustees read to one another before it is made: a short form of all that the task stands on. */
  fingerprint(task: T): string;
  /** What a person is asked, with the fingerprint. */
  question(task: T): string;
  make(task: T, secrets: TrusteeSecrets, making: Making): Promise<M>;
  /** @param sender Given where anybody may post. */
  post(made: M, rpc: Rpc, sender?: Signer): Promise<Sent>;
};
