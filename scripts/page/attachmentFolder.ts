import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "ethers";
import {
  type AttachedFile,
  MOST_PAPER_BYTES,
  MOST_PICTURE_BYTES,
  typeOfBytes,
} from "../../sdk/election/attachments.ts";
import { FileUnreadableError } from "../terminal/checkedFile.ts";
import { fileTrouble } from "../terminal/fileTrouble.ts";
import type { StoredAttachment } from "./attachmentRoutes.ts";

/** A file of a folder of pictures and papers; no type where no option can name it. */
export type FolderFile = Omit<AttachedFile, "type"> & {
  readonly name: string;
  readonly path: string;
  readonly type: AttachedFile["type"] | undefined;
};

/** The files that lie in a folder itself, by name. Throws `FileUnreadableError`. */
export function readAttachmentFolder(folder: string): readonly FolderFile[] {
  if (!existsSync(folder)) throw new FileUnreadableError(folder, fileTrouble({ code: "ENOENT" }));
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
    .map(({ name }) => {
      const path = join(folder, name);
      const content = readFileSync(path);
      const type = typeOfBytes(content);
      const most = type === "application/pdf" ? MOST_PAPER_BYTES : MOST_PICTURE_BYTES;
      const isFit = content.length <= most;
      return { name, path, sha256: sha256(content), bytes: content.length, type: isFit ? type : undefined };
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** Those that an option can name, as the page gives them out. */
export function storedAttachments(files: readonly FolderFile[]): readonly StoredAttachment[] {
  return files.flatMap(({ type, ...file }) => (type === undefined ? [] : [{ ...file, type }]));
}
