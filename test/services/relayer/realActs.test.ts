import { Identity } from "@semaphore-protocol/core";
import { expect } from "chai";
import { rollTree } from "../../../sdk/election/roll.ts";
import { endProving } from "../../../sdk/proofs/groth16.ts";
import type { ActPackage } from "../../../sdk/proposals/actPackage.ts";
import { submitAct } from "../../../sdk/relaying/actLadder.ts";
import { judgeActPromise } from "../../../sdk/relaying/actPromise.ts";
import type { Ladder } from "../../../sdk/relaying/climb.ts";
import { postFacts, writeCensus } from "../../contracts/proposals/proposalTown.ts";
import { proveAction, provePosting } from "../../contracts/proposals/residents.ts";
import { type ActWorld, changePackage, postAct, postPackage, startActWorld, timesActed } from "./actWorld.ts";
import { get } from "./relayerWorld.ts";

describe("Residents' own proofs through a relayer", function () {
  this.timeout(300_000);
  let world: ActWorld;

  before(async () => {
    world = await startActWorld("SemaphoreVerifier20");
  });
  after(async () => {
    await world.close();
    await endProving();
  });

  it("post a proposal, support it and withdraw; one of a resident who is not on its census does not", async () => {
    const { town } = world;
    const [kim, lee, choi] = ["Kim", "Lee", "Choi"].map((name) => new Identity(name)) as [Identity, Identity, Identity];
    const census = [kim, lee].map(({ commitment }) => commitment);
    await writeCensus(town, { root: rollTree(census).root });
    const relayer = await world.relayer();
    const relayers = [{ url: relayer.url, address: relayer.address }];
    const ladder: Ladder = {
      ...{ relayers, provider: world.provider, tries: 1, rounds: 1, delay: 1, timeout: 60_000, fetch },
      wait: async () => {},
    };
    const sent: ActPackage[] = [];
    const trackers: string[] = [];
    async function submit(act: ActPackage): Promise<void> {
      const submission = await submitAct(act, ladder);
      if (submission.outcome !== "acknowledged") return expect.fail(submission.outcome);
      await relayer.work();
      sent.push(act);
      trackers.push(submission.tracker);
      const judged = await judgeActPromise(submission.acknowledgement, act, relayer.address, world.provider);
      expect(judged.state).to.equal("kept");
    }

    const posting = await provePosting(town, await postFacts(town), kim, census);
    await submit(postPackage(world, posting));
    const id: bigint = await town.proposals.postedWith(posting.nullifier);
    const change = async (identity: Identity, version = 0, leaves = census) =>
      changePackage(world, await proveAction(town, { id, version }, identity, leaves));
    await submit(await change(kim));
    await submit(await change(lee));
    await submit(await change(kim, 1));
    expect((await town.proposals.proposal(id)).supporters).to.equal(1n);
    const foreign = await change(choi, 0, [...census, choi.commitment]);
    expect((await postAct(relayer, foreign)).body.code).to.equal("ACT_PROOF_INVALID");
    await world.chain.mine(33);
    await relayer.work();
    for (const tracker of trackers) expect((await get(relayer, `/acts/${tracker}`)).body.state).to.equal("final");
    expect(await timesActed(world, [...sent, foreign])).to.deep.equal([...sent.map(() => 1), 0]);
  });
});
