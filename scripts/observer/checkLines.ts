import type { Check } from "../../sdk/verify/check.ts";
import { wordsIn } from "../terminal/checkWords/catalogue.ts";
import { valueIn } from "../terminal/checkWords/valuesInKorean.ts";
import { columnsOf } from "../terminal/columns.ts";
import { shown } from "../terminal/shown.ts";
import type { ObserverSpeaker } from "./observerSpeaker.ts";

/** Parts of the report by the protocol's sections; steps 5 to 7 are one group for a reader. */
const PARTS = {
  P1: "P1",
  P13: "P13",
  P2: "P2",
  P3: "P3",
  P4: "P4",
  P5: "P7",
  P6: "P7",
  P7: "P7",
  P8: "P8",
  P9: "P9",
  P10: "P10",
  P20: "P20",
  P21: "P21",
  P23: "P23",
  P24: "P24",
  P26: "P26",
  P11: "P11",
  P15: "P15",
} as const;
type Part = (typeof PARTS)[keyof typeof PARTS];

/** Every check under its phase, numbered; of one that does not hold, what was expected and what was found. */
export function checkLines(checks: readonly Check[], speaker: ObserverSpeaker): readonly string[] {
  const numbered = checks.map((check, index) => ({
    ...check,
    name: wordsIn(speaker.language, check.name),
    number: index + 1,
    part: partOf(check),
  }));
  const parts = [...new Set(Object.values(PARTS))];
  const width = Math.max(...numbered.map(({ name }) => columnsOf(name)), 0);
  return parts.flatMap((part) => {
    const own = numbered.filter((check) => check.part === part);
    const lines = own.flatMap((check) => checkLine(check, width, speaker));
    return own.length === 0 ? [] : ["", speaker.text(part), ...lines];
  });
}

function checkLine(
  { number, name, ok, expected, found, notChecked }: Check & { readonly number: number },
  width: number,
  { language, text }: ObserverSpeaker,
): readonly string[] {
  const head = `${String(number).padStart(4)}  ${text(ok ? "ok" : notChecked ? "none" : "bad")}  ${name}`;
  if (ok) return [`${head}${" ".repeat(width - columnsOf(name) + 2)}${shown(valueIn(language, found))}`];
  const said = (key: "expected" | "found", value: string) =>
    `${" ".repeat(12)}${text(key, { value: shown(valueIn(language, value)) })}`;
  return [head, said("expected", expected), said("found", found)];
}

function partOf({ name }: Check): Part {
  // What a proposal's record as a whole is held to.
  if (name.startsWith("P21.15 ")) return "P11";
  const step = /^P[0-9]+/.exec(name)?.[0] ?? "";
  return step in PARTS ? PARTS[step as keyof typeof PARTS] : "P11";
}
