import { NO_BUDGET, NO_CREDITS } from "../election/constitution.ts";
import { deriveCell } from "./derivedCell.ts";
import { LEAST_TERM, leastSpan } from "./leastSpans.ts";
import type { Template } from "./template.ts";

const DAY = 86_400;
const NOTICE = 14 * DAY;
const MOST_SPAN = 400 * DAY;
const MOST_OPTIONS = 32;

/**
 * The field by which a budget cell is none that could be published at a time, or undefined (P20.8), in the order of
 * contracts/proposals/CellRules.sol.
 * @param time Of publication, Unix seconds.
 */
export function cellFault({ cell, ballot, isTest }: Template, time: number): string | undefined {
  const { rules, outcome } = ballot;
  const least = leastSpan(isTest, LEAST_TERM);
  const isSpan = (from: number, until: number) => until >= from + least && until <= from + MOST_SPAN;
  const required: readonly (readonly [holds: boolean, field: string])[] = [
    [isSpan(time + (isTest ? 0 : NOTICE), cell.supportsClose), "cell.supportsClose"],
    [isSpan(cell.supportsClose, cell.assessBy), "cell.assessBy"],
    [isSpan(cell.assessBy, cell.insertBy), "cell.insertBy"],
    [isSpan(cell.insertBy, cell.openBy), "cell.openBy"],
    [cell.leastCost !== 0 && cell.leastCost <= outcome.budget, "cell.leastCost"],
    [cell.mostOptions !== 0 && cell.mostOptions <= MOST_OPTIONS, "cell.mostOptions"],
    [ballot.ballotSize === 0, "ballot.ballotSize"],
    [ballot.exampleBallot.length === 0, "ballot.exampleBallot"],
    [rules.optionCount === 0, "ballot.rules.optionCount"],
    [rules.costs.length === 0, "ballot.rules.costs"],
    [rules.maxPerOption === 1, "ballot.rules.maxPerOption"],
    [rules.minTotal === 0, "ballot.rules.minTotal"],
    [rules.maxTotal !== 0 && rules.maxTotal <= cell.mostOptions, "ballot.rules.maxTotal"],
    [rules.credits === NO_CREDITS, "ballot.rules.credits"],
    [!rules.distinct, "ballot.rules.distinct"],
    [rules.budget === outcome.budget || rules.budget === NO_BUDGET, "ballot.rules.budget"],
    [outcome.kind === "Greedy" || outcome.kind === "GreedyNoSkip", "ballot.outcome.kind"],
    [outcome.costs.length === 0, "ballot.outcome.costs"],
  ];
  return required.find(([holds]) => !holds)?.[1];
}

/** The elections that a cell comes to with the fewest and with the most projects, each at the least cost. */
export function extremeCells(template: Template, conversion: Parameters<typeof deriveCell>[1]) {
  const { leastCost, mostOptions } = template.cell;
  return [1, mostOptions].map((options) =>
    deriveCell(
      template,
      conversion,
      Array.from({ length: options }, () => leastCost),
    ),
  );
}
