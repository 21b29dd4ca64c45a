import { expect } from "chai";
import { parseDocument } from "yaml";
import { readYaml } from "../../../scripts/electionFile/yamlFile.ts";
import { yamlFault } from "../../../sdk/words/yamlFault.ts";

/** Texts that are not YAML, each in its own way. */
const TEXTS = [
  "a: 1\n b: 2\n",
  "a: b: c\n",
  "a: @b\n",
  'a: "x\n',
  'a: "\\q"\n',
  "a: [1, 2\n",
  "- a\nb: 1\n",
  "a: 1\n- b\n",
  "a: {b\n",
  "a: ]\n",
  "? a\n  b\n: c: d\n",
  "%X\n---\na: 1\n",
];

describe("What is wrong with YAML", () => {
  it("is said in our words, in both languages, for whatever the reader finds", () => {
    const codes = new Set<string>();
    for (const text of TEXTS) {
      const { errors, warnings } = parseDocument(text, { prettyErrors: false });
      const faults = [...errors, ...warnings];
      for (const { code, message } of faults) {
        codes.add(code);
        const { en, ko } = yamlFault(code);
        expect(en, code)
          .to.match(/^[a-z]/)
          .and.not.equal(message);
        expect(ko, code).to.match(/[가-힣]/);
      }
      for (const { cause, ko } of readYaml(text).findings) {
        for (const { message } of faults) expect(cause, text).not.to.include(message);
        expect(ko.cause.replaceAll("YAML", ""), text).not.to.match(/[A-Za-z]{2}/);
      }
    }
    expect(codes.size).to.be.greaterThan(5);
    expect(yamlFault("SOMETHING_NEW").en).to.equal("this line cannot be read");
  });
});
