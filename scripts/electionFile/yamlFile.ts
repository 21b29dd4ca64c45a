import { type Document, LineCounter, type Node, parseDocument, visit } from "yaml";
import { hiddenCharacter } from "../../sdk/election/plainText.ts";
import { yamlFault } from "../../sdk/words/yamlFault.ts";
import { error, type Finding } from "./finding.ts";
import type { FindingKey } from "./findingWords.ts";

/** A file as YAML: what stands in it, or findings alone. */
export type YamlFile = {
  /** What is wrong with the file as text; with a document the value can be examined all the same. */
  readonly findings: readonly Finding[];
} & (
  | { readonly document: Document.Parsed; readonly lines: LineCounter; readonly value: unknown }
  | { readonly document?: undefined }
);

/** Characters of the largest file that is read: 32 options in two languages with 40 arguments take a tenth. */
const LARGEST = 256_000;
/** Election files have six levels. */
const DEEPEST = 64;

/** The library's errors that have a remedy of their own, by its codes. */
const KNOWN: Readonly<Record<string, FindingKey>> = {
  DUPLICATE_KEY: "yamlKeyTwice",
  TAB_AS_INDENT: "yamlTab",
  MULTIPLE_DOCS: "yamlDocuments",
  BAD_ALIAS: "yamlAlias",
  MULTIPLE_ANCHORS: "yamlAlias",
  ALIAS_PROPS: "yamlAlias",
  NON_STRING_KEY: "yamlKey",
  TAG_RESOLVE_FAILED: "yamlTag",
};

/**
 * Reads one document of YAML 1.2 without aliases, anchors and tags: each value stands where it is read. Never throws,
 * whatever the text is.
 */
export function readYaml(source: string): YamlFile {
  const text = source.replace(/^\ufeff/, "");
  if (text.length > LARGEST) return { findings: [at(1, "yamlLarge", { most: LARGEST })] };
  const deep = firstDeepLine(text);
  if (deep !== undefined) return { findings: [at(deep, "yamlDeep")] };
  const hidden = hiddenLines(text);
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true });
    const lineAt = (offset: number) => Math.max(lines.linePos(offset).line, 1);
    const faults = [...document.errors, ...document.warnings].map(({ code, pos }) => {
      const key = KNOWN[code];
      const { en, ko } = yamlFault(code);
      return key === undefined
        ? at(lineAt(pos[0]), "notYaml", { message: en }, { message: ko })
        : at(lineAt(pos[0]), key);
    });
    const references = referencesIn(document).map((offset) => at(lineAt(offset), "yamlAlias"));
    const findings = onePerLine([...faults, ...references, ...hidden]);
    if (faults.length + references.length > 0) return { findings };
    return { document, lines, value: document.toJS(), findings };
  } catch {
    // A text that the library itself does not survive, for example by its depth.
    return { findings: onePerLine([at(1, "yamlUnreadable"), ...hidden]) };
  }
}

function at(
  line: number,
  key: FindingKey,
  values: Readonly<Record<string, string | number>> = {},
  korean = values,
): Finding {
  return { ...error("", key, values, korean), line };
}

/** Comments are read by people, too: what deceives there counts as in values. */
function hiddenLines(text: string): readonly Finding[] {
  return text.split(/\r\n|\n|\r/).flatMap((line, i) => {
    const character = hiddenCharacter(line, true);
    return character === undefined ? [] : [at(i + 1, "hiddenCharacter", { character })];
  });
}

/** Where aliases and anchors begin. */
function referencesIn(document: Document.Parsed): readonly number[] {
  const offsets: number[] = [];
  visit(document, {
    Alias: (_, { range }) => void offsets.push(range?.[0] ?? 0),
    Value: (_, node) => {
      if (node.anchor !== undefined) offsets.push((node as Node).range?.[0] ?? 0);
    },
  });
  return offsets;
}

/** The line where brackets or lists within a line are nested too deep to be an election; a text of only these is no text. */
function firstDeepLine(text: string): number | undefined {
  let depth = 0;
  for (const [i, line] of text.split(/\r\n|\n|\r/).entries()) {
    const outside = line.replace(/"(?:[^"\\]|\\.)*"|'[^']*'|#.*$/g, "");
    for (const sign of outside)
      depth = /[[{]/.test(sign) ? depth + 1 : /[\]}]/.test(sign) ? Math.max(depth - 1, 0) : depth;
    const listed = /^(?:\s*[-?:]\s)+/.exec(line)?.[0].match(/[-?:]/g)?.length ?? 0;
    if (depth > DEEPEST || listed > DEEPEST || (/^[ ]*/.exec(line)?.[0].length ?? 0) > 1_000) return i + 1;
  }
  return undefined;
}

/** The first finding of each line; the others follow from it. */
function onePerLine(findings: readonly Finding[]): readonly Finding[] {
  const known = new Set<number>();
  return [...findings]
    .sort((a, b) => a.line - b.line)
    .filter(({ line }) => !known.has(line) && known.add(line) !== undefined);
}
