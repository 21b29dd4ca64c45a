import type { Signer } from "ethers";
import { ContractRefusedError, type Sent } from "../../../sdk/chain/contracts.ts";
import {
  announceChange,
  type ChangeSignatures,
  type ChangeSigner,
  type OfficeChange,
  signChange,
  signersOf,
} from "../../../sdk/chain/officeChanges.ts";
import { readOfficeState } from "../../../sdk/chain/officeState.ts";
import type { RegistryId } from "../../../sdk/chain/offices.ts";

/** The signatures that a change asks for, as far as these accounts can give them, given for `place`. */
export async function signaturesUnder(
  id: RegistryId,
  change: OfficeChange,
  signers: readonly Signer[],
  place = id,
): Promise<ChangeSignatures> {
  const state = await readOfficeState(id.registry, signers[0] as Signer);
  const accounts = await Promise.all(signers.map((signer) => signer.getAddress()));
  const signatures: Partial<Record<ChangeSigner["role"], string>> = {};
  for (const { role, account, deed } of signersOf(change, state)) {
    const signer = signers[accounts.indexOf(account)];
    if (signer !== undefined) signatures[role] = await signChange({ signer }, change, deed, place);
  }
  return signatures;
}

/** Announces a change that these accounts signed for `place`; the first of them sends it. */
export async function announce(
  id: RegistryId,
  change: OfficeChange,
  signers: readonly Signer[],
  place = id,
): Promise<Sent> {
  const signatures = await signaturesUnder(id, change, signers, place);
  return announceChange(id.registry, change, signatures, signers[0] as Signer);
}

/** With what error and which values the contract refuses; "none" if it does not. */
export async function refusalOf(action: Promise<unknown>): Promise<readonly string[]> {
  try {
    await action;
  } catch (error) {
    if (error instanceof ContractRefusedError) return [error.refusal, ...Object.values(error.args)];
    throw error;
  }
  return ["none"];
}
