import { existsSync, readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { expect } from "chai";
import { projectRoot } from "../scripts/checkout/projectRoot.ts";

/**
 * The floors of each house, from the ground up: a room imports from itself and from the floors below its own. Rooms of
 * one floor that are separated by `|` do not know each other; those separated by a space may. A file that stands in no
 * room is a room of its own. CONTRIBUTING.md says what each room is for.
 */
const houses: Readonly<Record<string, readonly string[]>> = {
  sdk: [
    "codes valueNames",
    "errors",
    "words",
    "crypto",
    "election",
    "trust",
    "proposals",
    "proofs",
    "chain",
    "relaying",
    "enrolling",
    "verify",
    "client",
    "entries",
  ],
  contracts: ["types", "libraries", "registry trustees elections verifiers proposals", "factory"],
  services: ["hosting", "sending", "eid", "relayer | registrar | demo-issuer | mirror | facts"],
  scripts: [
    "terminal",
    "threads",
    "checkout",
    "electionFile | rollFiles | packages",
    "page",
    "rehearsal",
    "clerk | office | trustee | relayer | mirror | facts | proposals | observer | trust | ceremony | bench | doctor | pabulib | conformance",
    "tour",
    "program",
    "start | test | hanpyo",
  ],
  "web/src": ["shared", "proving", "features", "app main"],
};

/** Rooms whose own rooms do not know each other. */
const divided = ["web/src/features"];

/** What a top of the tree, or a room of it, may import beside itself. */
const tops: Readonly<Record<string, readonly string[]>> = {
  sdk: ["artifacts", "circuits"],
  services: ["sdk", "artifacts", "circuits"],
  scripts: ["sdk", "services", "web", "artifacts", "circuits"],
  "scripts/terminal": ["sdk"],
  "scripts/threads": ["sdk"],
  "scripts/checkout": ["sdk", "artifacts", "circuits"],
  web: ["sdk", "artifacts", "circuits"],
};

/** Imports that break a rule today. An entry goes when its code has moved; none is ever added. */
const breaches: readonly string[] = [];

/** What pure floors must not touch: the world reaches them as parameters. */
const impure: readonly (readonly [string, RegExp])[] = [
  ["a node: module", /from "node:|import\("node:|require\(/],
  ["the network", /\bfetch\(|XMLHttpRequest|WebSocket/],
  ["the clock", /\bDate\.now\b|\bnew Date\(\)|performance\.now/],
  ["randomness", /\bMath\.random\b|\bgetRandomValues\b|\brandomUUID\b|\bcrypto\.randomBytes\b/],
  ["the process", /\bprocess\./],
];

function filesUnder(folder: string, ending: RegExp): readonly string[] {
  if (!existsSync(projectRoot + folder)) return [];
  const names = readdirSync(projectRoot + folder, { recursive: true, encoding: "utf8" });
  return names.filter((name) => ending.test(name)).map((name) => posix.normalize(`${folder}/${name}`));
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
}

/** The project's files that a file imports; packages are left out. */
function importsOf(file: string, text: string): readonly string[] {
  const specifiers = text.matchAll(/\b(?:from|import)\s*\(?\s*["']([^"']+)["']/g);
  const relative = [...specifiers].map((match) => match[1] ?? "").filter((specifier) => specifier.startsWith("."));
  // A generator of Solidity holds its imports as text.
  const own = relative.filter((specifier) => specifier.endsWith(".sol") === file.endsWith(".sol"));
  return own.map((specifier) => posix.join(posix.dirname(file), specifier));
}

/** The room that a file stands in: its folder below the top, or its name where it stands in no folder. */
function roomOf(file: string, top: string): string {
  return (file.slice(top.length + 1).split("/")[0] ?? "").replace(/\.\w+$/, "");
}

/** The rooms of a floor in groups: within a group they may know each other. */
function groupsOf(floor: string): readonly (readonly string[])[] {
  return floor.split(" | ").map((group) => group.split(" "));
}

/** What a file imports against the order of the floors, in words. */
function climbs(top: string, floors: readonly string[], file: string, text: string): readonly string[] {
  const floorOf = (room: string) => floors.findIndex((floor) => groupsOf(floor).flat().includes(room));
  const own = roomOf(file, top);
  if (floorOf(own) < 0) return [`${file} stands on no floor of ${top} (${floors.join(" <- ")})`];
  const group = groupsOf(floors[floorOf(own)] as string).find((rooms) => rooms.includes(own)) ?? [];
  const isBelow = (room: string) => floorOf(room) >= 0 && floorOf(room) < floorOf(own);
  return importsOf(file, text)
    .filter((target) => target.startsWith(`${top}/`))
    .filter((target) => !isBelow(roomOf(target, top)) && !group.includes(roomOf(target, top)))
    .map((target) => `${file} imports ${target}, which does not stand below it`);
}

/** Imports from one room of a divided room into another, in words. */
function crossings(folder: string, file: string, text: string): readonly string[] {
  const inside = importsOf(file, text).filter((target) => target.startsWith(`${folder}/`));
  return inside
    .filter((target) => file.startsWith(`${folder}/`) && roomOf(target, folder) !== roomOf(file, folder))
    .map((target) => `${file} imports ${target}, which is a room beside it`);
}

/** Imports that leave a file's top, or its room, for what it must not know, in words. */
function strangers(file: string, text: string): readonly string[] {
  const [top = "", room = ""] = file.split("/");
  const own = `${top}/${room}` in tops ? `${top}/${room}` : top;
  const known = [top, ...(tops[own] ?? [])];
  const foreign = importsOf(file, text).filter((target) => !known.includes(target.split("/")[0] ?? ""));
  return foreign.map((target) => `${file} imports ${target}; ${own} may know only ${known.join(", ")}`);
}

/** Files that import each other in a circle, types too: each circle's files in one line. */
function circles(imports: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const reached = new Map([...imports.keys()].map((file) => [file, reachable(file, imports)]));
  const meets = (file: string, other: string) => reached.get(file)?.has(other) && reached.get(other)?.has(file);
  const found = [...imports.keys()].filter((file) => meets(file, file));
  return [...new Set(found.map((file) => found.filter((other) => meets(file, other)).join(", ")))];
}

function reachable(start: string, imports: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const found = new Set<string>();
  const next = [...(imports.get(start) ?? [])];
  for (let file = next.pop(); file !== undefined; file = next.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    next.push(...(imports.get(file) ?? []));
  }
  return found;
}

function touches(file: string, text: string): readonly string[] {
  return impure.filter(([, pattern]) => pattern.test(text)).map(([what]) => `${file} touches ${what}`);
}

function overAll(files: readonly string[], rule: (file: string, text: string) => readonly string[]): readonly string[] {
  return files.flatMap((file) => rule(file, withoutComments(readFileSync(projectRoot + file, "utf8"))));
}

const SOURCE = /\.(tsx?|sol)$/;

/** What every rule finds in the tree as it is. */
function found(): readonly string[] {
  const within = Object.entries(houses).flatMap(([top, floors]) =>
    overAll(filesUnder(top, SOURCE), (file, text) => climbs(top, floors, file, text)),
  );
  const across = divided.flatMap((folder) =>
    overAll(filesUnder(folder, SOURCE), (file, text) => crossings(folder, file, text)),
  );
  const files = Object.keys(tops)
    .filter((top) => !top.includes("/"))
    .flatMap((top) => filesUnder(top, SOURCE));
  return [...within, ...across, ...overAll(files, strangers)];
}

describe("floors", () => {
  it("let the second verifier know nothing of ours: its own files, Node's modules, and two packages", () => {
    const files = filesUnder("verifier/src", /\.tsx?$/);
    expect(files).not.to.deep.equal([]);
    const foreign = overAll(files, (file, text) => {
      const named = [...text.matchAll(/(?<!["'])\b(?:from|import)\s*\(?\s*["']([^"']+)["']/g)].map(
        (match) => match[1] ?? "",
      );
      const own = (specifier: string) => posix.join(posix.dirname(file), specifier).startsWith("verifier/src/");
      const isKnown = (specifier: string) =>
        specifier.startsWith(".") ? own(specifier) : /^(node:|@noble\/(curves|hashes)\/)/.test(specifier);
      return named.filter((specifier) => !isKnown(specifier)).map((specifier) => `${file} imports ${specifier}`);
    });
    expect(foreign).to.deep.equal([]);
    const { dependencies } = JSON.parse(readFileSync(`${projectRoot}verifier/package.json`, "utf8"));
    expect(Object.keys(dependencies)).to.deep.equal(["@noble/curves", "@noble/hashes"]);
  });

  it("are kept: a room imports from itself and from the floors below it, and no role, service or feature another", () => {
    for (const top of Object.keys(houses)) expect(filesUnder(top, SOURCE), top).not.to.deep.equal([]);
    // Both ways: a breach that is mended, or taken off the list without being mended, is as much a difference as a new one.
    expect([...new Set(found())].sort()).to.deep.equal([...breaches].sort());
  });

  it("are the ones that CONTRIBUTING.md shows", () => {
    const shown = readFileSync(`${projectRoot}CONTRIBUTING.md`, "utf8").split("\n");
    const lines = Object.entries(houses).map(([top, floors]) => `${top.padEnd(11)}${floors.join(" <- ")}`);
    expect(lines.filter((line) => !shown.includes(line))).to.deep.equal([]);
  });

  it("have no circles: no file imports itself by way of others, not even its types", () => {
    const files = Object.keys(houses).flatMap((top) => filesUnder(top, SOURCE));
    const imports = new Map(
      files.map((file) => [file, importsOf(file, withoutComments(readFileSync(projectRoot + file, "utf8")))]),
    );
    expect(circles(imports)).to.deep.equal([]);
    const ring = new Map([
      ["a", ["b"]],
      ["b", ["c"]],
      ["c", ["b"]],
      ["d", ["a"]],
    ]);
    expect(circles(ring)).to.deep.equal(["b, c"]);
  });

  it("keep cryptography and election rules off the world, randomness in random.ts apart", () => {
    const files = [
      ...filesUnder("sdk/crypto", /\.ts$/),
      ...filesUnder("sdk/election", /\.ts$/),
      ...filesUnder("sdk/trust", /\.ts$/),
      ...filesUnder("sdk/proposals", /\.ts$/),
    ];
    expect(files).not.to.deep.equal([]);
    expect(overAll(files, touches)).to.deep.equal(
      files.includes("sdk/crypto/random.ts") ? ["sdk/crypto/random.ts touches randomness"] : [],
    );
  });

  it("are seen through: an import upwards or sideways, a foreign one and a touch of the world are each found", () => {
    const sdk = houses.sdk as readonly string[];
    const scripts = houses.scripts as readonly string[];
    const upwards = 'import { a } from "../chain/observer.ts";';
    expect(climbs("sdk", sdk, "sdk/crypto/a.ts", upwards)).to.have.length(1);
    expect(climbs("sdk", sdk, "sdk/verify/a.ts", upwards)).to.deep.equal([]);
    expect(climbs("sdk", sdk, "sdk/attic/a.ts", "")).to.have.length(1);
    const sideways = 'import { a } from "../office/a.ts";';
    expect(climbs("scripts", scripts, "scripts/clerk/a.ts", sideways)).to.have.length(1);
    expect(climbs("scripts", scripts, "scripts/office/b.ts", sideways)).to.deep.equal([]);
    expect(climbs("scripts", scripts, "scripts/program/a.ts", sideways)).to.deep.equal([]);
    const solidity = 'import {B} from "../libraries/B.sol";';
    expect(
      climbs("contracts", houses.contracts as readonly string[], "contracts/types/A.sol", solidity),
    ).to.have.length(1);
    const feature = 'import { a } from "../vote/a.ts";';
    expect(crossings("web/src/features", "web/src/features/audit/a.ts", feature)).to.have.length(1);
    expect(strangers("sdk/chain/a.ts", 'await import("../../scripts/build.ts")')).to.have.length(1);
    expect(strangers("web/app/a.ts", 'import { a } from "../../scripts/build.ts";')).to.have.length(1);
    expect(strangers("scripts/terminal/a.ts", 'import { a } from "../../services/eid/a.ts";')).to.have.length(1);
    for (const text of [
      'import { a } from "node:fs";',
      "fetch(url)",
      "Date.now()",
      "Math.random()",
      "crypto.getRandomValues(a)",
    ]) {
      expect(touches("sdk/crypto/a.ts", text), text).to.have.length(1);
    }
  });
});

describe("file names", () => {
  it("are ideas: none is called utils, helpers, common, types or misc", () => {
    const files = [...Object.keys(tops), "contracts", "circuits", "test"].flatMap((top) => filesUnder(top, /\.\w+$/));
    const vague = /(^|\/)(utils?|helpers?|common|misc|types?)\.(test\.)?(ts|tsx|sol|circom|mjs)$/i;
    expect(files.filter((file) => vague.test(file) || /\/(utils|helpers|common|misc)\//i.test(file))).to.deep.equal([]);
    expect(vague.test("sdk/utils.ts") && vague.test("sdk/chain/types.ts")).to.equal(true);
  });
});

describe("package-lock.json", () => {
  /** The project's, and that of the clients of `npm run test:network`. */
  const folders = ["", "test/network/"];
  const lockIn = (folder: string) => JSON.parse(readFileSync(`${projectRoot}${folder}package-lock.json`, "utf8"));

  it("holds every optional package of every platform, without which npm ci refuses it", () => {
    for (const folder of folders) {
      const { packages: entries } = lockIn(folder);
      const packages = new Map(Object.entries<{ optionalDependencies?: Record<string, string> }>(entries));
      const missing = [...packages].flatMap(([path, entry]) =>
        Object.keys(entry.optionalDependencies ?? {}).filter(
          (name) => !packages.has(`${path}/node_modules/${name}`) && !packages.has(`node_modules/${name}`),
        ),
      );
      expect(missing, folder).to.deep.equal([]);
    }
  });

  it("has a hash of every package, and no script runs when they are installed", () => {
    type Entry = { readonly integrity?: string; readonly hasInstallScript?: boolean; readonly resolved?: string };
    const packagesIn = (folder: string) =>
      Object.entries<Entry>(lockIn(folder).packages).filter(([path]) => path !== "");
    for (const folder of folders) {
      const packages = packagesIn(folder);
      expect(packages.filter(([, { integrity = "" }]) => !integrity.startsWith("sha512-"))).to.deep.equal([]);
      expect(packages.filter(([, { resolved }]) => resolved !== undefined)).to.deep.equal([]);
      expect(readFileSync(`${projectRoot}${folder}.npmrc`, "utf8").split("\n")).to.include("ignore-scripts=true");
    }
    // Both work without: what theirs would do is to choose a quicker program. Of the clients test:network shows it.
    const own = packagesIn("");
    const scripted = own.filter(([, { hasInstallScript }]) => hasInstallScript === true).map(([path]) => path);
    expect(scripted).to.deep.equal(["node_modules/blake-hash", "node_modules/esbuild"]);
  });
});
