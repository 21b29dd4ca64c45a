import { expect } from "chai";
import { toUtf8Bytes } from "ethers";
import {
  MOST_QUESTION_BYTES,
  readQuestion,
  TemplateQuestionInvalidError,
  writeQuestion,
} from "../../../sdk/proposals/templateQuestion.ts";
import { QUESTION } from "./sampleText.ts";

describe("A template's question", () => {
  const { question, options } = QUESTION;
  const text = new TextDecoder().decode(writeQuestion(QUESTION));

  it("reads back as it was written, in one spelling", () => {
    expect(readQuestion(writeQuestion(QUESTION))).to.deep.equal(QUESTION);
    expect(text).to.match(/^\{"options":\[\{"en":"Yes","ko":"찬성"\},.*"question":\{"en":/);
  });

  it("may have several lines, 32 options and all its bytes, and nothing more", () => {
    const lines = { ...QUESTION, question: { ...question, ko: "조례안\n찬성하십니까?" } };
    expect(readQuestion(writeQuestion(lines))).to.deep.equal(lines);
    writeQuestion({ question, options: Array(32).fill(options[0]) });
    const room = MOST_QUESTION_BYTES - toUtf8Bytes(text).length;
    writeQuestion({ question: { ...question, en: question.en + "a".repeat(room) }, options });
    const invalid = (wrong: typeof QUESTION) =>
      expect(() => writeQuestion(wrong)).to.throw(TemplateQuestionInvalidError);
    invalid({ question: { ...question, en: question.en + "a".repeat(room + 1) }, options });
    invalid({ question, options: Array(33).fill(options[0]) });
    invalid({ question, options: options.slice(0, 1) });
    invalid({ question: { ...question, ko: "" }, options });
    invalid({ question: { ...question, ko: "찬성".normalize("NFD") }, options });
    invalid({ question: { ...question, en: "\u202eYes?" }, options });
    invalid({ question, options: [{ ko: "찬\n성", en: "Yes" }, ...options.slice(1)] });
  });

  it("is refused in any other form", () => {
    const wrong = ["", "[]", "null", `${text} `, text.replace('"en":"Yes",', ""), text.replace("{", '{"note":1,')];
    for (const one of wrong) {
      expect(() => readQuestion(toUtf8Bytes(one)), one).to.throw(TemplateQuestionInvalidError);
    }
    expect(() => readQuestion(Uint8Array.of(0xff))).to.throw(TemplateQuestionInvalidError);
  });
});
