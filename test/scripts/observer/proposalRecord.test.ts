import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import { endProving } from "../../../sdk/proofs/groth16.ts";
import type { ProposalRecord } from "../../../sdk/verify/proposalRecord.ts";
import { proposalVerificationSchema } from "../../../sdk/verify/proposalReport.ts";
import { runCommand } from "../clerk/runCommand.ts";

const RECORDS = `${projectRoot}conformance/records/proposals/`;

describe("hanpyo verify of a proposal's record", function () {
  this.timeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), "hanpyo-proposal-"));
  after(async () => {
    rmSync(folder, { recursive: true });
    await endProving();
  });

  const verify = (file: string, ...more: readonly string[]) => runCommand("verify", "--record", file, ...more);
  const last = (out: string) => out.trimEnd().split("\n").at(-1);
  /** A good record with one change. */
  const altered = (change: (record: ProposalRecord) => object): string => {
    const record = JSON.parse(readFileSync(`${RECORDS}reached.json`, "utf8")) as ProposalRecord;
    writeFileSync(join(folder, "altered.json"), JSON.stringify(change(record)));
    return join(folder, "altered.json");
  };

  it("says what was checked by phase, and that a record alone is compared with nothing: exit code 2", async () => {
    const { code, out } = await verify(`${RECORDS}reached.json`, "--lang", "en");
    expect(code, out).to.equal(2);
    for (const part of ["Template: what was promised", "Posting and supports", "Notices", "Record and chain"])
      expect(out).to.include(part);
    expect(out).to.include("who posted and who supported");
    expect(last(out)).to.match(
      /^Consistent in itself; compared with no chain: \d+ residents support it, and the quota of \d+ was reached on .* checks hold\)/,
    );
  });

  it("says the same in Korean, with no English check", async () => {
    const { code, out } = await verify(`${RECORDS}reached.json`, "--lang", "ko");
    expect(code).to.equal(2);
    expect(last(out)).to.include("필요 지지 수").and.include("비교하지 않았습니다");
    const english = out.split("\n").filter((line) => /^ +\d+ {2}/.test(line) && !/[가-힣]/.test(line));
    expect(english).to.deep.equal([]);
  });

  it("tells programs a report of its schema, also of one that is still open and one that missed its quota", async () => {
    const reports = [];
    for (const name of ["reached", "posted", "not-enough"]) {
      const { out } = await verify(`${RECORDS}${name}.json`, "--json");
      reports.push(proposalVerificationSchema.parse(JSON.parse(out)));
    }
    expect(reports.map(({ verdict, verified }) => [verdict, verified])).to.deep.equal(
      Array(3).fill(["not compared", null]),
    );
    expect(reports.map(({ reached }) => reached !== null)).to.deep.equal([true, false, false]);
    expect(reports.map(({ final }) => final)).to.deep.equal([true, false, true]);
  });

  it("is not verified where a check fails, or the form is wrong: exit code 1, the first failing check named", async () => {
    const counted = await verify(
      altered((record) => ({ ...record, supporters: record.supporters + 1 })),
      "--lang",
      "en",
    );
    expect(counted.code).to.equal(1);
    expect(last(counted.out)).to.match(/^Not verified: \d+ of \d+ checks fail, the first: P21\.5 supporters/);
    const unformed = await verify(
      altered(({ id: _, ...rest }) => rest),
      "--lang",
      "en",
    );
    expect(unformed.code).to.equal(1);
    expect(last(unformed.out)).to.equal("Not verified: 1 of 1 checks fail, the first: P21.15 format");
    const otherText = await verify(
      altered((record) => ({ ...record, posting: { ...record.posting, digest: `0x${"11".repeat(32)}` } })),
      "--json",
    );
    expect(otherText.code).to.equal(1);
  });

  it("refuses options that are of elections", async () => {
    const options = {
      "--snapshot": folder,
      "--election": `0x${"11".repeat(20)}`,
      "--save": join(folder, "saved.json"),
    };
    for (const [option, value] of Object.entries(options)) {
      const { code, err } = await verify(`${RECORDS}reached.json`, option, value, "--lang", "en");
      expect(code).to.equal(2);
      expect(err, option).to.include(`is the record of a proposal, and ${option} is of elections`);
    }
  });
});
