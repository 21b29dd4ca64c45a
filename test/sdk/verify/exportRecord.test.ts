import { expect } from "chai";
import { verificationKeys } from "../../../scripts/checkout/circuitFiles.ts";
import { readBlock } from "../../../sdk/chain/blockTimes.ts";
import { isSilence } from "../../../sdk/chain/silence.ts";
import { electionStatus } from "../../../sdk/verify/electionStatus.ts";
import { exportRecord } from "../../../sdk/verify/exportRecord.ts";
import type { ElectionRecord } from "../../../sdk/verify/record.ts";
import { NotAnElectionError } from "../../../sdk/verify/recordFrame.ts";
import { verifyElection } from "../../../sdk/verify/verifyElection.ts";
import { impatientProvider, startDyingNode } from "../../dyingNode.ts";
import { type DecidedElection, decidedElection } from "../../end-to-end/decidedElection.ts";

describe("A record read from the chain", function () {
  this.timeout(600_000);
  let real: DecidedElection;
  let record: ElectionRecord;

  before(async () => {
    real = await decidedElection();
    record = real.record;
  });

  it("throws for an address that is no election", async () => {
    for (const election of [record.creator, record.board.factory]) {
      const error = await exportRecord(election, real.chain.provider).catch((thrown: unknown) => thrown);
      expect(error).to.be.instanceOf(NotAnElectionError);
      expect((error as NotAnElectionError).what).to.contain(election);
    }
  });

  it("throws the node's silence, whichever call of the reading it dies with", async () => {
    let calls = 0;
    for (let last = Number.POSITIVE_INFINITY; last !== 0; last = Math.min(last, calls) - 1) {
      calls = 0;
      const node = await startDyingNode(real.chain.url, "hangs up", (_, before) => {
        calls++;
        return before === last;
      });
      const provider = impatientProvider(node.url, BigInt(record.chainId));
      const error = await exportRecord(record.election, provider).catch((thrown: unknown) => thrown);
      expect(isSilence(error), `call ${last}: ${String(error)}`).to.equal(node.hasDied());
      provider.destroy();
      await node.close();
    }
  });

  it("reads a record at an earlier block, which is verified so far and says what is open", async () => {
    const early = await exportRecord(record.election, real.chain.provider, record.batches[0]?.at.block);
    const checks = await verifyElection(early, { keysFor: verificationKeys });
    expect(checks.filter(({ ok }) => !ok)).to.deep.equal([]);
    expect(electionStatus(early)).to.include({ phase: "open", final: false });
    expect(early.batches).to.deep.equal(record.batches.slice(0, 1));
    expect((await readBlock(early.block.number, real.chain.provider)).hash).to.equal(early.block.hash);
  });
});
