import { expect } from "chai";
import { error, findingText } from "../../../scripts/electionFile/finding.ts";

describe("A finding in an election file", () => {
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
