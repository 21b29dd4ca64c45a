import { expect } from "chai";
import { verificationKeys } from "../../../scripts/checkout/circuitFiles.ts";
import { group } from "../../../sdk/verify/check.ts";
import { evidenceOf } from "../../../sdk/verify/evidence.ts";
import { ONLY_THE_CHAIN_TELLS } from "../../../sdk/verify/onlyTheChainTells.ts";
import type { ElectionRecord } from "../../../sdk/verify/record.ts";
import { firstDifference } from "../../../sdk/verify/recordDifference.ts";
import { RECORD_PARTS, readRecord } from "../../../sdk/verify/verifyElection.ts";
import { decidedElection } from "../../end-to-end/decidedElection.ts";
import { leavesOf, withLeafChanged, withValue } from "./recordLeaves.ts";
import { rememberingVerifier } from "./rememberingVerifier.ts";

/** The parts of a verification that a field of the record is first checked in, the quick ones first. */
const partsOf: Readonly<Record<string, readonly string[]>> = {
  roll: ["P1 roll"],
  board: ["P2 board", "P2 ceremony"],
  consents: ["P4.1 consents"],
  opening: ["P4.2 opening"],
  batches: ["P7.5 batches", "P7 ballots"],
  seal: ["P8 seal"],
  shares: ["P9 shares"],
  result: ["P10 result"],
  chainId: ["P4.1 consents"],
  election: ["P4.1 consents"],
  constitution: ["P3 constitution"],
  constitutionHash: ["P3 constitution"],
  content: ["P3 constitution"],
};

const verify = rememberingVerifier();

/** Whether the form or one of the parts refuses a record. */
async function isRefused(record: ElectionRecord, parts: readonly string[]): Promise<boolean> {
  const read = readRecord(record);
  if ("failed" in read) return true;
  const evidence = evidenceOf(read.record, verificationKeys, () => {}, { verify });
  for (const name of parts) {
    const part = RECORD_PARTS.find((candidate) => candidate.name === name);
    if (part === undefined) throw new Error(`There is no part ${name}`);
    if ((await group(name, () => part.checks(evidence))).some(({ ok }) => !ok)) return true;
  }
  return false;
}

describe("Every leaf of a record", function () {
  this.timeout(600_000);
  let record: ElectionRecord;

  before(async () => {
    const decided = (await decidedElection()).record;
    // As if the last batch had held one ballot more, which its slot had left behind.
    const at = decided.batches.at(-1)?.at as ElectionRecord["created"];
    record = { ...decided, skipped: [{ at, nullifier: "1", version: "0" }] };
  });

  it("has a meaning: changing it by one makes a check of its own part fail", async () => {
    const leaves = leavesOf(record).filter(({ path }) => !ONLY_THE_CHAIN_TELLS.some((pattern) => pattern.test(path)));
    expect(leaves.length).to.be.greaterThan(350);
    const unnoticed: string[] = [];
    for (const leaf of leaves) {
      const parts = partsOf[String(leaf.keys[0])] ?? [];
      if (!(await isRefused(withLeafChanged(record, leaf), parts))) unnoticed.push(leaf.path);
    }
    expect(unnoticed).to.deep.equal([]);
  });

  it("has a meaning in each of its digits: another digit in its middle makes a check of its own part fail", async () => {
    const leaves = leavesOf(record).filter(({ path }) => !ONLY_THE_CHAIN_TELLS.some((pattern) => pattern.test(path)));
    const unnoticed: string[] = [];
    for (const leaf of leaves.filter(({ value }) => typeof value === "number" || typeof value === "string")) {
      const text = String(leaf.value);
      const digits = [...text.matchAll(/\d/g)]
        .map(({ index }) => index)
        .filter((at) => !text.startsWith("0x") || at > 1);
      const at = digits[Math.floor(digits.length / 2)];
      if (at === undefined) continue;
      const digit = (Number(text[at]) % 9) + 1;
      const edited = `${text.slice(0, at)}${digit}${text.slice(at + 1)}`;
      const value = typeof leaf.value === "number" ? Number(edited) : edited;
      const parts = partsOf[String(leaf.keys[0])] ?? [];
      if (!(await isRefused(withValue(record, leaf.keys, value), parts))) unnoticed.push(`${leaf.path}[${at}]`);
    }
    expect(unnoticed).to.deep.equal([]);
  });

  it("is compared with the chain: the difference names it and both values", () => {
    for (const leaf of leavesOf(record)) {
      const altered = withLeafChanged(record, leaf);
      const difference = firstDifference(altered, record);
      expect(difference?.path, leaf.path).to.equal(leaf.path);
      const value = JSON.stringify(leaf.value);
      const right = difference?.right ?? "";
      // A time is said as a day, with the number behind it.
      const said = /^\S+ \S+ KST \((\d+)\)$/.exec(right)?.[1] ?? right;
      if (value.length <= 100) expect(said, leaf.path).to.equal(value);
    }
  });

  it("is left alone by its own tests: the unchanged record passes every part", async () => {
    expect(
      await isRefused(
        record,
        RECORD_PARTS.map(({ name }) => name),
      ),
    ).to.equal(false);
  });

  it("stands on the list of facts that only the chain tells, or is none of them: every entry of the list is used", () => {
    const paths = leavesOf(record).map(({ path }) => path);
    expect(ONLY_THE_CHAIN_TELLS.filter((pattern) => !paths.some((path) => pattern.test(path)))).to.deep.equal([]);
  });
});
