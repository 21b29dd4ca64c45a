import { expect } from "chai";
import { hexlify, toUtf8Bytes } from "ethers";
import type { Template } from "../../../sdk/proposals/template.ts";
import { TemplateQuestionInvalidError, writeQuestion } from "../../../sdk/proposals/templateQuestion.ts";
import { requireVotable, TemplateOptionsDifferError, votableFault } from "../../../sdk/proposals/votableTemplate.ts";
import { QUESTION } from "./sampleText.ts";

const asking = (question: string, optionCount = 2, conversion: Template["conversion"] = "WhenAnswered") => ({
  conversion,
  ballot: { question, rules: { optionCount } },
});

describe("A template that leads to a vote", () => {
  it("has a question that can be read, with as many labels as its rules count options", () => {
    const bytes = hexlify(writeQuestion(QUESTION));
    expect(requireVotable(asking(bytes))).to.deep.equal(QUESTION);
    expect(() => requireVotable(asking(bytes, 3))).to.throw(
      TemplateOptionsDifferError,
      "2 options, and its rules count 3",
    );
    for (const question of ["0x", "0xff", hexlify(toUtf8Bytes("{}")), `${bytes}20`]) {
      expect(() => requireVotable(asking(question)), question).to.throw(TemplateQuestionInvalidError);
    }
    expect(votableFault(asking(bytes, 1))?.code).to.equal("TEMPLATE_OPTIONS_DIFFER");
    expect(votableFault(asking(bytes))).to.equal(undefined);
  });

  it("is not asked for a question where it leads to an answer alone", () => {
    expect(requireVotable(asking("0x", 0, "Never"))).to.equal(undefined);
  });
});
