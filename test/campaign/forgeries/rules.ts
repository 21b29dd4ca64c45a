import { NO_BUDGET, NO_CREDITS } from "../../../sdk/election/constitution.ts";
import type { Equivalent, Forgery } from "../forgery.ts";

const open = {
  optionCount: 3,
  maxPerOption: 3,
  minTotal: 0,
  maxTotal: 9,
  costs: [0, 0, 0],
  budget: NO_BUDGET,
  credits: NO_CREDITS,
  distinct: 0,
  cover: 0,
};

function forgery(breaks: string, input: object, rest: Pick<Forgery, "value" | "hint" | "declare"> = {}): Forgery {
  return { main: "Rules(3)", input: { ...open, choices: [1, 0, 0], ...input }, breaks, ...rest };
}

const offeredHint = "i < optionCount ? 1 : 0";
const oneOption = { optionCount: 1, choices: [0, 1, 0] };
const twoPoints = { choices: [2, 0, 0] };

export const rulesForgeries: Readonly<Record<string, Forgery | Equivalent>> = {
  "Rules: value[i].in <== choices[i]": forgery("the bits are those of the choices", {}, { value: "0" }),
  "Rules: bits[i] <== value[i].out": forgery(
    "the bits are those of the choices",
    {},
    { declare: "var others[8];", value: "others" },
  ),
  "Rules: spare[i].in <== maxPerOption - choices[i]": forgery(
    "no option has more than maxPerOption",
    { choices: [4, 0, 0] },
    { value: "0" },
  ),
  "Rules: offered[i] * (offered[i] - 1) === 0": forgery("options beyond optionCount stay 0", oneOption, {
    hint: [offeredHint, "i < 2 ? 1 : -1"],
  }),
  "Rules: offered[i] * (1 - offered[i - 1]) === 0": forgery("the options offered are the first ones", oneOption, {
    hint: [offeredHint, "i == 1 ? 1 : 0"],
  }),
  "Rules: choices[i] * (1 - offered[i]) === 0": forgery("options beyond optionCount stay 0", oneOption),
  "Rules: offeredCount === optionCount": forgery("options beyond optionCount stay 0", oneOption, {
    hint: [offeredHint, "1"],
  }),
  "Rules: signal owed <== (1 - cover) * minTotal": forgery(
    "a vote has minTotal points",
    { minTotal: 2 },
    { value: "0" },
  ),
  "Rules: aboveMinimum.in <== total - owed": forgery("a vote has minTotal points", { minTotal: 2 }, { value: "0" }),
  "Rules: belowMaximum.in <== maxTotal - total": forgery(
    "a vote has at most maxTotal points",
    { maxTotal: 1, ...twoPoints },
    { value: "0" },
  ),
  "Rules: spent[i] <== costs[i] * choices[i]": forgery(
    "the points cost at most the budget",
    { costs: [9, 9, 9], budget: 8 },
    { value: "0" },
  ),
  "Rules: withinBudget.in <== budget - expense": forgery(
    "the points cost at most the budget",
    { costs: [9, 9, 9], budget: 8 },
    { value: "0" },
  ),
  "Rules: square[i] <== choices[i] * choices[i]": forgery(
    "the squared points are at most the credits",
    { credits: 3, ...twoPoints },
    { value: "choices[i]" },
  ),
  "Rules: withinCredits.in <== credits - squares": forgery(
    "the squared points are at most the credits",
    { credits: 3, ...twoPoints },
    { value: "0" },
  ),
  "Rules: ranked[i] <== distinct * choices[i]": forgery(
    "nonzero points are distinct",
    { distinct: 1, choices: [2, 2, 0] },
    { value: "0" },
  ),
  "Rules: apart[pair] <== (choices[i] - choices[j]) * inverse[pair]": forgery(
    "nonzero points are distinct",
    { distinct: 1, choices: [2, 2, 0] },
    { value: "1" },
  ),
  "Rules: (1 - apart[pair]) * ranked[i] === 0": forgery("nonzero points are distinct", {
    distinct: 1,
    choices: [2, 2, 0],
  }),
};
