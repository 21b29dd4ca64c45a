import { expect } from "chai";
import { ElectionFileInvalidError, parseElectionFile } from "../../../scripts/electionFile/parseElectionFile.ts";
import { example, exampleText } from "./exampleFile.ts";

const BOMB = `a: &a [${"x,".repeat(9)}x]\nb: &b [${"*a,".repeat(9)}*a]\nc: [${"*b,".repeat(9)}*b]\n`;
const approval = exampleText("approval");

/** The first finding of a text that is refused. */
function firstOf(text: string): { readonly line: number; readonly cause: string } {
  try {
    parseElectionFile(text, "election.yaml");
  } catch (error) {
    expect(error).to.be.instanceOf(ElectionFileInvalidError);
    const { findings, message } = error as ElectionFileInvalidError;
    const [first] = findings;
    expect(message).to.include("election.yaml has").and.include(`line ${first?.line}`);
    expect(first?.level).to.equal("error");
    for (const words of [first, first?.ko]) expect([words?.cause, words?.remedy].every(Boolean)).to.equal(true);
    return { line: first?.line ?? 0, cause: first?.cause ?? "" };
  }
  throw new Error("The file was taken");
}
const lineOf = (text: string, part: string) => text.split("\n").findIndex((line) => line.includes(part)) + 1;

describe("An election file as YAML", () => {
  it("with aliases is refused at their line, however few they are or many they make", () => {
    expect(firstOf(BOMB)).to.include({ line: 1 }).and.property("cause").include("anchor or alias");
    const merged = approval.replace("chain:", "base: &base { id: 1 }\nchain:\n  <<: *base");
    expect(firstOf(merged).line).to.equal(lineOf(merged, "&base"));
    const used = approval.replace("ko: 놀이터, en: Playground", "ko: &one 놀이터, en: *one");
    expect(firstOf(used).line).to.equal(lineOf(used, "&one"));
    const loop = approval.replace("relayers: []", "relayers: &r [*r]");
    expect(firstOf(loop).line).to.equal(lineOf(loop, "&r"));
    expect(firstOf("a: *nothing\n").line).to.equal(1);
  });

  it("with a setting twice is refused at the second", () => {
    const text = approval.replace("revoting: true", "revoting: true\nrevoting: false");
    expect(firstOf(text)).to.deep.equal({ line: lineOf(text, "revoting: false"), cause: "this setting stands twice" });
  });

  it("with tabs, tags, two documents or broken syntax is refused with the line", () => {
    const tab = approval.replace("  opensAt:", "\topensAt:");
    expect(firstOf(tab).line).to.equal(lineOf(tab, "\topensAt:"));
    const tag = approval.replace("revoting: true", "revoting: !yes true");
    expect(firstOf(tag)).to.include({ line: lineOf(tag, "!yes"), cause: "a tag (!name) is not read here" });
    const two = `${approval}---\nformat: hanpyo-election-1\n`;
    expect(firstOf(two).line).to.equal(two.split("\n").length - 2);
    expect(firstOf(approval.replace("revoting: true", "revoting: [true")).cause).to.include("not YAML");
    for (const text of [
      "",
      "# nothing\n",
      "%TAG\n---\n",
      "a\u0000b",
      "}",
      "- ",
      "...",
      "? [a]\n: b",
      "'",
      '"\\x',
      "!!binary x",
    ]) {
      expect(firstOf(text).line, JSON.stringify(text)).to.be.greaterThan(0);
    }
  });

  it("with NUL or bytes that are not UTF-8 is refused with the line", () => {
    const nul = approval.replace("# Then the", "# Then \u0000the");
    expect(firstOf(nul)).to.include({ line: lineOf(nul, "\u0000") });
    const cp949 = Buffer.from("title: \xb3\xee\xc0\xcc\n", "latin1").toString("utf8");
    expect(firstOf(cp949)).to.include({ line: 1 });
    const utf16 = Buffer.from(approval, "utf16le").toString("utf8");
    expect(firstOf(utf16).line).to.be.greaterThan(0);
  });

  it("too large or too deep is refused at once", function () {
    this.timeout(20_000);
    const many = Array.from({ length: 40_000 }, (_, i) => `k${i}: 1`).join("\n");
    const deep = ["[".repeat(100_000), "{a: ".repeat(50_000), "- ".repeat(100_000), "? ".repeat(50_000)];
    const indented = Array.from({ length: 600 }, (_, i) => `${" ".repeat(i)}a:`).join("\n");
    const mixed = Array.from({ length: 400 }, (_, i) => `${" ".repeat(2 * i)}- -`).join("\n");
    const began = Date.now();
    for (const text of [many, "x".repeat(2_000_000), ...deep, indented, mixed, `a: ${"'".repeat(100_001)}`]) {
      expect(firstOf(text).line).to.be.greaterThan(0);
    }
    expect(Date.now() - began).to.be.lessThan(15_000);
    const nested = approval.replace("relayers: []", `relayers: ${"[".repeat(70)}${"]".repeat(70)}`);
    expect(firstOf(nested).line).to.equal(lineOf(nested, "relayers: ["));
  });

  it("with a byte order mark or Windows line breaks is the same file", () => {
    for (const text of [
      `\ufeff${approval}`,
      approval.replaceAll("\n", "\r\n"),
      `${approval}...\n`,
      `---\n${approval}`,
    ]) {
      expect(parseElectionFile(text, "a.yaml").file).to.deep.equal(example("approval").file);
    }
  });
});
