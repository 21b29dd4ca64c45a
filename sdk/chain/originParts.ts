import type { Log, Provider } from "ethers";
import type { Constitution } from "../election/constitution.ts";
import { HanpyoError, told } from "../errors.ts";
import type { Span } from "../proposals/schedule.ts";
import { seriesKey, type Template } from "../proposals/template.ts";
import { read } from "./contracts.ts";
import { readFrom } from "./firstBlock.ts";
import { readLogs } from "./logPages.ts";
import type { CreatedElection } from "./organizer.ts";
import { plainEvent } from "./plainEvent.ts";
import { readTemplate } from "./proposalActs.ts";
import { templatesInterface } from "./proposalContracts.ts";
import { boardAt } from "./townContracts.ts";

/** An election whose content says that it came of proposals, and that none came to. */
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
export type Converted = Pick<CreatedElection, "election" | "creator" | "blockNumber">;
export type Created = Converted & Pick<CreatedElection, "constitution" | "content">;

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

/** The one postponement of a template, if it stood before the conversion's event. */
export async function postponementAt(
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
export async function successorAt(
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
