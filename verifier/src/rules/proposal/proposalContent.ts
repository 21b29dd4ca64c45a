import { equalBytes } from "@noble/curves/utils.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { abiEncode } from "../../hash/abi.ts";
import { wordOf, wordsOf } from "../../hash/keccak.ts";
import type { Leaf } from "../../record/proposal/proposalShape.ts";
import { abiReaderOf } from "./abiReader.ts";
import { contentTag, MOST_CONTENT_BYTES } from "./contentTag.ts";
import { type Header, isReadable, readHeader, shownText } from "./proposalText.ts";
import { type Question, readQuestion } from "./question.ts";

const WORD = 32;
const TAG = contentTag("hanpyo-proposal-content-1");

/** What stands in the content of an election that a proposal was converted to (P23.2). */
export interface ProposalContent extends Question {
  readonly templateHash: bigint;
  /** The question as its bytes stand in it. */
  readonly questionBytes: Uint8Array;
  readonly leaves: readonly Leaf[];
  readonly header: Header;
  readonly title: string;
}

const hex = (word: bigint): string => `0x${word.toString(16).padStart(2 * WORD, "0")}`;

/** The word and the bytes that stand for a leaf: a hidden one has none. */
const abiOfLeaf = (leaf: Leaf): readonly [bigint, Uint8Array] =>
  "hash" in leaf ? [BigInt(leaf.hash), new Uint8Array()] : [BigInt(leaf.salt), utf8ToBytes(leaf.text)];

/** The content's bytes (P23.2). */
export const proposalContentBytes = (
  templateHash: bigint,
  question: Uint8Array,
  leaves: readonly Leaf[],
): Uint8Array => {
  const structs = leaves.map((leaf) => ({ struct: abiOfLeaf(leaf) }));
  return wordsOf(abiEncode([TAG, templateHash, question, { structs }]));
};

/** Whether bytes begin as the content of a converted proposal does. */
export const isProposalContent = (bytes: Uint8Array): boolean => equalBytes(bytes.subarray(0, WORD), wordOf(TAG));

/** Templates' hash, question and leaves at the places that the ABI says; whether they are all there is is not asked. */
const partsOf = (bytes: Uint8Array): readonly [bigint, Uint8Array, readonly Leaf[]] => {
  const { wordAt, numberAt, bytesAt } = abiReaderOf(bytes);
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const leavesAt = numberAt(3 * WORD);
  const first = leavesAt + WORD;
  const leaves = Array.from({ length: numberAt(leavesAt) }, (_, i): Leaf => {
    const at = first + numberAt(first + WORD * i);
    const word = hex(wordAt(at));
    const text = bytesAt(at + numberAt(at + WORD));
    return text.length === 0 ? { hash: word } : { salt: word, text: decoder.decode(text) };
  });
  return [wordAt(WORD), bytesAt(numberAt(2 * WORD)), leaves];
};

/** The content that bytes are, or `undefined` where a reader refuses them: encoded again, they must be the same. */
export const readProposalContent = (bytes: Uint8Array): ProposalContent | undefined => {
  if (bytes.length > MOST_CONTENT_BYTES || !isProposalContent(bytes)) return undefined;
  try {
    const [templateHash, questionBytes, leaves] = partsOf(bytes);
    if (!equalBytes(proposalContentBytes(templateHash, questionBytes, leaves), bytes)) return undefined;

    const question = readQuestion(questionBytes);
    const header = readHeader(shownText(leaves[0]) ?? "");
    const title = shownText(leaves[1]);
    if (!question || question.options.length === 0 || !header || title === undefined || !isReadable(leaves))
      return undefined;
    return { ...question, templateHash, questionBytes, leaves, header, title };
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) return undefined;
    throw error;
  }
};
