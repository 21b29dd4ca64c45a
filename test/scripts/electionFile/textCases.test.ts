import { existsSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { parse } from "yaml";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import { gasFigures } from "../../../scripts/clerk/gasFigures.ts";
import { examine } from "../../../scripts/electionFile/examine.ts";
import type { Finding } from "../../../scripts/electionFile/finding.ts";
import {
  ElectionFileInvalidError,
  type ParsedFile,
  parseElectionFile,
} from "../../../scripts/electionFile/parseElectionFile.ts";
import type { ElectionFile } from "../../../scripts/electionFile/schema.ts";
import { contentOf } from "../../../scripts/electionFile/toElection.ts";
import { ContentMalformedError, contentSize, encodeContent } from "../../../sdk/election/content.ts";
import { errorOf } from "../../errorOf.ts";
import { BEFORE_EXAMPLES, example } from "./exampleFile.ts";

const FOLDER = `${projectRoot}../shared/cases`;
const CASES = ["option-titles-look-alike", "option-title-invisible-or-bidi"] as const;

/** The text of a case's file, or undefined with a line where the folder beside the project is absent. */
function caseText(name: string, file = "election.yaml"): string | undefined {
  const path = `${FOLDER}/${name}/${file}`;
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}

function errorsOf(text: string): readonly Finding[] {
  try {
    return examine(parseElectionFile(text, "election.yaml"), BEFORE_EXAMPLES).filter(({ level }) => level === "error");
  } catch (error) {
    if (error instanceof ElectionFileInvalidError) return error.findings;
    throw error;
  }
}

describe("A file that went wrong once", () => {
  for (const name of CASES) {
    it(`is refused at its options: ${name}`, () => {
      const text = caseText(name);
      if (text === undefined) return void console.log(`      skipped: ../shared/cases/${name} is not here`);
      const found = errorsOf(text);
      expect(found.filter(({ path }) => path.startsWith("options."))).to.have.length.greaterThan(1);
    });
  }

  for (const [file, places] of [
    ["april-31.yaml", ["schedule.closesAt"]],
    ["election.yaml", ["schedule.opensAt", "schedule.closesAt"]],
  ] as const) {
    it(`is refused at days that there are not: ${file}`, () => {
      const text = caseText("impossible-day-rolls-over", file);
      if (text === undefined) return void console.log("      skipped: ../shared/cases is not here");
      const found = errorsOf(text).filter(({ cause }) => cause.startsWith("there is no such day or hour"));
      expect(found.map(({ path }) => path)).to.deep.equal(places);
    });
  }

  it("is refused at its aliases, by line", () => {
    const text = caseText("yaml-aliases-crash");
    if (text === undefined) return void console.log("      skipped: ../shared/cases is not here");
    const found = errorsOf(text);
    expect(found.map(({ line }) => line)).to.deep.equal([1, 2, 3, 4]);
    expect(found[0]?.remedy).to.include("Write the value out");
  });

  it("is refused where its content is larger than a transaction, and priced", async () => {
    const text = caseText("content-larger-than-a-transaction");
    if (text === undefined) return void console.log("      skipped: ../shared/cases is not here");
    // Its texts; the file itself is of an older form.
    const { title, question, options } = parse(text) as Pick<ElectionFile, "title" | "question" | "options">;
    const before = example("approval");
    const parsed: ParsedFile = { ...before, file: { ...before.file, title, question, options } };
    const content = contentOf(parsed.file, []);
    const bytes = contentSize(content);
    expect(bytes).to.be.within(171_951, 172_200);
    const [found, ...more] = examine(parsed, BEFORE_EXAMPLES).filter(({ level }) => level === "error");
    expect(more).to.deep.equal([]);
    expect(found?.cause).to.include(String(bytes)).and.include("118000");
    await errorOf(() => encodeContent(content), ContentMalformedError);
    // What a node estimated: 6,918,440, of which calldata's floor is nearly all.
    const creation = gasFigures.create({ options: content.options.length, content: bytes });
    expect(creation / 6_918_440).to.be.within(0.98, 1.02);
  });
});
