import { createReadStream } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { SnapshotBytes } from "./checks/snapshotFiles.ts";
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

/** The entries of a snapshot's folder (P13.5): `entries-NNNNN.bin`, in order. */
export const snapshotFolder = async (folder: string): Promise<SnapshotBytes> => {
  try {
    const names = (await readdir(folder)).filter((name) => /^entries-[0-9]{5,}\.bin$/.test(name)).sort();
    if (names.length === 0) throw new Error("no entries-NNNNN.bin in it");
    return async function* () {
      for (const name of names) yield* createReadStream(join(folder, name), { highWaterMark: 1 << 20 });
    };
  } catch (error) {
    throw new FileUnreadable(folder, error);
  }
};
