import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import { expect } from "chai";
import { projectRoot } from "../scripts/checkout/projectRoot.ts";

/** Rows of a table of test/README.md, by its heading: the names in backquotes of the first two cells. */
function rowsUnder(heading: string): readonly (readonly [names: readonly string[], tests: readonly string[]])[] {
  const text = readFileSync(`${projectRoot}test/README.md`, "utf8");
  const section = text.split(/^## /m).find((part) => part.startsWith(heading)) ?? "";
  const rows = section.split("\n").filter((line) => line.startsWith("| `"));
  const namesIn = (cell = "") => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name);
  return rows.map((row) => {
    const [, first, second] = row.split("|");
    return [namesIn(first), namesIn(second)];
  });
}

function files(...patterns: readonly string[]): readonly string[] {
  return patterns.flatMap((pattern) => globSync(pattern, { cwd: projectRoot })).sort();
}

/** Where the test of a source file is, if it is where its path says. */
function ownTests(source: string): readonly string[] {
  const path = source.replace(/^web\/src\//, "web/").replace(/\.\w+$/, "");
  return [`test/${path}.test.ts`, `test/${path}.t.sol`];
}

const sources = files("{sdk,services,scripts,web/src}/**/*.{ts,tsx,mjs}", "contracts/**/*.sol", "circuits/**/*.circom");
const tests = files("test/**/*.test.ts", "test/**/*.t.sol");
const folders = rowsUnder("Files without a test of their name");
const ofNoFile = rowsUnder("Tests of no single file");

const isBelow = (path: string, place: string) => path === place || path.startsWith(`${place}/`);

describe("test/README.md", () => {
  it("says of every file that has no test of its name which tests it has", () => {
    expect(sources.length).to.be.greaterThan(500);
    const without = sources.filter((source) => !ownTests(source).some((test) => tests.includes(test)));
    const known = folders.flatMap(([names]) => names);
    expect(without.filter((source) => !known.some((name) => isBelow(source, name)))).to.deep.equal([]);
  });

  it("names folders and tests that exist, and no folder whose files all have a test of their name", () => {
    for (const [names, named] of folders) {
      for (const name of names) expect(existsSync(projectRoot + name), name).to.equal(true);
      expect(named, names.join()).not.to.deep.equal([]);
      for (const test of named) {
        const path = `${projectRoot}test/${test}`;
        expect(existsSync(path), test).to.equal(true);
        const holds = statSync(path).isFile() || tests.some((file) => isBelow(file, `test/${test}`));
        expect(holds, `${test} holds a test`).to.equal(true);
      }
      const below = sources.filter((source) => names.some((name) => isBelow(source, name)));
      expect(
        below.some((source) => !ownTests(source).some((test) => tests.includes(test))),
        names.join(),
      ).to.equal(true);
    }
  });

  it("has a place for every test: that of a file of its name, a folder's row, or the list of those of no file", () => {
    const mirrors = new Set(sources.flatMap(ownTests));
    const named = [...folders.flatMap(([, places]) => places), ...ofNoFile.flatMap(([names]) => names)];
    const lost = tests.filter((test) => !mirrors.has(test) && !named.some((place) => isBelow(test, `test/${place}`)));
    expect(lost).to.deep.equal([]);
  });
});
