import { getAddress } from "ethers";
import { readProposalContracts } from "../../sdk/chain/proposalContracts.ts";
import { systemRandom } from "../../sdk/crypto/random.ts";
import { type Hosted, type HostingSettings, host } from "../hosting/hosting.ts";
import { roundsOf } from "../hosting/rounds.ts";
import { connectChain, disconnectChain } from "../sending/chain.ts";
import { askOthers } from "./askOthers.ts";
import { viewOf } from "./chainView.ts";
import { followChain } from "./following.ts";
import { mirrorApp } from "./http.ts";
import { otherMirror } from "./otherMirror.ts";
import type { Served } from "./served.ts";
import { type MirrorHealth, mirrorHealth } from "./status.ts";
import { openTextStore } from "./store.ts";
import { DEFAULT_LIMITS, type Limits, type Works } from "./works.ts";

/** What a mirror is started with; all but the first three have defaults. */
export type MirrorSettings = HostingSettings & {
  /** One node, or several that do not belong together. */
  readonly rpc: string | readonly string[];
  /** The contract of notices, which names that of the proposals. */
  readonly notices: string;
  readonly served: Served;
  /** URLs of other mirrors, which are asked for what this one lacks. */
  readonly mirrors?: readonly string[];
  /** Database file; ":memory:" by default. */
  readonly db?: string;
  readonly limits?: Partial<Limits>;
  /** Milliseconds that the node may take to answer. */
  readonly rpcTimeout?: number;
};

/** A mirror that runs. A round follows the chain, then asks other mirrors. */
export type Mirror = Hosted & { health(): MirrorHealth };

/**
 * Starts a mirror on 127.0.0.1 and a free port, unless told otherwise.
 * Throws what the node's or the database's failure gives, and `ContractAbsentError`.
 */
export async function startMirror(settings: MirrorSettings): Promise<Mirror> {
  const { clock = Date.now, random = systemRandom, served } = settings;
  const chain = await connectChain(settings.rpc, settings.rpcTimeout ?? 10_000);
  const contracts = await readProposalContracts(getAddress(settings.notices), chain.provider);
  const store = openTextStore(settings.db ?? ":memory:", `${chain.chainId}:${contracts.notices}`);
  const ending = new AbortController();
  const works: Works = {
    store,
    chain,
    contracts,
    served,
    others: (settings.mirrors ?? []).map(otherMirror),
    limits: { ...DEFAULT_LIMITS, ...settings.limits },
    memory: { recent: [] },
    view: viewOf(store.events().events, served),
    clock,
    random,
  };
  const ask: typeof fetch = (input, init) =>
    fetch(input, { ...init, signal: AbortSignal.any([ending.signal, ...(init?.signal ? [init.signal] : [])]) });
  const round = async () => {
    // A chain that does not answer keeps nobody from getting a text.
    const following = await Promise.allSettled([followChain(works)]);
    await askOthers(works, ask);
    for (const result of following) if (result.status === "rejected") throw result.reason;
  };
  const rounds = roundsOf(round, works.memory, settings.say, clock);
  const hosted = await host(mirrorApp(works, settings.behindProxy ?? false), rounds, settings, () => {
    ending.abort();
    disconnectChain(chain);
  });
  return {
    ...hosted,
    health: () => mirrorHealth(works),
    async close() {
      await hosted.close();
      ending.abort();
      disconnectChain(chain);
      store.close();
    },
  };
}
