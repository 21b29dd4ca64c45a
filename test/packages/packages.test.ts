import { execFileSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { publint } from "publint";
import { projectRoot } from "../../scripts/checkout/projectRoot.ts";
import { apiReports, keptReport, REPORTS } from "../../scripts/packages/apiReport.ts";
import { KEY_SUMS, keySumsText } from "../../scripts/packages/keySums.ts";
import { npmPack, type Packed } from "../../scripts/packages/pack.ts";
import { PACKAGES, type PackageName, stageOf } from "../../scripts/packages/stage.ts";
import { keySums } from "../../sdk/proofs/generated/keySums.ts";
import { packedPackages } from "./packedPackages.ts";

type Manifest = {
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
};

function manifestIn(folder: string): Manifest {
  return JSON.parse(readFileSync(`${projectRoot}${folder}package.json`, "utf8")) as Manifest;
}

/** What may be in each tarball; every other file is somebody's own. */
const FILES: Readonly<Record<PackageName, RegExp>> = {
  sdk: /^(package\.json|README\.md|LICENSE|dist\/sdk\/[\w/]+\.(js|d\.ts)|dist\/artifacts\/[\w@/.-]+\.sol\/\w+\.json|schemas\/[\w-]+\.schema\.json)$/,
  contracts: /^(package\.json|README\.md|LICENSE|contracts\/[\w/]+\.sol|(abi|artifacts)\/\w+\.json)$/,
  keys: /^(package\.json|README\.md|LICENSE|index\.(js|d\.ts)|files\/[\w-]+\.(json|wasm|zkey))$/,
};

describe("The packages", function () {
  this.timeout(300_000);
  let packed: Readonly<Record<PackageName, Packed>>;

  before(async () => {
    packed = await packedPackages();
  });

  for (const name of PACKAGES) {
    it(`hold of ${name} what others need, and nothing of an operator's`, () => {
      const paths = packed[name].files.map(({ path }) => path);
      expect(paths.length).to.be.greaterThan(10);
      expect(paths.filter((path) => !FILES[name].test(path))).to.deep.equal([]);
    });

    it(`are found right by publint: ${name}`, async () => {
      const { messages } = await publint({ pkgDir: stageOf(name), strict: true, pack: false });
      expect(messages).to.deep.equal([]);
    });
  }

  it("hold of the project itself no more than what says whose it is", () => {
    const { files } = npmPack(projectRoot, { dryRun: true });
    expect(files.map(({ path }) => path)).to.have.members([
      "LICENSE",
      "README.md",
      "README.ko.md",
      "package.json",
      "scripts/hanpyo.mjs",
    ]);
  });

  it("have the version of the project, and of each dependency the one that is tested here", () => {
    const own = manifestIn("");
    for (const name of PACKAGES) {
      const { version, dependencies = {} } = manifestIn(`packages/${name}/`);
      expect(version, name).to.equal(own.version);
      for (const [one, wanted] of Object.entries(dependencies)) expect(own.dependencies?.[one], one).to.equal(wanted);
    }
  });

  it("name every package that the sdk's modules import, and no other", () => {
    const modules = globSync("dist/**/*.js", { cwd: stageOf("sdk") });
    const imported = modules.flatMap((file) => {
      const text = readFileSync(stageOf("sdk") + file, "utf8");
      return [...text.matchAll(/(?:from|import\()\s*"([^."][^"]*)"/g)].map(([, named = ""]) =>
        named
          .split("/")
          .slice(0, named.startsWith("@") ? 2 : 1)
          .join("/"),
      );
    });
    const named = Object.keys(manifestIn("packages/sdk/").dependencies ?? {});
    expect([...new Set(imported)].toSorted()).to.deep.equal(named.toSorted());
  });

  it("resolve with types in Node and in bundlers, by arethetypeswrong", () => {
    const cli = `${projectRoot}node_modules/@arethetypeswrong/cli/dist/index.js`;
    const entries = ["reader", "voter", "trustee", "organizer", "verifier", "formats"];
    const args = [cli, packed.sdk.tarball, "--profile", "esm-only", "--format", "json", "--entrypoints", ...entries];
    const { analysis } = JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" })) as {
      readonly analysis: {
        readonly entrypoints: Readonly<Record<string, unknown>>;
        readonly problems: readonly { readonly resolutionKind?: string }[];
      };
    };
    expect(Object.keys(analysis.entrypoints)).to.have.length(entries.length);
    // The packages are ESM alone: what CommonJS and Node before 12 make of them is no concern.
    const left = analysis.problems.filter(
      ({ resolutionKind = "" }) => !["node10", "node16-cjs"].includes(resolutionKind),
    );
    expect(left).to.deep.equal([]);
  });

  it("give what the reports in the project say: whoever changes it writes them anew", () => {
    const reports = apiReports();
    expect(globSync("*.txt", { cwd: projectRoot + REPORTS })).to.have.members(Object.keys(reports));
    for (const [file, text] of Object.entries(reports)) expect(text, file).to.equal(keptReport(file));
  });

  it("have the checksums of the keys that stand in the project", () => {
    expect(readFileSync(projectRoot + KEY_SUMS, "utf8")).to.equal(keySumsText());
    expect(packed.keys.files.filter(({ path }) => path.startsWith("files/"))).to.have.length(keySums.size);
  });
});
