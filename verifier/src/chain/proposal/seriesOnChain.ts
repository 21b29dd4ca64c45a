import type { SeriesEntry } from "../../record/proposal/proposalShape.ts";
import { eventOf } from "../events.ts";
import { type Log, logsOf } from "../logs.ts";
import type { Range } from "../rollOnChain.ts";
import type { Ask } from "../rpc.ts";

/** The one postponement of a template, and the event that tells it. */
export interface Postponed {
  readonly span: { readonly from: number; readonly until: number };
  readonly log: Log;
}

/**
 * A series as the chain has it, the words of its publications' events by the templates' hashes, and the postponements
 * of all templates of the contract by theirs.
 */
export interface ChainSeries {
  readonly entries: readonly SeriesEntry[];
  readonly published: ReadonlyMap<bigint, readonly bigint[]>;
  readonly postponed: ReadonlyMap<bigint, Postponed>;
}

/** The publications and changes of one series, of one block the publications first (docs/record.md, 9.2). */
export const seriesOnChain = async (
  ask: Ask,
  templates: bigint,
  seriesKey: bigint,
  { from, to }: Range,
  timeOf: (block: number) => Promise<number>,
): Promise<ChainSeries> => {
  const entries: SeriesEntry[] = [];
  const published = new Map<bigint, readonly bigint[]>();
  const postponed = new Map<bigint, Postponed>();

  for await (const log of logsOf(ask, templates, from, to)) {
    const event = eventOf(log);
    if (event?.name === "TemplatePostponed") {
      const [begin, end] = event.words.map(Number) as [number, number];
      postponed.set(event.indexed[0]!, { span: { from: begin, until: end }, log });
    }
    if (event?.name !== "TemplatePublished" && event?.name !== "TemplateTookOver") continue;
    const { indexed, words } = event;
    const [first, second, third] = indexed as [bigint, bigint, bigint];
    if (seriesKey !== (event.name === "TemplatePublished" ? second : first)) continue;
    const at = { block: log.block, time: await timeOf(log.block) };
    if (event.name === "TemplateTookOver") entries.push({ at, tookOver: second, predecessor: third });
    else {
      entries.push({ at, published: first, serial: Number(words[0]), inForceFrom: Number(words[1]) });
      published.set(first, words);
    }
  }
  const rank = (entry: SeriesEntry): number => ("published" in entry ? 0 : 1);
  return { entries: entries.sort((a, b) => a.at.block - b.at.block || rank(a) - rank(b)), published, postponed };
};
