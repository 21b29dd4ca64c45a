import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { projectRoot } from "../../scripts/checkout/projectRoot.ts";

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
});
