import { AbiCoder, concat, keccak256, toBeHex, toUtf8Bytes } from "ethers";

/** Every domain tag of elections and rolls. */
export const TAGS = [
  "hanpyo.enrolment.v1",
  "hanpyo.resident.v1",
  "hanpyo.registration.v1",
  "hanpyo.dealing.v1",
  "hanpyo.keyshare.v1",
  "hanpyo.scope.v1",
  "hanpyo.consent.v2",
  "hanpyo.share.v1",
  "hanpyo.tracker.v1",
  "hanpyo.presentation.v1",
] as const;

/** Every domain tag of templates and proposals (P20, P21). */
export const PROPOSAL_TAGS = [
  "hanpyo.template.v1",
  "hanpyo.series.v1",
  "hanpyo.limit.v1",
  "hanpyo.subject.v1",
  "hanpyo.proposal.v1",
  "hanpyo.post.v1",
  "hanpyo.support.v1",
  "hanpyo.action.v1",
] as const;

export type Tag = (typeof TAGS)[number] | (typeof PROPOSAL_TAGS)[number];

/** A value that the ABI can encode. */
export type AbiValue =
  | bigint
  | number
  | string
  | boolean
  | readonly AbiValue[]
  | { readonly [field: string]: AbiValue };

/** A tagged list of typed values, before hashing. */
export type Transcript = {
  readonly tag: Tag;
  readonly types: readonly string[];
  readonly values: readonly AbiValue[];
};

const coder = AbiCoder.defaultAbiCoder();

/** keccak256(abi.encode(keccak256(tag), ...)) as 0x-prefixed hex (P0). */
export function hashTranscript({ tag, types, values }: Transcript): string {
  return keccak256(coder.encode(["bytes32", ...types], [keccak256(toUtf8Bytes(tag)), ...values]));
}

/** The transcript with more values at its end. */
export function extendTranscript(
  transcript: Transcript,
  types: readonly string[],
  values: readonly AbiValue[],
): Transcript {
  return { ...transcript, types: [...transcript.types, ...types], values: [...transcript.values, ...values] };
}

/** keccak256 of 32-byte words, packed. */
export function hashWords(words: readonly bigint[]): string {
  return keccak256(concat(words.map((word) => toBeHex(word, 32))));
}

/** The low 128 bits of a hash. */
export function low128(hash: string): bigint {
  return BigInt(hash) & ((1n << 128n) - 1n);
}

/** A hash shifted into the field of the circuits: its high 248 bits. */
export function shiftedHash(hash: string): bigint {
  return BigInt(hash) >> 8n;
}
