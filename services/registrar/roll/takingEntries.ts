import { enrolmentContext, type Office, pseudonymOf } from "../../../sdk/chain/offices.ts";
import type { PublishedRollsId } from "../../../sdk/chain/publishedRolls.ts";
import { ENTRY_BYTES, entryFromBytes } from "../../../sdk/election/snapshotEntry.ts";
import type { OfficeRole } from "../../../sdk/enrolling/officeAnswers.ts";
import { type VerificationKey, verifyProof } from "../../../sdk/proofs/groth16.ts";
import { entryStore } from "../entryStore.ts";
import { officeStore } from "../officeStore.ts";
import { personFrom, type RollStore } from "./rollStore.ts";

/** What became of the other office's entries. */
export type Taken = { readonly taken: number; readonly known: number; readonly refused: number };

export type TakingOffice = Pick<Office, "pseudonymKey"> & {
  readonly role: OfficeRole;
  /** Of enrolment.circom. */
  readonly proofKey: VerificationKey;
  readonly rolls: PublishedRollsId;
};

/**
 * Files entries of the other office that were never handed in at this one (P12.11): only those for which this office
 * still holds the resident's next sequence for that commitment, whose proof holds, and whom its book calls eligible.
 * Their rolls are those of the book.
 * @param bytes Entries, 384 bytes each, as `roll snapshot entries` writes them.
 * @param isTried Whether nothing is written.
 */
export async function takeEntries(
  store: RollStore,
  office: TakingOffice,
  bytes: Uint8Array,
  isTried = false,
): Promise<Taken> {
  const entries = entryStore(store.database, office.rolls);
  const { voucher } = officeStore(store.database);
  const rolls = rollsByPseudonym(store, office);
  const boundTo = { chainId: office.rolls.chainId, registry: office.rolls.rolls };
  let [taken, known, refused] = [0, 0, 0];
  for (let at = 0; at < bytes.length; at += ENTRY_BYTES) {
    const entry = bytes.subarray(at, at + ENTRY_BYTES);
    const { registrarPseudonym, approverPseudonym, proof, ...facts } = entryFromBytes(entry);
    const { sequence, identityCommitment } = facts;
    const pseudonym = office.role === "registrar" ? registrarPseudonym : approverPseudonym;
    const rollIds = rolls.get(pseudonym);
    const filed = entries.ofCommitment(identityCommitment);
    if (filed?.pseudonym === pseudonym && filed.sequence === sequence) {
      known++;
      continue;
    }
    const isNext = sequence === (entries.latest(pseudonym)?.sequence ?? 0) + 1;
    const isHeld = isNext && voucher(pseudonym, sequence)?.identityCommitment === identityCommitment;
    if (filed !== undefined || rollIds === undefined || !isHeld) {
      refused++;
      continue;
    }
    const context = enrolmentContext(boundTo, registrarPseudonym, approverPseudonym, facts);
    if (await verifyProof(office.proofKey, { proof, publicSignals: [identityCommitment, context] })) {
      if (!isTried) entries.file({ pseudonym, sequence, identityCommitment, rollIds, entry });
      taken++;
    } else refused++;
  }
  return { taken, known, refused };
}

function rollsByPseudonym({ database }: RollStore, office: TakingOffice): ReadonlyMap<string, readonly bigint[]> {
  const rolls = new Map<string, readonly bigint[]>();
  for (const row of database.prepare("SELECT * FROM people WHERE state = 'eligible'").iterate()) {
    const person = personFrom(row);
    if (person !== undefined && person.rollIds.length > 0)
      rolls.set(pseudonymOf(office, person.number), person.rollIds);
  }
  return rolls;
}
