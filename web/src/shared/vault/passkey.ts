import { HanpyoError } from "../../../../sdk/errors.ts";

/** A passkey that can give a secret of its own (WebAuthn PRF), by its id. */
export type Passkey = { readonly credentialId: Uint8Array<ArrayBuffer>; readonly key: CryptoKey };

/** Milliseconds that a person may take. */
const TIMEOUT = 60_000;

const INPUT = new TextEncoder().encode("hanpyo.vault.passkey.v1");

export class PasskeyUnavailableError extends HanpyoError {
  constructor(reason: string) {
    super(
      "PASSKEY_UNAVAILABLE",
      `This device's passkey cannot lock the voting identity (${reason})`,
      "Use a passphrase instead, or leave it to this browser's own lock",
    );
  }
}

/** Whether this browser knows passkeys at all. */
export function passkeysKnown(): boolean {
  return typeof PublicKeyCredential === "function";
}

/** Makes a passkey for this page, and the key that it gives. Throws `PasskeyUnavailableError`. */
export async function makePasskey(name: string): Promise<Passkey> {
  const created = await asked(() =>
    navigator.credentials.create({
      publicKey: {
        timeout: TIMEOUT,
        challenge: crypto.getRandomValues(new Uint8Array(32)),
        rp: { name: "한표 Hanpyo" },
        user: { id: crypto.getRandomValues(new Uint8Array(16)), name, displayName: name },
        pubKeyCredParams: [
          { type: "public-key", alg: -7 },
          { type: "public-key", alg: -257 },
        ],
        authenticatorSelection: { userVerification: "required", residentKey: "preferred" },
        extensions: { prf: {} },
      },
    }),
  );
  const credentialId = new Uint8Array(created.rawId);
  return { credentialId, key: await keyOfPasskey(credentialId) };
}

/** The key that a passkey gives, after the person unlocked it. Throws `PasskeyUnavailableError`. */
export async function keyOfPasskey(credentialId: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  const found = await asked(() =>
    navigator.credentials.get({
      publicKey: {
        timeout: TIMEOUT,
        challenge: crypto.getRandomValues(new Uint8Array(32)),
        allowCredentials: [{ type: "public-key", id: credentialId }],
        userVerification: "required",
        extensions: { prf: { eval: { first: INPUT } } },
      },
    }),
  );
  const first = found.getClientExtensionResults().prf?.results?.first;
  if (first === undefined) throw new PasskeyUnavailableError("it has no PRF");
  const raw =
    first instanceof ArrayBuffer ? new Uint8Array(first) : new Uint8Array(first.buffer.slice(0) as ArrayBuffer);
  const base = await crypto.subtle.importKey("raw", raw, "HKDF", false, ["deriveKey"]);
  const derived = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info: INPUT };
  return crypto.subtle.deriveKey(derived, base, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

async function asked(ask: () => Promise<Credential | null>): Promise<PublicKeyCredential> {
  if (!passkeysKnown()) throw new PasskeyUnavailableError("the browser knows no passkeys");
  try {
    const credential = await ask();
    if (credential instanceof PublicKeyCredential) return credential;
    throw new PasskeyUnavailableError("it gave none");
  } catch (error) {
    if (error instanceof HanpyoError) throw error;
    throw new PasskeyUnavailableError(error instanceof Error ? error.name : String(error));
  }
}
