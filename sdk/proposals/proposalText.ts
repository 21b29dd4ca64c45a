import { hexlify, toUtf8Bytes } from "ethers";
import { type RandomBytes, randomBytes } from "../crypto/random.ts";
import { forbiddenCharacter, hiddenCharacter, isVisible } from "../election/plainText.ts";
import { HanpyoError, told } from "../errors.ts";
import { headerTexts, type ProposalHeader, readHeader, writeHeader } from "./proposalHeader.ts";
import {
  isShown,
  LEAST_LEAVES,
  leafKind,
  MOST_LEAVES,
  MOST_TEXT_BYTES,
  type TextLeaf,
  textDigest,
} from "./textLeaf.ts";

/** Most bytes of a title: a ballot has it as an option's. */
export const MOST_TITLE_BYTES = 256;
/** Most bytes of a header. */
export const MOST_HEADER_BYTES = 1024;

const HASH = /^0x[0-9a-f]{64}$/;

/** A proposal as its author writes it. */
export type ProposalText = {
  readonly header: ProposalHeader;
  readonly title: string;
  readonly paragraphs: readonly string[];
};

/** A proposal as a reader sees it: undefined for what is hidden. */
export type ShownText = {
  readonly header: ProposalHeader | undefined;
  readonly title: string | undefined;
  readonly paragraphs: readonly (string | undefined)[];
};

export class ProposalTextMalformedError extends HanpyoError {
  constructor(reason: string) {
    super(
      "PROPOSAL_TEXT_MALFORMED",
      told`The proposal's text cannot be read: ${{ reason }}`,
      "Give it as step P24.2 of docs/protocol.md says: a header, a title and at least one paragraph",
    );
  }
}

export class ProposalTextTooLongError extends HanpyoError {
  constructor(what: string, given: number, most: number) {
    super(
      "PROPOSAL_TEXT_TOO_LONG",
      told`${{ what }} has ${{ given }}, more than ${{ most }}`,
      "Shorten the text; it can link to more",
    );
  }
}

export class ProposalTextCharacterError extends HanpyoError {
  constructor(where: string, character: string) {
    super(
      "PROPOSAL_TEXT_CHARACTER",
      told`${{ where }} holds ${{ character }}, which nobody sees or which turns the text around`,
      "Take the character out, and type the word anew if it was copied",
    );
  }
}

export class ProposalTextMismatchError extends HanpyoError {
  constructor(computed: string, expected: string) {
    super(
      "PROPOSAL_TEXT_MISMATCH",
      told`The text has the digest ${{ computed }}, the proposal was posted with ${{ expected }}`,
      "Do not support it by this text; ask another mirror for the text of the digest",
    );
  }
}

/**
 * The leaves of a text, each with a salt of its own, as it is posted. Throws what `checkLeaves` throws, and
 * `ProposalTextCharacterError` or `ProposalTextMalformedError` for what a reader of today's Unicode would not see.
 */
export function saltText(text: ProposalText, random: RandomBytes): readonly TextLeaf[] {
  const texts = [writeHeader(text.header), text.title, ...text.paragraphs];
  const leaves = texts.map((one) => ({ salt: hexlify(randomBytes(random, 32)), text: one }));
  checkLeaves(leaves);
  for (const [where, one, lines] of textsIn(leaves)) {
    const found = hiddenCharacter(one, lines);
    if (found !== undefined) throw new ProposalTextCharacterError(where, found);
    if (!isVisible(one)) throw new ProposalTextMalformedError(`${where}: there is nothing to see in it`);
  }
  return leaves;
}

/**
 * What people read of leaves that were posted, by rules that no later release of Unicode changes (P24.2). Throws
 * `ProposalTextMalformedError`, `ProposalTextTooLongError` or `ProposalTextCharacterError`.
 */
export function readText(leaves: readonly TextLeaf[]): ShownText {
  checkLeaves(leaves);
  const [first, title, ...paragraphs] = leaves.map((leaf) => (isShown(leaf) ? leaf.text : undefined));
  return { header: first === undefined ? undefined : readHeader(first), title, paragraphs };
}

/** Throws what `readText` throws, and `ProposalTextMismatchError` unless the leaves are of the digest. */
export function requireDigest(leaves: readonly TextLeaf[], digest: string): void {
  checkLeaves(leaves);
  const computed = textDigest(leaves);
  if (computed !== digest) throw new ProposalTextMismatchError(computed, digest);
}

function checkLeaves(leaves: readonly TextLeaf[]): void {
  if (leaves.length < LEAST_LEAVES) throw new ProposalTextMalformedError("it has no paragraph");
  if (leaves.length > MOST_LEAVES)
    throw new ProposalTextTooLongError("The text, in parts,", leaves.length, MOST_LEAVES);
  checkForms(leaves);
  for (const [where, text, lines] of textsIn(leaves)) {
    const found = forbiddenCharacter(text, lines);
    if (found !== undefined) throw new ProposalTextCharacterError(where, found);
    if (text === "") throw new ProposalTextMalformedError(`${where}: it is empty`);
    if (text.normalize("NFC") !== text) throw new ProposalTextMalformedError(`${where}: it is not in NFC`);
  }
  checkSizes(leaves);
}

/** Salts and hashes; a salt that stands twice would let who sees one leaf guess the other. */
function checkForms(leaves: readonly TextLeaf[]): void {
  const words = leaves.map((leaf) => (isShown(leaf) ? leaf.salt : leaf.hash));
  const wrong = words.findIndex((word) => !HASH.test(word));
  if (wrong >= 0) throw new ProposalTextMalformedError(`part ${wrong}: salt or hash are not 32 bytes`);
  // Salts alone: a hash binds its place, and whatever is hidden later must not make a text unreadable.
  const salts = leaves.map((leaf) => (isShown(leaf) ? leaf.salt : undefined));
  const twice = salts.findIndex((salt, index) => salt !== undefined && salts.indexOf(salt) !== index);
  if (twice >= 0) throw new ProposalTextMalformedError(`part ${twice}: its salt stands twice`);
}

function checkSizes(leaves: readonly TextLeaf[]): void {
  const sizes = leaves.map((leaf) => (isShown(leaf) ? toUtf8Bytes(leaf.text).length : 0));
  const [header = 0, title = 0] = sizes;
  const all = sizes.reduce((sum, size) => sum + size, 0);
  if (header > MOST_HEADER_BYTES)
    throw new ProposalTextTooLongError("The header, in bytes,", header, MOST_HEADER_BYTES);
  if (title > MOST_TITLE_BYTES) throw new ProposalTextTooLongError("The title, in bytes,", title, MOST_TITLE_BYTES);
  if (all > MOST_TEXT_BYTES) throw new ProposalTextTooLongError("The text, in bytes,", all, MOST_TEXT_BYTES);
}

/** Every text that leaves show with its place, and whether it may have several lines. */
function textsIn(leaves: readonly TextLeaf[]): readonly (readonly [where: string, text: string, lines: boolean])[] {
  return leaves.flatMap((leaf, index) => {
    if (!isShown(leaf)) return [];
    if (index > 0) return [[placeOf(index), leaf.text, index > 1] as const];
    const header = readHeader(leaf.text);
    if (header === undefined) throw new ProposalTextMalformedError("its header is none, or is not canonical");
    // As they are read: in the leaf JSON may have escaped what must not be said.
    return headerTexts(header).map(([name, text]) => [`The header's ${name}`, text, false] as const);
  });
}

function placeOf(index: number): string {
  return leafKind(index) === "title" ? "The title" : `Paragraph ${index - 1}`;
}
