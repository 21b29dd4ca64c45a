import { type BrokenRule, brokenRule } from "../../../../sdk/election/ballotRules.ts";
import { type BallotRules, type Constitution, NO_BUDGET, NO_CREDITS } from "../../../../sdk/election/constitution.ts";

/** How a ballot's form looks; all of them are settings of the one rule set (P5.1). */
export type BallotForm = "one" | "several" | "points" | "ranks";

/** The form that fits the rules. */
export function formOf(rules: BallotRules): BallotForm {
  const { maxPerOption, minTotal, maxTotal, distinct, budget, credits } = rules;
  const isOrder = distinct && maxTotal === (maxPerOption * (maxPerOption + 1)) / 2;
  if (maxPerOption > 1 && isOrder && budget === NO_BUDGET && credits === NO_CREDITS) return "ranks";
  if (maxPerOption > 1) return "points";
  return minTotal === 1 && maxTotal === 1 ? "one" : "several";
}

/** A ballot without any choice. */
export function blankChoices(ballotSize: number): readonly number[] {
  return Array.from({ length: ballotSize }, () => 0);
}

/** Choices with the points of one option changed, between 0 and the most allowed. */
export function withPoints(
  rules: BallotRules,
  choices: readonly number[],
  option: number,
  points: number,
): readonly number[] {
  const bounded = Math.min(Math.max(0, Math.trunc(points) || 0), rules.maxPerOption);
  return choices.map((earlier, index) => (index === option ? bounded : earlier));
}

/** What a ballot uses up, and of how much; nothing where the rules set no such limit. */
export type Usage = {
  readonly points: { readonly used: number; readonly most: number };
  readonly budget: { readonly used: number; readonly most: number } | undefined;
  readonly credits: { readonly used: number; readonly most: number } | undefined;
};

export function usageOf(rules: BallotRules, choices: readonly number[]): Usage {
  const sum = (weigh: (points: number, option: number) => number) =>
    choices.reduce((total, points, option) => total + weigh(points, option), 0);
  return {
    points: { used: sum((points) => points), most: rules.maxTotal },
    budget:
      rules.budget === NO_BUDGET
        ? undefined
        : { used: sum((points, option) => points * (rules.costs[option] ?? 0)), most: rules.budget },
    credits: rules.credits === NO_CREDITS ? undefined : { used: sum((points) => points * points), most: rules.credits },
  };
}

/** What one vote for an option costs: from the ballot's budget, or as the outcome's rule counts it. */
export function costOf(
  { rules, outcome }: Pick<Constitution, "rules" | "outcome">,
  option: number,
): number | undefined {
  const cost = rules.budget === NO_BUDGET ? outcome.costs[option] : rules.costs[option];
  return cost === undefined || cost === 0 ? undefined : cost;
}

/** The first rule that the choices break. */
export function faultOfChoices(
  { rules, ballotSize }: Pick<Constitution, "rules" | "ballotSize">,
  choices: readonly number[],
): BrokenRule | undefined {
  return brokenRule(rules, ballotSize, choices);
}
