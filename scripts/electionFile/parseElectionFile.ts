import { type Document, isMap, isPair, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import type { z } from "zod";
import { ko } from "zod/locales";
import { HanpyoError } from "../../sdk/errors.ts";
import { error, type Finding, type Found } from "./finding.ts";
import { type ElectionFile, electionFileSchema } from "./schema.ts";

/** An election file that has the right form, with the way back from a value to its line. */
export type ParsedFile = {
  readonly file: ElectionFile;
  lineOf(path: string): number;
};

export class ElectionFileInvalidError extends HanpyoError {
  readonly findings: readonly Finding[];

  constructor(name: string, findings: readonly Finding[]) {
    const [first] = findings;
    const count = `${findings.length} ${findings.length === 1 ? "error" : "errors"}`;
    super(
      "ELECTION_FILE_INVALID",
      `${name} has ${count}, the first in line ${first?.line}: ${first?.path ? `${first.path}: ` : ""}${first?.cause}`,
      `Run \`npm run hanpyo -- check ${name}\`, which names them all`,
    );
    this.findings = findings;
  }
}

/**
 * Reads an election file. Throws `ElectionFileInvalidError`, which names every wrong value by path and line.
 * @param name How the file is called in messages.
 */
export function parseElectionFile(text: string, name: string): ParsedFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    const findings = document.errors.map(({ message, pos }) => ({
      ...error("", "notYaml", { message }),
      line: lines.linePos(pos[0]).line,
    }));
    throw new ElectionFileInvalidError(name, findings);
  }
  const lineOf = (path: string) => lineOfPath(document, lines, path === "" ? [] : path.split("."));
  const parsed = electionFileSchema.safeParse(document.toJS());
  if (parsed.success) return { file: parsed.data, lineOf };
  const korean = electionFileSchema.safeParse(document.toJS(), { error: ko().localeError }).error?.issues ?? [];
  const findings = parsed.error.issues
    .map((issue, i) => foundOf(issue, korean[i]?.message ?? issue.message))
    .map((found) => ({ ...found, line: lineOf(found.path) }));
  throw new ElectionFileInvalidError(name, findings);
}

/** @param korean The issue's message in Korean, where the form has no message of its own. */
function foundOf(issue: z.core.$ZodIssue, korean: string): Found {
  const path = issue.path.join(".");
  if (issue.code === "unrecognized_keys") {
    const [key = ""] = issue.keys;
    const at = path === "" ? key : `${path}.${key}`;
    return error(at, "unknownSetting");
  }
  const written = wrongFraction(issue, path);
  if (written !== undefined) return written;
  const missing = issue.code === "invalid_type" && issue.message.includes("received undefined");
  if (missing) return error(path, "missing");
  return error(path, "wrongValue", { message: issue.message }, { message: korean });
}

/** A share that is no exact fraction; a bare number could be one, or per cent. */
function wrongFraction(issue: z.core.$ZodIssue, path: string): Found | undefined {
  if (issue.code === "invalid_type" && issue.message.includes("received undefined")) return undefined;
  if (path === "outcome.quorum") return error(path, "quorumForm");
  return path === "outcome.passingShare" ? error(path, "passingShareForm") : undefined;
}

/** Line of the deepest node on the path that is in the document; a key's own line, where there is one. */
function lineOfPath(document: Document.Parsed, lines: LineCounter, path: readonly string[]): number {
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
  return lines.linePos(offset).line;
}

function offsetOf(node: unknown): number | undefined {
  return (node as Node | null)?.range?.[0];
}
