import { inVault, type Sealed } from "./sealing.ts";

/** What opens an identity besides this browser. */
export type Protection = "device" | "passphrase" | "passkey";

/** A kept identity as anybody with this browser sees it: neither secret nor commitment. */
export type IdentityEntry = {
  readonly id: string;
  readonly protection: Protection;
  /** Unix seconds. */
  readonly keptAt: number;
};

/** An identity as kept. The outer seal is the device's; inside lies the private key, or what only the second key opens. */
export type KeptIdentity = IdentityEntry & {
  readonly sealed: Sealed;
  readonly salt?: Uint8Array<ArrayBuffer>;
  readonly innerIv?: Uint8Array<ArrayBuffer>;
  readonly credentialId?: Uint8Array<ArrayBuffer>;
};

/** Where the vault holds all identities. */
export const IDENTITIES = "identities";

/** The identities of this browser, oldest first. Nothing is opened for it, and no cryptography is loaded. */
export async function listIdentities(): Promise<readonly IdentityEntry[]> {
  const kept = await inVault((store) => store.get<readonly KeptIdentity[]>(IDENTITIES));
  return (kept ?? []).map(({ id, protection, keptAt }) => ({ id, protection, keptAt }));
}

/** Forgets an identity of this browser for good. */
export async function forgetIdentity(id: string): Promise<void> {
  await inVault((store) =>
    store.update<readonly KeptIdentity[]>(IDENTITIES, (earlier = []) => earlier.filter((one) => one.id !== id)),
  );
}
