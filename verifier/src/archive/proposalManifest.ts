import { compareHashes } from "../chain/compareCode.ts";
import type { Ask } from "../chain/rpc.ts";
import { parseOnce } from "../record/jsonText.ts";
import { addressInAnyCase, decimal, integer, type Of, object, readAs, word } from "../record/shape.ts";
import { PROPOSAL_CHECKS } from "../report/checkNames.ts";
import { createLedger, type Finding } from "../report/ledger.ts";
import type { ProposalVerification } from "../verifyProposal.ts";
import { archiveDigest, archivedFields, signerOfDigest } from "./archived.ts";

const manifestShape = object({
  format: word("hanpyo-proposal-archive-1"),
  chainId: integer(1),
  proposals: addressInAnyCase,
  proposal: decimal(1n << 248n),
  ...archivedFields,
});

/** What an archivist signs of a proposal's record (P21.15; docs/record.md, 9.3). */
export type ProposalManifest = Of<typeof manifestShape>;

/** The manifest of a JSON text; `NotJson` or `NotARecord` if it is none. */
export const readProposalManifest = (text: string): ProposalManifest =>
  readAs(manifestShape, parseOnce(text), "archive");

const TYPE = "ProposalArchive(address proposals,uint256 proposal,";

/** The EIP-712 digest that is signed. */
export const proposalDigestOf = (manifest: Omit<ProposalManifest, "signature">): Uint8Array =>
  archiveDigest(TYPE, [manifest.proposals, manifest.proposal], manifest.chainId, manifest);

/** What a proposal's record is held to. */
export interface ProposalArchive {
  readonly manifest: ProposalManifest;
  /** The account that the reader believes, from a place outside the archive. */
  readonly archivist: bigint;
}

/** Holds a proposal's record to its archive's manifest (P21.15); `ask`: a node of the chain, where there is one. */
export const holdProposalToArchive = async (
  { overview }: ProposalVerification,
  { manifest, archivist }: ProposalArchive,
  ask?: Ask,
): Promise<readonly Finding[]> => {
  const ledger = createLedger(PROPOSAL_CHECKS);
  const { record, sha256 } = overview;
  const { number, hash, time } = record.block;
  const { block } = manifest;
  const other = (): string => "it is another";

  const signed = signerOfDigest(proposalDigestOf(manifest), manifest.signature) === manifest.archivist;
  ledger.check("P11.6 the archive's manifest is signed by whom it names", signed, () => "the signature is not theirs");
  ledger.check("P11.6 the archivist is the one named", manifest.archivist === archivist, other);
  ledger.check("P11.6 the record's file is the one archived", BigInt(`0x${sha256}`) === manifest.recordHash, other);
  ledger.check("P11.6 the record is of the archive's chain", record.chainId === BigInt(manifest.chainId), other);
  const own = record.id === manifest.proposal && record.proposals === manifest.proposals;
  ledger.check("P11.6 the record is of the archive's proposal", own, other);
  const read = number === block.number && hash === block.hash && time === block.time;
  ledger.check("P11.6 the record was read at the archive's block", read, other);
  if (ask) await compareHashes(ask, manifest.code, ledger, "P11.6 the chain's code is the archive's");
  return ledger.findings();
};
