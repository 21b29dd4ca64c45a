import { Wallet } from "ethers";
import { publishingOffices, roleOf } from "../../../sdk/chain/publishingOffices.ts";
import { ENTRY_BYTES } from "../../../sdk/election/snapshotEntry.ts";
import { readOfficeKeys } from "../../../services/registrar/officeKeys.ts";
import { takeEntries } from "../../../services/registrar/roll/takingEntries.ts";
import { verificationKey } from "../../checkout/circuitFiles.ts";
import { withRolls } from "../../rollFiles/rollsPlace.ts";
import { EntriesFileInvalidError } from "../../rollFiles/sortedEntries.ts";
import { readBytes } from "../../terminal/checkedFile.ts";
import { type BookOptions, openBook } from "../book.ts";
import { officeSpeaker } from "../officeSpeaker.ts";

export type TakeOptions = BookOptions & { readonly rpc: string; readonly rolls: string; readonly dryRun?: boolean };

/**
 * Files what the other office has and this one gave its half for. Exit code 1 if some of it is none of that.
 * Throws `EntriesFileInvalidError`, `OfficeNotNamedError` or `FileUnreadableError`.
 */
export async function takeCommand(file: string, options: TakeOptions): Promise<void> {
  const { rolls } = options;
  const { say } = officeSpeaker(options);
  const bytes = readBytes(file);
  if (bytes.length % ENTRY_BYTES !== 0) {
    throw new EntriesFileInvalidError(file, `${bytes.length} bytes are no multiple of ${ENTRY_BYTES}`);
  }
  const keys = readOfficeKeys(options.keyFile);
  const { address } = new Wallet(keys.signingKey);
  const office = await withRolls(options.rpc, { rolls }, async ({ provider, chainId }) => ({
    role: roleOf(address, await publishingOffices(rolls, provider)),
    rolls: { chainId, rolls },
  }));
  const store = openBook(options);
  try {
    const taking = { ...office, pseudonymKey: keys.pseudonymKey, proofKey: verificationKey("enrolment") };
    const found = await takeEntries(store, taking, bytes, options.dryRun);
    if (options.dryRun) say("notSent");
    say("taken", found);
    if (options.json) console.log(JSON.stringify(found, null, 2));
    process.exitCode = found.refused > 0 ? 1 : 0;
  } finally {
    store.close();
  }
}
