import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { RecordExistsError, writeRecord } from "../../../scripts/terminal/recordFile.ts";
import { recordContentHash } from "../../../sdk/verify/contentHash.ts";
import { type DecidedElection, decidedElection } from "../../end-to-end/decidedElection.ts";
import { errorOf } from "../../errorOf.ts";
import { runCommand } from "../clerk/runCommand.ts";

describe("hanpyo record export", function () {
  this.timeout(600_000);
  let decided: DecidedElection;
  let folder: string;

  before(async () => {
    decided = await decidedElection();
    folder = mkdtempSync(join(tmpdir(), "hanpyo-record-"));
  });

  after(() => rmSync(folder, { recursive: true }));

  const exported = (file: string, ...more: readonly string[]) => {
    const { chain, record } = decided;
    return runCommand("record", "export", "--rpc", chain.url, "--election", record.election, "--out", file, ...more);
  };

  it("writes the canonical text, whose SHA-256 is the content hash that it prints, and `verify` says the same", async () => {
    const file = join(folder, "whole.json");
    const { out, code } = await exported(file, "--json");
    expect(code ?? 0).to.equal(0);
    const told = JSON.parse(out);
    const bytes = readFileSync(file);
    const hash = `0x${createHash("sha256").update(bytes).digest("hex")}`;
    expect(told).to.include({ file, bytes: bytes.length, contentHash: hash, election: decided.record.election });
    expect(recordContentHash(JSON.parse(bytes.toString()))).to.equal(hash);
    const verified = await runCommand("verify", "--record", file, "--lang", "en");
    expect(verified.out).to.include(`Content hash of the record: ${hash}`);
    expect(JSON.parse((await runCommand("verify", "--record", file, "--json")).out).contentHash).to.equal(hash);
  });

  it("overwrites nothing, and leaves nothing where the pieces end early", async () => {
    const file = join(folder, "kept.json");
    writeFileSync(file, "mine");
    expect((await exported(file)).code).to.equal(1);
    expect(readFileSync(file, "utf8")).to.equal("mine");
    await errorOf(() => writeRecord(file, ["{}"]), RecordExistsError);

    const cut = join(folder, "cut.json");
    async function* broken(): AsyncGenerator<string> {
      yield "{";
      throw new RangeError("gone");
    }
    await errorOf(() => writeRecord(cut, broken()), RangeError);
    expect([existsSync(cut), existsSync(`${cut}.part`)]).to.deep.equal([false, false]);
  });

  it("speaks Korean", async () => {
    const { out } = await exported(join(folder, "korean.json"), "--lang", "ko");
    expect(out).to.include("투표 기록의 내용 해시: 0x").and.include("에 썼습니다");
  });
});
