import { canonicalJson } from "../../sdk/election/canonicalJson.ts";
import { at, type ProposalAlteration, text } from "./proposalEdits.ts";

const READABLE = "P24.2 the text is one that can be read";
const TEXT = "P24.1 the text is of the digest that was posted";
const HASH = `0x${"3c".repeat(32)}`;

const said = (place: number, change: (words: string) => string) =>
  text((leaves) => at(leaves, place, (leaf) => ("text" in leaf ? { ...leaf, text: change(leaf.text) } : leaf)));

const header = (change: Readonly<Record<string, string>>) => (words: string) =>
  canonicalJson({ ...(JSON.parse(words) as object), ...change });

/** Of the text (P24). */
export const proposalTextAlterations: readonly ProposalAlteration[] = [
  { what: "the text of another proposal", alter: text((_, other) => other.text?.leaves), refusedBy: TEXT },
  { what: "a word of a paragraph altered", alter: said(2, (words) => `${words}!`), refusedBy: TEXT },
  { what: "another title", alter: said(1, (words) => `${words}!`), refusedBy: TEXT },
  { what: "another district", alter: said(0, header({ district: "중구" })), refusedBy: TEXT },
  { what: "two paragraphs exchanged", alter: text(([a, b, c, d]) => [a, b, d, c]), refusedBy: TEXT },
  { what: "a paragraph left out", alter: text((leaves) => leaves.slice(0, 3)), refusedBy: TEXT },
  {
    what: "a paragraph more",
    alter: text((leaves) => [...leaves, { salt: HASH, text: "덧붙인 글" }]),
    refusedBy: TEXT,
  },
  {
    what: "a paragraph hidden by the hash of another",
    alter: text((leaves) => at(leaves, 2, () => ({ hash: HASH }))),
    refusedBy: TEXT,
  },
  { what: "a text without a paragraph", alter: text((leaves) => leaves.slice(0, 2)), refusedBy: READABLE },
  {
    what: "a text of 65 leaves",
    alter: text((leaves) => [...leaves, ...Array.from({ length: 61 }, () => ({ hash: HASH }))]),
    refusedBy: READABLE,
  },
  { what: "an empty paragraph", alter: said(3, () => ""), refusedBy: READABLE },
  { what: "a title of two lines", alter: said(1, (words) => `${words}\n`), refusedBy: READABLE },
  { what: "a title of 257 bytes", alter: said(1, () => "a".repeat(257)), refusedBy: READABLE },
  { what: "a paragraph that turns the text around", alter: said(2, (words) => `\u202e${words}`), refusedBy: READABLE },
  {
    what: "a paragraph that is not in NFC",
    alter: said(2, () => "\u1112\u1161\u11ab\u1111\u116d"),
    refusedBy: READABLE,
  },
  { what: "a header with a blank", alter: said(0, (words) => `${words} `), refusedBy: READABLE },
  { what: "a header of an unknown kind", alter: said(0, header({ kind: "petition" })), refusedBy: READABLE },
  { what: "a header with a field more", alter: said(0, header({ more: "x" })), refusedBy: READABLE },
  {
    what: "a salt that stands twice",
    alter: text((leaves) => at(leaves, 3, (leaf) => ({ ...leaf, salt: (leaves[2] as { salt: string }).salt }))),
    refusedBy: READABLE,
  },
  {
    what: "a salt in capitals",
    alter: text((leaves) => at(leaves, 3, (leaf) => ({ ...leaf, salt: `0x${"AB".repeat(32)}` }))),
    refusedBy: READABLE,
  },
];
