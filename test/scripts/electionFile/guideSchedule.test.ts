import { readFileSync } from "node:fs";
import { expect } from "chai";
import { parse, stringify } from "yaml";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import { examine } from "../../../scripts/electionFile/examine.ts";
import { parseElectionFile } from "../../../scripts/electionFile/parseElectionFile.ts";
import { exampleText } from "./exampleFile.ts";

const TEN = Date.parse("2027-03-02T10:00+09:00") / 1000;

/** The YAML of a guide that begins a test. */
function printedSchedule(guide = "docs/operations.md"): Readonly<Record<string, object>> {
  const text = readFileSync(projectRoot + guide, "utf8");
  const [, yaml = ""] = /```yaml\n(test: true\n[\s\S]*?)```/.exec(text) ?? [];
  return parse(yaml);
}

describe("the schedule of a test that docs/operations.md prints", () => {
  it("has no error in a file that is filled in by 10:00", () => {
    const file = parse(exampleText("yes-no-abstain"));
    for (const [part, values] of Object.entries(printedSchedule())) {
      file[part] = typeof values === "object" && values !== null ? { ...file[part], ...values } : values;
    }
    const findings = examine(parseElectionFile(stringify(file), "practice.yaml"), TEN);
    expect(findings.filter(({ level }) => level === "error").map(({ path, cause }) => [path, cause])).to.deep.equal([]);
  });

  it("is the same in the Korean guide", () => {
    expect(printedSchedule("docs/ko/operations.md")).to.deep.equal(printedSchedule());
  });
});
