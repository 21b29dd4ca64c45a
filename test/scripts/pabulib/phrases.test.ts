import { globSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import { pabulibWords } from "../../../scripts/pabulib/phrases.ts";
import { NotExpressibleError, PabulibMalformedError } from "../../../scripts/pabulib/refusals.ts";

/** The lines of a report, each with what of it must stand in the Korean too. */
const LINES: readonly (readonly [english: string, values: readonly string[]])[] = [
  ["a.pb: approval, 3 projects, rule greedy", ["a.pb", "approval", "3", "greedy"]],
  ["1,204 voters, 1,203 ballots counted", ["1,204", "1,203"]],
  ["the first 4 of 9 voters, 4 ballots counted; recorded are all", ["9명 가운데", "4명", "4장"]],
  ["Tied: b, c: equal votes where not all fitted; they were gone through in the order of the file.", ["b, c"]],
  ["Match, verified (1,203 gas, 4.1 s)", ["일치", "검증됨", "1,203", "4.1"]],
  ["No match, NOT verified (1 gas, 4 s)", ["불일치", "검증되지 않음"]],
  ["Nothing recorded to compare, not verified (--plain) (1 gas, 4 s)", ["비교할 기록이 없음", "검증하지 않음"]],
  ["Match with the recorded counts; no winners to compare, verified (1 gas, 4 s)", ["집계와 일치"]],
  ["Match with the recorded winners; no totals to compare, verified (1 gas, 4 s)", ["선정과 일치"]],
  ["7 files: 3 match, 2 do not, 1 record nothing to compare, 1 refused", ["7", "일치 3", "불일치 2", "거절 1"]],
  ["7 files: 3 match, 2 do not, 2 refused", ["7", "일치 3", "거절 2"]],
  [
    "Deviation: above max_length 3: 2 ballots (lines 3, 4); the constitution takes 5.",
    ["max_length 3", "2장", "3, 4행"],
  ],
  [
    "Deviation: below the total 4 of min_length and min_sum_points: 1 ballot (line 9); the constitution takes 2.",
    ["9행"],
  ],
  [
    "Deviation: above max_length 4: 12 ballots (lines 3, 4 and 10 more); ranks beyond it give no points.",
    ["그 밖에 10"],
  ],
  ["Deviation: a project stands more than once: 1 ballot (line 15); it counts once.", ["15행", "한 번만"]],
  ["Deviation: min_length 2 is not held by the constitution; it is broken by no recorded ballot.", ["min_length 2"]],
  [
    "Deviation: project 1 is marked as withdrawn and left out before the rule; it is named by 1 ballot (line 2).",
    ["2행"],
  ],
  ["election 0x12 on chain 31337, by one node", ["0x12", "31337"]],
  [
    "a block is final when the chain says so; 24 s behind the latest, 12.0 s for a block: at least 31 minutes",
    ["31분"],
  ],
];

describe("What `rehearse --pb` says, in Korean", () => {
  it("is what the English line says, with its values; English stays as it is", () => {
    for (const [english, values] of LINES) {
      const korean = pabulibWords(english, "ko");
      expect(korean, english)
        .to.match(/[가-힣]/)
        .and.not.match(/\$\d|\{\d\}|[a-z]{3,} [a-z]{3,} [a-z]{3,}/);
      for (const value of values) expect(korean, english).to.include(value);
      expect(pabulibWords(english, "en")).to.equal(english);
    }
  });

  it("has a form for every deviation and every refusal in the sources", () => {
    const sources = globSync("scripts/pabulib/*.ts", {
      cwd: projectRoot,
      exclude: ["**/{phrases,report,onChain,money.d}.ts"],
    });
    const text = sources.map((file) => readFileSync(projectRoot + file, "utf8")).join("\n");
    const refusals = [
      ...text.matchAll(/(?:MalformedError|ExpressibleError)\(\s*(?:[^"`]*?,\s*)?(["`])(.+?)\1,?\s*\)/gs),
    ];
    const deviations = [...text.matchAll(/\[\s*(["`])([^"`\n]{20,})\1,?\s*\]/g)];
    const sample = (literal: string) =>
      literal
        .replace(/\$\{named\}/g, "it is named by 1 ballot (line 7)")
        .replace(/\$\{(ballotsAt\([^}]*\)|found)\}/g, "1 ballot (line 7)")
        .replace(/\$\{meaningOfRepeats[^}]*\}/g, "it counts once")
        .replace(/\$\{where\}/g, "line 7 gives")
        .replace(/a \$\{what\}(?= has)/g, "a project")
        .replace(/\$\{what\}(?= \$\{id\})/g, "project")
        .replace(/is not \$\{what\}/g, "is not a cost")
        .replace(/\$\{(key|stated)\} says/g, "num_votes says")
        .replace(/\$\{found\} \$\{what\}|1 ballot \(line 7\) \$\{what\}/g, "7 ballots")
        .replace(/^\$\{what\}: /, "above max_length 7: ")
        .replace(/\$\{[^}]+\}/g, "7");
    const found = [...refusals, ...deviations].map(([, , literal = ""]) => sample(literal));
    expect(refusals.length).to.be.greaterThan(20);
    expect(deviations.length).to.be.greaterThan(10);
    for (const english of found) expect(pabulibWords(english, "ko"), english).to.match(/[가-힣]/);
  });

  it("stands with a refused file's line, and with what cannot be run here", () => {
    const broken = new PabulibMalformedError(3, "the column vote is missing");
    expect(broken.reasonInKorean).to.equal("3행: vote 열이 없음.");
    expect(new NotExpressibleError("its rule is equalshares").reasonInKorean).to.equal("규칙이 equalshares.");
  });
});
