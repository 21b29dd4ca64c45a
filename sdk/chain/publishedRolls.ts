import { Contract, type ContractRunner, getAddress, type Signer, type TypedDataDomain } from "ethers";
import type { Checkpoint } from "../election/rollHistory.ts";
import { publishedRollsInterface, read, type Sent, send } from "./contracts.ts";
import { logsOf } from "./logs.ts";
import type { Office } from "./offices.ts";

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

/** Number that the next snapshot of a roll must carry. */
export async function nextSnapshotSequence(rolls: string, rollId: bigint, runner: ContractRunner): Promise<bigint> {
  return (await read<bigint>(publishedRollsAt(rolls, runner), "sequenceOf", rollId)) + 1n;
}

/** The roll's checkpoint at a past time (Unix seconds); undefined if there is none (P13.4). */
export async function checkpointAt(
  rolls: string,
  rollId: bigint,
  time: number,
  runner: ContractRunner,
): Promise<Checkpoint | undefined> {
  const found = await read<{ time: bigint; depth: bigint; activeMembers: bigint; root: bigint }>(
    publishedRollsAt(rolls, runner),
    "checkpointAt",
    rollId,
    time,
  );
  if (found.time === 0n) return undefined;
  const { depth, activeMembers } = found;
  return { time: Number(found.time), depth: Number(depth), activeMembers: Number(activeMembers), root: found.root };
}

/** Every snapshot of a roll that was published, with whether it still stands. */
export async function readSnapshots(
  rolls: string,
  rollId: bigint,
  runner: ContractRunner,
): Promise<readonly (PublishedSnapshot & { readonly stands: boolean })[]> {
  const logs = (await logsOf(publishedRollsAt(rolls, runner))).filter(({ args }) => args.rollId === rollId);
  const fallen = new Set(logs.filter(({ name }) => name !== "SnapshotPublished").map(({ args }) => args.sequence));
  return logs
    .filter(({ name }) => name === "SnapshotPublished")
    .map(({ args }) => ({
      sequence: args.sequence as bigint,
      root: args.root as bigint,
      contentRoot: args.contentRoot as string,
      activeMembers: Number(args.activeMembers),
      finalAt: Number(args.finalAt),
      stands: !fallen.has(args.sequence),
    }));
}

function domainOf({ chainId, rolls }: PublishedRollsId): TypedDataDomain {
  return { name: "Hanpyo PublishedRolls", version: "1", chainId, verifyingContract: getAddress(rolls) };
}
