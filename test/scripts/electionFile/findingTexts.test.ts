import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import { error, findingText } from "../../../scripts/electionFile/finding.ts";
import { type FindingKey, findingCatalogue } from "../../../scripts/electionFile/findingTexts.ts";

const { en, ko } = findingCatalogue;
const keys = Object.keys(en) as FindingKey[];
const places = (texts: readonly string[]) => [...texts.join(" ").matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe("the catalogue of findings", () => {
  it("has cause and remedy in both languages, with the same places for values", () => {
    expect(Object.keys(ko).sort()).to.deep.equal([...keys].sort());
    for (const key of keys) expect(places(ko[key]), key).to.deep.equal(places(en[key]));
  });

  it("is Korean in Korean, and English in English", () => {
    for (const key of keys) {
      expect(ko[key].join(" "), key).to.match(/[가-힣]/);
      expect(en[key].join(" "), key).not.to.match(/[가-힣]/);
      expect(en[key][1], key).to.match(/^[A-Z]/);
    }
  });

  it("holds nothing that no check finds", () => {
    const sources = ["scripts/electionFile", "scripts/clerk", "scripts/clerk/commands"]
      .flatMap((folder) => readdirSync(projectRoot + folder).map((name) => `${projectRoot}${folder}/${name}`))
      .filter((file) => file.endsWith(".ts") && !file.endsWith("findingTexts.ts"))
      .map((file) => readFileSync(file, "utf8"))
      .join("\n");
    expect(keys.filter((key) => !sources.includes(`"${key}"`))).to.deep.equal([]);
  });

  it("is said in one line, in the language that is asked for", () => {
    const finding = { ...error("board.threshold", "threshold", { threshold: 9, count: 5 }), line: 7 };
    expect(findingText("a.yaml", finding, "en")).to.equal(
      "a.yaml:7 error board.threshold: 9 of 5 is no threshold. Give 2 to 5.",
    );
    expect(findingText("a.yaml", finding, "ko")).to.equal(
      "a.yaml:7 오류 board.threshold: 5명 중 9명은 쓸 수 없는 기준입니다. 2부터 5까지 적으세요.",
    );
  });
});
