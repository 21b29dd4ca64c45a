import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import { catalogue, languageOf, type MessageKey, message } from "../../../scripts/clerk/messages.ts";
import { TALLY_PARTS } from "../../../scripts/rehearsal/tallyElection.ts";

const keys = Object.keys(catalogue.en) as MessageKey[];
const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe("the catalogue of messages", () => {
  it("has the same keys in both languages, and the same places for values", () => {
    expect(Object.keys(catalogue.ko).sort()).to.deep.equal([...keys].sort());
    for (const key of keys) expect(places(catalogue.ko[key]), key).to.deep.equal(places(catalogue.en[key]));
  });

  it("is Korean in Korean, and English in English", () => {
    for (const key of keys) {
      expect(catalogue.ko[key], key).to.match(/[가-힣]/);
      expect(catalogue.en[key], key).not.to.match(/[가-힣]/);
    }
  });

  it("holds nothing that no command says", () => {
    const folders = ["scripts/clerk", "scripts/clerk/commands"].map((folder) => projectRoot + folder);
    const sources = folders
      .flatMap((folder) => readdirSync(folder).map((name) => `${folder}/${name}`))
      .filter((file) => file.endsWith(".ts") && !file.endsWith("messages.ts"))
      .map((file) => readFileSync(file, "utf8"))
      .join("\n");
    const said = (key: string) => sources.includes(`"${key}"`) || (TALLY_PARTS as readonly string[]).includes(key);
    expect(keys.filter((key) => !said(key))).to.deep.equal([]);
  });

  it("puts values in their places, and takes its language from the locale", () => {
    expect(message("en", "phase", { phase: "open" })).to.equal("Phase: open");
    expect(message("ko", "phase", { phase: "open" })).to.equal("단계: open");
    expect(message("en", "phase")).to.equal("Phase: {phase}");
    expect(["ko_KR.UTF-8", "KO", "kok_IN", "C", undefined].map(languageOf)).to.deep.equal([
      "ko",
      "ko",
      "en",
      "en",
      "en",
    ]);
  });
});
