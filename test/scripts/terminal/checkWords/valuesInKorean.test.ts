import { globSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { projectRoot } from "../../../../scripts/checkout/projectRoot.ts";
import { valueIn } from "../../../../scripts/terminal/checkWords/valuesInKorean.ts";
import { STATEMENTS } from "../../../../sdk/trust/statement.ts";
import { allOf, upTo } from "../../../../sdk/verify/check.ts";
import { counted } from "../../../../sdk/verify/counted.ts";

/** Words of the sdk's templates, with something in each place. */
const filled = (template: string) => template.replace(/\$\{[^}]*\}/g, "7");

describe("Values of checks", () => {
  it("count in the singular and the plural", () => {
    expect([0, 1, 2].map((n) => counted(n, "checkpoint"))).to.deep.equal([
      ...["0 checkpoints", "1 checkpoint", "2 checkpoints"],
    ]);
    expect([1, 2].map((n) => counted(n, "batch", "batches"))).to.deep.equal(["1 batch", "2 batches"]);
    expect([1, 2].map(allOf)).to.deep.equal(["the one there is", "all 2"]);
  });

  it("stay as they are in English, and are Korean in Korean; addresses, hashes and numbers are the same in both", () => {
    const values: readonly (readonly [english: string, korean: string])[] = [
      ["none to check", "검사할 것 없음"],
      ["all 3", "3개 모두"],
      ["the one there is", "하나, 그것뿐임"],
      ["1 checkpoint", "명부 상태 1개"],
      ["2 batches", "묶음 2개"],
      ["3 different accounts", "서로 다른 계정 3개"],
      ["until 2027-01-02 18:00:00 KST", "2027-01-02 18:00:00 KST까지"],
      ["a state until 2027-01-02 18:00:00 KST", "2027-01-02 18:00:00 KST까지의 명부 상태"],
      ["a state of 2027-01-02 17:59:00 KST", "2027-01-02 17:59:00 KST의 명부 상태"],
      ["2027-01-02 18:00:00 KST or 2027-01-03 18:00:00 KST", "2027-01-02 18:00:00 KST 또는 2027-01-03 18:00:00 KST"],
      ["2 of 3", "3명 가운데 2명"],
      ["Election as compiled", "컴파일한 그대로의 Election"],
      [upTo("P", [1, 2], 1, () => "seat 2").found, "2개 가운데 앞의 1개까지. 아닌 것: seat 2"],
      ["0x1234", "0x1234"],
      ["1, 2, 3", "1, 2, 3"],
      [
        `0x${"1".repeat(40)}: unknown (no seat line of a trustee)`,
        `0x${"1".repeat(40)}: 확인되지 않음 (자리 줄이 없음(trustee))`,
      ],
      [
        "0x11: not yet in the gazette (it did not make the election); 0x12: unknown (its code is no clone)",
        "0x11: 아직 공보에 없음 (이 투표를 만든 팩토리가 아님); 0x12: 확인되지 않음 (코드가 복제본이 아님)",
      ],
    ];
    for (const [english, korean] of values) {
      expect(valueIn("en", english)).to.equal(english);
      expect(valueIn("ko", english), english).to.equal(korean);
    }
  });

  it("name no time by Unix seconds: what the sdk's checks say of one goes through timeInKorea", () => {
    const text = globSync("sdk/verify/*.ts", { cwd: projectRoot })
      .map((file) => readFileSync(projectRoot + file, "utf8"))
      .join("\n");
    const said = [...text.matchAll(/\$\{[^}]*(?:\.time|\w(?:At|Time|By))\}|^ *[\w.?]+\.time,$/gm)].map(String);
    expect(said).to.deep.equal([]);
  });

  it("have Korean for every reason that the judgement of a trust file gives", () => {
    const text = globSync("sdk/trust/{judge*,seatValidity}.ts", { cwd: projectRoot })
      .map((file) => readFileSync(projectRoot + file, "utf8"))
      .join("\n");
    const literals = [...text.matchAll(/(?:return|\?|:|\|\|)\s+(["`])([^"`\n]+ [^"`\n]+)\1/g)].map(
      ([, , found = ""]) => found,
    );
    const reasons = literals
      .map((literal) => filled(literal.replace(/\$\{wanted\}/, "board")))
      .filter((reason) => !/^(that was not read|not yet in the gazette)$/.test(reason));
    expect(reasons.length).to.be.greaterThan(14);
    const times = (reason: string) =>
      reason.replace(/from 7 to 7/, "from 2027-01-01 00:00:00 KST to 2027-01-02 00:00:00 KST");
    for (const reason of reasons) {
      const said = valueIn("ko", `0x11: unknown (${times(reason)})`);
      expect(said, reason).to.match(/^0x11: 확인되지 않음 \(.*[가-힣].*\)$/);
    }
    for (const statement of STATEMENTS) {
      expect(valueIn("ko", `${statement} 0x11: known`), statement).to.match(/^[가-힣 ]+ 0x11: 확인됨$/);
    }
  });
});
