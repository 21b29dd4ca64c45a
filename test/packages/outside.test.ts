import { copyFileSync, globSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import ts from "typescript";
import { build } from "vite";
import { projectRoot } from "../../scripts/checkout/projectRoot.ts";
import { openDemoElection } from "../../scripts/rehearsal/demoElections.ts";
import { demoTrust } from "../../scripts/rehearsal/demoTrust.ts";
import type { Resident } from "../../scripts/rehearsal/enrolment.ts";
import { createFurther, openFurther } from "../../scripts/rehearsal/furtherElection.ts";
import { anchorLine, anchorOf } from "../../sdk/trust/anchor.ts";
import { type Manifest, signManifest } from "../../sdk/trust/manifest.ts";
import type { TrustFile } from "../../sdk/trust/trustFile.ts";
import { type DecidedElection, livingElection } from "../end-to-end/decidedElection.ts";
import { type Outside, type Ran, unpackOutside } from "./outside.ts";
import { packedPackages } from "./packedPackages.ts";

const SAMPLES = "examples/packages";
const HOUR = 3_600;
const DAY = 24 * HOUR;
/** Blocks from one that the chain calls final to its latest, and some more. */
const UNTIL_FINAL = 200;

describe("Whoever has the packed packages alone, outside of this project", function () {
  this.timeout(900_000);
  let outside: Outside;
  let living: DecidedElection;
  let open: string;
  let file: TrustFile;
  let given: readonly string[];

  before(async () => {
    living = await livingElection();
    const { town, chain } = living;
    const now = await chain.now();
    const schedule = { censusTime: now + HOUR, opensAt: now + 2 * DAY, openGrace: DAY, closesAt: now + 60 * DAY };
    const after = { closeGrace: HOUR, sharesDueAt: now + 63 * DAY, sealDelay: 600 };
    open = await createFurther(town, openDemoElection, { ...schedule, ...after });
    await openFurther(open, town, chain);
    file = await demoTrust(town, chain);
    const { sdk, keys } = await packedPackages();
    outside = unpackOutside({ sdk, keys });
    for (const name of readdirSync(projectRoot + SAMPLES)) {
      copyFileSync(`${projectRoot + SAMPLES}/${name}`, join(outside.folder, name));
    }
    writeFileSync(join(outside.folder, "trust.json"), JSON.stringify(file));
    given = [chain.url, "trust.json", anchorLine(anchorOf(file.manifests.at(-1) as Manifest))];
  });

  after(() => outside?.remove());

  function succeeded({ code, stdout, stderr }: Ran): string {
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: "" });
    return stdout;
  }

  it("needs no more than 50 lines for each of the samples", () => {
    const samples = globSync(`${SAMPLES}/*.mjs`, { cwd: projectRoot });
    expect(samples).to.have.length(4);
    for (const sample of samples) {
      expect(readFileSync(projectRoot + sample, "utf8").split("\n").length, sample).to.be.at.most(50);
    }
  });

  it("lists the municipality's elections, newest first", async () => {
    const said = succeeded(await outside.run("list-elections.mjs", given));
    expect(said.trim().split("\n")).to.deep.equal([
      `${open}  open  ${openDemoElection.content.title.en}`,
      `${living.election}  decided  ${living.plan.content.title.en}`,
    ]);
  });

  it("shows a result, by the trust file that the gazette names", async () => {
    const said = succeeded(await outside.run("show-result.mjs", [...given, living.election]));
    const { counts = [], outcome } = living.record.result ?? {};
    const options = living.plan.content.options.map(({ title }, index) => {
      const isSelected = ((Number(outcome?.selected) >> index) & 1) === 1;
      return `${isSelected ? "*" : " "} ${counts[index]}  ${title.en}`;
    });
    expect(said.trimEnd().split("\n").slice(1)).to.deep.equal(options);
    expect(said).to.match(/^Participatory budget \(demonstration\): decided, 3 of \d+ voted\n/);
  });

  it("casts a ballot and follows it until it is final", async () => {
    const { secret, identityCommitment } = living.town.residents[0] as Resident;
    const identity = JSON.stringify({ secret: String(secret), commitment: String(identityCommitment) });
    const sender = await living.chain.newAccount();
    const casting = outside.run("cast-ballot.mjs", [...given, open, "1,0,1"], {
      input: identity,
      env: { HANPYO_SENDER_KEY: sender.privateKey },
    });
    // Blocks come as on a chain that others use.
    const blocks = setInterval(() => void living.chain.mine(UNTIL_FINAL), 2_000);
    const said = succeeded(await casting.finally(() => clearInterval(blocks)));
    expect(said).to.match(/^cast: [0-9A-Z*~$=-]+\nfinal\n$/);
    const { format } = JSON.parse(readFileSync(join(outside.folder, "ballot.json"), "utf8")) as { format: string };
    expect(format).to.equal("hanpyo-ballot-1");
  });

  it("takes a record from the chain, and finds every check of it to hold", async () => {
    const said = succeeded(await outside.run("verify-record.mjs", [...given, living.election]));
    expect(said).to.match(/^every one of \d+ checks holds\n$/);
  });

  it("is refused with a cause and a remedy: another gazette, another chain, other code, another key", async () => {
    const signed = file.manifests.at(-1) as Manifest;
    const ofOrganizer = async (changes: Partial<Manifest>): Promise<TrustFile> => {
      const manifest = await signManifest({ ...signed, ...changes }, living.town.organizer);
      const { chainId } = manifest;
      return { ...file, chainId, lines: chainId === file.chainId ? file.lines : [], manifests: [manifest] };
    };
    const refusalOf = async (trust: TrustFile, anchor = anchorLine(anchorOf(trust.manifests[0] as Manifest))) => {
      writeFileSync(join(outside.folder, "other.json"), JSON.stringify(trust));
      const args = [living.chain.url, "other.json", anchor, living.election];
      const { code, stderr } = await outside.run("show-result.mjs", args);
      expect(code).to.equal(1);
      expect(stderr).to.match(/^[A-Z_]+: .+\. .+\.\n$/);
      return stderr.split(":")[0];
    };
    const wrong = `0x${"1".repeat(64)}`;
    const [code, ...others] = signed.code as [Manifest["code"][number], ...Manifest["code"]];
    const [key, ...keys] = signed.verifyingKeys as [Manifest["verifyingKeys"][number], ...Manifest["verifyingKeys"]];
    expect(await refusalOf(file, (given[2] as string).replace(/.{64}$/, "1".repeat(64)))).to.equal("TRUST_FORKED");
    expect(await refusalOf(await ofOrganizer({ chainId: 1, lines: [] }))).to.equal("WRONG_CHAIN");
    expect(await refusalOf(await ofOrganizer({ code: [{ ...code, codeHash: wrong }, ...others] }))).to.equal(
      "TRUST_CODE_DIFFERS",
    );
    expect(await refusalOf(await ofOrganizer({ verifyingKeys: [{ ...key, fingerprint: wrong }, ...keys] }))).to.equal(
      "TRUST_KEY_DIFFERS",
    );
  });

  it("has types for every sample, without a library's own being checked away", () => {
    const names = globSync("*.mjs", { cwd: outside.folder }).map((name) => join(outside.folder, name));
    const program = ts.createProgram(names, {
      allowJs: true,
      checkJs: true,
      noEmit: true,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      target: ts.ScriptTarget.ES2023,
      lib: ["lib.es2024.d.ts", "lib.dom.d.ts"],
      types: [],
      skipLibCheck: false,
    });
    const told = ts.getPreEmitDiagnostics(program).filter(({ file: source }) => /@hanpyo/.test(source?.fileName ?? ""));
    expect(told.map(({ messageText, file: source }) => `${source?.fileName}: ${messageText}`)).to.deep.equal([]);
    const entries = program.getSourceFiles().filter(({ fileName }) => /@hanpyo\/sdk\/dist/.test(fileName));
    expect(entries.length).to.be.greaterThan(50);
  });

  it("bundles the reader for a browser, with no prover and no module of Node", async () => {
    writeFileSync(
      join(outside.folder, "main.js"),
      'import { connect, listElections } from "@hanpyo/sdk/reader";\nglobalThis.reader = { connect, listElections };\n',
    );
    const built = await build({
      root: outside.folder,
      logLevel: "error",
      configFile: false,
      build: { write: false, rolldownOptions: { input: join(outside.folder, "main.js") } },
    });
    const chunks = [built].flat().flatMap((one) => ("output" in one ? one.output : []));
    const code = chunks.map((chunk) => ("code" in chunk ? chunk.code : "")).join("\n");
    const modules = chunks.flatMap((chunk) => ("modules" in chunk ? Object.keys(chunk.modules) : []));
    expect(modules.length).to.be.greaterThan(20);
    expect(
      modules.filter((name) => /snarkjs|circomlib|ffjavascript|semaphore|__vite-browser-external/.test(name)),
    ).to.deep.equal([]);
    expect(code).not.to.contain('from "node:');
  });
});
