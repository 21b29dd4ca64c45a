import { abiEncode } from "../hash/abi.ts";
import type { Origin } from "../record/proposal/originShape.ts";
import type { Template } from "../record/proposal/templateShape.ts";
import { seriesAt } from "../rules/proposal/series.ts";
import { seriesKeyOf, templateAbi, templateHashOf } from "../rules/proposal/templateHash.ts";
import { type Comparison, same } from "./comparison.ts";
import { eventOf } from "./events.ts";
import { type Log, logsOf } from "./logs.ts";
import { view, viewWords } from "./node.ts";
import { type ChainSeries, type Postponed, seriesOnChain } from "./proposal/seriesOnChain.ts";

/** A template of the file beside what was published under its hash. */
const compareTemplate = (
  at: Comparison,
  name: string,
  { templates }: Origin,
  template: Template,
  { published }: ChainSeries,
): void => {
  const words = published.get(templateHashOf(at.record.chainId, templates, template) ?? -1n);
  const inFile = words ? abiEncode([words[0]!, words[1]!, templateAbi(template)]) : [];
  same(at, name, inFile, words);
};

/** Compares the event by which a proposal came to the election, and gives its place on the chain. */
const compareConversion = async (at: Comparison, { id }: Origin): Promise<Log | undefined> => {
  const { ask, record } = at;
  const { block } = record.created;
  const converted: bigint[] = [];
  let place: Log | undefined;
  for await (const log of logsOf(ask, record.creator, block, block)) {
    const event = eventOf(log);
    if (event?.name !== "ProposalConverted" || event.indexed[1] !== record.election) continue;
    converted.push(event.indexed[0]!);
    place = log;
  }
  same(at, "proposal.id", [id], converted);
  return place;
};

/** Compares the contracts behind the creator, and gives those of the chain, which the rest is read from. */
const contractsBehind = async (
  at: Comparison,
  origin: Origin,
): Promise<{ readonly proposals: bigint; readonly templates: bigint } | undefined> => {
  const { ask, record } = at;
  const proposals = await view(ask, record.creator, "proposals()");
  const templates = proposals === undefined ? undefined : await view(ask, proposals, "templates()");
  same(at, "proposal.notices", origin.notices, await view(ask, record.creator, "notices()"));
  same(at, "proposal.proposals", origin.proposals, proposals);
  same(at, "proposal.templates", origin.templates, templates);
  return proposals === undefined || templates === undefined ? undefined : { proposals, templates };
};

/** The template's postponement, if it stood before the conversion: a later one changes nothing of the election. */
const postponementBefore = (place: Log | undefined, postponed: Postponed | undefined): Postponed["span"] | null => {
  if (!place || !postponed) return null;
  const { block, index } = postponed.log;
  return block < place.block || (block === place.block && index < place.index) ? postponed.span : null;
};

/**
 * Compares where an election comes from with its creator, and with the contracts behind it (P23.5; docs/record.md,
 * section 2).
 */
export const compareOrigin = async (at: Comparison): Promise<void> => {
  const { ask, record, ledger, timeOf, from } = at;
  const { proposal, created } = record;
  if (!proposal) return;
  const place = await compareConversion(at, proposal);
  const contracts = await contractsBehind(at, proposal);
  if (!contracts) return;

  const { proposals, templates } = contracts;
  const { template, successor } = proposal;
  const hash = templateHashOf(record.chainId, templates, template);
  const kept = await viewWords(ask, proposals, "proposal(uint256)", [proposal.id]);
  same(at, "proposal.template", hash, kept[8]);
  same(at, "proposal.digest", proposal.digest, kept[9]);
  const range = { from, to: created.block };
  const series = await seriesOnChain(ask, templates, seriesKeyOf(template), range, timeOf);
  compareTemplate(at, "proposal.template", proposal, template, series);
  if (successor) {
    compareTemplate(at, "proposal.successor", proposal, successor, series);
    const { inForce } = seriesAt(series.entries, template.isTest, created);
    const known = inForce.has(templateHashOf(record.chainId, templates, successor) ?? -1n);
    ledger.check(at.equals, known, () => "proposal.successor was not in force");
  }
  const postponed = hash === undefined ? undefined : series.postponed.get(hash);
  same(at, "proposal.postponement", proposal.postponement, postponementBefore(place, postponed));
};
