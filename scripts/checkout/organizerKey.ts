import { writeFileSync } from "node:fs";
import { Wallet } from "ethers";
import { HanpyoError, told } from "../../sdk/errors.ts";
import { readText, requireAbsent } from "../terminal/checkedFile.ts";
import { projectRoot } from "./projectRoot.ts";

/** Name of the organizer's private key in the Hardhat keystore, and of the environment variable that goes before it. */
export const ORGANIZER_KEY = "HANPYO_ORGANIZER_KEY";

export class OrganizerKeyMissingError extends HanpyoError {
  constructor() {
    super(
      "ORGANIZER_KEY_MISSING",
      "The organizer's account is not known on this machine",
      told`Run \`npm run hanpyo -- account set\`; without a terminal set ${{ variable: ORGANIZER_KEY }} or give --key-file FILE`,
    );
  }
}

export class KeystoreClosedError extends HanpyoError {
  constructor(reason: string) {
    super(
      "KEYSTORE_CLOSED",
      told`The Hardhat keystore did not open: ${{ reason: reason.replace(/\.$/, "") }}`,
      "Type its password again",
    );
  }
}

/** The keystore asks a person, for the key and for its password. */
export class KeystoreUnaskedError extends HanpyoError {
  constructor() {
    super(
      "KEYSTORE_UNASKED",
      "There is no terminal in which the Hardhat keystore could ask for the key",
      told`Run it in a terminal; a machine without one needs no keystore: set ${{ variable: ORGANIZER_KEY }}, or give each command --key-file FILE`,
    );
  }
}

export class OrganizerKeyMalformedError extends HanpyoError {
  /** The value itself is never shown. */
  constructor(where: string) {
    super(
      "ORGANIZER_KEY_MALFORMED",
      told`What ${{ where }} holds is not a private key`,
      "Give 0x and 64 hexadecimal digits, nothing else",
    );
  }
}

/** Hardhat's error for a variable that neither the keystore nor the environment has. */
const NOT_FOUND = /^HHE7:/;

/** The account that the keystore gave: a command asks for the password once, however often it needs the account. */
let opened: Wallet | undefined;

/**
 * The organizer's account: from a file, from the environment, or from the Hardhat keystore, which asks for its
 * password. Throws `OrganizerKeyMissingError`, `KeystoreClosedError`, `OrganizerKeyMalformedError` or `FileUnreadableError`.
 */
export async function organizerAccount(keyFile?: string, ask: () => Promise<string> = askKeystore): Promise<Wallet> {
  if (keyFile !== undefined) return walletOf(readText(keyFile).trim(), `--key-file ${keyFile}`);
  const inEnvironment = process.env[ORGANIZER_KEY];
  if (inEnvironment !== undefined) return walletOf(inEnvironment, ORGANIZER_KEY);
  if (!process.stdin.isTTY) throw new OrganizerKeyMissingError();
  opened ??= walletOf(await ask(), "the Hardhat keystore");
  return opened;
}

/**
 * Asks for the organizer's private key and keeps it, encrypted, in the Hardhat keystore. Throws `KeystoreUnaskedError`
 * without a terminal.
 */
export async function keepOrganizerKey(isTerminal = process.stdin.isTTY === true): Promise<void> {
  if (!isTerminal) throw new KeystoreUnaskedError();
  const hre = await keystoreEnvironment();
  await hre.tasks.getTask(["keystore", "set"]).run({ key: ORGANIZER_KEY });
}

/**
 * Makes an account, and writes its private key into a new file that this account of the machine alone can read.
 * Throws `FileExistsError`. @returns Its address.
 */
export function newOrganizerKey(file: string): string {
  requireAbsent(file);
  const { address, privateKey } = Wallet.createRandom();
  writeFileSync(file, `${privateKey}\n`, { mode: 0o600, flag: "wx", flush: true });
  return address;
}

async function askKeystore(): Promise<string> {
  const hre = await keystoreEnvironment();
  const { accounts } = hre.config.networks.organizer as unknown as { accounts: readonly { get(): Promise<string> }[] };
  try {
    return (await accounts[0]?.get()) ?? "";
  } catch (error) {
    if (error instanceof Error && NOT_FOUND.test(error.message)) throw new OrganizerKeyMissingError();
    throw new KeystoreClosedError(error instanceof Error ? error.message : String(error));
  }
}

/** Loads Hardhat only here: with a key from elsewhere nobody needs it. */
async function keystoreEnvironment() {
  const { default: hardhatKeystore } = await import("@nomicfoundation/hardhat-keystore");
  const { configVariable } = await import("hardhat/config");
  const { createHardhatRuntimeEnvironment } = await import("hardhat/hre");
  const accounts = [configVariable(ORGANIZER_KEY)];
  return createHardhatRuntimeEnvironment(
    { plugins: [hardhatKeystore], networks: { organizer: { type: "http", url: "http://127.0.0.1:8545", accounts } } },
    {},
    projectRoot,
  );
}

function walletOf(key: string, where: string): Wallet {
  try {
    return new Wallet(key);
  } catch {
    throw new OrganizerKeyMalformedError(where);
  }
}
