import { equalBytes } from "@noble/curves/utils.js";
import { abiEncode } from "../../hash/abi.ts";
import { wordOf, wordsOf } from "../../hash/keccak.ts";
import { isText } from "../texts.ts";
import { abiReaderOf } from "./abiReader.ts";
import { contentTag, MOST_CONTENT_BYTES } from "./contentTag.ts";
import { type BothLanguages, readQuestion } from "./question.ts";

const WORD = 32;
const MOST_PROJECTS = 32;
const COST_END = 1n << 40n;
const TAG = contentTag("hanpyo-cell-content-1");

/** A project as a cell's ballot has it (P25.5). */
export interface BallotProject {
  readonly id: bigint;
  readonly digest: bigint;
  /** In won. */
  readonly cost: number;
  /** Anybody's bytes. */
  readonly title: Uint8Array;
}

/** What stands in the content of a budget cell's election (P25.5). */
export interface CellContent {
  readonly templateHash: bigint;
  readonly question: BothLanguages;
  /** The question as its bytes stand in it. */
  readonly questionBytes: Uint8Array;
  readonly projects: readonly BallotProject[];
}

/** The content's bytes (P25.5). */
export const cellContentBytes = (
  templateHash: bigint,
  question: Uint8Array,
  projects: readonly BallotProject[],
): Uint8Array => {
  const structs = projects.map(({ id, digest, cost, title }) => ({ struct: [id, digest, BigInt(cost), title] }));
  return wordsOf(abiEncode([TAG, templateHash, question, { structs }]));
};

/** Whether bytes begin as the content of a cell's election does. */
export const isCellContent = (bytes: Uint8Array): boolean => equalBytes(bytes.subarray(0, WORD), wordOf(TAG));

/** Template's hash, question and projects at the places that the ABI says; whether they are all there is is not asked. */
const partsOf = (bytes: Uint8Array): readonly [bigint, Uint8Array, readonly BallotProject[]] => {
  const { wordAt, numberAt, bytesAt } = abiReaderOf(bytes);
  const listAt = numberAt(3 * WORD);
  const count = numberAt(listAt);
  if (count < 1 || count > MOST_PROJECTS) throw new RangeError("no list of a cell");
  const first = listAt + WORD;
  const projects = Array.from({ length: count }, (_, i): BallotProject => {
    const at = first + numberAt(first + WORD * i);
    const cost = wordAt(at + 2 * WORD);
    if (cost >= COST_END) throw new RangeError("beyond its type");
    const title = bytesAt(at + numberAt(at + 3 * WORD));
    return { id: wordAt(at), digest: wordAt(at + WORD), cost: Number(cost), title };
  });
  return [wordAt(WORD), bytesAt(numberAt(2 * WORD)), projects];
};

/** The content that bytes are, or `undefined` where a reader refuses them: encoded again, they must be the same. */
export const readCellContent = (bytes: Uint8Array): CellContent | undefined => {
  if (bytes.length > MOST_CONTENT_BYTES || !isCellContent(bytes)) return undefined;
  try {
    const [templateHash, questionBytes, projects] = partsOf(bytes);
    if (!equalBytes(cellContentBytes(templateHash, questionBytes, projects), bytes)) return undefined;

    const read = readQuestion(questionBytes);
    const different = new Set(projects.map(({ id }) => id)).size === projects.length;
    if (!read || read.options.length > 0 || !different) return undefined;
    return { templateHash, question: read.question, questionBytes, projects };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
};

/** What people are shown of a project: its title, or its number's first digits where none can read the title (P25.5). */
export const projectTitle = ({ id, title }: Pick<BallotProject, "id" | "title">): string => {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(title);
    if (isText(text, false)) return text;
  } catch {
    // No text at all.
  }
  return `#${id.toString(16).padStart(62, "0").slice(0, 12)}`;
};
