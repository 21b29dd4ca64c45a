import { isMap, isPair, isSeq, type LineCounter, type Node } from "yaml";
import type { z } from "zod";
import { HanpyoError } from "../../sdk/errors.ts";
import { shellWord } from "../../sdk/words/shellWord.ts";
import { wrongValueInEnglish } from "../../sdk/words/wrongValueInEnglish.ts";
import { wrongValueInKorean } from "../../sdk/words/wrongValueInKorean.ts";
import { clean } from "../terminal/shown.ts";
import { errorsOf } from "./errorsOf.ts";
import { error, type Finding, type Found } from "./finding.ts";
import { type ElectionFile, electionFileSchema, FORMS, type SchemaFinding } from "./schema.ts";
import { textFindings } from "./textFindings.ts";
import { readYaml, type YamlFile } from "./yamlFile.ts";

/** What the schema says of what is not there. */
const MISSING = wrongValueInEnglish({ code: "invalid_type", input: undefined, expected: "string" });
/** Characters of a value that is named in full. */
const LONGEST_WRITTEN = 80;

/** An election file that has the right form, with the way back from a value to its line. */
export type ParsedFile = {
  readonly file: ElectionFile;
  lineOf(path: string): number;
};

export class ElectionFileInvalidError extends HanpyoError {
  readonly findings: readonly Finding[];
  readonly reasonInKorean: string;

  constructor(name: string, findings: readonly Finding[]) {
    const { en, ko } = errorsOf(name, findings);
    super("ELECTION_FILE_INVALID", en, `Run \`npm run hanpyo -- check ${shellWord(name)}\`, which names them all`);
    this.findings = findings;
    this.reasonInKorean = ko;
  }
}

/**
 * Reads an election file. Throws `ElectionFileInvalidError`, which names every wrong value by path and line.
 * @param name How the file is called in messages.
 */
export function parseElectionFile(text: string, name: string): ParsedFile {
  // Where the form is right but for single values, texts can be compared all the same.
  const { value, findings, lineOf } = examine(text, electionFileSchema, (file) => textFindings(file as ElectionFile));
  if (value === undefined) throw new ElectionFileInvalidError(name, findings);
  return { file: value, lineOf };
}

/** A file of some form as it was read: its value, or what is wrong with it. */
export type Examined<T> = {
  readonly value: T | undefined;
  readonly findings: readonly Finding[];
  lineOf(path: string): number;
};

/**
 * Reads YAML of a form. Never throws, whatever the text is.
 * @param more What else is to be said of a value whose form is right but for single values.
 */
export function examine<T>(
  text: string,
  schema: z.ZodType<T>,
  more: (value: unknown) => readonly Found[] = () => [],
): Examined<T> {
  const read = readYaml(text);
  if (read.document === undefined) return { value: undefined, findings: read.findings, lineOf: () => 1 };
  const { document, lines, value } = read;
  const lineOf = (path: string) => lineOfPath(document, lines, path === "" ? [] : path.split("."));
  const parsed = schema.safeParse(value, { error: wrongValueInEnglish });
  if (parsed.success && read.findings.length === 0) return { value: parsed.data, findings: [], lineOf };
  const issues = parsed.error?.issues ?? [];
  const korean = schema.safeParse(value, { error: wrongValueInKorean }).error?.issues ?? [];
  const found = issues
    .map((issue, i) => withWritten(foundOf(issue, korean[i]?.message ?? issue.message), value))
    .map((finding) => ({ ...finding, line: lineOf(finding.path) }));
  const isFormed = issues.every(({ code }) => code === "custom");
  const told = [
    ...found,
    ...(isFormed ? more(value) : [])
      .filter(({ level, path }) => level === "error" && found.every((finding) => finding.path !== path))
      .map((finding) => ({ ...finding, line: lineOf(finding.path) })),
  ];
  const elsewhere = read.findings.filter(({ line }) => told.every((finding) => finding.line !== line));
  return { value: undefined, findings: [...told, ...elsewhere], lineOf };
}

/** @param korean The issue's message in Korean, where the form has no message of its own. */
function foundOf(issue: z.core.$ZodIssue, korean: string): Found {
  const path = issue.path.join(".");
  if (issue.code === "unrecognized_keys") {
    const [key = ""] = issue.keys;
    const at = path === "" ? key : `${path}.${key}`;
    return error(at, "unknownSetting");
  }
  if (issue.code === "custom" && issue.params !== undefined) {
    const { finding, ...values } = issue.params as SchemaFinding;
    return error(path, finding, values);
  }
  const written = wrongFraction(issue, path);
  if (written !== undefined) return written;
  const missing = isMissing(issue);
  if (missing) return error(path, "missing");
  const form = Object.values(FORMS).find(({ en }) => en === issue.message);
  return error(path, "wrongValue", { message: issue.message }, { message: form?.ko ?? korean });
}

function isMissing({ code, message }: z.core.$ZodIssue): boolean {
  return code === "invalid_type" && message === MISSING;
}

/** A finding with what is written there, where it is one short value that the finding does not name. */
function withWritten(finding: Found, whole: unknown): Found {
  const value = valueAt(whole, finding.path);
  if (!["string", "number", "boolean"].includes(typeof value)) return finding;
  const written = clean(String(value));
  if (written.length > LONGEST_WRITTEN || finding.cause.includes(written)) return finding;
  return {
    ...finding,
    cause: `${finding.cause} (written: ${written})`,
    ko: { ...finding.ko, cause: `${finding.ko.cause} (적힌 값: ${written})` },
  };
}

function valueAt(whole: unknown, path: string): unknown {
  const steps = path === "" ? [] : path.split(".");
  return steps.reduce<unknown>((at, step) => (Object.hasOwn(Object(at), step) ? Object(at)[step] : undefined), whole);
}

/** A share that is no exact fraction; a bare number could be one, or per cent. */
function wrongFraction(issue: z.core.$ZodIssue, path: string): Found | undefined {
  if (isMissing(issue)) return undefined;
  if (path === "outcome.quorum") return error(path, "quorumForm");
  return path === "outcome.passingShare" ? error(path, "passingShareForm") : undefined;
}

/** Line of the deepest node on the path that is in the document; a key's own line, where there is one. */
function lineOfPath(document: NonNullable<YamlFile["document"]>, lines: LineCounter, path: readonly string[]): number {
  let node: unknown = document.contents;
  let offset = document.contents?.range[0] ?? 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => String(key) === step);
      if (pair === undefined) break;
      offset = offsetOf(pair.key) ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      const item = node.items[Number(step)];
      if (item === undefined) break;
      node = isPair(item) ? item.value : item;
      offset = offsetOf(node) ?? offset;
    } else break;
  }
  return Math.max(lines.linePos(offset).line, 1);
}

function offsetOf(node: unknown): number | undefined {
  return (node as Node | null)?.range?.[0];
}
