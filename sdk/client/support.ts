import { proposalTown } from "../chain/proposalTown.ts";
import { type ActPackage, encodeActPackage } from "../proposals/actPackage.ts";
import { type ActSubmission, sendAct, submitAct } from "../relaying/actLadder.ts";
import type { Connection } from "./connect.ts";
import { type KeySource, provingFiles } from "./keys.ts";
import type { ResidentIdentity } from "./resident.ts";
import { makeChange } from "./residentActs.ts";
import { ladderOf, type Way } from "./ways.ts";

/** A support, or its withdrawal. */
export type Supporting = Way & {
  /** The proposal's id. */
  readonly id: bigint;
  readonly identity: ResidentIdentity;
  readonly keys: KeySource;
  /** False to take a support back. */
  readonly supports?: boolean;
};

/** A support on its way. */
export type MadeSupport = { readonly act: ActPackage; readonly submission: ActSubmission };

/** Semaphore's own circuit, with which every act of proposals is proved. */
const ACT_CIRCUIT = "semaphore-20";

/**
 * Supports a proposal of the municipality, or takes the support back (P21): proves it on this machine and hands it to the
 * relayers, or sends it by `sender`. The contracts are those that the trust file names.
 * Throws `ProposalsNotNamedError`, `SupportAsItIsError`, `ActEndedError`, `NotOnRollError`, what `requireVotable` and
 * `provingFiles` throw, with `sender` `ContractRefusedError`, or a node's failure.
 */
export async function support(connection: Connection, supporting: Supporting): Promise<MadeSupport> {
  const { id, identity, keys, supports = true, sender } = supporting;
  const { provider } = connection.rpcs[0];
  const town = await proposalTown(connection.trust.anchored, provider);
  const files = await provingFiles(keys, ACT_CIRCUIT);
  const change = await makeChange({ ...town, provider }, { id, supports }, identity, files);
  const act = { chainId: town.chainId, proposals: town.proposals, act: change };
  await supporting.keep?.(encodeActPackage(act));
  if (sender === undefined) return { act, submission: await submitAct(act, ladderOf(connection, supporting)) };
  return { act, submission: { outcome: "cast", blockNumber: await sendAct(act, sender) } };
}
