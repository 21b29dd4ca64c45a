import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { getBytes, hexlify, Wallet } from "ethers";
import { z } from "zod";
import { type RandomBytes, randomBytes } from "../../sdk/crypto/random.ts";
import { HanpyoError, told } from "../../sdk/errors.ts";
import { shellWord } from "../../sdk/words/shellWord.ts";

/** What an office must keep to itself. */
export type OfficeKeys = {
  /** Signs vouchers; the registry knows its account. */
  readonly signingKey: string;
  /** Pays for enrolments, and has no rights. */
  readonly accountKey: string;
  /** 32 bytes: makes pseudonyms. Lost, nobody can be re-issued; known, pseudonyms can be told to persons. */
  readonly pseudonymKey: Uint8Array;
  /** 32 bytes: under which one-time codes are kept. */
  readonly codeKey: Uint8Array;
};

export class OfficeKeyExistsError extends HanpyoError {
  constructor(file: string) {
    super("OFFICE_KEY_EXISTS", told`${{ file }} exists`, "Choose another name; a key is never overwritten");
  }
}

export class OfficeKeyUnreadableError extends HanpyoError {
  constructor(file: string) {
    super(
      "OFFICE_KEY_UNREADABLE",
      told`${{ file }} is not an office's key file`,
      "Make one with `npm run hanpyo -- office key --out FILE`",
    );
  }
}

export class OfficeKeyExposedError extends HanpyoError {
  constructor(file: string) {
    super(
      "OFFICE_KEY_EXPOSED",
      told`Others than you can read ${{ file }}`,
      told`Run \`chmod 600 ${{ word: shellWord(file) }}\``,
    );
  }
}

const FORMAT = "hanpyo-office-1";
const key = z.string().regex(/^0x[0-9a-f]{64}$/);
const schema = z.strictObject({
  format: z.literal(FORMAT),
  signer: z.string(),
  account: z.string(),
  signingKey: key,
  accountKey: key,
  pseudonymKey: key,
  codeKey: key,
});

export function newOfficeKeys(random: RandomBytes): OfficeKeys {
  return {
    signingKey: hexlify(randomBytes(random, 32)),
    accountKey: hexlify(randomBytes(random, 32)),
    pseudonymKey: randomBytes(random, 32),
    codeKey: randomBytes(random, 32),
  };
}

/** The accounts that belong to an office's keys: to be named by the registry, and to be funded. */
export function officeAccounts(keys: OfficeKeys): { readonly signer: string; readonly account: string } {
  return { signer: new Wallet(keys.signingKey).address, account: new Wallet(keys.accountKey).address };
}

/** Writes a new key file, readable by its owner alone. Throws `OfficeKeyExistsError`. */
export function writeOfficeKeys(file: string, keys: OfficeKeys): void {
  if (existsSync(file)) throw new OfficeKeyExistsError(file);
  const { signingKey, accountKey } = keys;
  const content = {
    format: FORMAT,
    ...officeAccounts(keys),
    signingKey,
    accountKey,
    pseudonymKey: hexlify(keys.pseudonymKey),
    codeKey: hexlify(keys.codeKey),
  };
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600, flag: "wx" });
}

/** Reads a key file. Throws `OfficeKeyExposedError` or `OfficeKeyUnreadableError`. */
export function readOfficeKeys(file: string): OfficeKeys {
  if (existsSync(file) && (statSync(file).mode & 0o077) !== 0) throw new OfficeKeyExposedError(file);
  try {
    const { signingKey, accountKey, pseudonymKey, codeKey } = schema.parse(JSON.parse(readFileSync(file, "utf8")));
    return { signingKey, accountKey, pseudonymKey: getBytes(pseudonymKey), codeKey: getBytes(codeKey) };
  } catch {
    throw new OfficeKeyUnreadableError(file);
  }
}
