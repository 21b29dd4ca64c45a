import { Identity } from "@semaphore-protocol/identity";
import { HanpyoError } from "../../../../sdk/errors.ts";
import { IDENTITIES, type IdentityEntry, type KeptIdentity } from "./identityEntries.ts";
import { keyOfPasskey, makePasskey } from "./passkey.ts";
import { type PassphraseSealed, sealWithPassphrase, unsealWithPassphrase } from "./passphrase.ts";
import { deviceKey, inVault, type Sealed, seal, unseal } from "./sealing.ts";

/** A voting identity in the open, only ever in memory. */
export type VotingIdentity = {
  /** 32 random bytes, from which Semaphore derives the rest. */
  readonly privateKey: Uint8Array<ArrayBuffer>;
  /** Secret scalar, below l. */
  readonly secret: bigint;
  readonly commitment: bigint;
};

/** How an identity is to be protected, or is opened. */
export type Unlock =
  | { readonly protection: "device" }
  | { readonly protection: "passphrase"; readonly passphrase: string }
  | { readonly protection: "passkey" };

export class IdentityMissingError extends HanpyoError {
  constructor() {
    super(
      "IDENTITY_MISSING",
      "The voting identity is not on this device",
      "Use the device that you registered with, or restore from the recovery file or words",
    );
  }
}

/** A new identity, from the platform's random source. */
export function newIdentity(): VotingIdentity {
  return identityOf(crypto.getRandomValues(new Uint8Array(32)));
}

/** The identity of a private key (Semaphore v4). */
export function identityOf(privateKey: Uint8Array<ArrayBuffer>): VotingIdentity {
  const { secretScalar, commitment } = new Identity(privateKey);
  return { privateKey, secret: secretScalar, commitment };
}

/** Keeps an identity, encrypted, beside those that are there. */
export async function keepIdentity(
  { privateKey }: VotingIdentity,
  unlock: Unlock,
  keptAt: number,
): Promise<IdentityEntry> {
  const entry = { id: crypto.randomUUID(), protection: unlock.protection, keptAt };
  const kept: KeptIdentity = { ...entry, ...(await protectedKey(privateKey, unlock)) };
  await inVault((store) => store.update<readonly KeptIdentity[]>(IDENTITIES, (earlier = []) => [...earlier, kept]));
  return entry;
}

/** Opens a kept identity. Throws `IdentityMissingError`, `SealBrokenError` or `PasskeyUnavailableError`. */
export async function openIdentity(id: string, unlock: Unlock): Promise<VotingIdentity> {
  const kept = (await inVault((store) => store.get<readonly KeptIdentity[]>(IDENTITIES)))?.find((one) => one.id === id);
  if (kept === undefined) throw new IdentityMissingError();
  const outer = await unseal(kept.sealed, await deviceKey());
  return identityOf(await innerKey(kept, outer, unlock));
}

/** Changes how a kept identity is opened, from now on. Throws `IdentityMissingError` or `PasskeyUnavailableError`. */
export async function protectIdentity(id: string, { privateKey }: VotingIdentity, unlock: Unlock): Promise<void> {
  const sealing = await protectedKey(privateKey, unlock);
  let isThere = false;
  await inVault((store) =>
    store.update<readonly KeptIdentity[]>(IDENTITIES, (earlier = []) =>
      earlier.map((one) => {
        if (one.id !== id) return one;
        isThere = true;
        return { id, keptAt: one.keptAt, protection: unlock.protection, ...sealing };
      }),
    ),
  );
  if (!isThere) throw new IdentityMissingError();
}

async function protectedKey(
  privateKey: Uint8Array<ArrayBuffer>,
  unlock: Unlock,
): Promise<Omit<KeptIdentity, keyof IdentityEntry>> {
  const device = await deviceKey();
  if (unlock.protection === "device") return { sealed: await seal(privateKey, device) };
  if (unlock.protection === "passphrase") {
    const { salt, iv, data } = await sealWithPassphrase(privateKey, unlock.passphrase);
    return { sealed: await seal(data, device), salt, innerIv: iv };
  }
  const { credentialId, key } = await makePasskey("Hanpyo");
  const { iv, data } = await seal(privateKey, key);
  return { sealed: await seal(data, device), innerIv: iv, credentialId };
}

async function innerKey(
  { salt, innerIv, credentialId }: KeptIdentity,
  outer: Uint8Array<ArrayBuffer>,
  unlock: Unlock,
): Promise<Uint8Array<ArrayBuffer>> {
  if (innerIv === undefined) return outer;
  const inner: Sealed = { iv: innerIv, data: outer };
  if (salt !== undefined && unlock.protection === "passphrase") {
    const sealed: PassphraseSealed = { ...inner, salt };
    return unsealWithPassphrase(sealed, unlock.passphrase);
  }
  if (credentialId !== undefined) return unseal(inner, await keyOfPasskey(credentialId));
  throw new IdentityMissingError();
}
