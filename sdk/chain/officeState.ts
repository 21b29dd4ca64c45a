import type { ContractRunner } from "ethers";
import { read } from "./contracts.ts";
import { registryAt } from "./townContracts.ts";

/** The two offices by account. */
export type OfficeAccounts = { readonly registrar: string; readonly approver: string };

/** An office whose key is lost, and who is to hold it. */
export type Succession = { readonly lost: string; readonly successor: string };

/** What the registry says of its offices now; times in Unix seconds. */
export type OfficeState = {
  readonly current: OfficeAccounts;
  /** Undefined if the registry foresees no recovery. */
  readonly body: string | undefined;
  /** Seconds. */
  readonly rotationDelay: number;
  /** What the next change of this kind must carry; the veto of a pending recovery carries that of recoveries. */
  readonly nonces: { readonly rotation: bigint; readonly recovery: bigint };
  /** Announced, and not lapsed. */
  readonly rotation: (OfficeAccounts & { readonly effectiveAt: number }) | undefined;
  readonly recovery: (Succession & { readonly effectiveAt: number }) | undefined;
  /** The last recovery that was carried out. */
  readonly past: { readonly ofRegistrar: boolean; readonly time: number } | undefined;
};

type At = { readonly effectiveAt: bigint };

/** Reads who holds the offices, and what is announced, at the latest block (P1.6, P1.8). */
export async function readOfficeState(registry: string, runner: ContractRunner): Promise<OfficeState> {
  const contract = registryAt(registry, runner);
  const of = <T>(name: string) => read<T>(contract, name);
  const [currentRegistrar, currentApprover, body, rotationDelay, nonces, rotation, recovery, past] = await Promise.all([
    of<string>("registrar"),
    of<string>("approver"),
    of<string>("recoveryBody"),
    of<bigint>("rotationDelay"),
    Promise.all([of<bigint>("rotationNonce"), of<bigint>("recoveryNonce")]),
    of<OfficeAccounts & At>("announcedRotation"),
    of<Succession & At>("announcedRecovery"),
    of<{ readonly ofRegistrar: boolean; readonly time: bigint }>("lastRecovery"),
  ]);
  const { registrar, approver } = rotation;
  const { lost, successor } = recovery;
  return {
    current: { registrar: currentRegistrar, approver: currentApprover },
    body: BigInt(body) === 0n ? undefined : body,
    rotationDelay: Number(rotationDelay),
    nonces: { rotation: nonces[0], recovery: nonces[1] },
    rotation:
      rotation.effectiveAt === 0n ? undefined : { registrar, approver, effectiveAt: Number(rotation.effectiveAt) },
    recovery: recovery.effectiveAt === 0n ? undefined : { lost, successor, effectiveAt: Number(recovery.effectiveAt) },
    past: past.time === 0n ? undefined : { ofRegistrar: past.ofRegistrar, time: Number(past.time) },
  };
}
