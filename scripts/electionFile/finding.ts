/** One thing that is wrong with an election file, or that its organizer should know. */
export type Finding = {
  readonly level: "error" | "warning";
  /** Path of the value in the file, for example board.trustees.1.account; empty for the file as a whole. */
  readonly path: string;
  /** Line of the file, from 1. */
  readonly line: number;
  readonly cause: string;
  readonly remedy: string;
};

/** A finding before its line is known. */
export type Found = Omit<Finding, "line">;

export function error(path: string, cause: string, remedy: string): Found {
  return { level: "error", path, cause, remedy };
}

export function warning(path: string, cause: string, remedy: string): Found {
  return { level: "warning", path, cause, remedy };
}

/** One line for a person. */
export function findingText(file: string, { level, path, line, cause, remedy }: Finding): string {
  return `${file}:${line} ${level}${path === "" ? "" : ` ${path}`}: ${cause}. ${remedy}.`;
}
