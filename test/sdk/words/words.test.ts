import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import { koreanRefusal } from "../../../scripts/terminal/koreanRefusal.ts";
import { ContractRefusedError } from "../../../sdk/chain/contracts.ts";
import { OfficeRefusedError } from "../../../sdk/enrolling/officeClient.ts";
import { ownErrorParts } from "../../../sdk/words/ko/catalogue.ts";
import { foreign } from "../../../sdk/words/ko/foreign.ts";

type ErrorClass = { readonly name: string; readonly base: string; readonly body: string; readonly file: string };

/** Takes its code from whoever extends it. */
const ABSTRACT = "RefusalError";
/** Makes its codes from the names of the contracts' errors. */
const OF_CONTRACTS = "ContractRefusedError";

function sourcesOf(folder: string, ending: string): readonly { readonly file: string; readonly text: string }[] {
  const names = readdirSync(projectRoot + folder, { recursive: true, encoding: "utf8" });
  const files = names.filter((name) => name.endsWith(ending)).map((name) => `${folder}/${name}`);
  return files.map((file) => ({ file, text: readFileSync(projectRoot + file, "utf8") }));
}

/** Every class that extends HanpyoError, by itself or through another. */
function errorClasses(): readonly ErrorClass[] {
  const all = ["sdk", "services", "scripts"].flatMap((folder) =>
    sourcesOf(folder, ".ts").flatMap(({ file, text }) =>
      [...text.matchAll(/class (\w+) extends (\w+) \{\n([\s\S]*?)\n\}/g)].map(
        ([, name = "", base = "", body = ""]) => ({
          ...{ name, base, body, file },
        }),
      ),
    ),
  );
  let ours = ["HanpyoError"];
  for (let known = 0; known < ours.length; ) {
    known = ours.length;
    ours = [...new Set([...ours, ...all.filter(({ base }) => ours.includes(base)).map(({ name }) => name)])];
  }
  return all.filter(({ base }) => ours.includes(base));
}

/** The code that a class gives itself, as it stands in its constructor. */
function codeIn({ body }: ErrorClass): string | undefined {
  return /super\(\s*(?:\d+,\s*)?"([A-Z][A-Z0-9_]*)"/.exec(body)?.[1];
}

function contractCodes(): readonly string[] {
  const contracts = sourcesOf("contracts", ".sol").map(({ text }) => text);
  const declared = [...contracts, readFileSync(`${projectRoot}sdk/chain/contracts.ts`, "utf8")].flatMap((text) =>
    [...text.matchAll(/(?:^\s*|")error ([A-Z]\w*)\(/gm)].map(([, name = ""]) => name),
  );
  return declared.map((name) => new ContractRefusedError(name, {}).code);
}

describe("The Korean of errors", () => {
  const classes = errorClasses();
  const entries = ownErrorParts.flatMap((part) => Object.entries(part));
  const texts = new Map(entries);

  it("is there for every code in the sources and for every error of a contract, and for nothing else", () => {
    const coded = classes.filter(({ name }) => name !== ABSTRACT && name !== OF_CONTRACTS);
    expect(
      coded.filter((found) => codeIn(found) === undefined).map(({ name, file }) => `${file} ${name}`),
    ).to.deep.equal([]);
    const codes = new Set([...coded.map(codeIn), ...contractCodes()] as string[]);
    expect(codes.size).to.be.greaterThan(250);
    expect([...codes].filter((code) => !texts.has(code))).to.deep.equal([]);
    expect([...texts.keys()].filter((code) => !codes.has(code))).to.deep.equal([]);
  });

  it("says each code once, and none that Node or ethers has too", () => {
    const codes = entries.map(([code]) => code);
    expect(codes.filter((code, at) => codes.indexOf(code) !== at)).to.deep.equal([]);
    expect(codes.filter((code) => code in foreign)).to.deep.equal([]);
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

  it("names the code, and adds the text of an office's own reason", () => {
    expect(koreanRefusal(new ContractRefusedError("AlreadySealed", {}), "refused")).to.equal(
      "오류(REFUSED_ALREADY_SEALED): 집계가 이미 봉인되었습니다. 더 할 일이 없습니다.",
    );
    const refused = new OfficeRefusedError("http://office", 403, { code: "CODE_UNKNOWN", cause: "x", remedy: "y" });
    expect(koreanRefusal(refused, "refused")).to.match(/^오류\(OFFICE_REFUSED\): .+\. \(CODE_UNKNOWN\) 일회용 번호가/);
  });

  it("repeats nothing from outside: neither a foreign code nor a foreign reason", () => {
    const forged = new OfficeRefusedError("http://office", 403, { code: "\u001b[2J", cause: "x", remedy: "y" });
    expect(koreanRefusal(forged, "refused")).to.equal(
      "오류(OFFICE_REFUSED): 기관이 거절했습니다. 아래의 이유를 확인하세요.",
    );
    for (const error of [Object.assign(new Error("x"), { code: "toString" }), "x", undefined, null, { code: 7 }]) {
      expect(koreanRefusal(error, "unchecked")).to.match(/^확인하지 못했습니다: 예상하지 못한 문제로/);
    }
  });
});
