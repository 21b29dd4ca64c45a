import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { expect } from "chai";
import { projectRoot } from "../scripts/checkout/projectRoot.ts";

/** Folders in the order in which they may import: each only from itself and from those before it (design.md, 6). */
/** `relaying` and `enrolling` are a client's ways to relayers and offices, and to the chain: so they stand above `chain`. */
const sdkFloors = [
  "codes",
  "errors",
  "words",
  "crypto",
  "election",
  "proofs",
  "chain",
  "relaying",
  "enrolling",
  "verify",
];
const solidityFloors = ["types", "libraries", "registry trustees elections proposals verifiers", "factory"];
const webFloors = ["shared", "proving", "features", "app"];

/** Tops of the tree and what they may import beside themselves. */
const tops: Readonly<Record<string, readonly string[]>> = {
  sdk: ["artifacts", "circuits"],
  services: ["sdk", "artifacts", "circuits"],
  scripts: ["sdk", "services", "web", "artifacts", "circuits"],
  web: ["sdk", "artifacts", "circuits"],
};

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
  return relative.map((specifier) => posix.join(posix.dirname(file), specifier));
}

/** Number of the floor that a file stands on: by its folder, or by its name where it stands in no folder. */
function floorOf(file: string, top: string, floors: readonly string[]): number {
  const segment = (file.slice(top.length + 1).split("/")[0] ?? "").replace(/\.\w+$/, "");
  return floors.findIndex((floor) => floor.split(" ").includes(segment));
}

/** What a file imports against the order of floors, in words. */
function climbs(top: string, floors: readonly string[], file: string, text: string): readonly string[] {
  const own = floorOf(file, top, floors);
  if (own < 0) return [`${file} stands on no floor of ${top} (${floors.join(" <- ")})`];
  const inside = importsOf(file, text).filter((target) => target.startsWith(`${top}/`));
  const above = inside.filter((target) => floorOf(target, top, floors) > own);
  return above.map((target) => `${file} imports ${target}, which stands above it`);
}

/** Imports that leave a file's top for one it must not know, in words. */
function strangers(file: string, text: string): readonly string[] {
  const top = file.split("/")[0] ?? "";
  const known = [top, ...(tops[top] ?? [])];
  const foreign = importsOf(file, text).filter((target) => !known.includes(target.split("/")[0] ?? ""));
  return foreign.map((target) => `${file} imports ${target}; ${top} may know only ${known.join(", ")}`);
}

function touches(file: string, text: string): readonly string[] {
  return impure.filter(([, pattern]) => pattern.test(text)).map(([what]) => `${file} touches ${what}`);
}

function overAll(files: readonly string[], rule: (file: string, text: string) => readonly string[]): readonly string[] {
  return files.flatMap((file) => rule(file, withoutComments(readFileSync(projectRoot + file, "utf8"))));
}

describe("floors", () => {
  it("are kept by the sdk: codes, errors, words <- crypto <- election <- proofs <- chain <- relaying <- enrolling <- verify", () => {
    const files = filesUnder("sdk", /\.ts$/);
    expect(files).not.to.deep.equal([]);
    expect(overAll(files, (file, text) => climbs("sdk", sdkFloors, file, text))).to.deep.equal([]);
  });

  it("are kept by the contracts: types <- libraries <- registry, trustees, elections <- factory", () => {
    const files = filesUnder("contracts", /\.sol$/);
    expect(files).not.to.deep.equal([]);
    expect(overAll(files, (file, text) => climbs("contracts", solidityFloors, file, text))).to.deep.equal([]);
  });

  it("are kept by the page: shared <- proving <- features <- app, and no feature imports another", () => {
    const files = filesUnder("web/src", /\.tsx?$/);
    expect(files).not.to.deep.equal([]);
    expect(overAll(files, (file, text) => climbs("web/src", webFloors, file, text))).to.deep.equal([]);
    const featureOf = (file: string) => /^web\/src\/features\/([^/]+)/.exec(file)?.[1];
    const crossing = overAll(files, (file, text) =>
      importsOf(file, text).filter(
        (target) => featureOf(target) && featureOf(file) && featureOf(target) !== featureOf(file),
      ),
    );
    expect(crossing).to.deep.equal([]);
  });

  it("are kept between sdk, services, scripts and web", () => {
    const files = Object.keys(tops).flatMap((top) => filesUnder(top, /\.tsx?$/));
    expect(overAll(files, strangers)).to.deep.equal([]);
  });

  it("keep cryptography and election rules off the world, randomness in random.ts apart", () => {
    const files = [...filesUnder("sdk/crypto", /\.ts$/), ...filesUnder("sdk/election", /\.ts$/)];
    expect(files).not.to.deep.equal([]);
    expect(overAll(files, touches)).to.deep.equal(
      files.includes("sdk/crypto/random.ts") ? ["sdk/crypto/random.ts touches randomness"] : [],
    );
  });

  it("are seen through: an import upwards, a foreign one and a touch of the world are each found", () => {
    const upwards = 'import { a } from "../chain/observer.ts";';
    expect(climbs("sdk", sdkFloors, "sdk/crypto/a.ts", upwards)).to.have.length(1);
    expect(climbs("sdk", sdkFloors, "sdk/verify/a.ts", upwards)).to.deep.equal([]);
    expect(climbs("sdk", sdkFloors, "sdk/attic/a.ts", "")).to.have.length(1);
    expect(
      climbs("contracts", solidityFloors, "contracts/types/A.sol", 'import {B} from "../libraries/B.sol";'),
    ).to.have.length(1);
    expect(strangers("sdk/chain/a.ts", 'await import("../../scripts/checkout/ensureBuilt.ts")')).to.have.length(1);
    expect(strangers("web/app/a.ts", 'import { a } from "../../scripts/checkout/ensureBuilt.ts";')).to.have.length(1);
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
  it("holds every optional package of every platform, without which npm ci refuses it", () => {
    const lock = JSON.parse(readFileSync(join(projectRoot, "package-lock.json"), "utf8"));
    const packages = new Map(Object.entries<{ optionalDependencies?: Record<string, string> }>(lock.packages));
    const missing = [...packages].flatMap(([path, entry]) =>
      Object.keys(entry.optionalDependencies ?? {}).filter(
        (name) => !packages.has(`${path}/node_modules/${name}`) && !packages.has(`node_modules/${name}`),
      ),
    );
    expect(missing).to.deep.equal([]);
  });
});
