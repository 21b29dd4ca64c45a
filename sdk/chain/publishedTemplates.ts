import type { Provider } from "ethers";
import { HanpyoError } from "../errors.ts";
import { seriesKey, type Template, templateHash } from "../proposals/template.ts";
import { readFrom } from "./firstBlock.ts";
import { type Blocks, type LogFilter, readLogs } from "./logPages.ts";
import { LogsMissingError } from "./logsMissing.ts";
import { plainEvent } from "./plainEvent.ts";
import { templatesInterface } from "./proposalContracts.ts";

/** A template as its event shows it (P20.1). */
export type PublishedTemplate = {
  readonly templateHash: string;
  readonly seriesKey: string;
  /** Place in its series, from 1. */
  readonly serial: number;
  /** Unix seconds. */
  readonly inForceFrom: number;
  readonly template: Template;
  readonly blockNumber: number;
};

/** A later template of a series came into force (P20.3). */
export type TemplateChange = {
  readonly seriesKey: string;
  readonly templateHash: string;
  readonly predecessor: string;
  readonly blockNumber: number;
};

/** All templates of a contract and what took over, in the chain's order. */
export type TemplateHistory = {
  readonly published: readonly PublishedTemplate[];
  readonly changes: readonly TemplateChange[];
};

/** A node that shows an event which the contract cannot have given. */
export class ProposalEventFalseError extends HanpyoError {
  constructor(event: string, about: string) {
    super(
      "PROPOSAL_EVENT_FALSE",
      `The node shows the event ${event} of ${about}, whose values do not fit together`,
      "Ask another node: the contract gives no such event",
    );
  }
}

/**
 * All templates up to `lastBlock`. Hashes and series are computed again, and serials have no gap.
 * Throws `ProposalEventFalseError`, `LogsMissingError`, `LogsRefusedError`, or ethers' errors where the node is silent.
 */
export async function readTemplates(
  templates: string,
  chainId: bigint,
  provider: Provider,
  lastBlock: number,
): Promise<TemplateHistory> {
  const first = await readFrom(templates, lastBlock, provider);
  const events = await eventsOf({ address: templates }, { first, last: lastBlock }, provider);
  const published = events
    .filter(({ name }) => name === "TemplatePublished")
    .map(({ args, blockNumber }) => ({ ...(args as unknown as Omit<PublishedTemplate, "blockNumber">), blockNumber }));
  const changes = events
    .filter(({ name }) => name === "TemplateTookOver")
    .map(({ args, blockNumber }) => ({ ...(args as unknown as Omit<TemplateChange, "blockNumber">), blockNumber }));
  for (const one of published) {
    const hash = templateHash({ chainId, templates }, one.template);
    if (hash !== one.templateHash || seriesKey(one.template) !== one.seriesKey) {
      throw new ProposalEventFalseError("TemplatePublished", one.templateHash);
    }
  }
  for (const [key, series] of Map.groupBy(published, (one) => one.seriesKey)) {
    const gap = series.findIndex(({ serial }, index) => serial !== index + 1);
    if (gap >= 0) throw new LogsMissingError(`series ${key}`, `template ${series[gap]?.serial}`, `template ${gap + 1}`);
  }
  return { published, changes };
}

async function eventsOf(filter: LogFilter, blocks: Blocks, provider: Provider) {
  return (await readLogs(filter, blocks, provider)).flatMap((log) => plainEvent(log, templatesInterface) ?? []);
}
