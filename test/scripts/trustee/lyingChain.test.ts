import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { AbiCoder } from "ethers";
import { consent } from "../../../scripts/trustee/consent.ts";
import { deal } from "../../../scripts/trustee/deal.ts";
import { openKeyFile } from "../../../scripts/trustee/keyFile.ts";
import { share } from "../../../scripts/trustee/share.ts";
import { readBatches } from "../../../sdk/chain/ballotBox.ts";
import { RpcUnreachableError } from "../../../sdk/chain/connectNode.ts";
import { electionInterface } from "../../../sdk/chain/contracts.ts";
import { readConstitution } from "../../../sdk/chain/organizer.ts";
import { hashWords } from "../../../sdk/crypto/transcript.ts";
import { endProving } from "../../../sdk/proofs/groth16.ts";
import { RuleBrokenError } from "../../../sdk/verify/shareTask.ts";
import { errorOf } from "../../errorOf.ts";
import { type Answer, startTamperingNode, type Tamper } from "../tamperingNode.ts";
import { act, newElection, openAndCast, PASSPHRASE, trusteeWorld, type World } from "./trusteeFixture.ts";

describe("a trustee's command line before a chain that lies", function () {
  this.timeout(300_000);
  let world: World;
  let election: string;

  before(async () => {
    world = await trusteeWorld();
    for (let round = 0; round < 2; round++) {
      for (const key of world.keys) await act(world, deal, { board: world.board, key, rpc: [world.chain.url] });
    }
    const created = await newElection(world, { minimumBallots: 2 });
    election = created.election;
    const { schedule } = await readConstitution(election, world.chain.provider);
    await world.chain.moveTo(schedule.censusTime + 1);
    for (const key of world.keys) await act(world, consent, { election, key, rpc: [world.chain.url] });
    await openAndCast(world, election, created.residents.slice(0, 1));
    await world.chain.moveTo(schedule.closesAt + schedule.closeGrace);
    await world.chain.mine(10);
  });

  after(async () => {
    await world.chain.close();
    await endProving();
  });

  it("gives no seat's share where one ballot is shown as the sealed sum of an election that demands two", async () => {
    const node = await startTamperingNode(world.chain.url, await sealedInvention(election, world));
    try {
      for (const key of world.keys) {
        const refused = await errorOf(act(world, share, { election, key, rpc: [node.url] }), RuleBrokenError);
        expect(refused.message).to.include("expected at least 2, found 1");
        // Nothing was made, for nothing was noted.
        const { journal = [] } = await openKeyFile(key, PASSPHRASE);
        expect(journal.map(({ act: done }) => done)).to.deep.equal(["consent"]);
      }
    } finally {
      await node.close();
    }
  });

  it("takes a node that sends the question on to another host for none", async () => {
    for (const status of [301, 302, 307, 308]) {
      const server = createServer((_, response) => response.writeHead(status, { location: world.chain.url }).end());
      await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
      const { port } = server.address() as AddressInfo;
      const rpc = [world.chain.url, `http://127.0.0.1:${port}`];
      const sharing = act(world, share, { election, key: world.keys[0], rpc });
      const refused = await errorOf(sharing, RpcUnreachableError).finally(() => server.close());
      expect(refused.what).to.include(String(port));
    }
  });
});

/** A node that invents what a contract never did: it sums and seals the ballots that are there. */
async function sealedInvention(election: string, { chain }: World): Promise<Tamper> {
  const batches = await readBatches(election, chain.provider);
  const [batch] = batches;
  if (batch === undefined || batches.length !== 1) throw new Error(`${batches.length} batches`);
  const sum = batch.ballots[0]?.next ?? [];
  const sumHash = hashWords(sum);
  const block = await chain.provider.getBlockNumber();
  const event = (name: string, logIndex: number, blockNumber: number, args: readonly unknown[]) => ({
    ...electionInterface.encodeEventLog(name, args),
    address: election,
    blockNumber: `0x${blockNumber.toString(16)}`,
    blockHash: `0x${"11".repeat(32)}`,
    transactionHash: `0x${"22".repeat(32)}`,
    transactionIndex: "0x0",
    logIndex: `0x${logIndex.toString(16)}`,
    removed: false,
  });
  const invented = [
    event("TallySummed", 0, block - 5, [`0x${"00".repeat(32)}`, sum]),
    event("TallySealed", 1, block, [sumHash, 1]),
  ];
  const sumHashCall = electionInterface.getFunction("sumHash")?.selector;
  return (method, params, answer): Answer => {
    if (method === "eth_call" && (params[0] as { data: string }).data === sumHashCall) {
      return { result: AbiCoder.defaultAbiCoder().encode(["bytes32"], [sumHash]) };
    }
    const { address } = Object(params[0]) as { address?: string };
    if (method !== "eth_getLogs" || address?.toLowerCase() !== election.toLowerCase()) return answer;
    return { result: [...(answer.result as object[]), ...invented] };
  };
}
