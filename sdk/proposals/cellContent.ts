import { AbiCoder, dataSlice, encodeBytes32String, getBytes, hexlify, toUtf8Bytes } from "ethers";
import { forbiddenCharacter } from "../election/plainText.ts";
import { HanpyoError, told } from "../errors.ts";
import { CELL_CONTENT_FORMAT, isCellContent } from "./contentFormat.ts";
import { readQuestion, type TemplateQuestion, writeQuestion } from "./templateQuestion.ts";

const TYPES = ["bytes32", "bytes32", "bytes", "tuple(uint256 id, bytes32 digest, uint40 cost, bytes title)[]"];
const WORD = 32;
/** More than the largest question and 32 titles come to. */
const MOST_BYTES = 40_960;
const MOST_PROJECTS = 32;

/** A project as a cell's ballot has it (P25.5). */
export type BallotProject = {
  readonly id: bigint;
  /** Of its text. */
  readonly digest: string;
  /** In won. */
  readonly cost: number;
  /** As the contract has it, in hex: anybody's bytes. */
  readonly title: string;
};

/** What is voted on in a cell of a budget round: the content of its election (P25.5). */
export type CellContent = {
  readonly templateHash: string;
  readonly question: TemplateQuestion;
  /** In the order of the ballot. */
  readonly projects: readonly BallotProject[];
};

export class CellContentMalformedError extends HanpyoError {
  constructor(reason: string) {
    super(
      "CELL_CONTENT_MALFORMED",
      told`The content is not that of a budget cell: ${{ reason }}`,
      "Give it as step P25.5 of docs/protocol.md says; do not vote on, or consent to, what cannot be read",
    );
  }
}

/** The content that the contract computes when a cell's ballot is opened. Throws what `parseCellContent` throws. */
export function encodeCellContent({ templateHash, question, projects }: CellContent): Uint8Array {
  const bytes = getBytes(encode(templateHash, hexlify(writeQuestion(question)), projects));
  parseCellContent(bytes);
  return bytes;
}

/**
 * Reads content in the one encoding that it has. Titles may be any bytes (`projectTitle` reads them).
 * Throws `CellContentMalformedError`, and what `readQuestion` throws.
 */
export function parseCellContent(bytes: Uint8Array): CellContent {
  if (!isCellContent(bytes)) throw new CellContentMalformedError(`it does not begin with ${CELL_CONTENT_FORMAT}`);
  const { templateHash, question, projects } = decode(bytes);
  if (encode(templateHash, question, projects) !== hexlify(bytes)) {
    throw new CellContentMalformedError("it is not encoded as the contract does it");
  }
  if (projects.length === 0) throw new CellContentMalformedError("it has no project");
  if (new Set(projects.map(({ id }) => id)).size < projects.length) {
    throw new CellContentMalformedError("it has a project twice");
  }
  const read = readQuestion(getBytes(question));
  if (read.options.length > 0) throw new CellContentMalformedError("its question has options of its own");
  return { templateHash, question: read, projects };
}

/**
 * A project's title for people; its number where the title is none that people can read (P24.2): one author's title
 * spoils nobody else's vote.
 */
export function projectTitle({ id, title }: Pick<BallotProject, "id" | "title">): string {
  const text = textOf(title);
  const isReadable =
    text !== undefined &&
    text !== "" &&
    text.normalize("NFC") === text &&
    forbiddenCharacter(text, false) === undefined;
  return isReadable ? text : `#${id.toString(16).padStart(62, "0").slice(0, 12)}`;
}

function textOf(title: string): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(getBytes(title));
  } catch {
    return undefined;
  }
}

/** A title's text as the contract has it. */
export function titleBytes(title: string): string {
  return hexlify(toUtf8Bytes(title));
}

type Decoded = Pick<CellContent, "templateHash" | "projects"> & { readonly question: string };

/** Bounded before it is decoded: a list's length is anybody's word. */
function decode(bytes: Uint8Array): Decoded {
  if (bytes.length > MOST_BYTES) throw new CellContentMalformedError(`it has more than ${MOST_BYTES} bytes`);
  if (listLength(bytes) > BigInt(MOST_PROJECTS)) {
    throw new CellContentMalformedError(`it has more than ${MOST_PROJECTS} projects`);
  }
  try {
    const [, templateHash, question, list] = AbiCoder.defaultAbiCoder().decode(TYPES, bytes);
    const projects = [...(list as Iterable<readonly [bigint, string, bigint, string]>)].map(
      ([id, digest, cost, title]) => ({ id, digest, cost: Number(cost), title }),
    );
    return { templateHash, question, projects };
  } catch (error) {
    throw new CellContentMalformedError(error instanceof Error ? error.message : String(error));
  }
}

/** The number that stands where the list of projects is said to begin; 0 outside the bytes. */
function listLength(bytes: Uint8Array): bigint {
  const wordAt = (at: bigint) =>
    at + BigInt(WORD) <= BigInt(bytes.length) ? BigInt(dataSlice(bytes, Number(at), Number(at) + WORD)) : 0n;
  return wordAt(wordAt(BigInt(3 * WORD)));
}

function encode(templateHash: string, question: string, projects: readonly BallotProject[]): string {
  const list = projects.map(({ id, digest, cost, title }) => [id, digest, cost, title]);
  return AbiCoder.defaultAbiCoder().encode(TYPES, [
    encodeBytes32String(CELL_CONTENT_FORMAT),
    templateHash,
    question,
    list,
  ]);
}
