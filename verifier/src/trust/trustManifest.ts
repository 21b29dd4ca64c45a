import { keccak_256 } from "@noble/hashes/sha3.js";
import { concatBytes } from "@noble/hashes/utils.js";
import { signerOfDigest } from "../archive/archived.ts";
import { keccakText, keccakWords, numberOf, wordOf } from "../hash/keccak.ts";
import { parseOnce } from "../record/jsonText.ts";
import {
  addressInAnyCase,
  addressText,
  bytes32,
  integer,
  list,
  type Of,
  object,
  pattern,
  text,
} from "../record/shape.ts";
import { VerifierError } from "../verifierError.ts";

const manifestShape = object({
  municipality: text,
  chainId: integer(1),
  organizer: addressInAnyCase,
  serial: integer(1),
  predecessors: list(bytes32),
  lines: list(bytes32),
  factories: list(object({ kind: text, factory: addressInAnyCase, withdrawnFrom: integer() })),
  code: list(object({ name: text, at: addressInAnyCase, codeHash: bytes32 })),
  verifyingKeys: list(object({ circuit: text, fingerprint: bytes32 })),
  rolls: list(object({ rolls: addressInAnyCase, registry: addressInAnyCase })),
  relayers: list(object({ account: addressInAnyCase, url: text })),
  finality: integer(),
  signature: pattern(/^0x[0-9a-f]{130}$/),
});

/** What an organizer says of all that is deployed (P15.4). */
export type TrustManifest = Of<typeof manifestShape>;

const TYPES = {
  code: "Code(string name,address at,bytes32 codeHash)",
  factory: "Factory(string kind,address factory,uint256 withdrawnFrom)",
  relayer: "Relayer(address account,string url)",
  rolls: "Rolls(address rolls,address registry)",
  key: "VerifyingKey(string circuit,bytes32 fingerprint)",
};
const MANIFEST =
  "Manifest(string municipality,address organizer,uint256 serial,bytes32[] predecessors,bytes32[] lines," +
  "Factory[] factories,Code[] code,VerifyingKey[] verifyingKeys,Rolls[] rolls,Relayer[] relayers,uint256 finality)" +
  `${TYPES.code}${TYPES.factory}${TYPES.relayer}${TYPES.rolls}${TYPES.key}`;
const DOMAIN = "EIP712Domain(string name,string version,uint256 chainId)";

/** A manifest's EIP-712 digest, which the gazette prints (P15.4). */
export const trustDigest = (m: Omit<TrustManifest, "signature">): Uint8Array => {
  const domain = keccakWords([keccakText(DOMAIN), keccakText("Hanpyo trust"), keccakText("1"), BigInt(m.chainId)]);
  const all = (type: string, rows: readonly (readonly bigint[])[]): bigint =>
    keccakWords(rows.map((row) => keccakWords([keccakText(type), ...row])));
  const struct = keccakWords([
    keccakText(MANIFEST),
    keccakText(m.municipality),
    m.organizer,
    BigInt(m.serial),
    keccakWords(m.predecessors),
    keccakWords(m.lines),
    all(
      TYPES.factory,
      m.factories.map(({ kind, factory, withdrawnFrom }) => [keccakText(kind), factory, BigInt(withdrawnFrom)]),
    ),
    all(
      TYPES.code,
      m.code.map(({ name, at, codeHash }) => [keccakText(name), at, codeHash]),
    ),
    all(
      TYPES.key,
      m.verifyingKeys.map(({ circuit, fingerprint }) => [keccakText(circuit), fingerprint]),
    ),
    all(
      TYPES.rolls,
      m.rolls.map(({ rolls, registry }) => [rolls, registry]),
    ),
    all(
      TYPES.relayer,
      m.relayers.map(({ account, url }) => [account, keccakText(url)]),
    ),
    BigInt(m.finality),
  ]);
  return keccak_256(concatBytes(Uint8Array.of(0x19, 0x01), wordOf(domain), wordOf(struct)));
};

/** The line of the gazette of a manifest (P15.5). */
export const gazetteLine = (manifest: TrustManifest): string => {
  const { municipality, chainId, organizer, serial } = manifest;
  const hash = `0x${numberOf(trustDigest(manifest)).toString(16).padStart(64, "0")}`;
  return `${municipality} | chain ${chainId} | organizer ${addressText(organizer)} | serial ${serial} | manifest ${hash}`;
};

/** A trust file and a line of the gazette do not fit. */
export class NotAnchored extends VerifierError {
  constructor(why: string) {
    super(
      "NOT_ANCHORED",
      "The trust file has no manifest that the line of the gazette names",
      why,
      "Get the municipality's trust file again, and the whole line from the official gazette.",
    );
  }
}

/**
 * The manifest of a trust file that a line of the gazette names, whose hash binds all of it (P15.5). Later ones of the
 * file are not in the gazette yet, and are not asked. `NotAnchored` if there is none, or it is not signed by its organizer.
 */
export const anchoredManifest = (file: string, line: string): TrustManifest => {
  const wanted = line.normalize("NFC").trim().replace(/\s+/g, " ");
  const value = parseOnce(file) as { readonly manifests?: unknown } | null;
  const given = Array.isArray(value?.manifests) ? (value.manifests as readonly unknown[]) : [];
  for (const one of given) {
    const manifest = shapeOf(one);
    if (manifest === undefined || gazetteLine(manifest) !== wanted) continue;
    if (signerOfDigest(trustDigest(manifest), manifest.signature) === manifest.organizer) return manifest;
    throw new NotAnchored("its organizer did not sign it");
  }
  throw new NotAnchored(wanted.slice(0, 200));
};

const shapeOf = (value: unknown): TrustManifest | undefined => {
  try {
    return manifestShape(value);
  } catch {
    return undefined;
  }
};
