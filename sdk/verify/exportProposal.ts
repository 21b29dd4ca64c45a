import type { Provider } from "ethers";
import { readBlock, readBlockTimes } from "../chain/blockTimes.ts";
import { readNewcomers } from "../chain/newcomersShown.ts";
import { readProposalContracts } from "../chain/proposalContracts.ts";
import { type ProposalAddress, readProposalHistory } from "../chain/proposalHistory.ts";
import { ProposalEventFalseError, readTemplates } from "../chain/publishedTemplates.ts";
import { writeTextFile } from "../proposals/textFile.ts";
import type { TextLeaf } from "../proposals/textLeaf.ts";
import { PROPOSAL_RECORD_FORMAT, type ProposalRecord } from "./proposalRecord.ts";
import { templateJson } from "./templateSchema.ts";

/**
 * Reads the record of a proposal from a chain, up to `lastBlock`.
 * @param text Its leaves, if they are at hand; whether they are of its digest, verification says.
 * Throws as `readProposalHistory` and `readTemplates`.
 */
export async function exportProposal(
  address: ProposalAddress,
  provider: Provider,
  lastBlock: number,
  text?: readonly TextLeaf[],
): Promise<ProposalRecord> {
  const { chainId, id, notices } = address;
  const { templates, proposals } = await readProposalContracts(notices, provider);
  const history = await readProposalHistory({ ...address, proposals }, provider, lastBlock);
  const { posting, kept, changes, reachedIn } = history;
  const { published, changes: takenOver } = await readTemplates(templates, chainId, provider, lastBlock);
  const own = published.find(({ templateHash }) => templateHash === posting.templateHash);
  if (own === undefined) throw new ProposalEventFalseError("ProposalPosted", String(id));
  const lastChange = changes.at(-1)?.blockNumber ?? 0;
  const shown = await readNewcomers(proposals, posting.templateHash, provider, lastBlock);
  const newcomers = shown.filter(({ blockNumber }) => blockNumber <= lastChange);
  const upTo = <T extends { readonly blockNumber: number; readonly seriesKey: string }>(events: readonly T[]) =>
    events.filter((one) => one.seriesKey === own.seriesKey && one.blockNumber <= posting.blockNumber);
  const events = [...upTo(published), ...upTo(takenOver)].toSorted((a, b) => a.blockNumber - b.blockNumber);
  const all = [...events, posting, ...newcomers, ...changes, ...history.notices];
  const times = await readBlockTimes(
    all.map(({ blockNumber }) => blockNumber),
    provider,
  );
  const at = (block: number) => ({ block, time: times.get(block) as number });
  return {
    format: PROPOSAL_RECORD_FORMAT,
    chainId: String(chainId),
    ...{ templates, proposals, notices },
    block: await readBlock(lastBlock, provider),
    id: String(id),
    template: templateJson(own.template),
    series: events.map((one) =>
      "serial" in one
        ? { at: at(one.blockNumber), published: one.templateHash, serial: one.serial, inForceFrom: one.inForceFrom }
        : { at: at(one.blockNumber), tookOver: one.templateHash, predecessor: one.predecessor },
    ),
    posting: {
      at: at(posting.blockNumber),
      digest: posting.digest,
      ...(posting.cost === 0n ? {} : { cost: Number(posting.cost) }),
      censusRoot: String(posting.censusRoot),
      activeMembers: kept.activeMembers,
      ...{ cut: posting.cut, period: posting.period, slot: posting.slot },
      nullifier: String(posting.postNullifier),
      proof: posting.proof.map(String),
    },
    newcomers: newcomers.map(({ blockNumber, cut, root, activeMembers }) => ({
      ...{ at: at(blockNumber), cut, root: String(root), activeMembers },
    })),
    changes: changes.map(({ blockNumber, nullifier, version, newcomersCut, proof }) => ({
      ...{ at: at(blockNumber), nullifier: String(nullifier), version, newcomersCut, proof: proof.map(String) },
    })),
    supporters: kept.supporters,
    reached: reachedIn === undefined ? null : at(reachedIn),
    noticesGiven: history.notices.map(({ id: _, blockNumber, ...rest }) => ({ ...rest, at: at(blockNumber) })),
    text: text === undefined ? null : JSON.parse(writeTextFile(text)),
  };
}
