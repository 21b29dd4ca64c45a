import { expect } from "chai";
import { comparable, hiddenCharacter, isVisible, mixedWord, silhouette } from "../../../sdk/election/plainText.ts";

const HIDDEN = [
  ...["\u0000", "\u0007", "\u001b", "\u007f", "\u0085", "\u009f", "\u2028", "\u2029"],
  ...["\u00ad", "\u034f", "\u061c", "\u115f", "\u1160", "\u17b4", "\u180b", "\u180e", "\u200b", "\u200c", "\u200d"],
  ...["\u200e", "\u200f", "\u202a", "\u202e", "\u2060", "\u2066", "\u2069", "\u2800", "\u3164", "\ufe0f", "\ufeff"],
  ...["\uffa0", "\ufff9", "\ufffc", "\ufffd", "\ue000", "\u0378", "\ud800", "\udc00", "\u{e0041}", "\u{e0100}"],
  ...["\u{1d159}", "\u{1bca0}", "\u{f0000}", "\u{10ffff}"],
];

describe("A text that people read", () => {
  it("hides no character, wherever it stands", () => {
    for (const character of HIDDEN) {
      const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
      for (const text of [character, `놀이터${character}`, `${character}Park`, `a${character}b`]) {
        expect(hiddenCharacter(text), code).to.equal(code);
        expect(hiddenCharacter(text, true), code).to.equal(code);
      }
    }
  });

  it("may be of any script, and have emoji that are joined of several", () => {
    for (const text of [
      "놀이터 · 공원",
      "Café 1.5 m²",
      "漢字",
      "👩🏽‍🚒 소방서",
      "❤️",
      "1️⃣ 번",
      "👨‍👩‍👧",
      "🇰🇷",
      "🧗‍♀️",
      "ㅋㅋ",
    ]) {
      expect(hiddenCharacter(text), text).to.equal(undefined);
      expect(isVisible(text), text).to.equal(true);
    }
    for (const text of ["👍\u200d", "👍\u200da", "1\u200d👍", "a\ufe0f"])
      expect(hiddenCharacter(text)).to.match(/^U\+/);
  });

  it("has line breaks and tabs only where a field may have lines", () => {
    for (const [text, code] of [
      ["a\nb", "U+000A"],
      ["a\tb", "U+0009"],
    ] as const) {
      expect(hiddenCharacter(text)).to.equal(code);
      expect(hiddenCharacter(text, true)).to.equal(undefined);
    }
    expect(hiddenCharacter("a\r\nb", true)).to.equal("U+000D");
  });

  it("has something to see", () => {
    for (const text of ["", " ", "\u3000", "\u200b", "\u3164", "\u0301", "\u0301a"]) {
      expect(isVisible(text), JSON.stringify(text)).to.equal(false);
    }
    expect([isVisible("?"), isVisible("①"), isVisible("가".normalize("NFD"))]).to.deep.equal([true, true, true]);
  });
});

describe("Two texts", () => {
  const same = [
    ["놀이터", "놀이터".normalize("NFD")],
    ["Dog run", "DOG RUN"],
    ["Dog run", "Dog\u00a0\u2003run "],
    ["Dog run", "Dog\u00ad ru\u200bn"],
    ["Dog run", "Ｄｏｇ　ｒｕｎ"],
    ["Dog run", "Dоg run"],
    ["Cop", "Сор"],
    ["Alpha", "Αlpha"],
    ["제1·2동", "제1ㆍ2동"],
    ["Open-air", "Open\u2011air"],
    ["Residents' hall", "Residents’ hall"],
    ["가나", "가나"],
    ["①안", "1안"],
  ] as const;
  it("are compared as a reader does: case, width, blanks, dashes, dots, quotes and script do not tell them apart", () => {
    for (const [one, other] of same) expect(comparable(one), other).to.equal(comparable(other));
    expect(new Set(["Park", "Parks", "Par k", "1안", "2안", "공원", "공 원"].map(comparable)).size).to.equal(7);
  });

  it("are nearly alike if blanks or signs as I, l and 1 alone differ", () => {
    for (const [one, other] of [
      ["Plan I", "Plan l"],
      ["Plan 1", "PlanI"],
      ["야외 무대", "야외무대"],
      ["Zone O", "Zone 0"],
    ] as const) {
      expect(comparable(one)).not.to.equal(comparable(other));
      expect(silhouette(one)).to.equal(silhouette(other));
    }
    expect(silhouette("Plan A")).not.to.equal(silhouette("Plan B"));
  });

  it("of one word in two scripts are found", () => {
    expect([mixedWord("The Plаyground"), mixedWord("Σchool")]).to.deep.equal(["Plаyground", "Σchool"]);
    expect([mixedWord("Α 안"), mixedWord("Москва Moscow"), mixedWord("α-test 놀이터")]).to.deep.equal([
      ...[undefined, undefined, undefined],
    ]);
  });
});
