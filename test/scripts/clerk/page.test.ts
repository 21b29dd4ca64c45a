import type { spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { Hono } from "hono";
import { NotDeployedError, readDeployment } from "../../../scripts/clerk/deploymentFile.ts";
import { type PageOptions, pageConfig } from "../../../scripts/clerk/pageConfig.ts";
import {
  PageAddressUnfitError,
  PageConfigUnfitError,
  PageContractUnknownError,
  PageOfficesHalfError,
  PageServiceOtherError,
} from "../../../scripts/clerk/pageErrors.ts";
import { silentServices } from "../../../scripts/clerk/pageServices.ts";
import { parseElectionFile } from "../../../scripts/electionFile/parseElectionFile.ts";
import { demoTrust, withDemoManifest } from "../../../scripts/rehearsal/demoTrust.ts";
import { FileExistsError, FileUnreadableError } from "../../../scripts/terminal/checkedFile.ts";
import type { Rpc } from "../../../sdk/chain/agreement.ts";
import { WrongChainError } from "../../../sdk/chain/connectNode.ts";
import { OfficeAnswerMalformedError } from "../../../sdk/enrolling/officeClient.ts";
import { acceptManifest } from "../../../sdk/trust/acceptManifest.ts";
import { anchorLine, anchorOf } from "../../../sdk/trust/anchor.ts";
import { lineHash } from "../../../sdk/trust/line.ts";
import { type Manifest, manifestHash, signManifest } from "../../../sdk/trust/manifest.ts";
import { ElectionNotTrustedError } from "../../../sdk/trust/requireTrusted.ts";
import type { TrustFile } from "../../../sdk/trust/trustFile.ts";
import { listen } from "../../../services/hosting/listening.ts";
import { type PageConfig, parseConfig } from "../../../web/src/shared/config.ts";
import { type DecidedElection, decidedElection } from "../../end-to-end/decidedElection.ts";
import { errorOf } from "../../errorOf.ts";
import { exampleText } from "../electionFile/exampleFile.ts";
import { hanpyo } from "../runHanpyo.ts";
import { filledIn } from "./filledFile.ts";
import { type Ran, runCommand } from "./runCommand.ts";

const ID = "night-bus-2027";
/** Nothing listens there. */
const NOWHERE = "http://127.0.0.1:9";

describe("hanpyo page", function () {
  this.timeout(600_000);
  const folder = mkdtempSync(join(tmpdir(), "hanpyo-page-"));
  const at = (name: string) => join(folder, name);
  let decided: DecidedElection;
  let trust: TrustFile;

  before(async () => {
    decided = await decidedElection();
    const { town, chain, record } = decided;
    trust = await demoTrust(town, chain);
    const text = filledIn(exampleText("yes-no-abstain"), town.registrar, town.approver, town.trustees);
    writeFileSync(at("vote.yaml"), text);
    writeFileSync(at("counts.yaml"), text.replace("test: true\n", "").replace("id: 31337", "id: 8217"));
    deployed("sample-city", record.election);
    writeTrust("trust.json", trust);
  });
  after(() => rmSync(folder, { recursive: true }));

  /** A deployment file of the decided town. */
  function deployed(name: string, election: string, changes: Readonly<Record<string, string>> = {}): void {
    const { shared, registrar, approver, board, organizer, trustees } = decided.town;
    const contracts = Object.fromEntries(Object.entries(shared.all).map(([one, { address }]) => [one, address]));
    const offices = { registrar: registrar.address, approver: approver.address, recoveryBody: `0x${"0".repeat(40)}` };
    const made = Object.values(shared.all).map(({ address, blockNumber }) => [address, blockNumber] as const);
    const { created } = decided.record;
    const others = [board, election, ...Object.values(changes)].map((address) => [address, created.block] as const);
    const terms = { threshold: 2, registerBy: 1, dealBy: 2, termEndsAt: 3, isTest: true };
    mkdirSync(at("deployments"), { recursive: true });
    const content = {
      ...{ format: "hanpyo-deployment-3", name, chainId: 31337, organizer: organizer.address },
      offices: { ...offices, rotationDelay: 1, challengePeriod: 1, isTest: true },
      contracts: { ...contracts, ...changes },
      boards: {
        "board-2027": { address: board, trustees: trustees.map(({ account }) => account.address), ...terms },
      },
      elections: { [ID]: { board: "board-2027", address: election } },
      blocks: Object.fromEntries([...others, ...made]),
    };
    writeFileSync(at(`deployments/${name}.json`), JSON.stringify(content));
  }

  function writeTrust(name: string, file: TrustFile, anchored = file.manifests.at(-1) as Manifest): void {
    writeFileSync(at(name), JSON.stringify(file));
    writeFileSync(at(`${name}.gazette`), anchorLine(anchorOf(anchored)));
  }

  const page = (name: string, file: string, ...more: readonly string[]) =>
    runCommand(
      ...["page", name, at(file), "--deployments", at("deployments"), "--rpc", decided.chain.url, "--lang", "en"],
      ...["--contact-ko", "자치행정과", "--contact-en", "Town hall"],
      ...(more.includes("--trust") ? [] : ["--trust", at("trust.json"), "--anchor", at("trust.json.gazette")]),
      ...more,
    );
  const write = (...more: readonly string[]) =>
    page("write", "vote.yaml", "--public-rpc", decided.chain.url, "--out", at("out"), ...more);

  it("says the configuration that follows from deployment, trust file and options, and does nothing", async () => {
    const relayer = decided.town.relayer.address;
    const { code, out, error } = await write(
      ...["--dry-run", "--json", "--relayer", `${relayer}@${NOWHERE}/`, "--node", decided.chain.url],
      ...["--registrar", `${NOWHERE}/a/`, "--approver", `${NOWHERE}/b`, "--roll-files", "https://rolls.example/"],
      ...["--roll", "41110:별빛동 주민:Residents of Byeolbit", "7:나루동:Naru"],
    );
    expect(error).to.equal(undefined);
    expect(code).to.equal(0);
    const { chain, town } = decided;
    const { firstBlock, ...config } = JSON.parse(out) as PageConfig;
    expect(config).to.deep.equal({
      ...{ format: "hanpyo-page-1", chainId: 31337, chainName: "Local chain", rpc: chain.url, nodes: [chain.url] },
      ...{ factory: town.shared.factory.address, registry: town.shared.registry.address },
      ...{ trust: "trust.json", anchor: anchorOf(trust.manifests[0] as Manifest) },
      organizers: [town.organizer.address],
      conversions: [town.shared.proposals.conversions.address],
      relayers: [{ url: NOWHERE, address: relayer }],
      offices: { registrar: `${NOWHERE}/a`, approver: `${NOWHERE}/b` },
      rolls: [
        { id: 41110, title: { ko: "별빛동 주민", en: "Residents of Byeolbit" } },
        { id: 7, title: { ko: "나루동", en: "Naru" } },
      ],
      ...{ keys: "keys/", rollFiles: "https://rolls.example/", demo: null },
      contact: { ko: "자치행정과", en: "Town hall" },
    });
    const { factory, boardFactory, rollFactory } = town.shared.all;
    const made = [factory, boardFactory, rollFactory].map((one) => one?.address as string);
    const codeAt = (block: number) => Promise.all(made.map((one) => chain.provider.getCode(one, block)));
    expect((await codeAt(firstBlock)).filter((found) => found !== "0x")).to.have.length(1);
    expect((await codeAt(firstBlock - 1)).every((found) => found === "0x")).to.equal(true);
    expect(parseConfig(JSON.parse(out), "https://vote.example/").trust).to.equal("https://vote.example/trust.json");
    expect(existsSync(at("out"))).to.equal(false);
  });

  it("takes the relayers that the manifest announces, and names what a resident would miss", async () => {
    const { out, err } = await write("--dry-run", "--json");
    const { relayers, offices, rolls } = JSON.parse(out) as PageConfig;
    expect([relayers, offices]).to.deep.equal([[], null]);
    expect(rolls).to.deep.equal([{ id: 41110, title: { ko: "명부 41110", en: "Roll 41110" } }]);
    expect(err).to.include("nobody can enrol").and.include("names a relayer");

    const [manifest] = trust.manifests as [Manifest];
    const announced = [{ account: decided.town.relayer.address, url: NOWHERE }];
    const facts = { ...manifest, relayers: announced, serial: 2, predecessors: [manifestHash(manifest)] };
    const later = await signManifest(facts, decided.town.organizer);
    writeTrust("later.json", { ...trust, manifests: [manifest, later] });
    const given = ["--trust", at("later.json"), "--anchor", at("later.json.gazette")];
    const ran = await write("--dry-run", "--json", ...given);
    const found = JSON.parse(ran.out) as PageConfig;
    expect(found.relayers).to.deep.equal([{ url: NOWHERE, address: decided.town.relayer.address }]);
    expect(found.anchor.serial).to.equal(2);
    expect(ran.err).to.include(`${NOWHERE} gives no answer now`);
  });

  it("finds a deployment whose file is lost by the election's address", async () => {
    const { code, out, error } = await write(
      ...["--dry-run", "--json", "--election", decided.record.election],
      ...["--deployments", at("lost")],
    );
    expect(error).to.equal(undefined);
    const { factory, registry, organizers, firstBlock } = JSON.parse(out) as PageConfig;
    const { shared, organizer } = decided.town;
    expect([code, factory, registry]).to.deep.equal([0, shared.factory.address, shared.registry.address]);
    expect([organizers, firstBlock]).to.deep.equal([[organizer.address], 0]);
  });

  it("refuses what would leave residents before a page that cannot work, each with the value and what to do", async () => {
    const { town, chain } = decided;
    const foreign = `0x${"ee".repeat(20)}`;
    deployed("sample-factory", decided.record.election, { factory: foreign });
    deployed("sample-registry", decided.record.election, { registry: foreign });
    for (const what of ["factory", "registry"]) {
      const text = readFileSync(at("vote.yaml"), "utf8").replace("sample-city", `sample-${what}`);
      writeFileSync(at(`${what}.yaml`), text);
    }
    const written = (file: string, ...more: readonly string[]) =>
      page("write", file, "--public-rpc", chain.url, "--out", at("out"), ...more);
    const other = await listen(
      new Hono().get("/health", (context) => context.json({ address: foreign })),
      {},
    );
    const wrong: readonly (readonly [Promise<Ran>, new (...args: never[]) => Error, readonly string[]])[] = [
      [written("factory.yaml"), PageContractUnknownError, [foreign, "Manifest 1", "trust publish"]],
      [written("registry.yaml"), PageContractUnknownError, ["registry", foreign]],
      [write("--deployments", at("none")), NotDeployedError, ["The factory", "--election ADDRESS"]],
      [write("--registrar", NOWHERE), PageOfficesHalfError, ["--registrar is given", "Give --approver"]],
      [write("--approver", NOWHERE), PageOfficesHalfError, ["Give --registrar"]],
      [write("--contact-ko", "전화\u202e"), PageConfigUnfitError, ["contact.ko", "--dry-run"]],
      [write("--roll-files", at("nowhere")), FileUnreadableError, ["no such file or folder"]],
      [write("--relayer", `${town.relayer.address}@${other.url}`), PageServiceOtherError, [other.url, foreign]],
      [written("vote.yaml", "--out", folder), FileExistsError, [folder]],
      [written("counts.yaml"), WrongChainError, ["31337", "8217"]],
    ];
    for (const [ran, kind, words] of wrong) {
      const { code, error, out } = await ran;
      expect([code, out], String(error)).to.deep.equal([1, ""]);
      expect(error).to.be.instanceOf(kind);
      for (const word of words) expect(String(error)).to.include(word);
    }
    await other.close();
    expect(existsSync(at("out"))).to.equal(false);
    expect(readdirSync(folder).filter((name) => name.startsWith("out"))).to.deep.equal([]);
  });

  it("refuses addresses that residents of an election that counts could not reach", async () => {
    const { town, chain } = decided;
    const file = parseElectionFile(readFileSync(at("vote.yaml"), "utf8"), "vote.yaml").file;
    const deployment = readDeployment(at("deployments"), "sample-city");
    const accepted = acceptManifest(trust, anchorOf(trust.manifests[0] as Manifest));
    const rpc = { name: "node", provider: chain.provider, chainId: 31337n } as unknown as Rpc;
    const none = { relayer: [], roll: [], node: [], mirror: [], contactKo: "전화", contactEn: "Telephone" };
    const of = (options: Partial<PageOptions>, node = "https://rpc.example", test = false) =>
      pageConfig({ file: { ...file, test }, deployment }, { ...none, ...options }, accepted, node, rpc);
    const good = "https://a.example";
    const account = town.relayer.address;
    for (const [options, node, word] of [
      [{}, "http://rpc.example", "--public-rpc http://rpc.example: a browser"],
      [{}, "https://localhost:1", "--public-rpc https://localhost:1: on a resident's device"],
      [{ node: ["https://127.0.0.2"] }, good, "--node"],
      [{ relayer: [{ account, url: "http://relayer.example" }] }, good, "--relayer http://relayer.example"],
      [{ registrar: "https://[::1]:8660", approver: good }, good, "--registrar"],
      [{ registrar: good, approver: "http://192.168.0.7" }, good, "--approver"],
      [{ rollFiles: "http://rolls.example" }, good, "--roll-files"],
    ] as const) {
      const refused = await errorOf(of(options, node), PageAddressUnfitError);
      expect(refused.message).to.include(word).and.include("by HTTPS");
      expect((await of(options, node, true)).rpc).to.equal(node);
    }
    expect((await of({ registrar: good, approver: good, rollFiles: at("rolls") }, "rpc")).rollFiles).to.equal("rolls/");
  });

  it("asks each office for its role, registry and chain, and each relayer for its account", async () => {
    const office = (role: string, registry: string, chainId = "31337") => ({
      ...{ name: { ko: "기관", en: "Office" }, role, signer: `0x${"1".repeat(40)}`, chainId, registry },
      ...{ methods: [], rolls: [], submits: false },
    });
    const [own, foreign] = [`0x${"aa".repeat(20)}`, `0x${"bb".repeat(20)}`];
    const answers = { a: office("registrar", own), b: office("approver", own), c: office("approver", foreign) };
    const more = { d: office("approver", own, "1"), e: { any: "thing" } };
    const app = new Hono().get("/:name/office", (context) =>
      context.json({ ...answers, ...more }[context.req.param("name") as "a"]),
    );
    const server = await listen(app, {});
    const of = (registrar: string, approver: string) =>
      silentServices({
        ...{ chainId: 31337, registry: own, relayers: [] },
        offices: { registrar: `${server.url}/${registrar}`, approver: `${server.url}/${approver}` },
      });
    expect(await of("a", "b")).to.deep.equal([]);
    expect((await errorOf(of("b", "a"), PageServiceOtherError)).message).to.match(/role approver, not registrar/);
    expect((await errorOf(of("a", "c"), PageServiceOtherError)).message).to.include(`registry ${foreign}, not ${own}`);
    expect((await errorOf(of("a", "d"), PageServiceOtherError)).message).to.include("chain 1, not 31337");
    await errorOf(of("a", "e"), OfficeAnswerMalformedError);
    await server.close();
    expect(await of("a", "b")).to.deep.equal([`${server.url}/a`, `${server.url}/b`]);
  });

  it("does not serve an election that the trust file does not know, and says what the gazette has not printed", async () => {
    const [first] = trust.manifests as [Manifest];
    // Another board's lines alone: nobody has signed for this election's.
    const seats = trust.lines.filter(({ kind }) => kind !== "board");
    const contracts = decided.town;
    const bare = await withDemoManifest({ ...trust, lines: seats, manifests: [] }, contracts, decided.chain.provider);
    writeTrust("bare.json", bare);
    const unknown = await write("--trust", at("bare.json"), "--anchor", at("bare.json.gazette"));
    expect(unknown.error).to.be.instanceOf(ElectionNotTrustedError);

    const facts = {
      ...first,
      serial: 2,
      lines: trust.lines.map(lineHash),
      predecessors: [manifestHash(bare.manifests[0] as Manifest)],
    };
    const second = await signManifest(facts, contracts.organizer);
    const both = { ...trust, manifests: [bare.manifests[0] as Manifest, second] };
    writeTrust("both.json", both, both.manifests[0]);
    const early = await write("--dry-run", "--json", "--trust", at("both.json"), "--anchor", at("both.json.gazette"));
    expect(early.error).to.equal(undefined);
    expect(early.err).to.include("the gazette does not cover election");
  });

  it("writes a folder that is whole: page, keys, configuration, trust file, rolls and headers", async () => {
    mkdirSync(at("rolls/0x00"), { recursive: true });
    writeFileSync(at("rolls/0x00/index.json"), "{}");
    const { code, out, error } = await write("--roll-files", at("rolls"), "--json");
    expect(error).to.equal(undefined);
    expect(code).to.equal(0);
    const { files, config } = JSON.parse(out) as { readonly files: number; readonly config: PageConfig };
    const names = readdirSync(at("out"), { recursive: true, encoding: "utf8" });
    const written = names.filter((name) => statSync(at(`out/${name}`)).isFile());
    expect(written).to.include.members(["index.html", "config.json", "trust.json", "_headers", "keys/ballot-4.zkey"]);
    expect(written)
      .to.include("rolls/0x00/index.json")
      .and.have.length(files + 1);
    expect(statSync(at("out")).mode & 0o777).to.equal(0o755);
    expect(JSON.parse(readFileSync(at("out/config.json"), "utf8"))).to.deep.equal(config);
    expect(JSON.parse(readFileSync(at("out/trust.json"), "utf8"))).to.deep.equal(trust);
    const policy = `connect-src 'self' ${new URL(decided.chain.url).origin} http://127.0.0.1:*`;
    for (const name of ["_headers", "nginx-headers.conf"]) {
      expect(readFileSync(at(`out/${name}`), "utf8"), name).to.include(policy);
    }
    expect(readdirSync(folder).filter((name) => name.startsWith("out"))).to.deep.equal(["out"]);
    expect((await write()).error).to.be.instanceOf(FileExistsError);
  });

  it("serves the same until it is told to stop, and passes questions on to the node", async () => {
    let child: ReturnType<typeof spawn> | undefined;
    const ended = hanpyo(
      [
        ...["page", "start", at("vote.yaml"), "--deployments", at("deployments"), "--rpc", decided.chain.url],
        ...["--trust", at("trust.json"), "--anchor", at("trust.json.gazette"), "--port", "0", "--lang", "ko"],
        ...["--contact-ko", "자치행정과", "--contact-en", "Town hall", "--roll-files", at("rolls")],
      ],
      (started) => (child = started),
    );
    let said = "";
    const url = await new Promise<string>((served, fail) => {
      void ended.then(({ err }) => fail(new Error(err)));
      child?.stdout?.on("data", (chunk) => {
        said += chunk;
        const [, found] = /화면 주소: (http\S+\/)\./.exec(said) ?? [];
        if (found !== undefined) served(found);
      });
    });
    const config = (await (await fetch(`${url}config.json`)).json()) as PageConfig;
    expect(config).to.include({ rpc: "rpc", rollFiles: "rolls/", trust: "trust.json" });
    expect(await (await fetch(`${url}trust.json`)).json()).to.deep.equal(trust);
    const answer = await fetch(`${url}rpc`, {
      method: "POST",
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_chainId", params: [] }),
    });
    expect(await answer.json()).to.deep.include({ result: "0x7a69" });
    expect((await fetch(url)).headers.get("content-security-policy")).to.include("connect-src 'self' http://127.0.0.1");
    child?.kill("SIGTERM");
    expect((await ended).code).to.equal(0);
  });
});
