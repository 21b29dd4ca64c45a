import { attachedFiles } from "../../sdk/election/attachments.ts";
import { error, type Found } from "../electionFile/finding.ts";
import type { ElectionFile } from "../electionFile/schema.ts";
import { optionsOf } from "../electionFile/toElection.ts";
import type { FolderFile } from "../page/attachmentFolder.ts";

/** What an election file names, and the folder does not hold so. */
export function attachmentFindings(file: ElectionFile, files: readonly FolderFile[]): readonly Found[] {
  return optionsOf(file).flatMap(({ picture, paper }, i): Found[] => {
    const named = [
      ...(picture === undefined ? [] : [[`options.${i}.picture`, ...attachedFiles([{ picture }])] as const]),
      ...(paper === undefined ? [] : [[`options.${i}.paper`, ...attachedFiles([{ paper }])] as const]),
    ];
    return named.flatMap(([path, wanted]) => {
      const found = files.find(({ sha256 }) => sha256 === wanted?.sha256);
      if (found === undefined) return [error(path, "fileMissing", { sha256: wanted?.sha256 ?? "" })];
      const isSame = found.bytes === wanted?.bytes && found.type === wanted.type;
      return isSame ? [] : [error(path, "fileDiffers", { name: found.name, line: lineOf(found) })];
    });
  });
}

/** Those that no option of the file names. */
export function unnamedFiles(file: ElectionFile, files: readonly FolderFile[]): readonly FolderFile[] {
  const named = new Set(
    attachedFiles(optionsOf(file).map(({ picture, paper }) => ({ picture, paper }))).map(({ sha256 }) => sha256),
  );
  return files.filter(({ sha256 }) => !named.has(sha256));
}

/** As an option names a file: what is left to write are the words. */
export function lineOf({ sha256, bytes, type }: FolderFile): string {
  return type === "application/pdf"
    ? `paper: { sha256: "${sha256}", bytes: ${bytes}, title: { ko: ... } }`
    : `picture: { sha256: "${sha256}", bytes: ${bytes}, type: ${type}, alt: { ko: ... } }`;
}
