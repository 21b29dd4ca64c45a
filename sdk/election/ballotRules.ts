import { HanpyoError, told } from "../errors.ts";
import type { BallotRules } from "./constitution.ts";

/** The rules of P5.1 by name. */
export type RuleName =
  | "ballotSize"
  | "wholePoints"
  | "maxPerOption"
  | "optionCount"
  | "minTotal"
  | "maxTotal"
  | "budget"
  | "credits"
  | "distinct";

/** Which rule a ballot breaks: what was found and what is allowed. */
export type BrokenRule = { readonly rule: RuleName; readonly found: number; readonly limit: number };

export class ChoicesIllegalError extends HanpyoError {
  readonly broken: BrokenRule;

  constructor(broken: BrokenRule) {
    super(
      "CHOICES_ILLEGAL",
      told`The choices break the rule ${{ rule: broken.rule }}: found ${{ found: broken.found }}, the limit is ${{ limit: broken.limit }}`,
      "Change the choices",
    );
    this.broken = broken;
  }
}

/** The first rule that the choices (`ballotSize` whole numbers) break, or undefined if they are legal (P5.1). */
export function brokenRule(rules: BallotRules, ballotSize: number, choices: readonly number[]): BrokenRule | undefined {
  if (choices.length !== ballotSize) return { rule: "ballotSize", found: choices.length, limit: ballotSize };
  const total = sum(choices);
  const expense = sum(choices.map((points, option) => points * (rules.costs[option] ?? 0)));
  const credits = sum(choices.map((points) => points * points));
  const first = (rule: RuleName, limit: number, wrong: (points: number, option: number) => boolean) =>
    choices.filter(wrong).map((found): BrokenRule => ({ rule, found, limit }))[0];
  return (
    first("wholePoints", 0, (points) => !Number.isSafeInteger(points) || points < 0) ??
    first("maxPerOption", rules.maxPerOption, (points) => points > rules.maxPerOption) ??
    first("optionCount", rules.optionCount, (points, option) => points > 0 && option >= rules.optionCount) ??
    atLeast("minTotal", total, rules.minTotal) ??
    atMost("maxTotal", total, rules.maxTotal) ??
    atMost("budget", expense, rules.budget) ??
    atMost("credits", credits, rules.credits) ??
    first("distinct", 1, (points, option) => rules.distinct && points > 0 && choices.indexOf(points) < option)
  );
}

/** Throws `ChoicesIllegalError` unless the choices are legal. */
export function checkChoices(rules: BallotRules, ballotSize: number, choices: readonly number[]): void {
  const broken = brokenRule(rules, ballotSize, choices);
  if (broken) throw new ChoicesIllegalError(broken);
}

function atLeast(rule: RuleName, found: number, limit: number): BrokenRule | undefined {
  return found < limit ? { rule, found, limit } : undefined;
}

function atMost(rule: RuleName, found: number, limit: number): BrokenRule | undefined {
  return found > limit ? { rule, found, limit } : undefined;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
