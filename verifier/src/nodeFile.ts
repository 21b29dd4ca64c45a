import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { SnapshotFolder } from "./checks/snapshotFiles.ts";
import type { RecordSource } from "./record/source.ts";
import { VerifierError } from "./verifierError.ts";

/** The file cannot be read. */
export class FileUnreadable extends VerifierError {
  constructor(path: string, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super("FILE_UNREADABLE", "The file cannot be read", `${path} (${why})`, "Give the path of a record.");
  }
}

/** A record in a file. */
export const fileSource = async (path: string): Promise<RecordSource> => {
  try {
    const { size } = await stat(path);
    return { name: path, size, read: () => createReadStream(path, { highWaterMark: 1 << 20 }) };
  } catch (error) {
    throw new FileUnreadable(path, error);
  }
};

/** A small file's text. */
export const readText = async (path: string): Promise<string> => {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw new FileUnreadable(path, error);
  }
};

/** A snapshot's folder (P13.5). */
export const snapshotFolder =
  (folder: string): SnapshotFolder =>
  async (name) => {
    const path = join(folder, name);
    try {
      return await readFile(path);
    } catch (error) {
      throw new FileUnreadable(path, error);
    }
  };
