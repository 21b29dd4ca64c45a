import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
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
