import { HanpyoError } from "../../../sdk/errors.ts";
import { compareCounts, type OfficePair } from "./compareCounts.ts";
import { checkRegister } from "./import.ts";
import type { FileOptions } from "./registerFile.ts";

export type CheckOptions = Omit<FileOptions, "districts"> &
  Partial<Pick<FileOptions, "districts">> &
  Partial<Pick<OfficePair, "registrar" | "approver">>;

export class NothingToCheckError extends HanpyoError {
  constructor() {
    super(
      "NOTHING_TO_CHECK",
      "It is not known what to check: a register's file, or the counts of both offices",
      "Give a file with --districts, or --registrar URL and --approver URL",
    );
  }
}

/** Checks a register's file, or compares what both offices count. Throws `NothingToCheckError` for neither, or a half. */
export async function checkRoll(file: string | undefined, options: CheckOptions): Promise<void> {
  const { districts, registrar, approver, ...rest } = options;
  if (file !== undefined && districts !== undefined && registrar === undefined && approver === undefined) {
    checkRegister(file, { ...rest, districts });
  } else if (file === undefined && registrar !== undefined && approver !== undefined) {
    await compareCounts({ ...rest, registrar, approver });
  } else throw new NothingToCheckError();
}
