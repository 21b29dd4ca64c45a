import { getBytes, type Provider, type Signer } from "ethers";
import { parseProposalContent } from "../../sdk/proposals/proposalContent.ts";
import type { Check } from "../../sdk/verify/check.ts";
import { recordContentHash } from "../../sdk/verify/contentHash.ts";
import { exportProposal } from "../../sdk/verify/exportProposal.ts";
import { isOfCell } from "../../sdk/verify/originSchema.ts";
import { type ProposalArchive, signProposalArchive } from "../../sdk/verify/proposalArchive.ts";
import { proposalCode } from "../../sdk/verify/proposalChainChecks.ts";
import type { ProposalRecord } from "../../sdk/verify/proposalRecord.ts";
import type { ElectionRecord } from "../../sdk/verify/record.ts";
import { verifyProposal } from "../../sdk/verify/verifyProposal.ts";
import { proposalKey } from "../checkout/circuitFiles.ts";
import { compiledProposals } from "../checkout/compiledContracts.ts";
import { proofsInThreads } from "../threads/proofThreads.ts";

/** The record of the proposal that an election came of, as an archive keeps it. */
export type ArchivedProposal = {
  readonly record: ProposalRecord;
  readonly recordHash: string;
  readonly checks: readonly Check[];
  /** What the archivist signed of it; null if nobody signed. */
  readonly manifest: ProposalArchive | null;
};

/**
 * Reads the record of the proposal that an election came of, up to the block of the election's record, with the text that
 * was voted on; undefined for an election with content of its own, or of a budget cell's projects. Throws what `exportProposal` throws.
 */
export async function archivedProposal(
  { proposal, chainId, content, block }: ElectionRecord,
  provider: Provider,
  archivist: Pick<Signer, "getAddress" | "signTypedData"> | undefined,
): Promise<ArchivedProposal | undefined> {
  if (proposal === undefined || isOfCell(proposal)) return undefined;
  const { notices, proposals, id } = proposal;
  const place = { chainId: BigInt(chainId), notices, proposals, id: BigInt(id) };
  const { leaves } = parseProposalContent(getBytes(content));
  const record = await exportProposal(place, provider, block.number, leaves);
  const recordHash = recordContentHash(record);
  const reader = { provider, block: block.number };
  const checks = [
    ...(await verifyProposal(record, { key: proposalKey, verify: proofsInThreads })),
    ...(await proposalCode(record, compiledProposals(), proposalKey(), reader)),
  ];
  const manifest = archivist === undefined ? null : await signProposalArchive(record, recordHash, provider, archivist);
  return { record, recordHash, checks, manifest };
}
