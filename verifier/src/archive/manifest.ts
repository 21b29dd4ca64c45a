import { parseOnce } from "../record/jsonText.ts";
import { addressInAnyCase, bytes32, integer, type Of, object, readAs, word } from "../record/shape.ts";
import { archiveDigest, archivedFields, signerOfDigest } from "./archived.ts";

const manifestShape = object({
  format: word("hanpyo-archive-1"),
  chainId: integer(1),
  election: addressInAnyCase,
  factory: addressInAnyCase,
  constitutionHash: bytes32,
  ...archivedFields,
});

/** What an archivist signs of a record (protocol, P11.6; docs/record.md, section 7). */
export type Manifest = Of<typeof manifestShape>;

/** The manifest of a JSON text; `NotJson` or `NotARecord` if it is none. */
export const readManifest = (text: string): Manifest => readAs(manifestShape, parseOnce(text), "archive");

const TYPE = "Archive(address election,address factory,bytes32 constitutionHash,";

/** The EIP-712 digest that is signed. */
export const digestOf = (manifest: Omit<Manifest, "signature">): Uint8Array => {
  const { election, factory, constitutionHash, chainId } = manifest;
  return archiveDigest(TYPE, [election, factory, constitutionHash], chainId, manifest);
};

/** The account that signed a manifest; `undefined` where the signature is none. */
export const signerOf = (manifest: Manifest): bigint | undefined =>
  signerOfDigest(digestOf(manifest), manifest.signature);
