import { HanpyoError } from "../../sdk/errors.ts";

/** What is wrong with a file, and what to do; in Korean, too, in sentences. */
export type FileTrouble = { readonly what: string; readonly remedy: string; readonly korean: string };

/** What the system says of a file or a folder, by its code. */
const TROUBLES: Readonly<Record<string, FileTrouble>> = {
  ENOENT: {
    what: "there is no such file or folder",
    remedy: "Check the name, and that its folder exists",
    korean: "그런 파일이나 폴더가 없습니다. 이름과 위치를 확인하세요.",
  },
  EACCES: {
    what: "this account may not use it",
    remedy: "Give the account the right to it, or choose another place",
    korean: "이 계정에는 쓸 권한이 없습니다. 권한을 주거나 다른 위치를 고르세요.",
  },
  EPERM: {
    what: "the system does not allow this",
    remedy: "Give the account the right to it, or choose another place",
    korean: "시스템이 허락하지 않습니다. 권한을 주거나 다른 위치를 고르세요.",
  },
  EEXIST: {
    what: "it exists",
    remedy: "Choose another name; nothing is overwritten",
    korean: "이미 있습니다. 덮어쓰지 않으니 다른 이름을 고르세요.",
  },
  EISDIR: {
    what: "it is a folder",
    remedy: "Give the name of a file",
    korean: "파일이 아니라 폴더입니다. 파일의 이름을 주세요.",
  },
  ENOTDIR: {
    what: "a part of the path is no folder",
    remedy: "Give the name of a folder",
    korean: "경로의 한 부분이 폴더가 아닙니다. 폴더의 이름을 확인하세요.",
  },
  ENOTEMPTY: {
    what: "the folder is not empty",
    remedy: "Give the name of a new folder",
    korean: "빈 폴더가 아닙니다. 새 폴더의 이름을 주세요.",
  },
  ENOSPC: {
    what: "the disk is full",
    remedy: "Make room on the disk, and run the same command again",
    korean: "디스크가 가득 찼습니다. 자리를 만든 뒤 같은 명령을 다시 실행하세요.",
  },
  EDQUOT: {
    what: "this account may write no more on this disk",
    remedy: "Make room, and run the same command again",
    korean: "이 계정은 디스크에 더 쓸 수 없습니다. 자리를 만든 뒤 같은 명령을 다시 실행하세요.",
  },
  EROFS: {
    what: "nothing can be written there",
    remedy: "Choose another place",
    korean: "쓸 수 없는 위치입니다. 다른 위치를 고르세요.",
  },
  EIO: {
    what: "the disk failed",
    remedy: "Look at the disk, and run the same command again with another one",
    korean: "디스크가 고장 났습니다. 디스크를 살피고 다른 디스크로 다시 실행하세요.",
  },
  EMFILE: {
    what: "too many files are open",
    remedy: "Close other programs, and run the same command again",
    korean: "열린 파일이 너무 많습니다. 다른 프로그램을 닫고 같은 명령을 다시 실행하세요.",
  },
  ENAMETOOLONG: {
    what: "the name is too long",
    remedy: "Choose a shorter name",
    korean: "이름이 너무 깁니다. 더 짧은 이름을 고르세요.",
  },
  ELOOP: {
    what: "the links lead in a circle",
    remedy: "Give the name of the file itself",
    korean: "링크가 서로를 가리킵니다. 파일 자체의 이름을 주세요.",
  },
};

const UNKNOWN: FileTrouble = {
  what: "the system could not read it",
  remedy: "Check the file and its disk",
  korean: "시스템이 읽지 못했습니다. 파일과 디스크를 확인하세요.",
};

/** Longest end of a path that is named, so that the reason behind it is never cut. */
const LONGEST = 150;

/** What the file system refused: which file, why, and what to do. */
export class FileTroubleError extends HanpyoError {
  /** The system's own code, as ENOENT. */
  readonly refusal: string;
  readonly reasonInKorean: string;

  constructor(file: string, system: string, { what, remedy, korean }: FileTrouble) {
    const named = shortened(file);
    super("FILE_TROUBLE", `${named}: ${what}`, remedy);
    this.refusal = system;
    this.reasonInKorean = `${named}: ${korean}`;
  }
}

/** An error of the file system as one of ours; any other as it is. */
export function asFileTrouble(error: unknown): unknown {
  if (error instanceof HanpyoError) return error;
  const { code, syscall, path, dest } = Object(error) as Readonly<Record<string, unknown>>;
  if (typeof code !== "string" || typeof syscall !== "string" || !Object.hasOwn(TROUBLES, code)) return error;
  const file = String(dest ?? path ?? "A file");
  return new FileTroubleError(file, code, TROUBLES[code] as FileTrouble);
}

/** What the system's error says of a file, in words. */
export function fileTrouble(error: unknown): FileTrouble {
  const { code } = Object(error) as { readonly code?: unknown };
  return typeof code === "string" && Object.hasOwn(TROUBLES, code) ? (TROUBLES[code] as FileTrouble) : UNKNOWN;
}

/** A path as it is named in a message. */
export function shortened(file: string): string {
  return file.length > LONGEST ? `...${file.slice(-LONGEST)}` : file;
}
