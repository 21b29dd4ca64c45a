import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { projectRoot } from "../../scripts/checkout/projectRoot.ts";
import { type Code, codes } from "../../sdk/codes.ts";
import { HanpyoError } from "../../sdk/errors.ts";
import { saidInKorean } from "../../sdk/words/ko/catalogue.ts";
import { registerFaultOf } from "../../web/src/features/register/registerFaults.ts";
import { faultOf } from "../../web/src/shared/faults.ts";

type Texts = { readonly [key: string]: string | Texts | readonly string[] };

/** Every text by its whole key. */
function flat(texts: Texts, before = ""): readonly (readonly [key: string, text: string])[] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === "string" ? [[before + key, value] as const] : flat(value as Texts, `${before}${key}.`),
  );
}

function folders(): readonly string[] {
  const names = readdirSync(`${projectRoot}web/src`, { recursive: true, encoding: "utf8" });
  return names.filter((name) => name.endsWith("/ko.json")).map((name) => name.slice(0, -"ko.json".length));
}

function read(folder: string, language: string): readonly (readonly [string, string])[] {
  return flat(JSON.parse(readFileSync(`${projectRoot}web/src/${folder}${language}.json`, "utf8")) as Texts);
}

/** The name under which a feature's texts are asked for, as its texts.ts gives it. */
function featureOf(folder: string): string {
  const source = readFileSync(`${projectRoot}web/src/${folder.replace(/texts\/$/, "texts.ts")}`, "utf8");
  return /addTexts\("(\w+)"/.exec(source)?.[1] ?? "";
}

const placeholders = (text: string) => [...text.matchAll(/\{\{\w+\}\}/g)].map(String).sort();

describe("the page's texts", () => {
  it("say the same things in Korean and English, with the same values in them", () => {
    expect(folders()).not.to.deep.equal([]);
    for (const folder of folders()) {
      const [ko, en] = [read(folder, "ko"), new Map(read(folder, "en"))];
      expect(ko.map(([key]) => key).sort(), folder).to.deep.equal([...en.keys()].sort());
      for (const [key, text] of ko) {
        const values = new Set(placeholders(text));
        for (const value of placeholders(en.get(key) ?? "")) expect([...values], `${folder} ${key}`).to.include(value);
      }
    }
  });

  it("are in Korean script where they are Korean, and not where they are English", () => {
    for (const folder of folders()) {
      for (const [key, text] of read(folder, "en")) expect(text, `${folder}en ${key}`).not.to.match(/[가-힣]/);
      const korean = read(folder, "ko").filter(([, text]) => /[가-힣]/.test(text));
      expect(korean.length, folder).to.be.greaterThan(read(folder, "ko").length * 0.8);
    }
  });

  it("say something else of a code that is unknown, used and over, and never that an hour must pass", () => {
    const kinds = ["CODE_UNKNOWN", "CODE_USED", "CODE_EXPIRED", "TRIES_EXCEEDED"].map((code) =>
      registerFaultOf(new PageError(code as Code)),
    );
    for (const language of ["ko", "en"]) {
      const texts = new Map(read("features/register/texts/", language));
      for (const part of ["what", "next"]) {
        const said = kinds.map((kind) => texts.get(`faults.${kind}.${part}`));
        expect(said, language).not.to.include(undefined);
        expect(new Set(said).size, said.join("|")).to.equal(kinds.length);
        // Who failed too often waits a minute.
        expect(said.join(" "), language).not.to.match(/hour|시간/);
      }
    }
  });

  it("have words for every code of the page's own but those that only the exact words can explain", () => {
    const own = new Set(folders().flatMap((folder) => read(folder, "ko").flatMap(([key]) => key.split("."))));
    const unsaid = codes.page.filter((code) => {
      const error = new PageError(code);
      return !own.has(code) && registerFaultOf(error) === undefined && faultOf(error) === "unknown";
    });
    expect(unsaid).to.deep.equal([
      "WORKER_FAILED",
      "PAGE_FAILED",
      "LEFT_PAGE",
      "IDENTITY_MISSING",
      "BALLOT_SIZE_FOREIGN",
    ]);
  });

  it("are there for every key that a component names", () => {
    const keys = new Map(folders().map((folder) => [featureOf(folder), read(folder, "ko").map(([key]) => key)]));
    const files = readdirSync(`${projectRoot}web/src`, { recursive: true, encoding: "utf8" });
    let named = 0;
    for (const file of files.filter((name) => /\.tsx?$/.test(name))) {
      const source = readFileSync(`${projectRoot}web/src/${file}`, "utf8");
      const known = [...source.matchAll(/useTexts\("(\w+)"\)/g)].flatMap(([, feature = ""]) => keys.get(feature) ?? []);
      if (known.length === 0) continue;
      for (const [, text = "", template = ""] of source.matchAll(/\bt\((?:"([\w.]+)"|`([^`]+)`)/g)) {
        named += 1;
        const pattern = new RegExp(
          `^${(text || template).replaceAll(".", "\\.").replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, ".*")}$`,
        );
        expect(
          known.some((key) => pattern.test(key)),
          `${file}: ${text || template}`,
        ).to.equal(true);
      }
    }
    expect(named).to.be.greaterThan(500);
  });

  it("say nothing of a code that is said of it everywhere", () => {
    for (const folder of folders()) {
      for (const [key, text] of read(folder, "ko")) {
        const code = key.split(".").find((part) => /^[A-Z]+(_[A-Z]+)+$/.test(part));
        const elsewhere = sentences(saidInKorean(code) ?? "");
        expect(
          sentences(text).filter((sentence) => elsewhere.includes(sentence)),
          `${folder} ${key}`,
        ).to.deep.equal([]);
      }
    }
  });
});

class PageError extends HanpyoError {
  constructor(code: Code) {
    super(code, "", "");
  }
}

function sentences(text: string): readonly string[] {
  return text.split(/(?<=\.) /).filter((sentence) => sentence !== "");
}
