import { expect } from "chai";
import { examine } from "../../../scripts/electionFile/examine.ts";
import type { Finding } from "../../../scripts/electionFile/finding.ts";
import { ElectionFileInvalidError, parseElectionFile } from "../../../scripts/electionFile/parseElectionFile.ts";
import { BEFORE_EXAMPLES, example, exampleText } from "./exampleFile.ts";

function foundIn(text: string): readonly Finding[] {
  try {
    const findings = examine(parseElectionFile(text, "election.yaml"), BEFORE_EXAMPLES);
    return findings.filter(({ cause }) => !cause.includes("stands for an account"));
  } catch (error) {
    if (error instanceof ElectionFileInvalidError) return error.findings;
    throw error;
  }
}

/** Level and path of what is found in the approval example after changes. */
function places(...changes: readonly (readonly [from: string, to: string])[]): readonly string[] {
  const before = exampleText("approval");
  const after = changes.reduce((text, [from, to]) => text.replace(from, to), before);
  expect(after).not.to.equal(before);
  return foundIn(after).map(({ level, path }) => `${level} ${path}`);
}

/** Every field that is frozen as text, by a part of the example that stands in it. */
const FIELDS = [
  ["title.ko", "중앙공원 새 시설"],
  ["question.en", "Which facilities do you want?"],
  ["options.2.title.en", "Dog run"],
  ["board.trustees.1.name.ko", "시민단체"],
] as const;

describe("The texts of an election file", () => {
  for (const [path, part] of FIELDS) {
    it(`hide nothing in ${path}, whether it is typed or escaped`, () => {
      for (const character of ["\u202e", "\u3164", "\u00ad", "\u2800", "\uffa0", "\ue000", "\u2067"]) {
        const escaped = `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`;
        const quoted = part.includes("?") ? `${part} Choose up to two.` : part;
        expect(places([part, `${character}${part}`]), escaped).to.deep.equal([`error ${path}`]);
        expect(places([quoted, `"${quoted}${escaped}"`]), escaped).to.deep.equal([`error ${path}`]);
      }
    });
  }

  it("of a title are one line, and visible", () => {
    for (const title of ['"Dog\\nrun"', '"Dog\\trun"', '"\\u200b"', '"\\u0301"', '"\\0"', '"\\uD800"', '"\\x85"']) {
      expect(places(["Dog run", title]), title).to.deep.equal(["error options.2.title.en"]);
    }
    expect(places(["Which facilities do you want? Choose", "|\n    Which facilities?\n\n    Choose"])).to.deep.equal(
      [],
    );
  });

  it("are frozen in NFC", () => {
    const text = exampleText("approval").replaceAll("놀이터", "놀이터".normalize("NFD"));
    expect(text).not.to.equal(exampleText("approval"));
    expect(parseElectionFile(text, "a.yaml").file).to.deep.equal(example("approval").file);
  });

  it("name the character, and say what to do in two languages", () => {
    const [found] = foundIn(exampleText("approval").replace("Dog run", "Dog\u2066 run"));
    expect(found?.cause).to.include("U+2066");
    expect(found?.ko.cause)
      .to.include("U+2066")
      .and.match(/[가-힣]/);
    expect(found?.ko.remedy).to.match(/[가-힣]/);
  });

  it("deceive in no comment either", () => {
    const text = exampleText("approval").replace("# Then the trustees", "# Then \u202ethe trustees");
    const [found] = foundIn(text);
    const line = text.split("\n").findIndex((one) => one.includes("\u202e")) + 1;
    expect([found?.level, found?.line]).to.deep.equal(["error", line]);
  });

  it("tell options apart for a reader, not for a machine", () => {
    for (const twin of ["playground", "PLAYGROUND", "Ｐlayground", "Plаyground", '"Playground "']) {
      expect(places(["Dog run", twin]), twin).to.include("error options.2.title.en");
    }
    expect(places(["Dog run", "Open-air  stage"])).to.deep.equal(["error options.3.title.en"]);
    expect(places(["반려견 놀이터", "야외\u00a0무대"])).to.deep.equal(["error options.3.title.ko"]);
    expect(places(["en: Dog run", "en: 놀이터"])).to.include("error options.2.title.en");
    expect(places(["en: Dog run", "en: Open-airstage"])).to.deep.equal(["warning options.3.title.en"]);
    expect(places(["Dog run", "Plan I"], ["Exercise equipment", "Plan l"])).to.deep.equal([
      "warning options.2.title.en",
    ]);
    expect(places(["en: Dog run", "en: Dоg run"])).to.deep.equal(["warning options.2.title.en"]);
  });

  it("are compared although another of them hides a character", () => {
    expect(places(["Dog run", "\u200bDog run"], ["반려견 놀이터", "야외\u3000무대"])).to.deep.equal([
      ...["error options.2.title.en", "error options.3.title.ko"],
    ]);
  });

  it("stand in any language, in the file's own and in Korean everywhere", () => {
    const vietnamese = ["  en: Facilities for", "  vi: Công viên\n  en: Facilities for"] as const;
    const found = places(vietnamese);
    expect(new Set(found.map((one) => one.split(" ")[0]))).to.deep.equal(new Set(["warning"]));
    expect(found).to.include("warning question").and.to.include("warning options.3.title");
    const english = ["# Name of the election", "language: en\n# Name of the election"] as const;
    expect(places(english)).to.deep.equal([]);
    const foreign = ["  ko: 중앙공원 새 시설\n", ""] as const;
    expect(places(english, foreign)).to.deep.equal(["error title.ko"]);
    expect(places(english, ["  en: Facilities for the central park\n", ""])).to.deep.equal(["error title.en"]);
    expect(places(["  en: Facilities for the central park\n", ""])).to.deep.equal([]);
    const twice = ["  en: Facilities for", "  he: Park\n  iw: Park\n  en: Facilities for"] as const;
    expect(places(twice)).to.include("error title.iw");
    expect(places(["en: Dog run", "vi: 놀이터"])).to.include("error options.2.title.vi");
  });

  it("are bounded as a transaction is, with a warning before", () => {
    const question = (bytes: number) =>
      ["en: Which facilities do you want? Choose up to two.", `en: "${"a".repeat(bytes)}"`] as const;
    expect(places(question(50_000))).to.deep.equal([]);
    expect(places(question(60_000))).to.deep.equal(["warning "]);
    expect(places(question(117_500))).to.deep.equal(["warning "]);
    expect(places(question(118_000))).to.deep.equal(["error "]);
  });

  it("tell trustees apart", () => {
    expect(places(["Bar association", "UNIVERSITY"])).to.deep.equal(["error board.trustees.3.name.en"]);
    expect(places(["ko: 변호사회", "ko: 대학교"])).to.deep.equal(["error board.trustees.3.name.ko"]);
  });

  it("include why an election is only a test, which is frozen too", () => {
    const why = (en: string, ko = "연습") =>
      exampleText("approval").replace(/^chain:$/m, `test: true\nwhyTest: ${JSON.stringify({ ko, en })}\n\nchain:`);
    for (const reason of ["", " ", "A \u202edrill", "\u3164", "a\nb"]) {
      expect(() => parseElectionFile(why(reason), "a"), JSON.stringify(reason)).to.throw(ElectionFileInvalidError);
    }
    expect(parseElectionFile(why("A drill", "연습".normalize("NFD")), "a").file.whyTest?.ko).to.equal("연습");
  });
});

describe("The dates of an election file", () => {
  const opening = "opensAt: 2027-03-02T09:00+09:00";
  it("are days and hours that there are, and none is moved", () => {
    for (const time of [
      ...["2027-02-29T09:00+09:00", "2027-06-31T09:00+09:00", "2027-11-31T09:00+09:00", "2100-02-29T09:00+09:00"],
      ...["2027-03-00T09:00+09:00", "2027-03-02T24:00+09:00", "2027-03-02T09:60+09:00", "2027-03-02T09:00:60+09:00"],
      ...["2027-03-02T09:00+25:00", "2027-03-02T09:00+09:60"],
    ]) {
      const found = foundIn(exampleText("approval").replace(opening, `opensAt: ${time}`));
      expect(
        found.map(({ path }) => path),
        time,
      ).to.deep.equal(["schedule.opensAt"]);
      expect(found[0]?.cause, time).to.equal(`there is no such day or hour (written: ${time})`);
    }
    const dates = ["registerBy", "dealBy", "termEndsAt", "censusTime", "opensAt", "closesAt", "sharesDueAt"];
    for (const name of dates) {
      const text = exampleText("knapsack").replace(new RegExp(`(${name}): \\S+`), "$1: 2027-11-31T18:00+09:00");
      expect(foundIn(text).map(({ path }) => path.split(".").at(-1))).to.deep.equal([name]);
    }
  });

  it("are warned of if they lie years ahead", () => {
    const text = exampleText("approval").replace("termEndsAt: 2027", "termEndsAt: 2072");
    expect(foundIn(text).map(({ level, path }) => [level, path])).to.deep.equal([["warning", "board.termEndsAt"]]);
  });

  it("are said in Korean time where they are written in another", () => {
    const [found, ...more] = foundIn(exampleText("approval").replace(opening, "opensAt: 2027-03-02T09:00Z"));
    expect([found?.level, found?.path, more]).to.deep.equal(["warning", "schedule.opensAt", []]);
    expect(found?.cause).to.include("2027-03-02 18:00 KST");
  });
});
