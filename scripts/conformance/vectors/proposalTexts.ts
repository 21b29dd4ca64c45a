import { AbiCoder, encodeBytes32String, getBytes, hexlify, keccak256 } from "ethers";
import { canonicalJson } from "../../../sdk/election/canonicalJson.ts";
import { encodeProposalContent, parseProposalContent } from "../../../sdk/proposals/proposalContent.ts";
import { readText } from "../../../sdk/proposals/proposalText.ts";
import { readQuestion } from "../../../sdk/proposals/templateQuestion.ts";
import { readTextFile } from "../../../sdk/proposals/textFile.ts";
import { isShown, leafHash, type TextLeaf, textDigest } from "../../../sdk/proposals/textLeaf.ts";
import { list, text } from "../jsonValues.ts";
import type { Fields, Json, Operation } from "../operation.ts";
import { bytesOf, HEADER, LEAVES, manyLeaves, QUESTION, withLeaf, word } from "./proposalInputs.ts";

const leavesIn = (value: Json | undefined) => list(value) as unknown as readonly TextLeaf[];
const [header, title, first, second] = LEAVES as readonly [Fields, Fields, Fields, Fields];
const hidden = (place: number): Fields => {
  return { hash: leafHash(place, LEAVES[place] as unknown as TextLeaf) };
};
const DIGEST = textDigest(leavesIn(LEAVES));
const headed = (change: Readonly<Record<string, Json | undefined>>) =>
  withLeaf(0, { ...header, text: canonicalJson({ ...(JSON.parse(HEADER) as Fields), ...change }) });
const titled = (said: string) => withLeaf(1, { ...title, text: said });
const told = (said: string) => withLeaf(2, { ...first, text: said });

const sizeOf = (said: Json | undefined) => getBytes(bytesOf(text(said))).length;
/** Bytes of the sample beside its first paragraph, and of its header beside the category of two letters. */
const OTHERS = [header, title, second].reduce((sum, leaf) => sum + sizeOf(leaf.text), 0);
const OF_HEADER = sizeOf(HEADER) - sizeOf("교통");

/** What can be read. */
const readable: readonly (readonly Fields[])[] = [
  ...[LEAVES, withLeaf(0, hidden(0)), withLeaf(1, hidden(1)), withLeaf(3, hidden(3)), [0, 1, 2, 3].map(hidden)],
  ...[LEAVES.slice(0, 3), manyLeaves(64), titled("가".repeat(85)), headed({ place: undefined })],
  // 24,576 bytes with header and title, and 1,024 of a header.
  ...[told("a".repeat(24_576 - OTHERS)), headed({ category: "a".repeat(1_024 - OF_HEADER) })],
  // A hash binds its place, so that one may stand twice.
  [header, title, { hash: word(9) }, { hash: word(9) }],
  [...[header, title].map((leaf) => leaf as Fields), { salt: word(9), text: "글" }, { hash: word(9) }],
  ...[headed({ kind: "policy" }), headed({ kind: "project" }), headed({ language: "zh-Hant" }), told("\n\t")],
  headed({ category: '"\\' }),
];

/** What cannot. */
const unreadable: readonly (readonly Fields[])[] = [
  ...[[], LEAVES.slice(0, 2), manyLeaves(65), titled(`${"가".repeat(85)}ab`), titled(""), told("")],
  ...[withLeaf(3, { ...second, salt: word(0xa2) }), withLeaf(3, { ...second, salt: word(0xa3).toUpperCase() })],
  ...[withLeaf(3, { hash: "0x00" }), withLeaf(3, { ...second, salt: "" })],
  ...[titled("두\n줄"), titled("\u202e제목"), told("\u2028"), told("\ufeff글"), told("\r"), told("\ud800")],
  // Decomposed Hangul and a composed letter that NFC writes otherwise.
  ...[told("\u1112\u1161\u11ab"), told("\u212b")],
  ...[headed({ kind: "petition" }), headed({ language: "KO" }), headed({ language: "ko-x-a" }), headed({ more: "1" })],
  ...[
    headed({ category: "" }),
    headed({ district: "\u200f" }),
    headed({ place: "두\n줄" }),
    headed({ category: "\u1112\u1161\u11ab" }),
  ],
  withLeaf(0, { ...header, text: HEADER.replace(":", ": ") }),
  withLeaf(0, { ...header, text: HEADER.replace("교통", "\\uad50통") }),
  ...[headed({ category: "a".repeat(1_025 - OF_HEADER) }), told("a".repeat(24_577 - OTHERS))],
];

const file = (leaves: readonly Fields[], more: Fields = {}) =>
  canonicalJson({ format: "hanpyo-proposal-text-1", leaves, ...more });
const files: readonly Fields[] = [
  { file: file(LEAVES), digest: DIGEST },
  { file: file(withLeaf(2, hidden(2))), digest: DIGEST },
  { file: file(LEAVES), digest: word(1) },
  { file: file(withLeaf(2, { ...first, text: "다른 글" })), digest: DIGEST },
  { file: file([second, title, first, header]), digest: DIGEST },
  { file: `${file(LEAVES)} `, digest: DIGEST },
  { file: file(LEAVES, { more: 1 }), digest: DIGEST },
  { file: file(LEAVES).replace("text-1", "text-2"), digest: DIGEST },
  { file: file(withLeaf(2, { ...first, hash: word(1) })), digest: DIGEST },
];

const ko = (said: string) => ({ ko: said, en: said });
const asked = (question: Json, options: readonly Json[]) => bytesOf(canonicalJson({ question, options }));
/** Bytes of a question of which one text has none yet. */
const SHORTEST = sizeOf(canonicalJson({ question: { ko: "", en: "x" }, options: [ko("x"), ko("y")] }));
const questions: readonly string[] = [
  bytesOf(QUESTION),
  asked(ko("두\n줄"), [ko("가"), ko("나")]),
  asked(
    ko("물음"),
    Array.from({ length: 32 }, (_, m) => ko(String(m))),
  ),
  asked(
    ko("물음"),
    Array.from({ length: 33 }, (_, m) => ko(String(m))),
  ),
  asked(ko("물음"), []),
  asked(ko("물음"), [ko("가")]),
  asked(ko("물음"), [ko("가"), ko("두\n줄")]),
  asked(ko("물음"), [ko("가"), ko("")]),
  asked({ ko: "물음" }, [ko("가"), ko("나")]),
  asked({ ...ko("물음"), vi: "x" }, [ko("가"), ko("나")]),
  asked({ ko: "a".repeat(4_096 - SHORTEST), en: "x" }, [ko("x"), ko("y")]),
  asked({ ko: "a".repeat(4_097 - SHORTEST), en: "x" }, [ko("x"), ko("y")]),
  bytesOf(` ${QUESTION}`),
  `0xff${bytesOf(QUESTION).slice(2)}`,
  "0x",
];

const contentOf = (leaves: readonly Fields[], question = bytesOf(QUESTION), number = 1) =>
  AbiCoder.defaultAbiCoder().encode(
    ["bytes32", "bytes32", "bytes", "tuple(bytes32 word, bytes text)[]"],
    [
      encodeBytes32String(`hanpyo-proposal-content-${number}`),
      word(0x7e),
      question,
      leaves.map(({ salt, hash, text: said }) => [salt ?? hash, said === undefined ? "0x" : bytesOf(String(said))]),
    ],
  );
const contents: readonly string[] = [
  contentOf(LEAVES, asked(ko("물음"), [])),
  ...[contentOf(LEAVES), contentOf(withLeaf(2, hidden(2))), contentOf(withLeaf(1, hidden(1)))],
  ...[contentOf(withLeaf(0, hidden(0))), contentOf(titled("\u202e제목")), contentOf(LEAVES, "0x")],
  ...[contentOf(LEAVES, bytesOf(QUESTION), 2), `${contentOf(LEAVES)}00`],
  ...[contentOf(LEAVES).slice(0, -64), `${contentOf(LEAVES).slice(0, -2)}01`, "0x", bytesOf("{}")],
];

export const proposalTexts: Readonly<Record<string, Operation>> = {
  textDigest: {
    says: "Hashes of a text's leaves and the digest (P24.1), a hidden leaf's hash as it is; whether it can be read is not asked.",
    inputs: [
      ...[LEAVES, withLeaf(2, hidden(2)), [0, 1, 2, 3].map(hidden), LEAVES.slice(0, 1), [], manyLeaves(64)],
      ...[[second, title, first, header], told("\ud55c"), told("\u1112\u1161\u11ab")],
    ].map((leaves) => ({ leaves })),
    compute: ({ leaves }) => {
      const read = leavesIn(leaves);
      return { leaves: read.map((leaf, place) => leafHash(place, leaf)), digest: textDigest(read) };
    },
  },
  proposalText: {
    says: "What a reader sees of a text (P24.2): null for a leaf that is hidden; else refused.",
    inputs: [...readable, ...unreadable].map((leaves) => ({ leaves })),
    compute: ({ leaves }) => {
      const read = readText(leavesIn(leaves));
      const shown = leavesIn(leaves).map((leaf) => isShown(leaf));
      return { kind: read.header?.kind ?? null, language: read.header?.language ?? null, shown };
    },
  },
  textFile: {
    says: "A file of a text that was asked for by a digest (P24.3): which leaves it shows; else refused.",
    inputs: files,
    compute: ({ file: given, digest }) => ({
      shown: readTextFile(text(given), text(digest)).map((leaf) => isShown(leaf)),
    }),
  },
  templateQuestion: {
    says: "Bytes of a template's question (P23.3): how many options it has; else refused.",
    inputs: questions.map((bytes) => ({ bytes })),
    compute: ({ bytes }) => ({ options: readQuestion(getBytes(text(bytes))).options.length }),
  },
  encodeProposalContent: {
    says: "Content of a conversion (P23.2) by template, question and leaves, with its keccak256.",
    inputs: [LEAVES, withLeaf(2, hidden(2)), withLeaf(1, hidden(1)), manyLeaves(64)].map((leaves) => ({
      ...{ templateHash: word(0x7e), question: bytesOf(QUESTION), leaves },
    })),
    compute: ({ templateHash, question, leaves }) => {
      const read = readQuestion(getBytes(text(question)));
      const content = { templateHash: text(templateHash), question: read, leaves: leavesIn(leaves) };
      const bytes = encodeProposalContent(content);
      return { bytes: hexlify(bytes), contentHash: keccak256(bytes) };
    },
  },
  proposalContent: {
    says: "What stands in a conversion's content (P23.2): template, number of options, the digest of its text, and which leaves are shown; else refused.",
    inputs: contents.map((bytes) => ({ bytes })),
    compute: ({ bytes }) => {
      const { templateHash, question, leaves } = parseProposalContent(getBytes(text(bytes)));
      const shown = leaves.map((leaf) => isShown(leaf));
      return { templateHash, options: question.options.length, digest: textDigest(leaves), shown };
    },
  },
};
