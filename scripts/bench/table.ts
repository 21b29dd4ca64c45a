import { type Figures, RUNS } from "./figures.ts";
import { machine } from "./machine.ts";

/** Which figure stands beside another as its reference, by the beginning of the key. */
const references: readonly (readonly [start: string, reference: string])[] = [
  ["gas.castBallot", "gas.semaphore.validateProof"],
  ["gas.enrol.batch30", "gas.semaphore.addMembers.batch30"],
  ["constraints.ballot", "constraints.semaphore"],
  ["bytes.provingKey.ballot", "bytes.provingKey.semaphore"],
  ["seconds.prove.ballot", "seconds.prove.semaphore"],
  ["seconds.tally", "seconds.sumOfBallots.16384"],
  ["milliseconds.page.longestGap.proving", "milliseconds.page.longestGap.idle"],
  ["seconds.page.roll.100000", "seconds.page.fetchAlone.100000"],
];

/** What a figure must not exceed. */
const goals: Figures = {
  "gas.enrol.batch30": 180_000,
  "milliseconds.page.longestGap.proving": 100,
  "milliseconds.page.longestTask.proving": 100,
  "seconds.page.roll.100000": 2,
};

/** The figures as bench/latest.md has them: each beside its reference of the same run, and its goal. */
export function figureTable(figures: Figures): string {
  return [
    "# Measured by `npm run hanpyo -- bench`",
    "",
    `${machine()}. Seconds are medians of ${RUNS}, warm, in turns with their reference.`,
    "",
    "| figure | value | reference | its value | ratio | goal |",
    "|---|---|---|---|---|---|",
    ...Object.entries(figures).map(([name, value]) => row(name, value, figures)),
    "",
  ].join("\n");
}

function row(name: string, value: number, figures: Figures): string {
  const reference = references.find(([start]) => name.startsWith(start))?.[1];
  const other = reference === undefined ? undefined : figures[reference];
  const beside = other === undefined ? " | | " : `${reference} | ${text(other)} | ${(value / other).toFixed(2)}`;
  const goal = goals[name];
  const kept = goal === undefined ? "" : `at most ${goal}: ${value <= goal ? "kept" : "missed"}`;
  return `| ${name} | ${text(value)} | ${beside} | ${kept} |`;
}

function text(value: number): string {
  return value.toLocaleString("en");
}
