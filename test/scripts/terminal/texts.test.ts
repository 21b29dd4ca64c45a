import { readdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { expect } from "chai";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import { languageOf } from "../../../scripts/terminal/language.ts";
import { type Text, textIn } from "../../../scripts/terminal/texts.ts";

const scripts = `${projectRoot}scripts/`;
const names = readdirSync(scripts, { recursive: true, encoding: "utf8" });

/** Every file of texts in two languages, with where its keys are said beside its own folder. */
const catalogues: Readonly<Record<string, readonly string[]>> = {
  "ceremony/texts.json": [],
  "clerk/texts.json": ["rehearsal"],
  "doctor/texts.json": [],
  "electionFile/findings.json": ["clerk"],
  "observer/texts.json": [],
  "proposals/texts.json": [],
  "rehearsal/texts.json": [],
  "office/roll/csv/findings.json": [],
  "office/texts.json": [],
  "pabulib/texts.json": [],
  "tour/texts.json": [],
};

/** The texts below a value of JSON, by their keys from the top. */
function textsIn(value: unknown, keys: readonly string[] = []): readonly (readonly [readonly string[], Text])[] {
  const fields = Object.entries(value as Record<string, unknown>);
  if (fields.every(([, field]) => typeof field === "string")) return [[keys, value as Text]];
  return fields.flatMap(([key, field]) => textsIn(field, [...keys, key]));
}

function catalogue(file: string) {
  return textsIn(JSON.parse(readFileSync(scripts + file, "utf8")));
}

function sourcesIn(folder: string): string {
  const files = names.filter((name) => name.startsWith(`${folder}/`) && name.endsWith(".ts"));
  return files.map((name) => readFileSync(scripts + name, "utf8")).join("\n");
}

describe("The texts of commands", () => {
  it("stand in files that are all known here", () => {
    const files = names.filter((name) => /(texts|findings)\.json$/.test(name)).sort();
    expect(files).to.deep.equal(Object.keys(catalogues).sort());
  });

  for (const [file, others] of Object.entries(catalogues)) {
    it(`of ${file} have the same places for values in both languages, Korean in Korean and English in English`, () => {
      const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
      expect(catalogue(file)).not.to.deep.equal([]);
      for (const [keys, text] of catalogue(file)) {
        expect(Object.keys(text), keys.join(".")).to.deep.equal(["en", "ko"]);
        expect(places(text.ko), keys.join(".")).to.deep.equal(places(text.en));
        expect(text.en, keys.join(".")).not.to.match(/[가-힣]/);
        // A text that is a value alone is in no language.
        if (text.en.replace(/\{\w+\}/g, "") !== "") expect(text.ko, keys.join(".")).to.match(/[가-힣]/);
        if (keys.at(-1) === "remedy") expect(text.en, keys.join(".")).to.match(/^[A-Z]/);
      }
    });

    it(`of ${file} are all said`, () => {
      const sources = [dirname(file), ...others].map(sourcesIn).join("\n");
      const keys = catalogue(file).map(([[first = "", second = ""]]) =>
        /^(reasons|columns)$/.test(first) ? second : first,
      );
      const isSaid = (key: string) => sources.includes(`"${key}"`) || sources.includes(`texts.${key},`);
      expect(keys.filter((key) => !isSaid(key))).to.deep.equal([]);
    });
  }

  it("count one in the singular in English", () => {
    const text = {
      en: "{errors} errors, {rows} bad rows; {residents} residents are here",
      ko: "{errors} {rows} {residents}",
    };
    expect(textIn("en", text, { errors: 1, rows: 1, residents: 1 })).to.equal("1 error, 1 bad row; 1 resident is here");
    expect(textIn("en", text, { errors: 11, rows: 0, residents: 21 })).to.equal(
      "11 errors, 0 bad rows; 21 residents are here",
    );
    expect(textIn("en", { en: "{n} votes", ko: "" }, { n: "1,001" })).to.equal("1,001 votes");
    expect(textIn("en", { en: "1 of {n} checks", ko: "" }, { n: 1 })).to.equal("1 of 1 checks");
  });

  it("have their values put in their places, in the language of the locale", () => {
    const text = { en: "Phase: {phase}", ko: "단계: {phase}" };
    expect(textIn("en", text, { phase: "open" })).to.equal("Phase: open");
    expect(textIn("ko", text, { phase: "open" })).to.equal("단계: open");
    expect(textIn("en", text)).to.equal("Phase: {phase}");
    expect(["ko_KR.UTF-8", "KO", "kok_IN", "C", undefined].map(languageOf)).to.deep.equal([
      "ko",
      "ko",
      "en",
      "en",
      "en",
    ]);
  });
});
