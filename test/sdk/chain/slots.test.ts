import { expect } from "chai";
import type { ContractRunner, Filter } from "ethers";
import { findCast, HeldUnknownError, readCasts, readSlot } from "../../../sdk/chain/slots.ts";
import type { Ballot } from "../../../sdk/election/ballot.ts";
import { ethers, networkHelpers } from "../../contracts/electionFixture.ts";
import { castBatch, NO, type Opened, openBox, YES } from "../../contracts/elections/electionLife.ts";
import { forgeBallot } from "../../contracts/forgedBallots.ts";
import { errorOf } from "../../errorOf.ts";

const OTHERS = 40;
const MINE = 1_000n;

/** A node that counts the logs it gives, and filters as it likes. */
function node(filtering: (filter: Filter) => Filter = (filter) => filter) {
  const given: number[] = [];
  const provider: typeof ethers.provider = new Proxy(ethers.provider, {
    get(target, name) {
      if (name === "provider") return provider;
      if (name === "getLogs") {
        return async (filter: Filter) => {
          const logs = await target.getLogs(filtering(filter));
          given.push(logs.length);
          return logs;
        };
      }
      const value = Reflect.get(target, name) as unknown;
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  return { given, runner: provider as unknown as ContractRunner, provider };
}

describe("The slot of one voter", () => {
  let opened: Opened;
  let election: string;
  let mine: Ballot;
  let changed: Ballot;

  async function open() {
    const box = await openBox();
    const first = forgeBallot(box.folded, { nullifier: MINE, choices: YES });
    const second = forgeBallot(box.folded, { nullifier: MINE, choices: NO, over: first });
    await box.election.castBallots([first]);
    for (let from = 1n; from <= OTHERS; from += 20n) await castBatch(box, Array(20).fill(YES), from);
    await box.election.castBallots([second]);
    await castBatch(box, Array(20).fill(NO), 500n);
    return { box, first, second };
  }

  beforeEach(async () => {
    const { box, first, second } = await networkHelpers.loadFixture(open);
    [opened, mine, changed] = [box, first, second];
    election = await opened.election.getAddress();
  });

  it("is read without the ballots of others: as many logs as it has versions", async () => {
    const { given, runner } = node();
    expect(await readSlot(election, MINE, runner)).to.deep.equal({ version: 2n, held: changed.next });
    expect(given).to.deep.equal([2]);
    expect(await readSlot(election, MINE + 1n, runner)).to.deep.equal({ version: 0n, held: [] });
    expect(given).to.deep.equal([2]);
  });

  it("is its own where a node compares the first topic alone, or filters by nothing but blocks", async () => {
    const other = await openBox();
    await other.election.castBallots([forgeBallot(other.folded, { nullifier: MINE, choices: YES })]);
    for (const filtering of [
      ({ topics, ...filter }: Filter) => ({ ...filter, topics: topics?.slice(0, 1) ?? [] }),
      ({ fromBlock, toBlock }: Filter) => ({ fromBlock: fromBlock ?? 0, toBlock: toBlock ?? "latest" }),
    ]) {
      const { given, runner, provider } = node(filtering);
      expect((await readSlot(election, MINE, runner)).held).to.deep.equal(changed.next);
      expect(given[0]).to.be.greaterThan(OTHERS);
      const last = await provider.getBlockNumber();
      for (const [version, next] of [mine.next, changed.next].entries()) {
        const cast = await findCast(election, { nullifier: MINE, version: BigInt(version) }, last, provider);
        expect(cast?.next).to.deep.equal(next);
      }
      expect(await readCasts(election, 0, last, provider)).to.have.length(OTHERS + 20 + 2);
    }
  });

  it("is unknown, not another's, where a node leaves out the ballot that it holds", async () => {
    const last = await ethers.provider.getBlockNumber();
    const first = await findCast(election, { nullifier: MINE, version: 0n }, last, ethers.provider);
    const block = first?.blockNumber as number;
    const { runner } = node((filter) => ({ ...filter, toBlock: block }));
    const error = await errorOf(readSlot(election, MINE, runner), HeldUnknownError);
    expect(error.message).to.contain(String(MINE));
    expect(mine.next).not.to.deep.equal(changed.next);
  });
});
