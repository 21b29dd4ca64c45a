import { secp256k1 } from "@noble/curves/secp256k1.js";
import { keccak_256 } from "@noble/hashes/sha3.js";
import { concatBytes, hexToBytes } from "@noble/hashes/utils.js";
import { keccak, keccakText, keccakWords, wordOf } from "../hash/keccak.ts";
import { parseOnce } from "../record/jsonText.ts";
import { addressInAnyCase, bytes32, integer, list, type Of, object, pattern, readAs, word } from "../record/shape.ts";

const manifestShape = object({
  format: word("hanpyo-archive-1"),
  chainId: integer(1),
  election: addressInAnyCase,
  factory: addressInAnyCase,
  constitutionHash: bytes32,
  block: object({ number: integer(), hash: bytes32, time: integer() }),
  recordHash: bytes32,
  code: list(object({ name: pattern(/^[\s\S]{1,200}$/), at: addressInAnyCase, codeHash: bytes32 })),
  archivist: addressInAnyCase,
  signature: pattern(/^0x[0-9a-f]{130}$/),
});

/** What an archivist signs of a record (protocol, P11.6; docs/record.md, section 7). */
export type Manifest = Of<typeof manifestShape>;

/** The manifest of a JSON text; `NotJson` or `NotARecord` if it is none. */
export const readManifest = (text: string): Manifest => readAs(manifestShape, parseOnce(text), "archive");

const BLOCK = "Block(uint256 number,bytes32 hash,uint256 time)";
const CODE = "Code(string name,address at,bytes32 codeHash)";
const ARCHIVE =
  "Archive(address election,address factory,bytes32 constitutionHash,Block block,bytes32 recordHash,Code[] code," +
  `address archivist)${BLOCK}${CODE}`;
const DOMAIN = "EIP712Domain(string name,string version,uint256 chainId)";

/** The EIP-712 digest that is signed. */
export const digestOf = ({ chainId, block, code, ...rest }: Omit<Manifest, "signature">): Uint8Array => {
  const domain = keccakWords([keccakText(DOMAIN), keccakText("Hanpyo archive"), keccakText("1"), BigInt(chainId)]);
  const blockHash = keccakWords([keccakText(BLOCK), BigInt(block.number), block.hash, BigInt(block.time)]);
  const codes = code.map(({ name, at, codeHash }) => keccakWords([keccakText(CODE), keccakText(name), at, codeHash]));
  const struct = keccakWords([
    keccakText(ARCHIVE),
    rest.election,
    rest.factory,
    rest.constitutionHash,
    blockHash,
    rest.recordHash,
    keccakWords(codes),
    rest.archivist,
  ]);
  return keccak_256(concatBytes(Uint8Array.of(0x19, 0x01), wordOf(domain), wordOf(struct)));
};

const LOW_160 = (1n << 160n) - 1n;

/** The account that signed a manifest; `undefined` where the signature is none. */
export const signerOf = (manifest: Manifest): bigint | undefined => {
  const bytes = hexToBytes(manifest.signature.slice(2));
  const v = bytes[64]!;
  if (v !== 27 && v !== 28) return undefined;
  try {
    const signature = secp256k1.Signature.fromBytes(bytes.subarray(0, 64), "compact").addRecoveryBit(v - 27);
    const point = signature.recoverPublicKey(digestOf(manifest));
    return keccak(point.toBytes(false).subarray(1)) & LOW_160;
  } catch {
    return undefined;
  }
};
