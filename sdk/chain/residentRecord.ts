import { type ContractRunner, ZeroHash } from "ethers";
import { hashTranscript } from "../crypto/transcript.ts";
import type { EnrolmentEvent } from "../election/rollHistory.ts";
import { HanpyoError, told } from "../errors.ts";
import { registryAt } from "./townContracts.ts";

/** A resident's record, of which a registry keeps the hash alone (P1.10). The event of the last enrolment holds it. */
export type ResidentRecord = Pick<EnrolmentEvent, "approverPseudonym" | "sequence" | "identityCommitment" | "rollIds">;

/** What stands in the place of a newcomer's record. */
export const NO_RECORD: ResidentRecord = {
  approverPseudonym: ZeroHash,
  sequence: 0,
  identityCommitment: 0n,
  rollIds: [],
};

/** The registry keeps a record of a resident of whom the events that were read say nothing. */
export class ResidentRecordMissingError extends HanpyoError {
  constructor(pseudonym: string) {
    super(
      "RESIDENT_RECORD_MISSING",
      told`The registry knows resident ${{ pseudonym }}, and the node gave no event of the enrolment`,
      "Read the registry's events again, from another node that keeps them all; the record stands in them alone",
    );
  }
}

/** The events that were read end in another record than the one that the registry keeps the hash of. */
export class ResidentRecordOutdatedError extends HanpyoError {
  constructor(pseudonym: string, sequence: number) {
    super(
      "RESIDENT_RECORD_OUTDATED",
      told`The last event of resident ${{ pseudonym }}, of sequence ${{ sequence }}, does not hold what the registry keeps the hash of`,
      "Read the registry's events again once the node has caught up, or from another node; do not send this entry",
    );
  }
}

/** The hash that a registry keeps of a record (P1.10); 0 for nobody's. */
export function residentRecordHash(record: ResidentRecord): string {
  const { approverPseudonym, sequence, identityCommitment, rollIds } = record;
  if (sequence === 0) return ZeroHash;
  return hashTranscript({
    tag: "hanpyo.resident.v1",
    types: ["bytes32", "uint32", "uint256", "uint256[]"],
    values: [approverPseudonym, sequence, identityCommitment, rollIds],
  });
}

/**
 * Compares records, as a registry's events gave them, with what it keeps (P1.10), by the registrar's pseudonyms.
 * Throws `ResidentRecordMissingError`, `ResidentRecordOutdatedError`, or what the node's silence is.
 */
export async function requireRecords(
  registry: string,
  records: ReadonlyMap<string, ResidentRecord>,
  runner: ContractRunner,
): Promise<void> {
  const contract = registryAt(registry, runner);
  for (const [pseudonym, record] of records) {
    const kept: string = await contract.getFunction("residentRecord").staticCall(pseudonym);
    if (kept === residentRecordHash(record)) continue;
    if (record.sequence === 0) throw new ResidentRecordMissingError(pseudonym);
    throw new ResidentRecordOutdatedError(pseudonym, record.sequence);
  }
}
