import type { Provider } from "ethers";
import { HanpyoError, told } from "../errors.ts";
import {
  type DecodedTemplate,
  seriesKey,
  type Template,
  templateFromAbi,
  templateHash,
} from "../proposals/template.ts";
import { readFrom } from "./firstBlock.ts";
import { readLogs } from "./logPages.ts";
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

/** What an event says, whose template is in the contract's form. */
type PublishedArguments = Omit<PublishedTemplate, "blockNumber" | "template"> & { readonly template: DecodedTemplate };

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
      told`The node shows the event ${{ event }} of ${{ subject: about }}, whose values do not fit together`,
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
  const history = await readTemplatesIn(templates, chainId, provider, { lastBlock });
  for (const [key, series] of Map.groupBy(history.published, (one) => one.seriesKey)) {
    const gap = series.findIndex(({ serial }, index) => serial !== index + 1);
    if (gap >= 0) throw new LogsMissingError(`series ${key}`, `template ${series[gap]?.serial}`, `template ${gap + 1}`);
  }
  return history;
}

/** Templates of some blocks alone, by default from the contract's first, so of a series some may be missing. Throws as `readTemplates`. */
export async function readTemplatesIn(
  templates: string,
  chainId: bigint,
  provider: Provider,
  { lastBlock, firstBlock }: { readonly lastBlock: number; readonly firstBlock?: number },
): Promise<TemplateHistory> {
  const first = firstBlock ?? (await readFrom(templates, lastBlock, provider));
  const logs = await readLogs({ address: templates }, { first, last: lastBlock }, provider);
  const events = logs.flatMap((log) => plainEvent(log, templatesInterface) ?? []);
  const ofName = <T>(wanted: string) =>
    events
      .filter(({ name }) => name === wanted)
      .map(({ args, blockNumber }) => ({ ...(args as unknown as T), blockNumber }));
  const published = ofName<PublishedArguments>("TemplatePublished").map((one) => ({
    ...one,
    template: templateFromAbi(one.template),
  }));
  for (const one of published) {
    const hash = templateHash({ chainId, templates }, one.template);
    if (hash !== one.templateHash || seriesKey(one.template) !== one.seriesKey) {
      throw new ProposalEventFalseError("TemplatePublished", one.templateHash);
    }
  }
  return { published, changes: ofName<Omit<TemplateChange, "blockNumber">>("TemplateTookOver") };
}
