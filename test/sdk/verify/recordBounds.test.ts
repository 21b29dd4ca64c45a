import { readFileSync } from "node:fs";
import { expect } from "chai";
import { verificationKeys } from "../../../scripts/checkout/circuitFiles.ts";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import type { ElectionRecord, PublishedRecord } from "../../../sdk/verify/record.ts";
import { DoubledKey, parseRecord } from "../../../sdk/verify/recordText.ts";
import { verifyElection } from "../../../sdk/verify/verifyElection.ts";
import { errorOf } from "../../errorOf.ts";
import { rememberingVerifier } from "./rememberingVerifier.ts";

const verify = rememberingVerifier();

function recordOf<T extends ElectionRecord>(name: string): T {
  return JSON.parse(readFileSync(`${projectRoot}conformance/records/${name}.json`, "utf8")) as T;
}

async function failing(record: unknown): Promise<string[]> {
  const checks = await verifyElection(record, { keysFor: verificationKeys, verify });
  return checks.filter(({ ok, notChecked }) => !ok && !notChecked).map(({ name }) => name);
}

describe("What bounds the facts that only a chain tells", function () {
  this.timeout(300_000);
  const changed = recordOf<ElectionRecord>("changed-vote");
  const [skip] = changed.skipped;

  it("are a day between the rounds of a board whose elections count, and a second for a test's", async () => {
    const within = (record: ElectionRecord, span: number) => {
      const { registerBy } = record.board;
      return { ...record, board: { ...record.board, dealBy: registerBy + span } };
    };
    const rounds = "P2 rounds end one after the other, before the term does";
    const counting = { ...changed, constitution: { ...changed.constitution, isTest: false } };
    expect(await failing(within(counting, 86_399))).to.include(rounds);
    expect(await failing(within(counting, 86_400))).not.to.include(rounds);
    expect(await failing(within(changed, 1))).not.to.include(rounds);
    expect(await failing(within(changed, 0))).to.include(rounds);
  });

  it("are a day to challenge a published roll that counts, and a second for a test's", async () => {
    const record = recordOf<PublishedRecord>("published-roll");
    const within = (challengePeriod: number, isTest: boolean) => {
      const { snapshots } = record.published;
      const placed = snapshots.map((one) => ({ ...one, finalAt: one.at.time + challengePeriod }));
      const published = { ...record.published, challengePeriod, snapshots: placed };
      return { ...record, constitution: { ...record.constitution, isTest }, published };
    };
    const period = "P13.3 the challenge period is long enough";
    expect(await failing(within(86_399, true))).not.to.include(period);
    expect(await failing(within(0, true))).to.include(period);
    expect(await failing(within(86_399, false))).to.include(period);
    expect(await failing(within(86_400, false))).not.to.include(period);
  });

  it("are opening and closing of the box for a ballot that was skipped", async () => {
    const skippedAt = (at: object) => ({ ...changed, skipped: [{ ...skip, at: { ...skip?.at, ...at } }] });
    const { closesAt, closeGrace } = changed.constitution.schedule;
    const open = "P7.2 ballots were skipped only while the box was open";
    expect(await failing(changed)).to.deep.equal([]);
    expect(await failing(skippedAt({ time: closesAt + closeGrace }))).to.include(open);
    expect(await failing(skippedAt({ ...changed.created }))).to.deep.equal([open]);
    expect(await failing({ ...recordOf<ElectionRecord>("void"), skipped: [skip] })).to.include(open);
  });

  it("are the record's own block, for skipped ballots and checkpoints of the roll too", async () => {
    const late = "P11 nothing is later than the record's own block";
    const far = { block: changed.block.number + 1, time: changed.block.time };
    expect(await failing({ ...changed, skipped: [{ ...skip, at: far }] })).to.include(late);
    if (changed.rollSource !== "registry") throw new Error("The record is over a published roll");
    const roll = changed.roll.map((entry, m) => {
      const isLast = m === changed.roll.length - 1;
      const checkpoints = entry.checkpoints.map((one) => ({ ...one, time: changed.block.time + 1 }));
      return isLast ? { ...entry, checkpoints } : entry;
    });
    expect(await failing({ ...changed, roll })).to.include(late);
  });

  it("are one spelling: an address in another case is no address, and no key stands twice in an object", async () => {
    for (const creator of [changed.creator.toLowerCase(), `0x${changed.creator.slice(2).toUpperCase()}`]) {
      expect(await failing({ ...changed, creator })).to.deep.equal(["P11 format"]);
    }
    const parsed = (text: string) => parseRecord([Buffer.from(text)]);
    expect(await parsed('{"a":{"b":1},"c":[{"b":2},{"b":"a,\\"b\\":{"}]}')).to.have.keys("a", "c");
    for (const twice of ['{"a":1,"a":1}', '{"a":[{"b":1,"c":2,"\\u0062":1}]}', '{"a":{},"b":{"x":{"a":1}},"a":2}']) {
      expect(await parsed(twice), twice).to.be.instanceOf(DoubledKey);
      expect(await failing(await parsed(twice))).to.deep.equal(["P11 format"]);
    }
    await errorOf(() => parsed('\ufeff{"a":1}'), SyntaxError);
    await errorOf(() => parseRecord([new Uint8Array([0x22, 0xed, 0xa0, 0x80, 0x22])]), TypeError);
  });
});
