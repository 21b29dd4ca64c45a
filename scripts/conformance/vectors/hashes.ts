import { sha256 } from "@noble/hashes/sha2.js";
import { AbiCoder, getBytes, hexlify, keccak256, toUtf8Bytes } from "ethers";
import { FIELD_ORDER } from "../../../sdk/crypto/field.ts";
import { poseidonSponge } from "../../../sdk/crypto/poseidonSponge.ts";
import {
  hashTranscript,
  hashWords,
  low128,
  PROPOSAL_TAGS,
  shiftedHash,
  TAGS,
  type Tag,
} from "../../../sdk/crypto/transcript.ts";
import { abiValue, bigs, list, text } from "../jsonValues.ts";
import type { Fields, Operation } from "../operation.ts";

const ADDRESS = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
const OTHER = "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359";
const HASH = `0x${"1f".repeat(32)}`;
const MOST = String(FIELD_ORDER - 1n);

/** Those of templates hold tuples and marks, and have vectors of their own (templates.json). */
const WORD_TAGS = [
  ...TAGS,
  ...(["hanpyo.subject.v1", "hanpyo.proposal.v1", "hanpyo.post.v1", "hanpyo.support.v1"] as const),
  ...(["hanpyo.action.v1", "hanpyo.act.v1"] as const),
];
type WordTag = (typeof WORD_TAGS)[number];

/** What each tag stands before, by the ABI types of P0's H, with some values. */
const TAGGED: Readonly<Record<WordTag, Fields>> = {
  "hanpyo.enrolment.v1": {
    types: ["uint256", "address", "bytes32", "bytes32", "uint32", "uint256"],
    values: ["1", ADDRESS, HASH, `0x${"2e".repeat(32)}`, "1", MOST],
  },
  "hanpyo.resident.v1": {
    types: ["bytes32", "uint32", "uint256", "uint256[]"],
    values: [HASH, "2", "5", ["1", "7"]],
  },
  "hanpyo.registration.v1": {
    types: ["uint256", "address", "uint256", "address", "uint256", "uint256"],
    values: ["31337", ADDRESS, "3", OTHER, "2", MOST],
  },
  "hanpyo.dealing.v1": {
    types: ["uint256", "address", "uint256", "address", "uint256[]"],
    values: ["31337", ADDRESS, "3", OTHER, ["0", "1", "2", MOST]],
  },
  "hanpyo.keyshare.v1": { types: ["uint256", "address"], values: ["31337", ADDRESS] },
  "hanpyo.scope.v1": { types: ["uint256", "address", "bytes32"], values: ["11155111", OTHER, HASH] },
  "hanpyo.consent.v2": {
    types: [
      ...["uint256", "address", "address", "bytes32", "uint256", "uint256", "uint256"],
      ...["uint48", "uint256", "uint8", "uint32"],
    ],
    values: ["31337", ADDRESS, OTHER, HASH, "1", "2", "3", "1800000000", MOST, "20", "4294967295"],
  },
  "hanpyo.share.v1": {
    types: ["uint256", "address", "bytes32", "uint256", "uint256", "uint256", "uint256[]", "uint256[]"],
    values: ["31337", ADDRESS, HASH, "9", "4", "5", ["1", "2", "3", "4"], ["5", "6", "7", "8"]],
  },
  "hanpyo.tracker.v1": { types: ["address", "uint256", "uint256", "uint256[]"], values: [OTHER, MOST, "0", []] },
  "hanpyo.presentation.v1": {
    types: ["uint256", "address", "address", "uint256", "bytes32"],
    values: ["1", ADDRESS, OTHER, "0", HASH],
  },
  "hanpyo.subject.v1": {
    types: ["bytes32", "bytes32", "bytes32", "uint256"],
    values: [HASH, `0x${"2e".repeat(32)}`, `0x${"00".repeat(32)}`, "0"],
  },
  "hanpyo.proposal.v1": {
    types: ["uint256", "address", "bytes32", "uint256", "uint256"],
    values: ["31337", ADDRESS, HASH, "1", MOST],
  },
  "hanpyo.post.v1": {
    types: ["uint256", "address", "bytes32", "uint256", "uint256", "uint256"],
    values: ["31337", ADDRESS, HASH, "2592000", "700", "1"],
  },
  "hanpyo.support.v1": { types: ["uint256", "address", "uint256"], values: ["31337", ADDRESS, "5"] },
  "hanpyo.action.v1": { types: ["uint8", "bytes32", "uint256", "bytes32"], values: ["2", HASH, "13", HASH] },
  "hanpyo.act.v1": { types: ["address", "uint256", "uint256", "bytes32"], values: [OTHER, MOST, "1", HASH] },
};

const BYTES: readonly Fields[] = [
  { bytes: "0x" },
  { bytes: "0x00" },
  { bytes: hexlify(toUtf8Bytes("한표")) },
  { bytes: hexlify(toUtf8Bytes("abc")) },
  { bytes: `0x${"00".repeat(32)}` },
  { bytes: `0x${"a5".repeat(135)}` },
  { bytes: `0x${"a5".repeat(136)}` },
  { bytes: `0x${"a5".repeat(137)}` },
];

/** As many field elements: 1, 2 and so on, the last one r - 1. */
function elements(count: number): string[] {
  return Array.from({ length: count }, (_, m) => (m === count - 1 ? MOST : String(m + 1)));
}

export const hashes: Readonly<Record<string, Operation>> = {
  keccak256: {
    says: "keccak256 of bytes (the padding of Ethereum, not of SHA3-256).",
    inputs: BYTES,
    compute: ({ bytes }) => ({ hash: keccak256(text(bytes)) }),
  },
  sha256: {
    says: "SHA-256 of bytes.",
    inputs: BYTES.slice(0, 4),
    compute: ({ bytes }) => ({ hash: hexlify(sha256(getBytes(text(bytes)))) }),
  },
  packedWords: {
    says: "keccak256 of numbers as 32-byte big-endian words one after the other (P0), with its low 128 bits.",
    inputs: [{ words: [] }, { words: ["0"] }, { words: ["1", MOST] }, { words: [String(2n ** 256n - 1n), "0", "7"] }],
    compute: ({ words }) => {
      const hash = hashWords(bigs(words));
      return { hash, low128: String(low128(hash)) };
    },
  },
  domainTag: {
    says: "keccak256 of a domain tag's ASCII bytes (P0).",
    inputs: [...TAGS, ...PROPOSAL_TAGS, "hanpyo.text.v1"].map((tag) => ({ tag })),
    compute: ({ tag }) => ({ hash: keccak256(toUtf8Bytes(text(tag))) }),
  },
  taggedHash: {
    says: "H(tag, ...) of P0: `encoded` is abi.encode(keccak256(tag), ...), `low128` is H128, `shifted` is H >> 8.",
    inputs: WORD_TAGS.map((tag) => ({ tag, ...TAGGED[tag] })),
    compute: ({ tag, types, values }) => {
      const kinds = list(types).map(text);
      const read = kinds.map((type, m) => abiValue(type, list(values)[m]));
      const hash = hashTranscript({ tag: text(tag) as Tag, types: kinds, values: read });
      const encoded = AbiCoder.defaultAbiCoder().encode(
        ["bytes32", ...kinds],
        [keccak256(toUtf8Bytes(text(tag))), ...read],
      );
      return { encoded, hash, low128: String(low128(hash)), shifted: String(shiftedHash(hash)) };
    },
  },
  poseidon: {
    says: "Poseidon of 1 to 16 elements, initial state 0 (P0): of 2 for trees and identities, of 5 for key shares.",
    inputs: [
      ...Array.from({ length: 16 }, (_, m) => ({ inputs: elements(m + 1) })),
      { inputs: ["0"] },
      { inputs: ["0", "0"] },
      { inputs: [String(FIELD_ORDER), "1"] },
    ],
    compute: ({ inputs }) => ({ hash: String(poseidonSponge(bigs(inputs))) }),
  },
  sponge: {
    says: "The digest's chained Poseidon over blocks of 16 (P5.4); 18, 34 and 130 values are ballots of 4, 8 and 32.",
    inputs: [17, 18, 32, 33, 34, 130].map((count) => ({ values: elements(count) })),
    compute: ({ values }) => ({ digest: String(poseidonSponge(bigs(values))) }),
  },
};
