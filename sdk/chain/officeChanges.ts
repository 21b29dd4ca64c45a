import { type ContractRunner, type Signer, TypedDataEncoder, type TypedDataField } from "ethers";
import { isSignedBy } from "./accountSignature.ts";
import { read, type Sent, send } from "./contracts.ts";
import type { OfficeAccounts, OfficeState, Succession } from "./officeState.ts";
import { type Office, type RegistryId, registryDomain } from "./offices.ts";
import { registryAt } from "./townContracts.ts";

/** Seconds from a recovery's announcement to its effect; from any change's effect until its announcement lapses. */
export const RECOVERY_DELAY = 30 * 86_400;
export const ANNOUNCEMENT_LIFE = 30 * 86_400;
/** Seconds between recoveries of one office and of the other. */
export const BETWEEN_OFFICES = 365 * 86_400;

/** New holders of both offices (P1.6). */
export type RotationChange = OfficeAccounts & { readonly kind: "rotation"; readonly nonce: bigint };
/** A successor in the place of an office whose key is lost (P1.8). */
export type RecoveryChange = Succession & { readonly kind: "recovery"; readonly nonce: bigint };
export type OfficeChange = RotationChange | RecoveryChange;

type Deed = "announcement" | "acceptance" | "veto";

/** Why an account signs a change, and as what. */
export type ChangeSigner = {
  readonly role: "registrar" | "approver" | "body" | "nextRegistrar" | "nextApprover" | "successor";
  readonly account: string;
  readonly deed: Exclude<Deed, "veto">;
};

/** Everybody who has to sign a change for the registry to take it, each account once. */
export function signersOf(change: OfficeChange, { current, body }: OfficeState): readonly ChangeSigner[] {
  const holds = (account: string) => account === current.registrar || account === current.approver;
  const announcing = (role: ChangeSigner["role"], account: string) =>
    ({ role, account, deed: "announcement" }) as const;
  const accepting = (role: ChangeSigner["role"], account: string) =>
    holds(account) ? [] : ([{ role, account, deed: "acceptance" }] as const);
  if (change.kind === "rotation") {
    return [
      announcing("registrar", current.registrar),
      announcing("approver", current.approver),
      ...accepting("nextRegistrar", change.registrar),
      ...accepting("nextApprover", change.approver),
    ];
  }
  const other = change.lost === current.registrar ? "approver" : "registrar";
  return [
    ...(body === undefined ? [] : [announcing("body", body)]),
    announcing(other, current[other]),
    ...accepting("successor", change.successor),
  ];
}

/** An account's EIP-712 signature under a change (P1.6, P1.8). */
export function signChange(
  { signer }: Pick<Office, "signer">,
  change: OfficeChange,
  deed: Deed,
  registry: RegistryId,
): Promise<string> {
  const { types, message } = typedChange(change, deed);
  return signer.signTypedData(registryDomain(registry), types, message);
}

/** Whether an account signed a change. Throws what the node's silence is. */
export function isChangeSignedBy(
  account: string,
  { change, deed, signature }: { readonly change: OfficeChange; readonly deed: Deed; readonly signature: string },
  registry: RegistryId,
  runner: ContractRunner,
): Promise<boolean> {
  const { types, message } = typedChange(change, deed);
  return isSignedBy(account, TypedDataEncoder.hash(registryDomain(registry), types, message), signature, runner);
}

/** Signatures by the role that they were given in. */
export type ChangeSignatures = Readonly<Partial<Record<ChangeSigner["role"], string>>>;

/** Announces a change that everybody of `signersOf` signed. Anybody may. Throws `ContractRefusedError`. */
export function announceChange(
  registry: string,
  change: OfficeChange,
  signatures: ChangeSignatures,
  sender: Signer,
): Promise<Sent> {
  const [name, args] = announcement(change, signatures);
  return send(registryAt(registry, sender), name, ...args);
}

/** Asks the registry whether it would take a change, and sends nothing. Throws `ContractRefusedError` if not. */
export async function tryAnnouncing(
  registry: string,
  change: OfficeChange,
  signatures: ChangeSignatures,
  runner: ContractRunner,
): Promise<void> {
  const [name, args] = announcement(change, signatures);
  await read(registryAt(registry, runner), name, ...args);
}

/** Puts an announced change in force. Anybody may. Throws `ContractRefusedError`. */
export function carryOut(registry: string, kind: OfficeChange["kind"], sender: Signer): Promise<Sent> {
  return send(registryAt(registry, sender), kind === "rotation" ? "rotate" : "recover");
}

/** Takes the pending recovery back, by the signature of the key that it would replace. Throws `ContractRefusedError`. */
export function vetoRecovery(registry: string, signature: string, sender: Signer): Promise<Sent> {
  return send(registryAt(registry, sender), "vetoRecovery", signature);
}

function announcement(
  change: OfficeChange,
  signatures: ChangeSignatures,
): readonly [name: string, args: readonly unknown[]] {
  const of = (role: ChangeSigner["role"]) => signatures[role] ?? "0x";
  if (change.kind === "rotation") {
    const { registrar, approver } = change;
    const [nextRegistrar, nextApprover] = [of("nextRegistrar"), of("nextApprover")];
    const signed = { registrar: of("registrar"), approver: of("approver"), nextRegistrar, nextApprover };
    return ["announceRotation", [registrar, approver, signed]];
  }
  const otherOffice = signatures.registrar ?? of("approver");
  const signed = { body: of("body"), otherOffice, successor: of("successor") };
  return ["announceRecovery", [change.lost, change.successor, signed]];
}

/** The struct that is signed: named by the kind of change and the deed. */
function typedChange(
  change: OfficeChange,
  deed: Deed,
): { readonly types: Record<string, TypedDataField[]>; readonly message: Readonly<Record<string, unknown>> } {
  const { kind, ...message } = change;
  const suffix = { announcement: "", acceptance: "Acceptance", veto: "Veto" }[deed];
  const accounts = kind === "rotation" ? ["registrar", "approver"] : ["lost", "successor"];
  const fields = [...accounts.map((name) => ({ name, type: "address" })), { name: "nonce", type: "uint256" }];
  return { types: { [`${kind === "rotation" ? "Rotation" : "Recovery"}${suffix}`]: fields }, message };
}
