import { Contract, type ContractRunner, getAddress, type Signer, type TypedDataDomain } from "ethers";
import type { Checkpoint } from "../election/rollHistory.ts";
import { isOtherContract, read, type Sent, send } from "./contracts.ts";
import { type DecodedLog, logsOf } from "./logs.ts";
import type { Office } from "./offices.ts";
import { publishedRollsInterface } from "./townContracts.ts";

/** A contract of published rolls on one chain. */
export type PublishedRollsId = { readonly chainId: bigint; readonly rolls: string };

/** What both offices sign of a roll (P13.2). */
export type SignedSnapshot = {
  readonly rollId: bigint;
  /** The stored one plus one. */
  readonly sequence: bigint;
  readonly root: bigint;
  readonly contentRoot: string;
  readonly activeMembers: number;
  /** Unix seconds. */
  readonly expiresAt: number;
};

/** A snapshot as it was published. */
export type PublishedSnapshot = Omit<SignedSnapshot, "expiresAt" | "rollId"> & {
  /** Unix seconds: challenges are taken before this time. */
  readonly finalAt: number;
};

/** What was shown to be wrong with a snapshot, by the contract's number for it (P13.3). */
export const SNAPSHOT_FAULTS = ["EntryInvalid", "EntriesAlike", "NodeWrong"] as const;
export type SnapshotFault = (typeof SNAPSHOT_FAULTS)[number];

/** The end of a snapshot that never became a checkpoint. */
export type SnapshotFall = { readonly blockNumber: number } & (
  | { readonly withdrawnBy: string }
  | { readonly fault: SnapshotFault }
);

/** A snapshot of a roll's history; undefined `fallen` says that it stands. */
export type PlacedSnapshot = PublishedSnapshot & {
  readonly depth: number;
  readonly blockNumber: number;
  readonly fallen: SnapshotFall | undefined;
};

/** A node on the way to the content root. */
export type Step = { readonly value: bigint; readonly sibling: string };
/** What a digest is the hash of: an entry's 12 words, or value, left and right digest of a node. */
export type Opening = { readonly isEntry: boolean; readonly words: readonly bigint[] };
/** An entry with its place, and the steps from it to the content root. */
export type ShownEntry = { readonly index: number; readonly opening: Opening; readonly path: readonly Step[] };

type SigningOffice = Pick<Office, "signer">;
type Halves = { readonly registrar: string; readonly approver: string };

const snapshotTypes = {
  Snapshot: [
    { name: "rollId", type: "uint256" },
    { name: "sequence", type: "uint256" },
    { name: "root", type: "uint256" },
    { name: "contentRoot", type: "bytes32" },
    { name: "activeMembers", type: "uint32" },
    { name: "expiresAt", type: "uint48" },
  ],
};

const withdrawalTypes = {
  Withdrawal: [
    { name: "rollId", type: "uint256" },
    { name: "sequence", type: "uint256" },
  ],
};

export function publishedRollsAt(address: string, runner: ContractRunner): Contract {
  return new Contract(address, publishedRollsInterface, runner);
}

/** An office's signature over a snapshot (P13.2, EIP-712). It signs only what it has rebuilt from its own book. */
export function signSnapshot(office: SigningOffice, snapshot: SignedSnapshot, id: PublishedRollsId): Promise<string> {
  return office.signer.signTypedData(domainOf(id), snapshotTypes, snapshot);
}

/** An office's signature that takes a pending snapshot back (P13.3, EIP-712). */
export function signWithdrawal(
  office: SigningOffice,
  withdrawal: Pick<SignedSnapshot, "rollId" | "sequence">,
  id: PublishedRollsId,
): Promise<string> {
  return office.signer.signTypedData(domainOf(id), withdrawalTypes, withdrawal);
}

/**
 * Publishes a snapshot (P13.2). Anybody may.
 * @param children Digests of the content root's two children.
 * Throws `ContractRefusedError`.
 */
export function publishSnapshot(
  rolls: string,
  snapshot: SignedSnapshot,
  children: { readonly left: string; readonly right: string },
  signatures: Halves,
  sender: Signer,
): Promise<Sent> {
  const { left, right } = children;
  const { registrar, approver } = signatures;
  return send(publishedRollsAt(rolls, sender), "publish", snapshot, left, right, registrar, approver);
}

/** Asks the contract whether it would take a snapshot, and sends nothing. Throws `ContractRefusedError` if not. */
export async function tryPublishing(
  rolls: string,
  snapshot: SignedSnapshot,
  { left, right }: { readonly left: string; readonly right: string },
  { registrar, approver }: Halves,
  runner: ContractRunner,
): Promise<void> {
  await read(publishedRollsAt(rolls, runner), "publish", snapshot, left, right, registrar, approver);
}

/** Takes a roll's pending snapshot back, by one office's signature (P13.3). Anybody may send it. Throws `ContractRefusedError`. */
export function withdrawSnapshot(
  rolls: string,
  rollId: bigint,
  { office, signature }: { readonly office: string; readonly signature: string },
  sender: Signer,
): Promise<Sent> {
  return send(publishedRollsAt(rolls, sender), "withdraw", rollId, office, signature);
}

/** Number that the next snapshot of a roll must carry. */
export async function nextSnapshotSequence(rolls: string, rollId: bigint, runner: ContractRunner): Promise<bigint> {
  return (await read<bigint>(publishedRollsAt(rolls, runner), "sequenceOf", rollId)) + 1n;
}

/** The roll's checkpoint at a past time (Unix seconds), as of `block` (default: the latest); undefined if there is none. */
export async function checkpointAt(
  rolls: string,
  rollId: bigint,
  time: number,
  runner: ContractRunner,
  block?: number | "pending",
): Promise<Checkpoint | undefined> {
  const found = await read<{ time: bigint; depth: bigint; activeMembers: bigint; root: bigint }>(
    publishedRollsAt(rolls, runner),
    "checkpointAt",
    rollId,
    time,
    ...(block === undefined ? [] : [{ blockTag: block }]),
  );
  if (found.time === 0n) return undefined;
  const { depth, activeMembers } = found;
  return { time: Number(found.time), depth: Number(depth), activeMembers: Number(activeMembers), root: found.root };
}

/** Whether an address is a contract of published rolls, by what it answers; a silent node is an error. */
export async function isPublishedRolls(address: string, runner: ContractRunner): Promise<boolean> {
  try {
    await challengePeriodOf(address, runner);
    return true;
  } catch (error) {
    if (isOtherContract(error)) return false;
    throw error;
  }
}

/** Seconds in which a snapshot can be challenged. */
export async function challengePeriodOf(rolls: string, runner: ContractRunner): Promise<number> {
  return Number(await read<bigint>(publishedRollsAt(rolls, runner), "challengePeriod"));
}

/** Every snapshot of a roll that was published in these blocks (default: all), with what became of it. */
export async function readSnapshots(
  rolls: string,
  rollId: bigint,
  runner: ContractRunner,
  lastBlock?: number,
  firstBlock?: number,
): Promise<readonly PlacedSnapshot[]> {
  const all = await logsOf(publishedRollsAt(rolls, runner), lastBlock, firstBlock);
  const logs = all.filter(({ args }) => args.rollId === rollId);
  const fallen = new Map(
    logs.filter(({ name }) => name !== "SnapshotPublished").map((log) => [log.args.sequence, fallOf(log)] as const),
  );
  return logs
    .filter(({ name }) => name === "SnapshotPublished")
    .map(({ args, blockNumber }) => ({
      sequence: args.sequence as bigint,
      root: args.root as bigint,
      contentRoot: args.contentRoot as string,
      activeMembers: Number(args.activeMembers),
      depth: Number(args.depth),
      finalAt: Number(args.finalAt),
      blockNumber,
      fallen: fallen.get(args.sequence),
    }));
}

function fallOf({ name, args, blockNumber }: DecodedLog): SnapshotFall {
  if (name === "SnapshotWithdrawn") return { blockNumber, withdrawnBy: args.office as string };
  return { blockNumber, fault: SNAPSHOT_FAULTS[Number(args.fault)] as SnapshotFault };
}

function domainOf({ chainId, rolls }: PublishedRollsId): TypedDataDomain {
  return { name: "Hanpyo PublishedRolls", version: "1", chainId, verifyingContract: getAddress(rolls) };
}
