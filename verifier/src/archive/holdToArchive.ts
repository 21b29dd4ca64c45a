import { compareHashes } from "../chain/compareCode.ts";
import type { Ask } from "../chain/rpc.ts";
import { CHECKS } from "../report/checkNames.ts";
import { createLedger, type Finding } from "../report/ledger.ts";
import { VerifierError } from "../verifierError.ts";
import type { Verification } from "../verifyRecord.ts";
import { type Manifest, signerOf } from "./manifest.ts";

/** An archive was given without its archivist, or the other way round. */
export class ArchivistMissing extends VerifierError {
  constructor(given: string) {
    super(
      "ARCHIVIST_MISSING",
      "An archive says nothing without the account that the reader believes",
      given,
      "Give both, --archive and --archivist; take the account from a place outside the archive.",
    );
  }
}

/** What a record is held to. */
export interface Archive {
  readonly manifest: Manifest;
  /** The account that the reader believes, from a place outside the archive. */
  readonly archivist: bigint;
}

/** Holds a record to its archive's manifest (P11.6); `ask`: a node of the chain, where there is one. */
export const holdToArchive = async (
  { overview }: Verification,
  { manifest, archivist }: Archive,
  ask?: Ask,
): Promise<readonly Finding[]> => {
  const ledger = createLedger(CHECKS);
  const { skeleton: record, sha256 } = overview;
  const { block } = manifest;
  const other = (): string => "it is another";

  const signed = signerOf(manifest) === manifest.archivist;
  ledger.check("P11.6 the archive's manifest is signed by whom it names", signed, () => "the signature is not theirs");
  ledger.check("P11.6 the archivist is the one named", manifest.archivist === archivist, other);
  ledger.check("P11.6 the record's file is the one archived", BigInt(`0x${sha256}`) === manifest.recordHash, other);
  const chain = record.chainId === BigInt(manifest.chainId);
  ledger.check("P11.6 the record is of the archive's chain", chain, other);
  ledger.check("P11.6 the record is of the archive's election", record.election === manifest.election, other);
  ledger.check("P11.6 the record is of the archive's factory", record.board.factory === manifest.factory, other);
  const constitution = record.constitutionHash === manifest.constitutionHash;
  ledger.check("P11.6 the record has the archive's constitution", constitution, other);
  const { number, hash, time } = record.block;
  const read = number === block.number && hash === block.hash && time === block.time;
  ledger.check("P11.6 the record was read at the archive's block", read, other);
  if (ask) await compareHashes(ask, manifest.code, ledger, "P11.6 the chain's code is the archive's");
  return ledger.findings();
};
