import { HanpyoError } from "../../sdk/errors.ts";

/** What the system says of a file or a folder, and what to do, by its code. */
const TROUBLES: Readonly<Record<string, readonly [what: string, remedy: string]>> = {
  ENOENT: ["there is no such file or folder", "Check the name, and that its folder exists"],
  EACCES: ["this account may not use it", "Give the account the right to it, or choose another place"],
  EPERM: ["the system does not allow this", "Give the account the right to it, or choose another place"],
  EEXIST: ["it exists", "Choose another name; nothing is overwritten"],
  EISDIR: ["it is a folder", "Give the name of a file"],
  ENOTDIR: ["a part of the path is no folder", "Give the name of a folder"],
  ENOTEMPTY: ["the folder is not empty", "Give the name of a new folder"],
  ENOSPC: ["the disk is full", "Make room on the disk, and run the same command again"],
  EDQUOT: ["this account may write no more on this disk", "Make room, and run the same command again"],
  EROFS: ["nothing can be written there", "Choose another place"],
  EIO: ["the disk failed", "Look at the disk, and run the same command again with another one"],
  EMFILE: ["too many files are open", "Close other programs, and run the same command again"],
  ENAMETOOLONG: ["the name is too long", "Choose a shorter name"],
  ELOOP: ["the links lead in a circle", "Give the name of the file itself"],
};

/** Longest end of a path that is named, so that the reason behind it is never cut. */
const LONGEST = 150;

/** What the file system refused: which file, why, and what to do. */
export class FileTroubleError extends HanpyoError {
  /** The system's own code, as ENOENT. */
  readonly refusal: string;

  constructor(file: string, system: string, [what, remedy]: readonly [string, string]) {
    const named = file.length > LONGEST ? `...${file.slice(-LONGEST)}` : file;
    super("FILE_TROUBLE", `${named}: ${what} (${system})`, remedy);
    this.refusal = system;
  }
}

/** An error of the file system as one of ours; any other as it is. */
export function asFileTrouble(error: unknown): unknown {
  if (error instanceof HanpyoError) return error;
  const { code, syscall, path, dest } = Object(error) as Readonly<Record<string, unknown>>;
  if (typeof code !== "string" || typeof syscall !== "string" || !Object.hasOwn(TROUBLES, code)) return error;
  const file = String(dest ?? path ?? "A file");
  return new FileTroubleError(file, code, TROUBLES[code] as readonly [string, string]);
}
