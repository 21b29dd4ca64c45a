import { expect } from "chai";
import { CAST_TOPICS } from "../../../sdk/chain/ballotBox.ts";
import { LogsMissingError } from "../../../sdk/chain/logsMissing.ts";
import { canonicalJson } from "../../../sdk/election/canonicalJson.ts";
import { exportPieces } from "../../../sdk/verify/exportPieces.ts";
import { exportRecord } from "../../../sdk/verify/exportRecord.ts";
import { NotAnElectionError } from "../../../sdk/verify/recordFrame.ts";
import { impatientProvider } from "../../dyingNode.ts";
import { type DecidedElection, decidedElection } from "../../end-to-end/decidedElection.ts";
import { type RpcCall, startRpcProxy } from "../../rpcProxy.ts";

async function textOf(pieces: AsyncIterable<string>): Promise<string> {
  let text = "";
  for await (const piece of pieces) text += piece;
  return text;
}

describe("A record written from the chain in pieces", function () {
  this.timeout(600_000);
  let real: DecidedElection;

  before(async () => {
    real = await decidedElection();
  });

  it("is the canonical text of the record that is read as a whole, before the opening, between ballots and at the end", async () => {
    const { record, chain } = real;
    const blocks = [record.created.block, record.batches[0]?.at.block, record.batches.at(-1)?.at.block, undefined];
    for (const block of blocks) {
      const whole = await exportRecord(record.election, chain.provider, block);
      expect(await textOf(exportPieces(record.election, chain.provider, block)), String(block)).to.equal(
        canonicalJson(whole),
      );
    }
  });

  it("throws for an address that is no election", async () => {
    const { record, chain } = real;
    const error = await textOf(exportPieces(record.creator, chain.provider)).catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(NotAnElectionError);
  });

  for (const [what, hides] of [
    ["a ballot", (topics: readonly string[]) => CAST_TOPICS.includes(topics[0] as string)],
    ["all that has several topics", (topics: readonly string[]) => topics.length > 2],
  ] as const) {
    it(`is not whole where a node leaves out ${what} without a word`, async () => {
      const { record, chain } = real;
      let hidden = 0;
      const proxy = await startRpcProxy(chain.url, async ({ method }: RpcCall, pass) => {
        const reply = await pass();
        if (method !== "eth_getLogs") return reply;
        const logs = reply.result as readonly { readonly topics: readonly string[] }[];
        const left = logs.filter(({ topics }) => !hides(topics));
        hidden += logs.length - left.length;
        return { ...reply, result: left };
      });
      const provider = impatientProvider(proxy.url, BigInt(record.chainId));
      try {
        const error = await textOf(exportPieces(record.election, provider)).catch((thrown: unknown) => thrown);
        expect(hidden).to.be.greaterThan(0);
        expect(error).to.be.instanceOf(LogsMissingError);
      } finally {
        provider.destroy();
        await proxy.close();
      }
    });
  }
});
