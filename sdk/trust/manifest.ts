import { getAddress, type Signer, TypedDataEncoder } from "ethers";
import { z } from "zod/mini";
import { typedDataSigner } from "../crypto/typedDataSigner.ts";
import { HanpyoError, told } from "../errors.ts";
import { trustDomain } from "./domain.ts";
import { address, chainId, hash, name, requireSigner, signature } from "./line.ts";

/** What a factory makes. */
export const FACTORY_KINDS = ["election", "board", "roll"] as const;
export type FactoryKind = (typeof FACTORY_KINDS)[number];

const count = z.int().check(z.nonnegative());

/** What the organizer says of all that is deployed, over all lines (P15.4). */
export const manifestSchema = z.strictObject({
  municipality: name,
  chainId,
  organizer: address,
  serial: z.int().check(z.positive()),
  /** Hashes of all earlier manifests, the oldest first. */
  predecessors: z.readonly(z.array(hash)),
  /** Hashes of lines. */
  lines: z.readonly(z.array(hash)),
  factories: z.readonly(
    z.array(
      z.strictObject({
        kind: z.enum(FACTORY_KINDS),
        factory: address,
        /** Block from which on its elections are refused; 0 for none. */
        withdrawnFrom: count,
      }),
    ),
  ),
  /** keccak256 of the code at an address. */
  code: z.readonly(
    z
      .array(z.strictObject({ name, at: address, codeHash: hash }))
      .check(z.refine((code) => new Set(code.map(({ at }) => at)).size === code.length, "an address is listed twice")),
  ),
  /** SHA-256 of a verifying key's JSON file. */
  verifyingKeys: z.readonly(z.array(z.strictObject({ circuit: name, fingerprint: hash }))),
  /** `rolls` is the registry itself, or published rolls over it. */
  rolls: z.readonly(z.array(z.strictObject({ rolls: address, registry: address }))),
  relayers: z.readonly(z.array(z.strictObject({ account: address, url: name }))),
  /** Blocks from one that is final to the latest, both counted: 1 where it is final at once; 0 where the chain says which is. */
  finality: count,
  signature,
});

export type Manifest = Readonly<z.infer<typeof manifestSchema>>;

const types = {
  Manifest: [
    { name: "municipality", type: "string" },
    { name: "organizer", type: "address" },
    { name: "serial", type: "uint256" },
    { name: "predecessors", type: "bytes32[]" },
    { name: "lines", type: "bytes32[]" },
    { name: "factories", type: "Factory[]" },
    { name: "code", type: "Code[]" },
    { name: "verifyingKeys", type: "VerifyingKey[]" },
    { name: "rolls", type: "Rolls[]" },
    { name: "relayers", type: "Relayer[]" },
    { name: "finality", type: "uint256" },
  ],
  Factory: [
    { name: "kind", type: "string" },
    { name: "factory", type: "address" },
    { name: "withdrawnFrom", type: "uint256" },
  ],
  Code: [
    { name: "name", type: "string" },
    { name: "at", type: "address" },
    { name: "codeHash", type: "bytes32" },
  ],
  VerifyingKey: [
    { name: "circuit", type: "string" },
    { name: "fingerprint", type: "bytes32" },
  ],
  Rolls: [
    { name: "rolls", type: "address" },
    { name: "registry", type: "address" },
  ],
  Relayer: [
    { name: "account", type: "address" },
    { name: "url", type: "string" },
  ],
};

/** Manifests that do not follow from one another. */
export class TrustManifestError extends HanpyoError {
  constructor(serial: number, reason: string) {
    super(
      "TRUST_MANIFEST_BROKEN",
      told`Manifest ${{ serial }} does not follow from those before it: ${{ reason }}`,
      "Get the municipality's trust file again, whole; if this one came from the municipality, tell everybody who compares it",
    );
  }
}

/** The manifest's EIP-712 digest, which the gazette prints (P15.4). */
export function manifestHash(manifest: Omit<Manifest, "signature">): string {
  return TypedDataEncoder.hash(trustDomain(manifest.chainId), types, messageOf(manifest));
}

/** Signs a manifest by the organizer's account. Throws `TrustSignatureError` if the signer is another. */
export async function signManifest(
  manifest: Omit<Manifest, "signature">,
  signer: Pick<Signer, "signTypedData">,
): Promise<Manifest> {
  const made = await signer.signTypedData(trustDomain(manifest.chainId), types, messageOf(manifest));
  const whole = { ...manifest, signature: made };
  requireOrganizer(whole);
  return whole;
}

/** Throws `TrustSignatureError` unless the organizer that a manifest names has signed it. */
export function requireOrganizer(manifest: Manifest): void {
  const { chainId: chain, organizer, serial, signature: own } = manifest;
  requireSigner(`manifest ${serial}`, organizer, () =>
    typedDataSigner(trustDomain(chain), types, messageOf(manifest), own),
  );
}

/**
 * Whether manifests follow from one another, the oldest first: serials and predecessors are those of the list, and each
 * keeps what the one before it said. Throws `TrustManifestError` or `TrustSignatureError`.
 */
export function requireSuccession(manifests: readonly Manifest[]): void {
  const hashes = manifests.map(manifestHash);
  for (const [index, manifest] of manifests.entries()) {
    const { serial, predecessors } = manifest;
    if (serial !== index + 1) throw new TrustManifestError(serial, `it stands at place ${index + 1}`);
    if (predecessors.join() !== hashes.slice(0, index).join()) {
      throw new TrustManifestError(serial, "its predecessors are not the manifests before it");
    }
    requireOrganizer(manifest);
    const before = manifests[index - 1];
    if (before !== undefined) requireKept(before, manifest);
  }
}

/** A later manifest voids nothing that an earlier one said, and lists new factories after the old; relayers and the rule of finality may change. */
function requireKept(before: Manifest, after: Manifest): void {
  const lost = statementsOf(before).find((statement) => !statementsOf(after).includes(statement));
  if (lost !== undefined) throw new TrustManifestError(after.serial, `it leaves out ${lost}`);
  // Factories are asked in this order whether they made something: none that comes later may answer first.
  const moved = before.factories.findIndex(({ kind, factory }, index) => {
    const now = after.factories[index];
    return now?.kind !== kind || now.factory.toLowerCase() !== factory.toLowerCase();
  });
  if (moved !== -1) {
    const { kind, factory } = before.factories[moved] as Manifest["factories"][number];
    throw new TrustManifestError(after.serial, `${kind} factory ${factory} has another place than before`);
  }
  for (const { factory, withdrawnFrom } of after.factories) {
    const earlier = before.factories.find((known) => known.factory.toLowerCase() === factory.toLowerCase());
    if (earlier !== undefined && earlier.withdrawnFrom !== 0 && earlier.withdrawnFrom !== withdrawnFrom) {
      throw new TrustManifestError(after.serial, `factory ${factory} is withdrawn from another block than before`);
    }
  }
}

function statementsOf(manifest: Manifest): readonly string[] {
  const { municipality, chainId: chain, organizer, lines, factories, code, verifyingKeys, rolls } = manifest;
  return [
    `municipality ${municipality} on chain ${chain}`,
    `organizer ${organizer.toLowerCase()}`,
    ...lines.map((line) => `line ${line}`),
    ...factories.map(({ kind, factory }) => `${kind} factory ${factory.toLowerCase()}`),
    ...code.map(({ name: contract, at, codeHash }) => `code ${contract} ${at.toLowerCase()} ${codeHash}`),
    ...verifyingKeys.map(({ circuit, fingerprint }) => `verifying key ${circuit} ${fingerprint}`),
    ...rolls.map(({ rolls: own, registry }) => `rolls ${own.toLowerCase()} of ${registry.toLowerCase()}`),
  ];
}

function messageOf(manifest: Omit<Manifest, "signature">): Readonly<Record<string, unknown>> {
  const { municipality, organizer, serial, predecessors, lines, verifyingKeys, finality } = manifest;
  const spelt = (one: string) => getAddress(one.toLowerCase());
  return {
    municipality,
    organizer: spelt(organizer),
    serial,
    predecessors,
    lines,
    factories: manifest.factories.map((one) => ({ ...one, factory: spelt(one.factory) })),
    code: manifest.code.map((one) => ({ ...one, at: spelt(one.at) })),
    verifyingKeys,
    rolls: manifest.rolls.map(({ rolls, registry }) => ({ rolls: spelt(rolls), registry: spelt(registry) })),
    relayers: manifest.relayers.map((one) => ({ ...one, account: spelt(one.account) })),
    finality,
  };
}
