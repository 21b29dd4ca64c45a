import { getAddress, type Provider, type Signer } from "ethers";
import { z } from "zod/mini";
import { typedDataSigner } from "../crypto/typedDataSigner.ts";
import { timeInKorea } from "../election/timeInKorea.ts";
import { address, chainId, isSame } from "../trust/line.ts";
import {
  ARCHIVED_FIELDS,
  ARCHIVED_TYPES,
  archiveDomain,
  archivedCode,
  archivedFields,
  archivistCheck,
} from "./archiveManifest.ts";
import { type Check, equal, group, holds } from "./check.ts";
import type { ProposalRecord } from "./proposalRecord.ts";

export const PROPOSAL_ARCHIVE_FORMAT = "hanpyo-proposal-archive-1";

/** What whoever archived a proposal's record saw on its chain, signed, as the manifest of an election's is (P11.6). */
export const proposalArchiveSchema = z.strictObject({
  format: z.literal(PROPOSAL_ARCHIVE_FORMAT),
  chainId,
  proposals: address,
  /** The proposal's number. */
  proposal: z.string().check(z.regex(/^[1-9]\d{0,74}$/)),
  ...archivedFields,
});

export type ProposalArchive = Readonly<z.infer<typeof proposalArchiveSchema>>;
type Unsigned = Omit<ProposalArchive, "signature">;

const types = {
  ProposalArchive: [{ name: "proposals", type: "address" }, { name: "proposal", type: "uint256" }, ...ARCHIVED_FIELDS],
  ...ARCHIVED_TYPES,
};

/** Signs what a chain says of a proposal's record, by the archivist's account. @param recordHash SHA-256 of its file. */
export async function signProposalArchive(
  record: ProposalRecord,
  recordHash: string,
  provider: Provider,
  signer: Pick<Signer, "getAddress" | "signTypedData">,
): Promise<ProposalArchive> {
  const unsigned: Unsigned = {
    format: PROPOSAL_ARCHIVE_FORMAT,
    chainId: Number(record.chainId),
    proposals: getAddress(record.proposals.toLowerCase()),
    proposal: record.id,
    block: record.block,
    recordHash,
    code: await codeOf(record, provider, record.block.number),
    archivist: await signer.getAddress(),
  };
  return { ...unsigned, signature: await signer.signTypedData(archiveDomain(unsigned), types, messageOf(unsigned)) };
}

/**
 * Whether a proposal's record is the one that a manifest archives, and whether the manifest is of whom the reader names.
 * @param recordHash SHA-256 of the record's file.
 * @param archivist The account that the reader believes, from a place outside the archive.
 */
export function proposalArchiveChecks(
  manifest: ProposalArchive,
  record: ProposalRecord,
  recordHash: string,
  archivist: string,
): readonly Check[] {
  const same = (what: string, expected: string, found: string) =>
    holds(`P11.6 ${what}`, isSame(expected, found), expected, found);
  const said = ({ number, hash, time }: ProposalRecord["block"]) => `${number} ${hash} ${timeInKorea(time)}`;
  return [
    archivistCheck(manifest.archivist, () =>
      typedDataSigner(archiveDomain(manifest), types, messageOf(manifest), manifest.signature),
    ),
    same("the archivist is the one named", archivist, manifest.archivist),
    same("the record's file is the one archived", manifest.recordHash, recordHash),
    equal("P11.6 the record is of the archive's chain", manifest.chainId, record.chainId),
    same(
      "the record is of the archive's proposal",
      `${manifest.proposal} of ${manifest.proposals}`,
      `${record.id} of ${record.proposals}`,
    ),
    same("the record was read at the archive's block", said(manifest.block), said(record.block)),
  ];
}

/** Whether the code on a chain, as of a block, is that of the manifest. */
export function archivedProposalCode(
  manifest: ProposalArchive,
  record: ProposalRecord,
  provider: Provider,
  block: number,
): Promise<readonly Check[]> {
  return group("P11.6 the chain's code is the archive's", async () => {
    const said = (code: ProposalArchive["code"]) => code.map((one) => `${one.name} ${one.codeHash}`).join(", ");
    const found = said(await codeOf(record, provider, block));
    return [equal("P11.6 the chain's code is the archive's", said(manifest.code), found)];
  });
}

function codeOf({ templates, proposals, notices }: ProposalRecord, provider: Provider, block: number) {
  const contracts = [
    ["templates", templates],
    ["proposals", proposals],
    ["notices", notices],
  ] as const;
  return archivedCode(contracts, provider, block);
}

function messageOf({ proposals, proposal, block, recordHash, code, archivist }: Unsigned) {
  return { proposals, proposal, block, recordHash, code, archivist };
}
