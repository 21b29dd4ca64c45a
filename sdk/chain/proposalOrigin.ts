import { type Log, type Provider, zeroPadValue } from "ethers";
import type { Constitution } from "../election/constitution.ts";
import { HanpyoError, told } from "../errors.ts";
import { isProposalContent } from "../proposals/contentFormat.ts";
import { parseProposalContent } from "../proposals/proposalContent.ts";
import { type ProposalOrigin, requireDerived } from "../proposals/proposalOrigin.ts";
import type { Span } from "../proposals/schedule.ts";
import { seriesKey, type Template } from "../proposals/template.ts";
import { readBlockTimes } from "./blockTimes.ts";
import { read } from "./contracts.ts";
import { readConversionContracts } from "./conversions.ts";
import { readFrom } from "./firstBlock.ts";
import { readLogs } from "./logPages.ts";
import type { CreatedElection } from "./organizer.ts";
import { plainEvent } from "./plainEvent.ts";
import { readProposal } from "./postedProposals.ts";
import { readTemplate } from "./proposalActs.ts";
import { type ProposalContracts, templatesInterface } from "./proposalContracts.ts";
import { conversionsInterface } from "./proposalCourse.ts";
import { isSilence } from "./silence.ts";
import { boardAt } from "./townContracts.ts";

/** An election whose content says that it came of a proposal, and that no proposal came to. */
export class ElectionOfNoProposalError extends HanpyoError {
  constructor(election: string, creator: string) {
    super(
      "ELECTION_OF_NO_PROPOSAL",
      told`Election ${{ election }} has the content of a proposal, but ${{ creator }}, which created it, converted none to it`,
      "Do not consent and do not vote: somebody shows as a proposal of residents what is none",
    );
  }
}

/** A template that an election or a proposal names, and that the contract of templates has no event of. */
export class TemplateNotShownError extends HanpyoError {
  constructor(hash: string, templates: string) {
    super(
      "TEMPLATE_NOT_SHOWN",
      told`No template ${{ hash }} is shown of the contract ${{ templates }}`,
      "Check hash and contract, and ask another node: every publication is in the chain's events",
    );
  }
}

/** An election by who created it, and when. */
type Converted = Pick<CreatedElection, "election" | "creator" | "blockNumber">;
type Created = Converted & Pick<CreatedElection, "constitution" | "content">;

/**
 * What an election stands on that a proposal came to (P23.5), from the contract that created it and those behind it;
 * undefined for an election with content of its own. Whether that contract is the municipality's, the trust file says
 * (P15.7). Throws `ElectionOfNoProposalError`, `TemplateNotShownError`, what `parseProposalContent` throws, or the
 * node's failure.
 */
export async function readProposalOrigin(created: Created, provider: Provider): Promise<ProposalOrigin | undefined> {
  const { constitution, content } = created;
  if (!isProposalContent(content)) return undefined;
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
 * posting, and what `readProposalOrigin` throws; gives the origin. Of an election with content of its own nothing is asked.
 */
export async function requireDerivedElection(
  created: Created,
  provider: Provider,
): Promise<ProposalOrigin | undefined> {
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
 * The template under which a proposal was posted that came to an election, by what the contracts behind its creator
 * keep. Throws `ElectionOfNoProposalError`, `TemplateNotShownError`, or the node's failure.
 */
export async function convertedTemplate(created: Converted, provider: Provider): Promise<Template> {
  const { chainId } = await provider.getNetwork();
  const { templates, templateHash } = await placeOf(created, provider);
  return templateShown(templates, templateHash, chainId, provider);
}

/** A published template. Throws `TemplateNotShownError`. */
export async function templateShown(
  templates: string,
  hash: string,
  chainId: bigint,
  provider: Provider,
): Promise<Template> {
  const template = await readTemplate(templates, hash, chainId, provider);
  if (template === undefined) throw new TemplateNotShownError(hash, templates);
  return template;
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

/** The one postponement of a template, if it stood before the conversion's event. */
async function postponementAt(
  templates: string,
  hash: string,
  conversion: Log,
  provider: Provider,
): Promise<Span | undefined> {
  const topic = templatesInterface.getEvent("TemplatePostponed")?.topicHash ?? "";
  const logs = await logsBefore(conversion, { address: templates, topics: [topic, hash] }, provider);
  const event = logs[0] && plainEvent(logs[0], templatesInterface);
  return event?.args.span as Span | undefined;
}

/** The newest template in force of the series, where the template's own board ended before the shares are due. */
async function successorAt(
  template: Template,
  {
    constitution,
    templates,
    chainId,
    log,
  }: {
    readonly constitution: Constitution;
    readonly templates: string;
    readonly chainId: bigint;
    readonly log: Log;
  },
  provider: Provider,
): Promise<Template | undefined> {
  const ends = await read<bigint>(boardAt(template.ballot.board, provider), "termEndsAt");
  if (Number(ends) > constitution.schedule.sharesDueAt) return undefined;
  const topic = templatesInterface.getEvent("TemplateTookOver")?.topicHash ?? "";
  const filter = { address: templates, topics: [topic, seriesKey(template)] };
  const logs = await logsBefore(log, filter, provider);
  const last = logs.at(-1);
  const event = last && plainEvent(last, templatesInterface);
  return event && templateShown(templates, event.args.templateHash as string, chainId, provider);
}

/** Events of a contract before another one, in the chain's order. */
async function logsBefore(
  { blockNumber, index }: Log,
  filter: { readonly address: string; readonly topics: readonly (string | null)[] },
  provider: Provider,
): Promise<readonly Log[]> {
  const first = await readFrom(filter.address, blockNumber, provider);
  const logs = await readLogs(filter, { first, last: blockNumber }, provider);
  return logs.filter((log) => log.blockNumber < blockNumber || log.index < index);
}
