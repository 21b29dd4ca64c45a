import { PARTS } from "./breakdown.ts";
import { type Figures, RUNS } from "./figures.ts";
import { GOALS, LEAST_GOALS, RATIO_GOALS } from "./goals.ts";
import { machine } from "./machine.ts";

/** Which figure stands beside another as its reference, by the beginning of the key. */
const references: readonly (readonly [start: string, reference: string])[] = [
  ["gas.castBallot", "gas.semaphore.validateProof"],
  ["gas.enrol.batch30", "gas.semaphore.addMembers.batch30"],
  ["gas.post.", "gas.semaphore.validateProof"],
  ["gas.support.", "gas.semaphore.validateProof"],
  ["gas.withdraw.", "gas.semaphore.validateProof"],
  ["constraints.ballot", "constraints.semaphore"],
  ["bytes.provingKey.ballot", "bytes.provingKey.semaphore"],
  ["seconds.prove.ballot", "seconds.prove.semaphore"],
  ["seconds.tally", "seconds.sumOfBallots.16384"],
  ["seconds.leanImt.1000000", "seconds.leanImt.inJavaScript.16384"],
  ["perSecond.verify.", "perSecond.verifyAlone"],
  ["milliseconds.page.longestGap.proving", "milliseconds.page.longestGap.idle"],
  ["seconds.page.roll.100000", "seconds.page.fetchAlone.100000"],
  ["seconds.page.notOnRoll.100000", "seconds.page.fetchAlone.100000"],
  ["seconds.page.submitToProof", "seconds.page.proofAtOnce"],
  ["bytes.page.firstVote", "bytes.page.keysUncompressed"],
  ["seconds.page.firstPaint", "seconds.page.listShown"],
];

/** Of ballots whose gas is taken apart, by the beginning of the keys. */
const BREAKDOWNS = ["gas.breakdown.8.alone", "gas.breakdown.8.batch32"] as const;

/** The figures as bench/latest.md has them: each beside its reference of the same run, and its goal. */
export function figureTable(figures: Figures): string {
  return [
    "# Measured by `npm run hanpyo -- bench`",
    "",
    `${machine()}. Seconds are medians of ${RUNS}, warm, in turns with their reference. Those of 1,000,000, and what is verified per second, are seconds of one core's work, so that they say the same beside other work; a million was done once.`,
    "",
    "| figure | value | reference | its value | ratio | goal |",
    "|---|---|---|---|---|---|",
    ...Object.entries(figures)
      .filter(([name]) => !name.startsWith("gas.breakdown"))
      .map(([name, value]) => row(name, value, figures)),
    "",
    ...breakdownTable(figures),
  ].join("\n");
}

/** What the gas of one ballot goes into; nothing where it was not measured. */
function breakdownTable(figures: Figures): readonly string[] {
  if (!PARTS.some((part) => `${BREAKDOWNS[0]}.${part}` in figures)) return [];
  return [
    "What the gas of a ballot of 8 options goes into (`rest`: point additions, binding, memory, the clone's call).",
    "",
    "| part | alone | in a batch of 32 |",
    "|---|---|---|",
    ...PARTS.map((part) => {
      const cells = BREAKDOWNS.map((name) => text(figures[`${name}.${part}`] ?? Number.NaN));
      return `| ${part} | ${cells.join(" | ")} |`;
    }),
    "",
  ];
}

function row(name: string, value: number, figures: Figures): string {
  const reference = references.find(([start]) => `${name}.`.startsWith(start))?.[1];
  const other = reference === undefined ? undefined : figures[reference];
  const beside = other === undefined ? " | | " : `${reference} | ${text(other)} | ${(value / other).toFixed(2)}`;
  const kept = keptOrMissed("at most", value, GOALS[name]);
  const least = LEAST_GOALS[name];
  const reached = least === undefined ? "" : `at least ${least}: ${value >= least ? "kept" : "missed"}`;
  const ratio = other === undefined ? "" : keptOrMissed("ratio at most", value / other, RATIO_GOALS[name]);
  return `| ${name} | ${text(value)} | ${beside} | ${kept}${reached}${ratio} |`;
}

function keptOrMissed(limit: string, value: number, goal: number | undefined): string {
  return goal === undefined ? "" : `${limit} ${goal}: ${value <= goal ? "kept" : "missed"}`;
}

function text(value: number): string {
  return value.toLocaleString("en");
}
