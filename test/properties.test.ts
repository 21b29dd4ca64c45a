import { existsSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { projectRoot } from "../scripts/checkout/projectRoot.ts";

const rows = readFileSync(`${projectRoot}test/PROPERTIES.md`, "utf8")
  .split("\n")
  .filter((line) => /^\| [A-Z]\d+ /.test(line))
  .map((line) => line.split(" | ").map((cell) => cell.replace(/^\||\|$/g, "").trim()));

describe("PROPERTIES.md", () => {
  it("numbers at least 20 properties, and every class of bugs from A to E", () => {
    const classes = rows.map(([name = ""]) => name);
    const numbered = (letter: string, last: number, digits = 1) =>
      Array.from({ length: last }, (_, i) => `${letter}${String(i + 1).padStart(digits, "0")}`);
    const expected = [
      ["A", 22],
      ["B", 18],
      ["C", 9],
      ["D", 22],
      ["E", 11],
    ] as const;
    expect(classes.filter((name) => name.startsWith("P"))).to.deep.equal(numbered("P", 116, 2));
    expect(classes.filter((name) => !name.startsWith("P"))).to.deep.equal(
      expected.flatMap(([letter, last]) => numbered(letter, last)),
    );
  });

  it("has no empty cell, and names tests that exist", () => {
    for (const [name, what, answer] of rows) {
      expect(what, name).not.to.equal("");
      expect(answer, name).not.to.equal("");
    }
    const named = rows.flatMap(([, , answer = ""]) =>
      [...answer.matchAll(/`([a-z-]+\/[^`]*)`/g)].map((m) => m[1] ?? ""),
    );
    expect(named.length).to.be.greaterThan(rows.length);
    const missing = named.filter(
      (file) => !["", ".test.ts", ".ts"].some((ending) => existsSync(`${projectRoot}test/${file}${ending}`)),
    );
    expect(missing).to.deep.equal([]);
  });
});
