import { existsSync } from "node:fs";
import { join } from "node:path";
import { HanpyoError, told } from "../../sdk/errors.ts";
import type { SnapshotFiles } from "../../sdk/verify/evidence.ts";
import { INDEX_FILE } from "./buildSnapshot.ts";
import { verifySnapshot } from "./verifySnapshot.ts";

export class NoSnapshotError extends HanpyoError {
  constructor(folder: string) {
    super(
      "NO_SNAPSHOT",
      told`There is no snapshot in ${{ folder }}`,
      told`Give the folder that holds ${{ file: INDEX_FILE }} and the files that it names`,
    );
  }
}

export class SnapshotForeignError extends HanpyoError {
  constructor(folder: string) {
    super(
      "SNAPSHOT_FOREIGN",
      told`The election's roll is the registry's, not one published as a file; ${{ folder }} is no part of it`,
      "Leave --snapshot out",
    );
  }
}

/** The files of a snapshot in a folder, for `verifyElection` (P13.5). Throws `NoSnapshotError`. */
export function snapshotFiles(folder: string): SnapshotFiles {
  if (!existsSync(join(folder, INDEX_FILE))) throw new NoSnapshotError(folder);
  return async (key, report) => {
    const { index, checks } = await verifySnapshot({ folder, key, report });
    return {
      index,
      checks: checks.map(({ name, holds, found }) => ({ name, ok: holds, expected: "as it must be", found })),
    };
  };
}
