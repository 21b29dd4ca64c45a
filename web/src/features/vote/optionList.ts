import { type Constitution, NO_BUDGET } from "../../../../sdk/election/constitution.ts";
import type { Content } from "../../../../sdk/election/content.ts";
import { costOf, usageOf } from "./choices.ts";

/** More options than this are searched, sorted and compared; fewer are seen at a glance. */
export const MANY = 7;

export const ORDERS = ["ballot", "cheap", "dear", "name"] as const;
export type Order = (typeof ORDERS)[number];

/** What somebody looks for among many options; empty as long as nothing is asked. */
export type Wanted = {
  readonly words: string;
  /** A category by its text in the content's own language; empty for all. */
  readonly category: string;
  /** The most that one may cost; `"left"` for what is left of the ballot's budget. */
  readonly most: number | "left" | undefined;
  /** Only what is chosen already. */
  readonly isChosen: boolean;
  readonly order: Order;
};

export const NOTHING_WANTED: Wanted = { words: "", category: "", most: undefined, isChosen: false, order: "ballot" };

type Ballot = {
  readonly content: Content;
  readonly constitution: Pick<Constitution, "rules" | "outcome">;
  readonly choices: readonly number[];
};

/** The options to show, by their places on the ballot; those that are not shown stay chosen as they are. */
export function optionsShown(
  { content, constitution, choices }: Ballot,
  wanted: Wanted,
  nameOf: (option: number) => string,
): readonly number[] {
  const most = mostOf({ content, constitution, choices }, wanted);
  const words = wanted.words.toLowerCase().split(/\s+/).filter(Boolean);
  const cost = (option: number) => costOf(constitution, option) ?? 0;
  const all = content.options.slice(0, constitution.rules.optionCount).map((_, option) => option);
  const found = all.filter((option) => {
    const text = textOf(content, option);
    const isChosen = (choices[option] ?? 0) > 0;
    if (wanted.isChosen && !isChosen) return false;
    if (wanted.category !== "" && categoryOf(content, option) !== wanted.category) return false;
    // What is chosen is paid for already.
    if (most !== undefined && cost(option) > most && !(wanted.most === "left" && isChosen)) return false;
    return words.every((word) => text.includes(word) || String(option + 1) === word);
  });
  const orders: Readonly<Record<Order, (a: number, b: number) => number>> = {
    ballot: (a, b) => a - b,
    cheap: (a, b) => cost(a) - cost(b) || a - b,
    dear: (a, b) => cost(b) - cost(a) || a - b,
    name: (a, b) => nameOf(a).localeCompare(nameOf(b)) || a - b,
  };
  return found.toSorted(orders[wanted.order]);
}

/** The categories of the options, in the order of the ballot, by their texts in the content's own language. */
export function categoriesOf(content: Content): readonly string[] {
  const all = content.options.map((_, option) => categoryOf(content, option)).filter((one) => one !== undefined);
  return [...new Set(all)];
}

/** Round limits of cost between the cheapest and the dearest, at most four: what a filter offers. */
export function costLimits(costs: readonly number[]): readonly number[] {
  const [least, most] = [Math.min(...costs), Math.max(...costs)];
  const limits: number[] = [];
  for (let unit = 1; unit <= most; unit *= 10) {
    limits.push(...[1, 2, 5].map((times) => times * unit).filter((limit) => limit >= least && limit < most));
  }
  return limits.slice(-4);
}

/** Whether anything hides options: a message can then say how to see all. */
export function isFiltered({ words, category, most, isChosen }: Wanted): boolean {
  return words.trim() !== "" || category !== "" || most !== undefined || isChosen;
}

function mostOf({ constitution, choices }: Ballot, { most }: Wanted): number | undefined {
  if (most !== "left") return most;
  const { rules } = constitution;
  if (rules.budget === NO_BUDGET) return undefined;
  const { budget } = usageOf(rules, choices);
  return budget === undefined ? undefined : budget.most - budget.used;
}

function categoryOf({ options, language }: Content, option: number): string | undefined {
  return options[option]?.category?.[language];
}

/** All that is said of an option, in every language, for the search. */
function textOf({ options }: Content, option: number): string {
  const { title = {}, description = {}, category = {} } = options[option] ?? {};
  return [title, description, category]
    .flatMap((text) => Object.values(text))
    .join(" ")
    .toLowerCase();
}
