import { expect } from "chai";
import type { Ballot } from "../../../sdk/election/ballot.ts";
import type { Relayer, RelayerSettings } from "../../../services/relayer/relayer.ts";
import { openStore, type Store } from "../../../services/relayer/store.ts";
import { type RpcProxy, startRpcProxy } from "../../rpcProxy.ts";
import { packageOf, post, type RelayerWorld, startRelayerWorld } from "./relayerWorld.ts";
import { syntheticBallot } from "./syntheticBallots.ts";

/** One chain behind three nodes, each of which may lie, and a relayer's store, anew for each test. */
export class SeveralNodes {
  world = undefined as unknown as RelayerWorld;
  nodes: readonly RpcProxy[] = [];
  store = undefined as unknown as Store;
  relayer = undefined as unknown as Relayer;
  /** The relayer's clock, in milliseconds. */
  now = 1;

  readonly node = (index: number) => this.nodes[index] as RpcProxy;
  readonly urls = (count: number) => this.nodes.slice(0, count).map(({ url }) => url);
  readonly send = (ballot: Ballot) => post(this.relayer, packageOf(this.world.election, ballot));

  /** Starts a relayer with the first nodes, to which a block is final when the chain says so. */
  async started(count: number, limits: RelayerSettings["limits"] = {}): Promise<void> {
    this.relayer = await this.world.relayer({
      ...{ store: this.store, rpc: this.urls(count), rpcTimeout: 1_000, clock: () => this.now },
      limits: { finality: 0, ...limits },
    });
  }

  /** Ballots that the relayer acknowledged. */
  async taken(count: number): Promise<readonly Ballot[]> {
    const ballots = Array.from({ length: count }, () => syntheticBallot(this.world.election));
    for (const ballot of ballots) expect((await this.send(ballot)).status).to.equal(201);
    return ballots;
  }
}

/** The same for all tests of a group, with its beginning and its end. */
export function severalNodes(): SeveralNodes {
  const on = new SeveralNodes();
  before(async () => {
    on.world = await startRelayerWorld();
    await on.world.chain.mine(40);
  });
  beforeEach(async () => {
    on.nodes = await Promise.all([1, 2, 3].map(() => startRpcProxy(on.world.chain.url)));
    on.store = openStore(on.world.newFile());
  });
  afterEach(async () => {
    await on.relayer.close();
    on.store.close();
    for (const node of on.nodes) await node.close();
  });
  after(() => on.world.close());
  return on;
}
