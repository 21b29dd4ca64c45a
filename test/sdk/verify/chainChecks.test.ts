import { expect } from "chai";
import { enrolResidents, newOffice } from "../../../scripts/rehearsal/enrolment.ts";
import { type BlockFacts, readSettledBlock } from "../../../sdk/chain/blockTimes.ts";
import { chainChecks } from "../../../sdk/verify/chainChecks.ts";
import type { Check } from "../../../sdk/verify/check.ts";
import { exportRecord } from "../../../sdk/verify/exportRecord.ts";
import type { ElectionRecord } from "../../../sdk/verify/record.ts";
import { type DecidedElection, decidedElection } from "../../end-to-end/decidedElection.ts";

function failed(checks: readonly Check[]): Check[] {
  return checks.filter(({ ok }) => !ok);
}

const rollOf = (record: ElectionRecord) => (record.rollSource === "registry" ? record.roll : []);

describe("The comparison of a record with the chain", function () {
  this.timeout(600_000);
  let real: DecidedElection;
  let record: ElectionRecord;
  let block: BlockFacts;

  before(async () => {
    real = await decidedElection();
    record = real.record;
    block = await readSettledBlock(real.chain.provider);
  });

  const compared = (altered: ElectionRecord) => chainChecks(altered, real.chain.provider, block);

  it("finds a true record equal", async () => {
    expect(failed(await compared(record))).to.deep.equal([]);
  });

  it("names the first field that differs, with both values", async () => {
    const creator = `0x${"1".repeat(40)}`;
    const [difference, ...others] = failed(await compared({ ...record, creator }));
    expect(others).to.deep.equal([]);
    expect(difference?.name).to.equal("P11 record equals the chain");
    expect(difference?.found).to.equal(`creator: the record has "${creator}", the chain "${record.creator}"`);
  });

  it("says of an older record at which block it was taken", async () => {
    const opened = await exportRecord(record.election, real.chain.provider, record.batches[0]?.at.block);
    const [difference] = failed(await compared(opened));
    expect(difference?.found).to.match(
      /^batches\.length: the record has 1, the chain 3; the record was taken at block \d+$/,
    );
  });

  it("finds it equal still when the registry enrolled others after it, but not where the record leaves one out", async () => {
    const { chain, town } = real;
    const snapshot = await chain.provider.send("evm_snapshot", []);
    try {
      await enrolResidents(
        1,
        1n,
        { chainId: BigInt(record.chainId), registry: town.shared.registry.address },
        { registrar: newOffice(town.registrar), approver: newOffice(town.approver) },
        (await chain.now()) + 86_400,
        town.relayer,
        { say: () => {}, spent: () => {} },
      );
      const later = await readSettledBlock(chain.provider);
      const now = await exportRecord(record.election, chain.provider, later.number);
      expect(rollOf(now).length).to.equal(rollOf(record).length + 1);
      expect(failed(await chainChecks(record, chain.provider, later))).to.deep.equal([]);
      const short = { ...record, roll: rollOf(record).slice(0, -1) } as ElectionRecord;
      expect(failed(await chainChecks(short, chain.provider, later))[0]?.found).to.match(
        /^roll\.length: the record has/,
      );
      // Before the census, whoever is enrolled counts: such a record is an older one.
      const early = await exportRecord(record.election, chain.provider, record.created.block);
      expect(failed(await chainChecks(early, chain.provider, later))[0]?.found).to.contain("was taken at block");
    } finally {
      await chain.provider.send("evm_revert", [snapshot]);
    }
  });

  it("refuses a record of another chain, and one whose block this chain does not know", async () => {
    expect(failed(await compared({ ...record, chainId: "1" })).map(({ name }) => name)).to.deep.equal([
      "P11 the record is of this chain",
    ]);
    const forked = { ...record, block: { ...record.block, hash: `0x${"3".repeat(64)}` } };
    expect(failed(await compared(forked)).map(({ name }) => name)).to.deep.equal([
      "P11 the record's block is one of this chain",
    ]);
    const future = { ...record, block: { ...record.block, number: 10_000 } };
    expect(failed(await compared(future)).map(({ found }) => found)).to.deep.equal([
      "The node knows no block 10000. Name a block of this chain, or ask another RPC.",
    ]);
  });
});
