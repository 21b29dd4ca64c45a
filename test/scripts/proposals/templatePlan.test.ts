import { readFileSync } from "node:fs";
import { expect } from "chai";
import { hexlify } from "ethers";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import { parseTemplateFile } from "../../../scripts/electionFile/parseTemplateFile.ts";
import { templateOf } from "../../../scripts/electionFile/toTemplate.ts";
import { proposalsSpeaker } from "../../../scripts/proposals/proposalsSpeaker.ts";
import { templateLines } from "../../../scripts/proposals/templatePlan.ts";
import type { Template } from "../../../sdk/proposals/template.ts";
import { writeQuestion } from "../../../sdk/proposals/templateQuestion.ts";
import { QUESTION_OF_THREE } from "../../contracts/proposals/conversionTown.ts";

const EXAMPLE = `${projectRoot}examples/proposals/template.yaml`;
/** 2027-01-15 09:00 in Korea. */
const NOW = Date.parse("2027-01-15T09:00:00+09:00") / 1_000;
/** Longer than a line of foreign text that is shown in passing. */
const LONG = `${"Whether ".repeat(60)}and at last?`;

describe("What a template binds, for people", () => {
  const template = templateOf(parseTemplateFile(readFileSync(EXAMPLE, "utf8"), EXAMPLE));
  const said = (one: Template, lang: "en" | "ko" = "en") =>
    templateLines(one, NOW, proposalsSpeaker({ lang })).join("\n");

  it("has question and options to their end", () => {
    const [first, ...others] = QUESTION_OF_THREE.options;
    const question = {
      question: { ko: `${"가".repeat(400)}하고 끝`, en: LONG },
      options: [{ ko: first?.ko ?? "", en: LONG }, ...others],
    };
    const ballot = { ...template.ballot, question: hexlify(writeQuestion(question)) };
    expect(said({ ...template, ballot })).to.include(`Question of every vote: ${LONG}`);
    expect(said({ ...template, ballot })).to.include(`option 1: ${LONG}`);
    expect(said({ ...template, ballot }, "ko")).to.include("하고 끝");
  });
});
