import { abiEncode } from "../hash/abi.ts";
import type { Origin } from "../record/proposal/originShape.ts";
import type { Template } from "../record/proposal/templateShape.ts";
import { seriesAt } from "../rules/proposal/series.ts";
import { seriesKeyOf, templateAbi, templateHashOf } from "../rules/proposal/templateHash.ts";
import { type Comparison, same } from "./comparison.ts";
import { eventOf } from "./events.ts";
import { logsOf } from "./logs.ts";
import { view, viewWords } from "./node.ts";
import { type ChainSeries, seriesOnChain } from "./proposal/seriesOnChain.ts";

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

const compareConversion = async (at: Comparison, { id }: Origin): Promise<void> => {
  const { ask, record } = at;
  const { block } = record.created;
  const converted: bigint[] = [];
  for await (const log of logsOf(ask, record.creator, block, block)) {
    const event = eventOf(log);
    if (event?.name === "ProposalConverted" && event.indexed[1] === record.election) converted.push(event.indexed[0]!);
  }
  same(at, "proposal.id", [id], converted);
};

/**
 * Compares where an election comes from with its creator, and with the contracts behind it (P23.5; docs/record.md,
 * section 2).
 */
export const compareOrigin = async (at: Comparison): Promise<void> => {
  const { ask, record, ledger, timeOf, from } = at;
  const { proposal, creator, created } = record;
  if (!proposal) return;
  await compareConversion(at, proposal);
  for (const name of ["notices", "proposals", "templates"] as const) {
    same(at, `proposal.${name}`, proposal[name], await view(ask, creator, `${name}()`));
  }

  const { templates, template, successor } = proposal;
  const hash = templateHashOf(record.chainId, templates, template);
  const kept = await viewWords(ask, proposal.proposals, "proposal(uint256)", [proposal.id]);
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
  ledger.notMade(at.equals, "proposal.postponement is not compared");
};
