import { concat, keccak256, toUtf8Bytes } from "ethers";
import { hashWords } from "../crypto/transcript.ts";

/** What leaves are, by their place: a header, a title, and paragraphs from then on; mirrors `ProposalTexts` (P24.1). */
export const LEAF_KINDS = ["header", "title", "paragraph"] as const;
export type LeafKind = (typeof LEAF_KINDS)[number];

/** Bounds of a text: leaves, and bytes of all its leaves in UTF-8. */
export const LEAST_LEAVES = 3;
export const MOST_LEAVES = 64;
export const MOST_TEXT_BYTES = 24_576;

const TEXT_TAG = BigInt(keccak256(toUtf8Bytes("hanpyo.text.v1")));

/** A leaf with its own salt (32 bytes as hex), or the hash of one whose text is not shown. */
export type TextLeaf = ShownLeaf | HiddenLeaf;
export type ShownLeaf = { readonly salt: string; readonly text: string };
export type HiddenLeaf = { readonly hash: string };

/** What the leaf at a place is. */
export function leafKind(index: number): LeafKind {
  return LEAF_KINDS[Math.min(index, 2)] as LeafKind;
}

/** Whether a leaf shows its text. */
export function isShown(leaf: TextLeaf): leaf is ShownLeaf {
  return "text" in leaf;
}

/** `keccak256(0x00, index, kind, salt, text)` of the leaf at a place, of a hidden one too (P24.1). */
export function leafHash(index: number, leaf: TextLeaf): string {
  if (!isShown(leaf)) return leaf.hash;
  const place = Uint8Array.of(0, index, LEAF_KINDS.indexOf(leafKind(index)));
  return keccak256(concat([place, leaf.salt, toUtf8Bytes(leaf.text)]));
}

/** What a proposal is posted with instead of its text: the same whichever leaves are shown (P24.1). */
export function textDigest(leaves: readonly TextLeaf[]): string {
  return hashWords([TEXT_TAG, BigInt(leaves.length), ...leaves.map((leaf, index) => BigInt(leafHash(index, leaf)))]);
}
