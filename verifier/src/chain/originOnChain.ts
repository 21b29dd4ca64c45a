import { abiEncode } from "../hash/abi.ts";
import { isOfCell, type Origin } from "../record/proposal/originShape.ts";
import type { Template } from "../record/proposal/templateShape.ts";
import { seriesAt } from "../rules/proposal/series.ts";
import { seriesKeyOf, templateAbi, templateHashOf } from "../rules/proposal/templateHash.ts";
import { compareList } from "./cellOnChain.ts";
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

/** Compares the event by which a proposal, or a cell, came to the election, and gives its place on the chain. */
const compareConversion = async (at: Comparison, origin: Origin): Promise<Log | undefined> => {
  const { ask, record } = at;
  const { block } = record.created;
  const [name, named] = isOfCell(origin)
    ? ["CellOpened", templateHashOf(record.chainId, origin.templates, origin.template)]
    : ["ProposalConverted", origin.id];
  const converted: bigint[] = [];
  let place: Log | undefined;
  for await (const log of logsOf(ask, record.creator, block, block)) {
    const event = eventOf(log);
    if (event?.name !== name || event.indexed[1] !== record.election) continue;
    converted.push(event.indexed[0]!);
    place = log;
  }
  same(at, isOfCell(origin) ? "proposal.template" : "proposal.id", [named], converted);
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
  if (isOfCell(origin)) same(at, "proposal.rounds", origin.rounds, record.creator);
  else same(at, "proposal.notices", origin.notices, await view(ask, record.creator, "notices()"));
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

/** Compares what was posted: of a proposal itself, of a cell the projects on its list. */
const comparePosted = async (at: Comparison, origin: Origin, proposals: bigint, hash: bigint | undefined) => {
  if (isOfCell(origin)) return compareList(at, origin, proposals, hash ?? -1n);
  const kept = await viewWords(at.ask, proposals, "proposal(uint256)", [origin.id]);
  same(at, "proposal.template", hash, kept[8]);
  same(at, "proposal.digest", origin.digest, kept[9]);
};

/**
 * Compares where an election comes from with its creator, and with the contracts behind it (P23.5, P25.8;
 * docs/record.md, section 2).
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
  await comparePosted(at, proposal, proposals, hash);
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
