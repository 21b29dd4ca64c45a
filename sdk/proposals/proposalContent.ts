import { AbiCoder, dataSlice, encodeBytes32String, getBytes, hexlify, toUtf8Bytes } from "ethers";
import { HanpyoError, told } from "../errors.ts";
import { isCellContent, isProposalContent, PROPOSAL_CONTENT_FORMAT } from "./contentFormat.ts";
import { readText } from "./proposalText.ts";
import { readQuestion, type TemplateQuestion, writeQuestion } from "./templateQuestion.ts";
import { isShown, leafKind, MOST_LEAVES, type TextLeaf } from "./textLeaf.ts";

const TYPES = ["bytes32", "bytes32", "bytes", "tuple(bytes32 word, bytes text)[]"];
const WORD = 32;
/** More than the largest question and text come to with all their lengths and places. */
const MOST_BYTES = 40_960;

/** What is voted on where a proposal comes to a vote: the content of the election (P23.2). */
export type ProposalContent = {
  readonly templateHash: string;
  readonly question: TemplateQuestion;
  /** All of them; those that a joint measure hid by their hash. */
  readonly leaves: readonly TextLeaf[];
};

export class ProposalContentMalformedError extends HanpyoError {
  constructor(reason: string) {
    super(
      "PROPOSAL_CONTENT_MALFORMED",
      told`The content is not that of a proposal: ${{ reason }}`,
      "Give it as step P23.2 of docs/protocol.md says; do not vote on, or consent to, what cannot be read",
    );
  }
}

/**
 * The content that the contract computes when a proposal is converted; its keccak256 is the constitution's
 * `contentHash`. Throws what `parseProposalContent` throws.
 */
export function encodeProposalContent(content: ProposalContent): Uint8Array {
  readText(content.leaves);
  const bytes = getBytes(encode(content.templateHash, hexlify(writeQuestion(content.question)), content.leaves));
  parseProposalContent(bytes);
  return bytes;
}

/**
 * Reads content in the one encoding that it has. Throws `ProposalContentMalformedError`, also where header or title are
 * hidden; of what stands in it what `readQuestion` and `readText` throw.
 */
export function parseProposalContent(bytes: Uint8Array): ProposalContent {
  if (!isProposalContent(bytes) || isCellContent(bytes))
    throw new ProposalContentMalformedError(`it does not begin with ${PROPOSAL_CONTENT_FORMAT}`);
  const { templateHash, question, leaves } = decode(bytes);
  if (encode(templateHash, question, leaves) !== hexlify(bytes)) {
    throw new ProposalContentMalformedError("it is not encoded as the contract does it");
  }
  leaves.forEach((leaf, index) => {
    if (leafKind(index) !== "paragraph" && !isShown(leaf)) {
      throw new ProposalContentMalformedError(`its ${leafKind(index)} is hidden`);
    }
  });
  readText(leaves);
  const read = readQuestion(getBytes(question));
  if (read.options.length === 0) throw new ProposalContentMalformedError("its question has no options");
  return { templateHash, question: read, leaves };
}

type Decoded = Pick<ProposalContent, "templateHash" | "leaves"> & { readonly question: string };

/** Bounded before it is decoded: a list's length is anybody's word. */
function decode(bytes: Uint8Array): Decoded {
  if (bytes.length > MOST_BYTES) throw new ProposalContentMalformedError(`it has more than ${MOST_BYTES} bytes`);
  if (listLength(bytes) > BigInt(MOST_LEAVES)) {
    throw new ProposalContentMalformedError(`its text has more than ${MOST_LEAVES} parts`);
  }
  try {
    const [, templateHash, question, list] = AbiCoder.defaultAbiCoder().decode(TYPES, bytes);
    const leaves = [...(list as Iterable<readonly [word: string, text: string]>)].map(([word, text]) =>
      text === "0x" ? { hash: word } : { salt: word, text: textOf(text) },
    );
    return { templateHash, question, leaves };
  } catch (error) {
    throw new ProposalContentMalformedError(error instanceof Error ? error.message : String(error));
  }
}

/** The number that stands where the list of leaves is said to begin; 0 outside the bytes. */
function listLength(bytes: Uint8Array): bigint {
  const wordAt = (at: bigint) =>
    at + BigInt(WORD) <= BigInt(bytes.length) ? BigInt(dataSlice(bytes, Number(at), Number(at) + WORD)) : 0n;
  return wordAt(wordAt(BigInt(3 * WORD)));
}

function encode(templateHash: string, question: string, leaves: readonly TextLeaf[]): string {
  const list = leaves.map((leaf) => (isShown(leaf) ? [leaf.salt, toUtf8Bytes(leaf.text)] : [leaf.hash, "0x"]));
  return AbiCoder.defaultAbiCoder().encode(TYPES, [
    encodeBytes32String(PROPOSAL_CONTENT_FORMAT),
    templateHash,
    question,
    list,
  ]);
}

function textOf(hex: string): string {
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(getBytes(hex));
}
