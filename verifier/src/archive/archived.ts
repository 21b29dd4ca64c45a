import { secp256k1 } from "@noble/curves/secp256k1.js";
import { keccak_256 } from "@noble/hashes/sha3.js";
import { concatBytes, hexToBytes } from "@noble/hashes/utils.js";
import { keccak, keccakText, keccakWords, wordOf } from "../hash/keccak.ts";
import { addressInAnyCase, bytes32, integer, list, type Of, object, pattern } from "../record/shape.ts";

/** What every archive's manifest ends with, beside what its record is of (docs/record.md, 7 and 9.3). */
export const archivedFields = {
  block: object({ number: integer(), hash: bytes32, time: integer() }),
  recordHash: bytes32,
  code: list(object({ name: pattern(/^[\s\S]{1,200}$/), at: addressInAnyCase, codeHash: bytes32 })),
  archivist: addressInAnyCase,
  signature: pattern(/^0x[0-9a-f]{130}$/),
};

/** What is archived of any record. */
export type Archived = {
  readonly [K in Exclude<keyof typeof archivedFields, "signature">]: Of<(typeof archivedFields)[K]>;
};

const BLOCK = "Block(uint256 number,bytes32 hash,uint256 time)";
const CODE = "Code(string name,address at,bytes32 codeHash)";
const ENDING = "Block block,bytes32 recordHash,Code[] code,address archivist";
const DOMAIN = "EIP712Domain(string name,string version,uint256 chainId)";

/**
 * The EIP-712 digest that an archivist signs (P11.6).
 * @param type Its name and members before those of every archive, as `Archive(address election,`.
 * @param own Their values.
 */
export const archiveDigest = (
  type: string,
  own: readonly bigint[],
  chainId: number,
  { block, recordHash, code, archivist }: Archived,
): Uint8Array => {
  const domain = keccakWords([keccakText(DOMAIN), keccakText("Hanpyo archive"), keccakText("1"), BigInt(chainId)]);
  const blockHash = keccakWords([keccakText(BLOCK), BigInt(block.number), block.hash, BigInt(block.time)]);
  const codes = code.map(({ name, at, codeHash }) => keccakWords([keccakText(CODE), keccakText(name), at, codeHash]));
  const hash = keccakText(`${type}${ENDING})${BLOCK}${CODE}`);
  const struct = keccakWords([hash, ...own, blockHash, recordHash, keccakWords(codes), archivist]);
  return keccak_256(concatBytes(Uint8Array.of(0x19, 0x01), wordOf(domain), wordOf(struct)));
};

const LOW_160 = (1n << 160n) - 1n;

/** The account that signed a digest; `undefined` where the signature is none. */
export const signerOfDigest = (digest: Uint8Array, signature: string): bigint | undefined => {
  const bytes = hexToBytes(signature.slice(2));
  const v = bytes[64]!;
  if (v !== 27 && v !== 28) return undefined;
  try {
    const read = secp256k1.Signature.fromBytes(bytes.subarray(0, 64), "compact").addRecoveryBit(v - 27);
    const point = read.recoverPublicKey(digest);
    return keccak(point.toBytes(false).subarray(1)) & LOW_160;
  } catch {
    return undefined;
  }
};
