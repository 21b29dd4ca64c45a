import { expect } from "chai";
import { languagesOf } from "../../../sdk/election/content.ts";
import { canonicalTag, inAllLanguages, inBoth, isLanguageTag, textFor } from "../../../sdk/election/contentText.ts";

const text = { ko: "도서관", "en-GB": "Library", vi: "Thư viện", "zh-Hant-TW": "圖書館" };
/** Tags by their form, though no language has them, or in this spelling. */
const FORMED = ["iw", "xx", "sl-rozaj-rozaj"];
const content = { language: "ko" };

describe("A text of an election", () => {
  it("is said in the reader's language, or a wider or another form of it, else in the election's own", () => {
    const said = (...readers: string[]) => textFor(text, readers, content).language;
    expect(textFor(text, ["vi"], content)).to.deep.equal({ text: "Thư viện", language: "vi" });
    expect(said("en-GB")).to.equal("en-GB");
    expect(said("en")).to.equal("en-GB");
    expect(said("en-US")).to.equal("en-GB");
    expect(said("vi-VN")).to.equal("vi");
    expect(said("zh-Hant-TW")).to.equal("zh-Hant-TW");
    expect(said("de", "vi")).to.equal("vi");
    for (const reader of ["de", "e", "v", "", "constructor", "__proto__"]) expect(said(reader), reader).to.equal("ko");
    expect(said()).to.equal("ko");
    expect(textFor({ ko: "가", en: "" }, ["en"], content)).to.deep.equal({ text: "가", language: "ko" });
  });

  it("can be chosen among the languages of its title, the election's own first", () => {
    expect(languagesOf({ ...content, title: text })).to.deep.equal(["ko", "en-GB", "vi", "zh-Hant-TW"]);
    expect(languagesOf({ language: "vi", title: text })).to.deep.equal(["vi", "ko", "en-GB", "zh-Hant-TW"]);
  });

  it("is shown in all of them to whoever checks, the election's own first, each wording once", () => {
    expect(inAllLanguages(text, { language: "vi" })).to.deep.equal(["Thư viện", "도서관", "Library", "圖書館"]);
    expect(inAllLanguages({ ko: "A", en: "A" }, content)).to.deep.equal(["A"]);
    expect(inBoth({ ko: "가", vi: "b" }, content)).to.deep.equal({ ko: "가", en: "가" });
  });

  it("has tags in one spelling, which a frozen one is known by without a list of languages", () => {
    const spellings: Record<string, string | undefined> = {
      ...{ ko: "ko", EN: "en", "en-us": "en-US", iw: "he", "ZH-hant-tw": "zh-Hant-TW", "es-419": "es-419" },
      ...{ korean: undefined, kr2: undefined, xx: undefined, "en-u-ca-buddhist": undefined, "x-a": undefined },
      ...{ "": undefined, ko_KR: undefined, "sl-rozaj-rozaj": undefined, "a-b": undefined },
    };
    for (const [tag, spelling] of Object.entries(spellings)) {
      expect(canonicalTag(tag), tag).to.equal(spelling);
      expect(isLanguageTag(tag), tag).to.equal(tag === spelling || FORMED.includes(tag));
    }
  });
});
