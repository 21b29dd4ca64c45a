import { getAddress, keccak256, type Provider, type Signer } from "ethers";
import { z } from "zod/mini";
import { cloneCode } from "../chain/deployedCode.ts";
import { typedDataSigner } from "../crypto/typedDataSigner.ts";
import { timeInKorea } from "../election/timeInKorea.ts";
import { address, chainId, hash, isSame, name, requireSigner, signature } from "../trust/line.ts";
import { type Check, equal, group, holds } from "./check.ts";
import type { ElectionRecord } from "./record.ts";

const count = z.int().check(z.nonnegative());

/** What every archive's manifest says of its record. */
export const archivedFields = {
  /** The block that the record was read at. */
  block: z.strictObject({ number: count, hash, time: count }),
  /** SHA-256 of the record's file. */
  recordHash: hash,
  /** keccak256 of the code at each address, as of that block. */
  code: z.readonly(z.array(z.strictObject({ name, at: address, codeHash: hash }))),
  /** Who signed. */
  archivist: address,
  signature,
};

/** What whoever archived an election saw on its chain, signed: a later reader needs no chain to hold a record to it (P11.6). */
export const archiveManifestSchema = z.strictObject({
  format: z.literal("hanpyo-archive-1"),
  chainId,
  election: address,
  factory: address,
  constitutionHash: hash,
  ...archivedFields,
});

export type ArchiveManifest = Readonly<z.infer<typeof archiveManifestSchema>>;
type Unsigned = Omit<ArchiveManifest, "signature">;

/** What every archive's manifest says of its record, as EIP-712 has it. */
export const ARCHIVED_FIELDS = [
  { name: "block", type: "Block" },
  { name: "recordHash", type: "bytes32" },
  { name: "code", type: "Code[]" },
  { name: "archivist", type: "address" },
];
export const ARCHIVED_TYPES = {
  Block: [
    { name: "number", type: "uint256" },
    { name: "hash", type: "bytes32" },
    { name: "time", type: "uint256" },
  ],
  Code: [
    { name: "name", type: "string" },
    { name: "at", type: "address" },
    { name: "codeHash", type: "bytes32" },
  ],
};

const types = {
  Archive: [
    { name: "election", type: "address" },
    { name: "factory", type: "address" },
    { name: "constitutionHash", type: "bytes32" },
    ...ARCHIVED_FIELDS,
  ],
  ...ARCHIVED_TYPES,
};

/** What is signed of a record: everything of it but the signature, the archivist and the file's hash is read here. */
export async function archiveFacts(
  record: ElectionRecord,
  recordHash: string,
  provider: Provider,
): Promise<Omit<Unsigned, "archivist">> {
  const { block, chainId: chain, election, constitutionHash, board } = record;
  const spelt = (one: string) => getAddress(one.toLowerCase());
  return {
    format: "hanpyo-archive-1",
    chainId: Number(chain),
    election: spelt(election),
    factory: spelt(board.factory),
    constitutionHash,
    block,
    recordHash,
    code: await codeOf(record, provider, block.number),
  };
}

/** Signs the manifest by the archivist's account. */
export async function signArchive(
  facts: Omit<Unsigned, "archivist">,
  signer: Pick<Signer, "getAddress" | "signTypedData">,
): Promise<ArchiveManifest> {
  const unsigned = { ...facts, archivist: await signer.getAddress() };
  return { ...unsigned, signature: await signer.signTypedData(archiveDomain(unsigned), types, messageOf(unsigned)) };
}

/**
 * Whether a record is the one that a manifest archives, and whether the manifest is of whom the reader names (P11.6).
 * @param recordHash SHA-256 of the record's file.
 * @param archivist The account that the reader believes, from a place outside the archive.
 */
export function archiveChecks(
  manifest: ArchiveManifest,
  record: ElectionRecord,
  recordHash: string,
  archivist: string,
): readonly Check[] {
  const { block, chainId: chain, election, factory, constitutionHash } = manifest;
  const same = (what: string, expected: string, found: string) =>
    holds(`P11.6 ${what}`, isSame(expected, found), expected, found);
  return [
    signatureCheck(manifest),
    same("the archivist is the one named", archivist, manifest.archivist),
    same("the record's file is the one archived", manifest.recordHash, recordHash),
    equal("P11.6 the record is of the archive's chain", chain, record.chainId),
    same("the record is of the archive's election", election, record.election),
    same("the record is of the archive's factory", factory, record.board.factory),
    same("the record has the archive's constitution", constitutionHash, record.constitutionHash),
    same(
      "the record was read at the archive's block",
      `${block.number} ${block.hash} ${timeInKorea(block.time)}`,
      `${record.block.number} ${record.block.hash} ${timeInKorea(record.block.time)}`,
    ),
  ];
}

/** Whether the code on a chain, as of a block, is that of the manifest. */
export function archivedCodeChecks(
  manifest: ArchiveManifest,
  record: ElectionRecord,
  provider: Provider,
  block: number,
): Promise<readonly Check[]> {
  return group("P11.6 the chain's code is the archive's", async () => {
    const said = (code: ArchiveManifest["code"]) =>
      code.map(({ name: of, codeHash }) => `${of} ${codeHash}`).join(", ");
    return [
      equal(
        "P11.6 the chain's code is the archive's",
        said(manifest.code),
        said(await codeOf(record, provider, block)),
      ),
    ];
  });
}

function signatureCheck(manifest: ArchiveManifest): Check {
  const { signature: own, archivist } = manifest;
  return archivistCheck(archivist, () => typedDataSigner(archiveDomain(manifest), types, messageOf(manifest), own));
}

/** @param signer Whose signature the manifest carries; may throw. */
export function archivistCheck(archivist: string, signer: () => string): Check {
  const title = "P11.6 the archive's manifest is signed by whom it names";
  try {
    requireSigner("the archive's manifest", archivist, signer);
    return holds(title, true, archivist, archivist);
  } catch {
    return holds(title, false, archivist, "the signature of another, or none");
  }
}

/** Election, board, factory and rolls, and what clones among them run. */
function codeOf({ election, board, constitution }: ElectionRecord, provider: Provider, block: number) {
  const contracts = [
    ["election", election],
    ["factory", board.factory],
    ["board", constitution.board],
    ["rolls", constitution.rolls],
  ] as const;
  return archivedCode(contracts, provider, block);
}

/** keccak256 of the code at each address as of a block, and of what clones among them run. */
export async function archivedCode(
  contracts: readonly (readonly [name: string, at: string])[],
  provider: Provider,
  block: number,
): Promise<ArchiveManifest["code"]> {
  const found = await Promise.all(
    contracts.map(async ([of, at]) => {
      const code = await provider.getCode(at, block);
      const implementation = cloneCode(code)?.implementation;
      const own = { name: of, at: getAddress(at.toLowerCase()), codeHash: keccak256(code) };
      if (implementation === undefined) return [own];
      const behind = await provider.getCode(implementation, block);
      return [own, { name: `${of} implementation`, at: getAddress(implementation), codeHash: keccak256(behind) }];
    }),
  );
  return found.flat();
}

export function archiveDomain({ chainId: chain }: Pick<Unsigned, "chainId">) {
  return { name: "Hanpyo archive", version: "1", chainId: chain };
}

function messageOf({ election, factory, constitutionHash, block, recordHash, code, archivist }: Unsigned) {
  return { election, factory, constitutionHash, block, recordHash, code, archivist };
}
