import { type Log, type Provider, zeroPadValue } from "ethers";
import { isCellContent, isProposalContent } from "../proposals/contentFormat.ts";
import { parseProposalContent } from "../proposals/proposalContent.ts";
import { type ProposalOrigin, requireDerived } from "../proposals/proposalOrigin.ts";
import type { Template } from "../proposals/template.ts";
import { readBlockTimes } from "./blockTimes.ts";
import { cellPlaceOf, requireDerivedCellElection } from "./cellOrigin.ts";
import { readConversionContracts } from "./conversions.ts";
import { readLogs } from "./logPages.ts";
import {
  type Converted,
  type Created,
  ElectionOfNoProposalError,
  postponementAt,
  successorAt,
  templateShown,
} from "./originParts.ts";
import { plainEvent } from "./plainEvent.ts";
import { readProposal } from "./postedProposals.ts";
import type { ProposalContracts } from "./proposalContracts.ts";
import { conversionsInterface } from "./proposalCourse.ts";
import { isSilence } from "./silence.ts";

/**
 * What an election stands on that a proposal came to (P23.5), from the contract that created it and those behind it;
 * undefined for an election with content of its own, or of a budget cell (`readCellOrigin`). Whether that contract is the municipality's, the trust file says
 * (P15.7). Throws `ElectionOfNoProposalError`, `TemplateNotShownError`, what `parseProposalContent` throws, or the
 * node's failure.
 */
export async function readProposalOrigin(created: Created, provider: Provider): Promise<ProposalOrigin | undefined> {
  const { constitution, content } = created;
  if (!isProposalContent(content) || isCellContent(content)) return undefined;
  const { templateHash } = parseProposalContent(content);
  const { chainId } = await provider.getNetwork();
  const { templates, proposals, notices, log, id, digest } = await placeOf(created, provider);
  const template = await templateShown(templates, templateHash, chainId, provider);
  const postponement = await postponementAt(templates, templateHash, log, provider);
  const successor = await successorAt(template, { constitution, templates, chainId, log }, provider);
  return { templates, proposals, notices, id, digest, template, postponement, successor };
}

/**
 * Throws `ElectionNotDerivedError` unless an election that came of a proposal is the one that follows from template and
 * posting, or of a budget cell the one that follows from template and list (P25.8), and what `readProposalOrigin` and
 * `readCellOrigin` throw; gives the origin of a proposal's. Of an election with content of its own nothing is asked.
 */
export async function requireDerivedElection(
  created: Created,
  provider: Provider,
): Promise<ProposalOrigin | undefined> {
  if (isCellContent(created.content)) {
    await requireDerivedCellElection(created, provider);
    return undefined;
  }
  const origin = await readProposalOrigin(created, provider);
  if (origin === undefined) return undefined;
  const { election, constitution, blockNumber } = created;
  const content = parseProposalContent(created.content);
  const { chainId } = await provider.getNetwork();
  const time = (await readBlockTimes([blockNumber], provider)).get(blockNumber) as number;
  requireDerived(election, origin, { chainId, constitution, content, time });
  return origin;
}

/**
 * The template under which a proposal was posted that came to an election, or of the budget cell that did, by what the
 * contracts behind its creator keep. Throws `ElectionOfNoProposalError`, `TemplateNotShownError`, or the node's failure.
 */
export async function convertedTemplate(created: Converted, provider: Provider): Promise<Template> {
  const { chainId } = await provider.getNetwork();
  const { templates, templateHash } = (await cellPlaceOf(created, provider)) ?? (await placeOf(created, provider));
  return templateShown(templates, templateHash, chainId, provider);
}

type Place = ProposalContracts & {
  readonly id: bigint;
  readonly digest: string;
  /** That the proposal was posted under. */
  readonly templateHash: string;
  readonly log: Log;
};

/**
 * The contracts behind the one that created an election, and the event by which a proposal came to it. What answers
 * otherwise than they do is none of them; a silent node is an error.
 */
async function placeOf({ election, creator, blockNumber }: Converted, provider: Provider): Promise<Place> {
  const topic = conversionsInterface.getEvent("ProposalConverted")?.topicHash ?? "";
  const filter = { address: creator, topics: [topic, null, zeroPadValue(election, 32)] };
  const [log] = await readLogs(filter, { first: blockNumber, last: blockNumber }, provider);
  const event = log && plainEvent(log, conversionsInterface);
  if (log === undefined || event === undefined) throw new ElectionOfNoProposalError(election, creator);
  const id = event.args.id as bigint;
  try {
    const contracts = await readConversionContracts(creator, provider);
    const { digest, templateHash, postedAt } = await readProposal(contracts.proposals, id, provider);
    if (postedAt > 0) return { ...contracts, id, digest, templateHash, log };
  } catch (error) {
    if (isSilence(error)) throw error;
  }
  throw new ElectionOfNoProposalError(election, creator);
}
