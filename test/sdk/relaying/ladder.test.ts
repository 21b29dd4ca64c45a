import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import type { Ballot } from "../../../sdk/election/ballot.ts";
import { type BallotPackage, parseBallotPackage } from "../../../sdk/election/ballotPackage.ts";
import { BallotDisplacedError } from "../../../sdk/relaying/ballotDisplaced.ts";
import type { Ladder } from "../../../sdk/relaying/climb.ts";
import { followBallot } from "../../../sdk/relaying/follow.ts";
import { castPackage, submitBallot } from "../../../sdk/relaying/ladder.ts";
import type { Relayer } from "../../../services/relayer/relayer.ts";
import { type RelayerWorld, startRelayerWorld, timesCast } from "../../services/relayer/relayerWorld.ts";
import { syntheticBallot } from "../../services/relayer/syntheticBallots.ts";

describe("The ladder of a ballot to the chain", function () {
  this.timeout(120_000);
  let world: RelayerWorld;
  let relayer: Relayer;
  const servers: Server[] = [];
  let waits: number[] = [];

  before(async () => {
    world = await startRelayerWorld();
    relayer = await world.relayer();
  });
  beforeEach(() => {
    waits = [];
  });
  after(async () => {
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
    await world.close();
  });

  /** A server that answers as told; `undefined` is never to answer. */
  async function fake(answer: () => Promise<[number, unknown] | undefined>): Promise<{ url: string; address: string }> {
    const server = createServer(async (_request, response) => {
      const given = await answer();
      if (given === undefined) return response.destroy();
      return response.writeHead(given[0], { "content-type": "application/json" }).end(JSON.stringify(given[1]));
    });
    servers.push(server);
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const { port } = server.address() as AddressInfo;
    return { url: `http://127.0.0.1:${port}`, address: world.account.address };
  }

  function ladder(relayers: Ladder["relayers"]): Ladder {
    return {
      relayers,
      provider: world.chain.provider,
      tries: 2,
      rounds: 2,
      delay: 10,
      timeout: 30_000,
      fetch,
      wait: async (milliseconds) => {
        waits.push(milliseconds);
      },
    };
  }

  const own = () => ({ url: relayer.url, address: relayer.address });
  const down = { url: "http://127.0.0.1:9", address: `0x${"1".repeat(40)}` };
  const newPackage = (ballot: Ballot = syntheticBallot(world.election)): BallotPackage => ({
    chainId: world.election.chainId,
    election: world.election.election,
    ballot,
  });

  it("tries a relayer again, then takes the next", async () => {
    const ballot = newPackage();
    const submission = await submitBallot(ballot, ladder([down, own()]));
    expect(submission).to.deep.include({ outcome: "acknowledged", relayer: own() });
    expect(waits).to.deep.equal([10]);
    expect(await submitBallot(ballot, ladder([own()]))).to.deep.equal(submission);
  });

  it("comes back later when every relayer is down", async () => {
    let up = false;
    const late = await fake(async () => (up ? [429, { code: "RATE_EXCEEDED", cause: "", remedy: "" }] : undefined));
    const climbing = ladder([late]);
    const submission = await submitBallot(newPackage(), {
      ...climbing,
      wait: async (milliseconds) => {
        await climbing.wait(milliseconds);
        up = true;
      },
    });
    expect(submission.outcome).to.equal("package");
    expect(waits).to.deep.equal([10, 80, 10]);
    const codes = submission.outcome === "package" ? submission.failures.map(({ code }) => code) : [];
    expect(codes).to.deep.equal(["RELAYER_UNREACHABLE", "RELAYER_REFUSED", "RELAYER_REFUSED", "RELAYER_REFUSED"]);
  });

  it("does not ask a relayer twice that refuses for good, nor believe that others would", async () => {
    let asked = 0;
    const lying = await fake(async () => {
      asked++;
      return [422, { code: "PROOF_INVALID", cause: "no", remedy: "none" }];
    });
    expect((await submitBallot(newPackage(), ladder([lying, own()]))).outcome).to.equal("acknowledged");
    expect([asked, waits]).to.deep.equal([1, []]);
  });

  it("asks the chain after a time-out, and sends nothing when the ballot is there", async () => {
    const ballot = newPackage();
    const slow = await fake(async () => {
      await castPackage(ballot, world.account);
      return undefined;
    });
    const { unsettled } = relayer.health();
    const submission = await submitBallot(ballot, ladder([slow, own()]));
    expect(submission).to.deep.include({ outcome: "cast" });
    expect(await timesCast(world, [ballot.ballot])).to.deep.equal([1]);
    expect(relayer.health().unsettled).to.equal(unsettled);
  });

  it("believes no acknowledgement that another account signed, or for another ballot", async () => {
    const other = (await submitBallot(newPackage(), ladder([own()]))) as { acknowledgement: object; tracker: string };
    const replaying = await fake(async () => {
      const text = JSON.stringify(other, (_, value) => (typeof value === "bigint" ? String(value) : value));
      return [201, JSON.parse(text)];
    });
    const impostor = { url: relayer.url, address: `0x${"2".repeat(40)}` };
    const submission = await submitBallot(newPackage(), ladder([replaying, impostor]));
    const reasons = submission.outcome === "package" ? submission.failures.map(({ what }) => what) : [];
    expect(reasons[0]).to.match(/for another slot/);
    expect(reasons[2]).to.match(/not signed by the relayer's announced account/);
  });

  it("says that another ballot took the version", async () => {
    const [first, second] = [newPackage(), newPackage()];
    const rival = newPackage(syntheticBallot(world.election, undefined, first.ballot.nullifier));
    await castPackage(first, world.account);
    const failed = await submitBallot(rival, ladder([down])).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(failed).to.be.instanceOf(BallotDisplacedError);
    expect((failed as BallotDisplacedError).what).to.match(
      /^Another ballot took version 0 of this slot, in block \d+$/,
    );
    expect(await castPackage(second, world.account)).to.be.greaterThan(0);
  });

  it("leaves a file that anybody can cast from a fresh account, any number of times", async () => {
    const submission = await submitBallot(newPackage(), { ...ladder([down]), rounds: 1, tries: 1 });
    if (submission.outcome !== "package") throw new Error(submission.outcome);
    const ballot = parseBallotPackage(submission.file);
    const fresh = await world.chain.newAccount();
    const block = await castPackage(ballot, fresh);
    expect(await castPackage(ballot, fresh)).to.equal(block);
    expect(await world.chain.provider.getTransactionCount(fresh.address)).to.equal(1);
    expect(await timesCast(world, [ballot.ballot])).to.deep.equal([1]);
  });

  it("follows a ballot until it is final, and submits it again after the loss of the relayer and a reorganisation", async () => {
    const ballot = newPackage();
    const snapshot = await world.rpc("evm_snapshot");
    const first = await submitBallot(ballot, ladder([own()]));
    await relayer.work();
    expect(await timesCast(world, [ballot.ballot])).to.deep.equal([1]);
    await relayer.close();
    relayer = await world.relayer();
    let looks = 0;
    const followed = await followBallot(ballot, first, {
      ...ladder([own()]),
      constitution: world.election.constitution,
      provider: world.chain.provider,
      rule: { kind: "depth", blocks: 33 },
      interval: 1,
      wait: async () => {
        if (looks++ === 0) await world.rpc("evm_revert", snapshot);
        await relayer.work();
        await world.chain.mine(8);
      },
    });
    expect(followed.outcome).to.equal("final");
    expect(await timesCast(world, [ballot.ballot])).to.deep.equal([1]);
  });

  it("returns the acknowledgement as evidence when the box closes without the ballot", async () => {
    const ballot = newPackage();
    const first = await submitBallot(ballot, ladder([own()]));
    const { constitution } = world.election;
    const { closesAt, closeGrace } = constitution.schedule;
    const followed = await followBallot(ballot, first, {
      ...ladder([down]),
      constitution,
      provider: world.chain.provider,
      rule: { kind: "depth", blocks: 33 },
      interval: 1,
      rounds: 1,
      tries: 1,
      wait: async () => {
        const now = await world.chain.now();
        await world.chain.moveTo(Math.min(now + 400_000, Math.max(now + 1, closesAt + closeGrace)));
      },
    });
    expect(followed.outcome).to.equal("missing");
    expect(followed.outcome === "missing" && followed.submissions[0]).to.deep.equal(first);
  });
});
