import type { AcceptedTrust } from "../../sdk/trust/acceptManifest.ts";
import { type Check, group } from "../../sdk/verify/check.ts";
import { recordContentHash } from "../../sdk/verify/contentHash.ts";
import { archivedProposalCode, proposalArchiveChecks } from "../../sdk/verify/proposalArchive.ts";
import { proposalChainChecks, proposalCode } from "../../sdk/verify/proposalChainChecks.ts";
import { PROPOSAL_RECORD_FORMAT, type ProposalRecord } from "../../sdk/verify/proposalRecord.ts";
import { proposalTrustChecks } from "../../sdk/verify/proposalTrust.ts";
import { trustNotChecked, verifyingKeysCheck } from "../../sdk/verify/trustChecks.ts";
import { readProposalRecord, verifyProposal } from "../../sdk/verify/verifyProposal.ts";
import { keyFingerprints, proposalKey } from "../checkout/circuitFiles.ts";
import { compiledProposals } from "../checkout/compiledContracts.ts";
import { valueIn } from "../terminal/checkWords/valuesInKorean.ts";
import type { RecordFile } from "../terminal/recordFile.ts";
import { proofsInThreads } from "../threads/proofThreads.ts";
import { type BlockOptions, type ChainView, chainView } from "./chainView.ts";
import { readProposalArchive } from "./heldToArchive.ts";
import type { ObserverSpeaker } from "./observerSpeaker.ts";
import type { Verification } from "./verdict.ts";

/** All that a verification of a proposal's record found, before it is printed. */
export type ProposalVerification = Omit<Verification, "record"> & {
  /** Nothing if its form is wrong. */
  readonly record: ProposalRecord | null;
};

export type ProposalOptions = BlockOptions & {
  readonly rpc?: string;
  readonly archive?: string;
  readonly archivist?: string;
};

/** Whether a file's value is, or should be, a proposal's record: it names that format, whatever its number. */
export function isOfProposal(content: unknown): boolean {
  const { format } = Object(content) as { readonly format?: unknown };
  return String(format).startsWith(PROPOSAL_RECORD_FORMAT.replace(/\d+$/, ""));
}

/**
 * Recomputes everything in a proposal's record, and holds it to a chain, an archive and a trust file as far as they were
 * given (P21.15). Throws what reading them throws.
 * @param file.name As it was given.
 */
export async function verifiedProposal(
  file: RecordFile & { readonly name: string },
  options: ProposalOptions,
  trust: AcceptedTrust | undefined,
  { language, text }: ObserverSpeaker,
  say: (text: string) => void,
): Promise<ProposalVerification> {
  const archive = readProposalArchive(options, trust);
  if (options.rpc !== undefined) say(text("connecting"));
  const chain = options.rpc === undefined ? undefined : await chainView(options.rpc, options, trust, text);
  try {
    const report = (what: string, checked: number, total: number) =>
      say(text("checking", { what: valueIn(language, what), checked, total }));
    const read = readProposalRecord(file.content);
    const record = "record" in read ? read.record : null;
    const checks = [...(await verifyProposal(file.content, { key: proposalKey, verify: proofsInThreads, report }))];
    say(text("comparing"));
    if (record !== null) {
      if (chain !== undefined) checks.push(...(await onChain(record, chain)));
      if (archive !== undefined) {
        checks.push(...proposalArchiveChecks(archive.manifest, record, file.sha256, archive.archivist));
        if (chain !== undefined) {
          const { provider, block } = chain;
          checks.push(...(await archivedProposalCode(archive.manifest, record, provider, block.number)));
        }
      }
    }
    const judged = trust === undefined ? [] : await byTrust(trust, record, chain);
    checks.push(...judged);
    return {
      checks,
      record,
      contentHash: record === null ? null : recordContentHash(record),
      source: file.name,
      comparedWith: chain === undefined ? null : text("readAt", { source: chain.node, block: chain.name }),
      isOnChain: chain !== undefined,
      archivist: archive?.archivist ?? null,
      isTrustJudged: judged.some(({ notChecked: isOpen }) => !isOpen),
    };
  } finally {
    chain?.provider.destroy();
  }
}

/** What the chain says of the record, and of the code that it stands on. */
async function onChain(record: ProposalRecord, { provider, block }: ChainView): Promise<readonly Check[]> {
  const reader = { provider, block: block.number };
  return [
    ...(await proposalChainChecks(record, reader)),
    ...(await proposalCode(record, compiledProposals(), proposalKey(), reader)),
  ];
}

/** P15.7, by the chain that was named; without one it is said that nothing was judged. */
async function byTrust(
  trust: AcceptedTrust,
  record: ProposalRecord | null,
  chain: ChainView | undefined,
): Promise<readonly Check[]> {
  if (chain === undefined || record === null) return [trustNotChecked()];
  const { provider, block } = chain;
  return group("P15.7 whose board and roll these are", async () => [
    ...(await proposalTrustChecks(trust, record, provider, block.number)),
    verifyingKeysCheck(trust, keyFingerprints()),
  ]);
}
