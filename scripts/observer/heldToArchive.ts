import type { z } from "zod/mini";
import { HanpyoError, told } from "../../sdk/errors.ts";
import type { AcceptedTrust } from "../../sdk/trust/acceptManifest.ts";
import { type ArchiveManifest, archiveChecks, archiveManifestSchema } from "../../sdk/verify/archiveManifest.ts";
import type { Check } from "../../sdk/verify/check.ts";
import { proposalArchiveSchema } from "../../sdk/verify/proposalArchive.ts";
import type { ElectionRecord } from "../../sdk/verify/record.ts";
import { readChecked } from "../terminal/checkedFile.ts";

/** A manifest that a record is held to, and the account that it must be of. */
export type Archive = { readonly manifest: ArchiveManifest; readonly archivist: string };

export class ArchivistMissingError extends HanpyoError {
  constructor(file: string) {
    super(
      "ARCHIVIST_MISSING",
      told`It is not said whose archive ${{ file }} must be; a file names any account as its own`,
      "Give --archivist ADDRESS, as the gazette or the municipality says it, or --trust and --anchor: then it is the organizer's",
    );
  }
}

type ArchiveOptions = { readonly archive?: string; readonly archivist?: string };

/** Reads the manifest of an archive; undefined where none was given. Throws `ArchivistMissingError`, `FileInvalidError`. */
export function readArchive(options: ArchiveOptions, trust: AcceptedTrust | undefined): Archive | undefined {
  return archiveOf(options, trust, archiveManifestSchema);
}

/** The same of the archive of a proposal's record. */
export function readProposalArchive(options: ArchiveOptions, trust: AcceptedTrust | undefined) {
  return archiveOf(options, trust, proposalArchiveSchema);
}

function archiveOf<T>(
  { archive: file, archivist }: ArchiveOptions,
  trust: AcceptedTrust | undefined,
  schema: z.core.$ZodType<T>,
): { readonly manifest: T; readonly archivist: string } | undefined {
  if (file === undefined) return undefined;
  const manifest = readChecked(file, schema, "Give the manifest that `archive` wrote, as it wrote it");
  const believed = archivist ?? trust?.anchor.organizer;
  if (believed === undefined) throw new ArchivistMissingError(file);
  return { manifest, archivist: believed };
}

/** Whether a record is the one archived (P11.6). @param sha256 Of its file. */
export function heldToArchive(
  { manifest, archivist }: Archive,
  record: ElectionRecord,
  sha256: string,
): readonly Check[] {
  return archiveChecks(manifest, record, sha256, archivist);
}
