import { JournalOlderError, type SeatActs, unnotedActs } from "../../../../sdk/chain/seatActs.ts";
import {
  holdsEntry,
  type JournalEntry,
  mergeJournals,
  note,
  type TrusteeJournal,
} from "../../../../sdk/chain/trusteeJournal.ts";
import {
  encodeKeyFile,
  newTrusteeSecrets,
  type OpenedKeyFile,
  parseKeyFile,
  sealKeyFile,
  unsealKeyFile,
} from "../../../../sdk/chain/trusteeKeyFile.ts";
import { HanpyoError } from "../../../../sdk/errors.ts";
import { pageJournal } from "./journal.ts";

/** A key file that is open in the worker, with the passphrase that its next copy is written under. */
export type OpenedKey = OpenedKeyFile & { readonly passphrase: string };

/** A key file to be saved. */
export type SavedKey = { readonly name: string; readonly text: string };

export class JournalMissingError extends HanpyoError {
  constructor() {
    super(
      "JOURNAL_MISSING",
      "This key file has the first format, whose journal is in a file of its own, and this page does not have it",
      "Use it with the command once, beside its journal; go on here only if the key never gave a share",
    );
  }
}

export class JournalBehindError extends HanpyoError {
  constructor() {
    super(
      "JOURNAL_BEHIND",
      "The journal in the file that was opened does not hold what was just noted",
      "Open the file that was just saved, and replace older copies by it",
    );
  }
}

/** Makes a key and an account. @returns The file's text, under the passphrase, and whose it is. */
export async function createTrusteeKey(
  passphrase: string,
): Promise<{ readonly text: string; readonly account: string }> {
  const secrets = newTrusteeSecrets();
  return { text: encodeKeyFile(await sealKeyFile(secrets, [], passphrase)), account: secrets.account.address };
}

/** Opens a key file. Throws `KeyFileInvalidError` or `PassphraseWrongError`. */
export async function openTrusteeKey(text: string, passphrase: string): Promise<OpenedKey> {
  return { ...(await unsealKeyFile(parseKeyFile(text), passphrase)), passphrase };
}

/**
 * Notes an entry in the browser's store and writes the key file anew with it, to be saved.
 * @param acts What the chain has of the trustee's seat for the election.
 * @param journalLost Whether the trustee said that it goes on without the journal, or by an older copy.
 * Throws `JournalMissingError`, `JournalOlderError`, and what `note` throws.
 */
export async function noteInKey(
  key: OpenedKey,
  entry: JournalEntry,
  acts: SeatActs,
  journalLost: boolean,
): Promise<{ readonly key: OpenedKey; readonly saved: SavedKey }> {
  if (key.journal === undefined && !journalLost) throw new JournalMissingError();
  const store = pageJournal(key.account.address, key.journal ?? []);
  const lacking = unnotedActs({ ...acts, election: entry.election }, await store.read());
  if (key.journal !== undefined && lacking !== undefined && !journalLost) throw new JournalOlderError(lacking);
  const isLost = key.journal === undefined || lacking !== undefined;
  const flags = isLost ? [...entry.flags, "journal-lost" as const] : entry.flags;
  await note(store, { ...entry, flags });
  const journal = await store.read();
  const text = encodeKeyFile(await sealKeyFile(key, journal, key.passphrase));
  return {
    key: { ...key, journal },
    saved: { name: `hanpyo-trustee-${key.account.address.slice(2, 8)}-${journal.length}.json`, text },
  };
}

/**
 * The journal of the key file that the trustee has just saved and opened again, together with the browser's.
 * Throws `JournalBehindError` unless it holds the entry, for the same key.
 */
export async function reopenedJournal(key: OpenedKey, text: string, entry: JournalEntry): Promise<TrusteeJournal> {
  const again = await unsealKeyFile(parseKeyFile(text), key.passphrase);
  const isSameKey = String(again.key) === String(key.key) && again.account.address === key.account.address;
  if (!isSameKey || !holdsEntry(again.journal ?? [], entry)) throw new JournalBehindError();
  return pageJournal(key.account.address, mergeJournals(key.journal ?? [], again.journal ?? []));
}
