import { concatBytes, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { keccak, keccakText, keccakWords } from "../../hash/keccak.ts";
import type { Leaf } from "../../record/proposal/proposalShape.ts";
import { canonicalJson } from "../canonicalJson.ts";
import { isLanguageTag, isText } from "../texts.ts";

const [LEAST_LEAVES, MOST_LEAVES] = [3, 64];
const [MOST_OF_HEADER, MOST_OF_TITLE, MOST_TOGETHER] = [1_024, 256, 24_576];
/** Leaf 0 is the header, leaf 1 the title, paragraphs begin here (P24.1). */
const FIRST_PARAGRAPH = 2;

const WORD = /^0x[0-9a-f]{64}$/;
const KINDS: readonly unknown[] = ["policy", "ordinance", "project"];

/** What a header says of a proposal (P24.2). */
export interface Header {
  readonly kind: string;
  readonly language: string;
  readonly category: string;
  readonly district: string;
  readonly place?: string;
}

/** The header that a text is, or `undefined` where a reader refuses it. */
export const readHeader = (text: string): Header | undefined => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value) || canonicalJson(value) !== text) {
    return undefined;
  }
  const { kind, language, category, district, place, ...others } = value as Readonly<Record<string, unknown>>;
  const named = [category, district, ...(Object.hasOwn(value, "place") ? [place] : [])];
  const sound =
    Object.keys(others).length === 0 &&
    KINDS.includes(kind) &&
    typeof language === "string" &&
    isLanguageTag(language) &&
    named.every((one) => typeof one === "string" && isText(one, false));
  return sound ? (value as Header) : undefined;
};

const leafFits = (leaf: Leaf, index: number): boolean => {
  if ("hash" in leaf) return WORD.test(leaf.hash);
  const { salt, text } = leaf;
  const most = [MOST_OF_HEADER, MOST_OF_TITLE][index] ?? MOST_TOGETHER;
  return (
    WORD.test(salt) &&
    isText(text, index >= FIRST_PARAGRAPH) &&
    utf8ToBytes(text).length <= most &&
    (index > 0 || readHeader(text) !== undefined)
  );
};

/** Whether leaves are a text that can be read (P24.2; docs/record.md, 9.4), hidden ones left aside. */
export const isReadable = (leaves: readonly Leaf[]): boolean => {
  const shown = leaves.flatMap((leaf) => ("salt" in leaf ? [leaf] : []));
  const together = shown.reduce((sum, { text }) => sum + utf8ToBytes(text).length, 0);
  return (
    leaves.length >= LEAST_LEAVES &&
    leaves.length <= MOST_LEAVES &&
    leaves.every(leafFits) &&
    new Set(shown.map(({ salt }) => salt)).size === shown.length &&
    together <= MOST_TOGETHER
  );
};

/** A leaf's hash (P24.1): `keccak256(0x00 | index | kind | salt | text)`, or as it is told of a hidden one. */
export const leafHash = (leaf: Leaf, index: number): bigint => {
  if ("hash" in leaf) return BigInt(leaf.hash);
  const head = Uint8Array.of(0, index, Math.min(index, FIRST_PARAGRAPH));
  return keccak(concatBytes(head, hexToBytes(leaf.salt.slice(2)), utf8ToBytes(leaf.text)));
};

/** A text's digest (P24.1), of leaves whose salts and hashes are such. */
export const textDigest = (leaves: readonly Leaf[]): bigint =>
  keccakWords([keccakText("hanpyo.text.v1"), BigInt(leaves.length), ...leaves.map(leafHash)]);

/** What a text shows of one leaf; `undefined` where it is hidden. */
export const shownText = (leaf: Leaf | undefined): string | undefined =>
  leaf && "text" in leaf ? leaf.text : undefined;
