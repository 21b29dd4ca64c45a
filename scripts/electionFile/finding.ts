import type { Language } from "../terminal/language.ts";
import type { Values } from "../terminal/texts.ts";
import { type FindingKey, type FindingText, findingWords } from "./findingWords.ts";

/** One thing that is wrong with an election file, or that its organizer should know. */
export type Finding = FindingText & {
  readonly level: "error" | "warning";
  /** Path of the value in the file, for example board.trustees.1.account; empty for the file as a whole. */
  readonly path: string;
  /** Line of the file, from 1. */
  readonly line: number;
  /** Cause and remedy in Korean; in English they stand beside it. */
  readonly ko: FindingText;
};

/** A finding before its line is known. */
export type Found = Omit<Finding, "line">;

/** @param korean Values that are words themselves, in Korean. */
export function error(path: string, key: FindingKey, values: Values = {}, korean = values): Found {
  return { level: "error", path, ...findingWords("en", key, values), ko: findingWords("ko", key, korean) };
}

export function warning(path: string, key: FindingKey, values: Values = {}): Found {
  return { ...error(path, key, values), level: "warning" };
}

/** One line for a person. */
export function findingText(file: string, finding: Finding, language: Language): string {
  const { level, path, line } = finding;
  const { cause, remedy } = language === "ko" ? finding.ko : finding;
  const name = language === "ko" ? (level === "error" ? "오류" : "주의") : level;
  return `${file}:${line} ${name}${path === "" ? "" : ` ${path}`}: ${cause}. ${remedy}.`;
}
