import { existsSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { expect } from "chai";
import { projectRoot } from "../../scripts/checkout/projectRoot.ts";

const CIRCUITS = ["circuits/ballot.circom", "circuits/enrolment.circom", "circuits/keyShare.circom"];
const MAINS = ["Ballot", "Enrolment", "KeyShare"];
const LIBRARIES = [
  "node_modules",
  "node_modules/circomlib/circuits",
  "node_modules/@zk-kit/binary-merkle-root.circom/src",
];

/** A value that a template computes beside its constraints. */
type Hint = { readonly template: string; readonly signal: string };

/** A source without its comments. */
function sourceOf(file: string): string {
  return readFileSync(projectRoot + file, "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, "");
}

/** Every file that others include. */
function included(first: readonly string[]): readonly string[] {
  const files = new Set(first);
  for (const file of files) {
    for (const [, name] of sourceOf(file).matchAll(/include\s+"([^"]+)"/g)) {
      const places = [posix.dirname(file), ...LIBRARIES].map((folder) => posix.join(folder, name as string));
      const found = places.find((place) => existsSync(projectRoot + place));
      if (found === undefined) throw new Error(`${file} includes ${name}, which is nowhere`);
      files.add(found);
    }
  }
  return [...files];
}

/** The body of every template of a source. */
function templatesOf(source: string): ReadonlyMap<string, string> {
  const parts = source.split(/\btemplate\s+(?:(?:parallel|custom)\s+)?(?=\w+\s*\()/).slice(1);
  return new Map(
    parts.map((part) => [/^\w+/.exec(part)?.[0] as string, part.split(/\bfunction\s+\w+\s*\(/)[0] as string]),
  );
}

/** The templates that some reach, with their bodies. */
function reached(mains: readonly string[]): ReadonlyMap<string, string> {
  const known = new Map(included(CIRCUITS).flatMap((file) => [...templatesOf(sourceOf(file))]));
  const found = new Set(mains);
  for (const name of found) {
    for (const [, other] of (known.get(name) ?? "").matchAll(/\b([A-Z]\w*)\s*\(/g)) {
      if (known.has(other as string)) found.add(other as string);
    }
  }
  return new Map([...found].map((name) => [name, known.get(name) as string]));
}

function hintsOf(template: string, body: string): readonly Hint[] {
  const left = [...body.matchAll(/([\w[\]().,\s]+?)\s*<--/g)].map(([, signal]) => signal);
  const right = [...body.matchAll(/-->\s*([\w[\]().]+)/g)].map(([, signal]) => signal);
  return [...left, ...right].map((signal) => ({ template, signal: (signal as string).trim() }));
}

const templates = reached(MAINS);
const hints = [...templates].flatMap(([name, body]) => hintsOf(name, body));
const rows = readFileSync(`${projectRoot}docs/hints.md`, "utf8")
  .split("\n")
  .map((line) => /^\| `(\w+)` \| `([^`]+)` \| `([^`]+)` \| (.+) \|$/.exec(line))
  .filter((row) => row !== null)
  .map(([, template, signal, constraint, argument]) => ({ template, signal, constraint, argument }));

const named = ({
  template,
  signal,
}: {
  readonly template?: string | undefined;
  readonly signal?: string | undefined;
}) => `${template} ${signal}`;

describe("docs/hints.md", () => {
  it("has an argument for every hint of every template that the circuits reach, and for nothing else", () => {
    expect(templates.size).to.be.greaterThan(25);
    expect(hints.map(named).toSorted()).to.deep.equal(rows.map(named).toSorted());
    for (const { argument } of rows) expect(argument).to.match(/nique/);
  });

  it("names the constraint behind each as it stands in the template", () => {
    const plain = (text: string) => text.replace(/\s+/g, "");
    for (const { template, constraint } of rows) {
      expect(plain(templates.get(template as string) as string), constraint).to.include(plain(constraint as string));
    }
  });

  it("is right that no number has more than 253 bits", () => {
    const counts = [...templates.values()].flatMap((body) => [
      ...[...body.matchAll(/\bNum2Bits\(([^)]+)\)/g)].map(([, bits]) => ({ bits: bits as string, more: 0 })),
      ...[...body.matchAll(/\bLessThan\(([^)]+)\)/g)].map(([, bits]) => ({ bits: bits as string, more: 1 })),
    ]);
    expect(counts.length).to.be.greaterThan(8);
    // Num2Bits names itself, LessThan's own number is counted where that is used, a path's depth is 20 at most.
    const named = counts.filter(({ bits }) => !/^\d+$/.test(bits)).map(({ bits }) => bits);
    expect([...new Set(named)].toSorted()).to.deep.equal(["MAX_DEPTH", "n", "n+1"]);
    const widths = counts.filter(({ bits }) => /^\d+$/.test(bits)).map(({ bits, more }) => Number(bits) + more);
    expect(Math.max(...widths)).to.equal(253);
  });

  it("would miss no further hint, whichever way it is written", () => {
    const added = hintsOf("T", "a <-- b; c.in[0] <-- x\n? 1 : 0; (p + q) --> d[i];");
    expect(added.map(({ signal }) => signal)).to.deep.equal(["a", "c.in[0]", "d[i]"]);
    const reachable = reached(["Rules"]);
    expect([...reachable.keys()].toSorted()).to.deep.equal(["Num2Bits", "Rules"]);
  });
});
