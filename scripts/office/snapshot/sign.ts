import { Wallet } from "ethers";
import { nextSnapshotSequence, signSnapshot } from "../../../sdk/chain/publishedRolls.ts";
import { publishingOffices, roleOf } from "../../../sdk/chain/publishingOffices.ts";
import { HanpyoError, told } from "../../../sdk/errors.ts";
import { readOfficeKeys } from "../../../services/registrar/officeKeys.ts";
import { readIndex, withRolls } from "../../rollFiles/rollsPlace.ts";
import { endOfKoreanDay } from "../../terminal/calendar.ts";
import { requireAbsent } from "../../terminal/checkedFile.ts";
import { type BookOptions, openBook } from "../book.ts";
import { officeSpeaker } from "../officeSpeaker.ts";
import { requireOwnSnapshot } from "./ownSnapshot.ts";
import { signedPart, writeSignature } from "./signatureFile.ts";

export type SignOptions = BookOptions & {
  readonly rpc: string;
  readonly validUntil: string;
  readonly out: string;
  readonly dryRun?: boolean;
};

export class SnapshotSequenceError extends HanpyoError {
  constructor(given: bigint, next: bigint) {
    super(
      "SNAPSHOT_SEQUENCE",
      told`The snapshot has sequence ${{ given }}, the contract's next is ${{ next }}`,
      told`Build it again with --sequence ${{ next }}`,
    );
  }
}

/**
 * Signs a snapshot that the office has built again from its own book (P13.2), with the key that the registry names.
 * Throws `SnapshotNotOfBookError`, `OfficeNotNamedError`, `SnapshotSequenceError`, or `FileExistsError`.
 */
export async function signCommand(folder: string, options: SignOptions): Promise<void> {
  const { say } = officeSpeaker(options);
  requireAbsent(options.out);
  const index = readIndex(folder);
  const keys = readOfficeKeys(options.keyFile);
  const signer = new Wallet(keys.signingKey);
  const role = await withRolls(options.rpc, index, async ({ provider }) => {
    const next = await nextSnapshotSequence(index.rolls, index.rollId, provider);
    if (index.sequence !== next) throw new SnapshotSequenceError(index.sequence, next);
    return roleOf(signer.address, await publishingOffices(index.rolls, provider));
  });
  const store = openBook(options);
  try {
    await requireOwnSnapshot(store, keys, index, folder);
  } finally {
    store.close();
  }
  const snapshot = signedPart(index, endOfKoreanDay(options.validUntil));
  const signature = await signSnapshot({ signer }, snapshot, index);
  if (options.dryRun) say("notSent");
  else writeSignature(options.out, index, { role, snapshot, signature });
  const { sequence, rollId, activeMembers } = index;
  const values = { sequence: String(sequence), roll: String(rollId), role, file: options.out };
  say("signed", { ...values, active: activeMembers });
  if (options.json) console.log(JSON.stringify({ ...values, activeMembers }, null, 2));
}
