import { readFileSync } from "node:fs";
import { expect } from "chai";
import { projectRoot } from "../../scripts/checkout/projectRoot.ts";
import { faultOf } from "../../scripts/conformance/judge.ts";
import { ourAnswer } from "../../scripts/conformance/ourAnswer.ts";
import { type Asked, tamperedQuestions } from "../../scripts/conformance/questions.ts";
import { tries } from "../campaign.ts";
import { rememberingVerifier } from "../sdk/verify/rememberingVerifier.ts";
import { leafRules } from "./leafRules.ts";
import { partAnswer } from "./partAnswer.ts";
import { TAMPERED, tamperedCases, tamperedText } from "./tamperedCases.ts";

const verify = rememberingVerifier();
/** Altered records that `npm test` looks at, spread over all. */
const FEW = 60;

/** As far as the check that must refuse it goes. */
function answerOfParts({ ask, expects }: Asked) {
  const question = ask();
  if (!("record" in question) || expects.kind !== "refused") throw new Error("This is no altered record");
  return partAnswer(question.record, expects.by, verify, question.snapshot);
}

describe("The altered records", function () {
  this.timeout(3_600_000);

  it("are made again as they are committed, at least 1,000 of them, no two alike", () => {
    expect(readFileSync(projectRoot + TAMPERED, "utf8")).to.equal(tamperedText());
    const cases = tamperedCases();
    expect(cases.length).to.be.at.least(1_000);
    expect(new Set(cases.map(({ record, patch }) => `${record} ${JSON.stringify(patch)}`)).size).to.equal(cases.length);
    expect(cases.filter(({ patch }) => patch.length === 0).map(({ what }) => what)).to.deep.equal([]);
  });

  it("reach every check that docs/record.md has of a record, and every rule of the list is used", () => {
    const cases = tamperedCases();
    const refusing = new Set(cases.map(({ refusedBy }) => refusedBy));
    const page = readFileSync(`${projectRoot}docs/record.md`, "utf8");
    const section = page.slice(page.indexOf("## 4. Checks"), page.indexOf("With a chain, also"));
    const rows = section.split("\n").filter((line) => line.startsWith("| `P"));
    const named = rows.flatMap((line) =>
      [...(line.split(" | ")[0] ?? "").matchAll(/`(P\d[^`]*)`/g)].map(([, name]) => name),
    );
    expect(named.length).to.be.greaterThan(80);
    expect(named.filter((name) => !refusing.has(String(name)))).to.deep.equal([]);
    expect([...refusing].filter((name) => !named.includes(name))).to.deep.equal([]);
    const unused = leafRules.filter(({ refusedBy }) => !refusing.has(refusedBy));
    expect(unused).to.deep.equal([]);
  });

  it("are refused by the check that each names: some in `npm test`, all in the campaign", async () => {
    const all = tamperedQuestions().filter(({ called }) => !called.startsWith("proposals/"));
    const count = tries(FEW, all.length);
    const chosen = all.filter((_, m) => m % Math.floor(all.length / count) === 0);
    const faults: string[] = [];
    for (const asked of chosen) {
      const answer = count === all.length ? await ourAnswer(asked.ask(), verify) : await answerOfParts(asked);
      const fault = faultOf(asked.expects, answer);
      if (fault !== undefined) faults.push(`${asked.called}: ${fault}`);
    }
    expect(faults).to.deep.equal([]);
    expect(chosen.length).to.be.at.least(count);
  });
});
