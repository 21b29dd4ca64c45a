import { chmodSync, closeSync, openSync } from "node:fs";
import { DatabaseSync, type DatabaseSyncOptions } from "node:sqlite";
import { HanpyoError, told } from "../../sdk/errors.ts";

export class DatabaseUnusableError extends HanpyoError {
  constructor(file: string, reason: string, remedy: string) {
    super("DATABASE_UNUSABLE", told`${{ file }} cannot be used as the service's database: ${{ reason }}`, remedy);
  }
}

const ANOTHER_FILE = "Give the service's own file, or a new one";
const FOLDER = "See that its folder exists, and that the service's user may write there";

/** What to do, by SQLite's result code (https://sqlite.org/rescode.html). */
const REMEDIES: Readonly<Record<number, string>> = {
  5: "Another process uses it: end that one, or give this service a file of its own",
  6: "Another process uses it: end that one, or give this service a file of its own",
  8: "Let the service's user write the file and its folder",
  10: "Look at the disk; then start again",
  11: "Restore the file from a back-up",
  13: "Make room on the disk; then start again",
  14: FOLDER,
};

/**
 * Opens a service's database, which its owner alone may read.
 * @param file A path, or ":memory:".
 * @param prepare Its pragmas and tables.
 * Throws `DatabaseUnusableError`, or what `prepare` throws of a database of another release.
 */
export function openDatabase(
  file: string,
  options: DatabaseSyncOptions,
  prepare: (database: DatabaseSync) => void,
): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    if (file !== ":memory:") {
      // Made before SQLite makes it for everybody; SQLite gives the files beside it the same mode.
      closeSync(openSync(file, "a", 0o600));
      chmodSync(file, 0o600);
    }
    database = new DatabaseSync(file, options);
    prepare(database);
    return database;
  } catch (error) {
    database?.close();
    throw error instanceof HanpyoError ? error : unusable(file, error);
  }
}

function unusable(file: string, error: unknown): DatabaseUnusableError {
  const { errcode, errstr, code } = error as { readonly errcode?: number; readonly errstr?: string; code?: string };
  if (errcode !== undefined) {
    return new DatabaseUnusableError(file, errstr ?? "SQLite refuses it", REMEDIES[errcode & 255] ?? ANOTHER_FILE);
  }
  return new DatabaseUnusableError(file, code ?? String(error), FOLDER);
}
