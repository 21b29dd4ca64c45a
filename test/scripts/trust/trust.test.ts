import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { hexlify } from "ethers";
import { hanpyoProgram } from "../../../scripts/program/program.ts";
import { demoTrust, withBoard, withDemoManifest } from "../../../scripts/rehearsal/demoTrust.ts";
import { gazetteText } from "../../../scripts/trust/commands/trustManifest.ts";
import { consent } from "../../../scripts/trustee/consent.ts";
import { share } from "../../../scripts/trustee/share.ts";
import { sealKeyFile } from "../../../sdk/chain/trusteeKeyFile.ts";
import { boardLineFor } from "../../../sdk/chain/trustLines.ts";
import { anchorLine, anchorOf, parseAnchorLine } from "../../../sdk/trust/anchor.ts";
import { type BoardLine, lineHash, signLine } from "../../../sdk/trust/line.ts";
import type { Manifest } from "../../../sdk/trust/manifest.ts";
import { ElectionNotTrustedError, TrustMissingError } from "../../../sdk/trust/requireTrusted.ts";
import { parseTrustFile, type TrustFile, withLines } from "../../../sdk/trust/trustFile.ts";
import { type DecidedElection, decidedElection } from "../../end-to-end/decidedElection.ts";
import { errorOf } from "../../errorOf.ts";
import { act } from "../trustee/trusteeFixture.ts";

const PASSPHRASE = "다섯 낱말 correct horse";

describe("hanpyo trust", function () {
  this.timeout(600_000);
  const folder = mkdtempSync(join(tmpdir(), "hanpyo-trust-"));
  const at = (name: string) => join(folder, name);
  const file = at("trust.json");
  let decided: DecidedElection;
  let anchor = "";
  before(async () => {
    decided = await decidedElection();
    writeFileSync(at("passphrase"), `${PASSPHRASE}\n`);
  });
  after(() => rmSync(folder, { recursive: true }));

  /** Runs the command in this process. @returns What it printed, and its exit code. */
  async function run(...args: readonly string[]): Promise<{ readonly out: string; readonly code: number }> {
    const printed: string[] = [];
    const { log, error } = console;
    const before = process.exitCode;
    process.exitCode = 0;
    console.log = (line: unknown) => printed.push(String(line));
    console.error = () => {};
    try {
      await (await hanpyoProgram(args[0])).parseAsync(["node", "hanpyo", ...args]);
      return { out: printed.join("\n"), code: Number(process.exitCode ?? 0) };
    } finally {
      Object.assign(console, { log, error });
      process.exitCode = before;
    }
  }

  const read = (): TrustFile => parseTrustFile(JSON.parse(readFileSync(file, "utf8")));
  const seat = (role: string, key: string, ...more: readonly string[]) =>
    run(
      ...["trust", "sign", "--trust", file, "--role", role, "--out", at(`${key}.line`)],
      ...(more.includes("--key-file") ? [] : ["--key", at(key)]),
      ...["--organisation-ko", `${role} 기관`, "--organisation-en", `Organisation of the ${role}`],
      ...["--position-ko", "대표", "--position-en", "Head"],
      ...["--valid-from", "2020-01-01", "--valid-until", "2100-01-01", ...more],
    );

  it("gathers lines that every seat signs with the key file that it has", async () => {
    const { registrar, approver, organizer, trustees } = decided.town;
    const office = (signingKey: string) => ({
      format: "hanpyo-office-1",
      ...{ signer: "", account: "", signingKey, accountKey: signingKey },
      ...{ pseudonymKey: `0x${"01".repeat(32)}`, codeKey: `0x${"02".repeat(32)}` },
    });
    writeFileSync(at("registrar"), JSON.stringify(office(registrar.privateKey)), { mode: 0o600 });
    writeFileSync(at("approver"), JSON.stringify(office(approver.privateKey)), { mode: 0o600 });
    writeFileSync(at("organizer"), organizer.privateKey);
    const [first] = trustees;
    const secrets = { key: first?.key as Uint8Array, account: first?.account as never };
    writeFileSync(at("trustee"), JSON.stringify(await sealKeyFile(secrets, [], PASSPHRASE)));

    await run("trust", "init", "--municipality", "한표시".normalize("NFD"), "--chain", "31337", "--out", file);
    for (const role of ["registrar", "approver"]) await seat(role, role);
    await seat("organizer", "organizer", "--key-file", at("organizer"));
    await seat("trustee", "trustee", "--passphrase-file", at("passphrase"));
    const lines = ["registrar", "approver", "organizer", "trustee"].map((key) => at(`${key}.line`));
    const { out } = await run("trust", "add", file, ...lines, ...lines);
    expect(out).to.include("4 lines added, 4 in all");
    expect(read().lines.map((line) => line.account)).to.deep.equal(
      [registrar, approver, organizer, first?.account].map((account) => account?.address),
    );
    const text = [...lines, file].map((name) => readFileSync(name, "utf8")).join();
    for (const secret of [registrar.privateKey, organizer.privateKey, hexlify(secrets.key), PASSPHRASE]) {
      expect(text).not.to.include(secret.slice(2));
    }
  });

  it("takes lines of a registry and a board from those alone who are in its seats, as the chain has them", async () => {
    const { shared, board, trustees, approver } = decided.town;
    const chain = ["--rpc", decided.chain.url];
    const registry = ["--registry", shared.registry.address, ...chain];
    for (const role of ["registrar", "approver"]) {
      const own = ["--trust", file, "--role", role, "--key", at(role), "--out", at(`${role}.registry`)];
      await run("trust", "registry", ...own, ...registry);
    }
    const usurped = ["--trust", file, "--role", "registrar", "--key", at("approver"), "--out", at("never")];
    const unfit = await errorOf(run("trust", "registry", ...usurped, ...registry), Error);
    expect(unfit).to.have.property("code", "TRUST_ACCOUNT_UNFIT");
    expect(unfit.message).to.include(approver.address);

    const own = ["--board", board, ...chain, "--trust", file, "--passphrase-file", at("passphrase")];
    const trustee = [...own, "--key", at("trustee"), "--out", at("trustee.board")];
    expect(await errorOf(run("trust", "board", ...trustee), Error)).to.have.property("code", "TRUST_SEAT_MISSING");
    const accounts = trustees.map(({ account }) => account);
    const { provider } = decided.chain;
    // The others sign on machines of their own.
    const seated = (await withBoard(read(), board, accounts, provider)).lines.filter(({ kind }) => kind === "seat");
    writeFileSync(file, JSON.stringify(withLines(read(), seated)));
    await run("trust", "board", ...trustee);
    const others = await Promise.all(
      accounts.slice(1).map(async (account) => {
        return signLine<BoardLine>(await boardLineFor(read(), account.address, board, provider), account);
      }),
    );
    writeFileSync(file, JSON.stringify(withLines(read(), others)));
    const lines = ["registrar.registry", "approver.registry", "trustee.board"].map(at);
    await run("trust", "add", file, ...lines);
    expect(read().lines.filter(({ kind }) => kind !== "seat")).to.have.length(5);
  });

  it("publishes a manifest whose line the gazette prints, and checks file, code and election by it", async () => {
    const contracts = Object.fromEntries(
      Object.entries(decided.town.shared.all).map(([name, { address }]) => [name, address]),
    );
    writeFileSync(at("deployment"), JSON.stringify({ format: "hanpyo-deployment-3", chainId: 31337, contracts }));
    const rpc = ["--rpc", decided.chain.url];
    const publish = ["trust", "publish", "--trust", file, "--deployment", at("deployment"), "--key", at("organizer")];
    const { out } = await run(...publish, ...rpc);
    anchor = out.split("\n").at(-1) as string;
    expect(out).to.match(/^Print this line in the official gazette, .*\n\n/);
    expect(gazetteText(anchor, "ko"))
      .to.match(/^공보에 아래 한 줄을 싣고, .*:\n\n/)
      .and.include(anchor);
    expect(parseAnchorLine(anchor).manifest).to.equal(anchorOf(read().manifests[0] as Manifest).manifest);
    writeFileSync(at("gazette.txt"), `${anchor.replaceAll(" | ", "\n| ")}\n`);

    const check = ["trust", "check", "--trust", file, "--anchor", at("gazette.txt")];
    const whole = await run(...check, ...rpc, "--election", decided.election);
    expect(whole.out).to.include(`election ${decided.election}: known`).and.to.include("registrar 기관");
    expect(whole.code).to.equal(0);
    const without = await errorOf(run("trust", "check", "--trust", file), Error);
    expect(without).to.have.property("code", "TRUST_ANCHOR_MISSING");
    const elsewhere = ["--anchor", anchor.replace("한표시", "두표시")];
    const foreign = await errorOf(run("trust", "check", "--trust", file, ...elsewhere), Error);
    expect(foreign).to.have.property("code", "TRUST_ANCHOR_FOREIGN");
    const unasked = await errorOf(run(...check, "--election", decided.election), Error);
    expect(unasked).to.have.property("code", "TRUST_CHAIN_MISSING");
  });

  it("signs no manifest over code that is not final yet", async () => {
    const { all } = decided.town.shared;
    const own = Object.entries(all).map(([name, { address }]) => [name, address]);
    const contracts = { ...Object.fromEntries(own), outcomes: `0x${"11".repeat(20)}` };
    writeFileSync(at("early"), JSON.stringify({ format: "hanpyo-deployment-3", chainId: 31337, contracts }));
    const before = readFileSync(file, "utf8");
    // A first manifest: an address that was listed before keeps what was said of it.
    writeFileSync(at("first.json"), JSON.stringify({ ...read(), manifests: [] }));
    const publish = ["trust", "publish", "--trust", at("first.json"), "--deployment", at("early")];
    const early = await errorOf(run(...publish, "--key", at("organizer"), "--rpc", decided.chain.url), Error);
    expect(early).to.have.property("code", "TRUST_CODE_MISSING");
    expect(early.message).to.include("Outcomes at 0x1111");
    expect(readFileSync(file, "utf8")).to.equal(before);
    expect(JSON.parse(readFileSync(at("first.json"), "utf8")).manifests).to.deep.equal([]);
  });

  it("lets a trustee consent and share by that file alone, and says who stands behind the election", async () => {
    const reading = { election: decided.election, rpc: [decided.chain.url], oneNode: true };
    const trustee = decided.town.trustees[0]?.account.address as string;
    const at0 = { file: at };
    const asked = (name: string) => ({ ...reading, trustee, writeTask: at(name) });
    for (const action of [consent, share] as const) {
      const refused = act(at0, action as typeof consent, { ...asked("never"), withoutTrust: false });
      await errorOf(refused, TrustMissingError);
    }
    const { report } = await act(at0, consent, { ...asked("consent task"), trust: file, anchor });
    const text = report.summary?.join("\n") ?? "";
    expect(text)
      .to.include(`compare with the official gazette: ${anchor}`)
      .and.to.include("Organisation of the registrar");
    expect(text).to.match(/^ {2}seat 1: .+, .+ \(0x[0-9a-fA-F]{40}\)$/m);
    expect(text).not.to.include("read without what is usual: no-trust");
    const open = await act(at0, consent, { ...asked("consent without"), withoutTrust: true });
    expect(open.report.summary?.join("\n")).to.include("NOBODY SAYS").and.to.include("no-trust");

    // The same contracts and offices, but nobody of the manifest sits on the board.
    const { town, chain } = decided;
    const whole = await demoTrust(town, chain);
    const lines = whole.lines.filter((line) => line.kind !== "board");
    const strangers = await withDemoManifest({ ...whole, lines, manifests: [] }, town, chain.provider);
    writeFileSync(at("strangers.json"), JSON.stringify(strangers));
    const line = anchorLine(anchorOf(strangers.manifests[0] as Manifest));
    for (const action of [consent, share] as const) {
      const trust = { trust: at("strangers.json"), anchor: line };
      const refused = act(at0, action as typeof consent, { ...asked("never"), ...trust });
      expect((await errorOf(refused, ElectionNotTrustedError)).message).to.include("no line of this trustee");
    }
  });

  it("has `verify` say whose board and roll these are, and that it does not know without it", async () => {
    const verify = ["verify", "--rpc", decided.chain.url, "--election", decided.election];
    const known = await run(...verify, "--trust", file, "--anchor", anchor);
    expect(known.code, known.out).to.equal(0);
    expect(known.out).to.include("P15.7 every account that held an office had a seat");
    expect(known.out).not.to.include("whose board and whose roll these are");
    const plain = await run(...verify);
    expect(plain.out).to.include("whose board and whose roll these are: the chain has accounts, not names");
    writeFileSync(at("record.json"), JSON.stringify(decided.record));
    const offline = await run("verify", "--record", at("record.json"), "--trust", file, "--anchor", anchor);
    expect(offline.out).to.include("whose board and whose roll these are: the chain has accounts, not names");
    const line = anchorLine(anchorOf(JSON.parse(readFileSync(at("strangers.json"), "utf8")).manifests[0]));
    const other = await run(...verify, "--trust", at("strangers.json"), "--anchor", line);
    expect(other.code).to.equal(1);
    expect(other.out).to.include("FAIL  P15.7 every trustee has signed for the board as it is");
  });

  it("raises the alarm at another manifest of a serial that was seen, and at an older file", async () => {
    const seen = readFileSync(file, "utf8");
    const own = read();
    const { town, chain } = decided;
    const second = await withDemoManifest(own, town, chain.provider);
    const fork = await withDemoManifest({ ...own, lines: own.lines }, town, chain.provider);
    const [before] = fork.manifests;
    const { signManifest } = await import("../../../sdk/trust/manifest.ts");
    const later = fork.manifests[1] as Manifest;
    const other = {
      ...fork,
      manifests: [before as Manifest, await signManifest({ ...later, finality: 9 }, town.organizer)],
    };
    const check = ["trust", "check", "--trust", file, "--anchor", anchor];
    writeFileSync(file, JSON.stringify(second));
    const newer = await run(...check);
    expect([newer.code, newer.out.includes("serial 2")]).to.deep.equal([2, true]);
    writeFileSync(file, JSON.stringify(other));
    expect(await errorOf(run(...check), Error)).to.have.property("code", "TRUST_FORKED");
    writeFileSync(file, seen);
    expect(await errorOf(run(...check), Error)).to.have.property("code", "TRUST_FILE_OLD");
    expect(new Set(own.lines.map(lineHash)).size).to.equal(own.lines.length);
  });
});
