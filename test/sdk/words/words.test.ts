import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import { koreanRefusal } from "../../../scripts/terminal/koreanRefusal.ts";
import { ContractRefusedError } from "../../../sdk/chain/contracts.ts";
import { type CodePart, codes } from "../../../sdk/codes.ts";
import { OfficeRefusedError } from "../../../sdk/enrolling/officeClient.ts";
import { korean, saidInKorean } from "../../../sdk/words/ko/catalogue.ts";
import { foreign } from "../../../sdk/words/ko/foreign.ts";
import { catalogues } from "../../../sdk/words/languages.ts";
import { saidAs } from "../../../sdk/words/saidAs.ts";

/** All codes but those that the page alone says. */
const worded: readonly string[] = (Object.keys(codes) as CodePart[]).flatMap((part) =>
  part === "page" ? [] : codes[part],
);

describe("The Korean of errors", () => {
  const entries = Object.entries(korean);

  it("is there for every code in the register but the page's own, and for nothing else", () => {
    expect(worded.length).to.be.greaterThan(300);
    expect(worded.filter((code) => saidInKorean(code) === undefined)).to.deep.equal([]);
    expect(entries.map(([code]) => code).filter((code) => !worded.includes(code))).to.deep.equal([]);
    for (const code of codes.page) expect(saidInKorean(code), code).to.equal(undefined);
  });

  it("stands in parts that are named as the register's", () => {
    const parts = Object.keys(codes).filter((part) => part !== "page");
    const files = readdirSync(`${projectRoot}sdk/words/ko`).map((file) => file.replace(".ts", ""));
    expect(files.filter((file) => file !== "catalogue" && file !== "foreign")).to.have.members(parts);
    for (const part of parts) {
      const text = readFileSync(`${projectRoot}sdk/words/ko/${part}.ts`, "utf8");
      const inFile = [...text.matchAll(/^ {2}([A-Z][A-Z_]*):/gm)].map(([, code = ""]) => code);
      const inPart: readonly string[] = codes[part as CodePart];
      expect(inFile, part).to.have.members(inPart.filter((code) => !(code in saidAs)));
    }
  });

  it("says each sentence once; codes of one fact share it", () => {
    const texts = entries.map(([, text]) => text);
    expect(texts.filter((text, at) => texts.indexOf(text) !== at)).to.deep.equal([]);
    for (const [code, other] of Object.entries(saidAs)) {
      expect(saidInKorean(code), code).to.equal(saidInKorean(other)).and.not.to.equal(undefined);
      expect(other in saidAs, `${code} is said as ${other}`).to.equal(false);
    }
    expect(saidInKorean("SLOT_MOVED")).to.equal(saidInKorean("REFUSED_SLOT_MOVED"));
  });

  it("says no code that Node or ethers has too", () => {
    expect(worded.filter((code) => code in foreign)).to.deep.equal([]);
  });

  it("says politely in whole sentences what happened and what to do", () => {
    for (const [code, text] of [...entries, ...Object.entries(foreign)]) {
      expect(text, code).to.match(/(니다|세요)\. .*(니다|세요)\.$/);
      expect(text, code).not.to.match(/\{|\}|\$|\n| {2}/);
    }
  });

  it("uses the glossary's words", () => {
    const elsewhere =
      /관리자|참관 위원회|컨트랙트|블록체인|영수증 번호|선거 ?위원|서버 관리|화이트리스트|스냅샷|트러스티|릴레이어/;
    for (const [code, text] of entries) expect(text, code).not.to.match(elsewhere);
  });

  it("names no command where a contract refuses, for the page says those sentences too", () => {
    for (const [code, text] of entries) {
      if (code.startsWith("REFUSED_")) expect(text, code).not.to.match(/`| --/);
    }
  });

  it("is loaded by its language", async () => {
    const say = await catalogues.ko();
    expect(say("TRACKER_LENGTH")).to.equal(korean.TRACKER_LENGTH);
    for (const unknown of ["toString", "constructor", "x", 7, null, undefined])
      expect(say(unknown)).to.equal(undefined);
  });

  it("names the code, and adds the text of an office's own reason", () => {
    expect(koreanRefusal(new ContractRefusedError("AlreadySealed", {}, ""), "refused")).to.equal(
      "오류(REFUSED_ALREADY_SEALED): 집계가 이미 봉인되었습니다. 더 할 일이 없습니다.",
    );
    const refused = new OfficeRefusedError("http://office", 403, { code: "CODE_UNKNOWN", cause: "x", remedy: "y" });
    expect(koreanRefusal(refused, "refused")).to.match(/^오류\(OFFICE_REFUSED\): .+\. \(CODE_UNKNOWN\) 인증번호가/);
  });

  it("says what Node and ethers call by a code of theirs", () => {
    expect(koreanRefusal(Object.assign(new Error("x"), { code: "ENOENT" }), "refused")).to.match(
      /^오류\(ENOENT\): 파일이나 폴더가 없습니다/,
    );
  });

  it("repeats nothing from outside: neither a foreign code nor a foreign reason", () => {
    const forged = new OfficeRefusedError("http://office", 403, { code: "\u001b[2J", cause: "x", remedy: "y" });
    expect(koreanRefusal(forged, "refused")).to.equal(
      "오류(OFFICE_REFUSED): 기관이 거절했습니다. 아래의 이유를 확인하세요. (주소 http://office)",
    );
    for (const error of [Object.assign(new Error("x"), { code: "toString" }), "x", undefined, null, { code: 7 }]) {
      expect(koreanRefusal(error, "unchecked")).to.match(/^확인하지 못했습니다: 예상하지 못한 문제로/);
    }
  });
});
