import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { Wallet } from "ethers";
import { archiveElection } from "../../../scripts/clerk/archive.ts";
import type { ArchiveManifest } from "../../../sdk/verify/archiveManifest.ts";
import { FIELDS_NOT_COMPARED, ONLY_THE_CHAIN_TELLS } from "../../../sdk/verify/onlyTheChainTells.ts";
import { type DecidedElection, decidedElection } from "../../end-to-end/decidedElection.ts";
import { leavesOf, withLeafChanged, withValue } from "../../sdk/verify/recordLeaves.ts";
import { runCommand } from "../clerk/runCommand.ts";

describe("An archive", function () {
  this.timeout(600_000);
  const folder = mkdtempSync(join(tmpdir(), "hanpyo-archive-"));
  const at = (name: string) => join(folder, name);
  const earlier = { rpc: process.env.HANPYO_RPC, lang: process.env.LC_ALL };
  let decided: DecidedElection;
  let archivist: Wallet;

  before(async () => {
    delete process.env.HANPYO_RPC;
    process.env.LC_ALL = "C";
    decided = await decidedElection();
    archivist = new Wallet(decided.town.organizer.privateKey);
    const { election, chain } = decided;
    const order = { id: "town", election, folder, snapshot: undefined, archivist };
    const rpc = { name: "local", chainId: 31337n, provider: chain.provider };
    const { checks, manifest } = await archiveElection(order, rpc);
    expect(checks.filter(({ ok }) => !ok)).to.deep.equal([]);
    expect(checks.map(({ name }) => name)).to.include("P11 code of the election");
    expect(manifest).to.equal(at("town.archive.json"));
    const page = readFileSync(at("verifier.html"), "utf8");
    expect(page).to.include("Content-Security-Policy").and.include("default-src 'none'");
    expect((await archiveElection(order, rpc)).manifest, "the same again").to.equal(manifest);
  });

  after(() => {
    rmSync(folder, { recursive: true });
    for (const [name, value] of [["HANPYO_RPC", earlier.rpc] as const, ["LC_ALL", earlier.lang] as const]) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });

  const manifest = () => JSON.parse(readFileSync(at("town.archive.json"), "utf8")) as ArchiveManifest;
  const verify = (record: string, ...more: readonly string[]) => runCommand("verify", "--record", at(record), ...more);
  const held = (record: string, file = "town.archive.json", account = archivist.address) =>
    verify(record, "--archive", at(file), "--archivist", account, "--json");
  const failing = (out: string) =>
    (JSON.parse(out) as { checks: { name: string; ok: boolean }[] }).checks
      .filter(({ ok }) => !ok)
      .map(({ name }) => name);

  it("is what a record without a chain is held to: verified, as the account that the reader names archived it", async () => {
    const { code, out } = await verify(
      "town.record.json",
      ...["--archive", at("town.archive.json"), "--archivist", archivist.address],
    );
    expect(code, out).to.equal(0);
    expect(out.split("\n").at(-1)).to.match(
      new RegExp(`^Verified, as ${archivist.address} archived it: the result stands; .*compared with no chain\\)$`),
    );
    expect(out).to.include("that the archivist told the truth of the chain");
    expect(out).not.to.include("these fields, which nothing was compared with");
  });

  it("is of factory, code, block and record, and its code is that of the chain", async () => {
    const { election, record, chain } = decided;
    const archived = JSON.parse(readFileSync(at("town.record.json"), "utf8"));
    expect(manifest()).to.deep.include({
      election,
      factory: record.board.factory,
      block: archived.block,
      archivist: archivist.address,
    });
    const names = manifest().code.map(({ name }) => name);
    expect(names).to.include.members(["election", "election implementation", "factory", "board implementation"]);
    const pinned = ["--archive", at("town.archive.json"), "--archivist", archivist.address];
    const { code, out } = await verify("town.record.json", ...pinned, "--rpc", chain.url, "--json");
    expect(code, out).to.equal(0);
    expect(out).to.include("P11.6 the chain's code is the archive's");
  });

  it("finds every edit by one of what only a chain tells, and of the file's bytes", async () => {
    const archived = JSON.parse(readFileSync(at("town.record.json"), "utf8"));
    const tops = [
      "block.hash",
      "block.time",
      "creator",
      "created.time",
      "board.termEndsAt",
      "roll[0].checkpoints[0].time",
    ];
    for (const leaf of leavesOf(archived).filter(({ path }) => tops.includes(path))) {
      writeFileSync(at("edited.json"), `${JSON.stringify(withLeafChanged(archived, leaf))}\n`);
      const { code, out } = await held("edited.json");
      expect(code, leaf.path).to.equal(1);
      expect(failing(out), leaf.path).to.include("P11.6 the record's file is the one archived");
    }
    writeFileSync(at("spaced.json"), `${JSON.stringify(archived)}\n\n`);
    expect(failing((await held("spaced.json")).out)).to.deep.equal(["P11.6 the record's file is the one archived"]);
  });

  it("is none where another signed it, where it was edited, or where the reader believes another account", async () => {
    const stranger = Wallet.createRandom().address;
    expect(failing((await held("town.record.json", undefined, stranger)).out)).to.deep.equal([
      "P11.6 the archivist is the one named",
    ]);
    const edits: readonly (readonly [string, unknown])[] = [
      ["archivist", stranger],
      ["chainId", 1],
      ["recordHash", `0x${"1".repeat(64)}`],
      ["constitutionHash", `0x${"2".repeat(64)}`],
      ["factory", stranger],
      ["election", stranger],
    ];
    for (const [field, value] of edits) {
      writeFileSync(at("forged.json"), JSON.stringify({ ...manifest(), [field]: value }));
      const account = field === "archivist" ? stranger : archivist.address;
      expect(failing((await held("town.record.json", "forged.json", account)).out), field).to.include(
        "P11.6 the archive's manifest is signed by whom it names",
      );
    }
    const moved = withValue(manifest(), ["code", 0, "codeHash"], `0x${"3".repeat(64)}`);
    writeFileSync(at("forged.json"), JSON.stringify(moved));
    expect((await held("town.record.json", "forged.json")).code).to.equal(1);
  });

  it("says nothing by itself: without an account that the reader believes there is no verdict", async () => {
    const { code, out, err } = await verify("town.record.json", "--archive", at("town.archive.json"));
    expect([code, out]).to.deep.equal([2, ""]);
    expect(err).to.include("It is not said whose archive").and.include("--archivist ADDRESS");
  });

  it("is missed where a record alone is verified: consistent in itself, exit code 2, and the fields not compared", async () => {
    const { code, out } = await verify("town.record.json");
    expect(code).to.equal(2);
    expect(out.split("\n").at(-1)).to.match(/^Consistent in itself; compared with no chain: the result stands; /);
    expect(out).to.include("Result by this record, which was compared with no chain: ");
    expect(out).not.to.match(/^Verified/m);
    expect(out).to.include(FIELDS_NOT_COMPARED);
    const report = JSON.parse((await verify("town.record.json", "--json")).out);
    expect(report).to.include({ verified: null, verdict: "not compared", archivist: null });
  });

  it("names in that report every field of a record whose edit no check without a chain finds", () => {
    const paths = leavesOf(decided.record).map(({ path }) => path);
    const open = paths.filter((path) => ONLY_THE_CHAIN_TELLS.some((pattern) => pattern.test(path)));
    expect(open.length).to.be.greaterThan(20);
    const wordOf = (path: string) =>
      /\.at\./.test(path)
        ? "(at)"
        : /^roll/.test(path)
          ? "checkpoints"
          : path.replace(/^(block|created|firstSum)\..*/, "$1");
    expect(open.filter((path) => !FIELDS_NOT_COMPARED.includes(wordOf(path)))).to.deep.equal([]);
  });
});
