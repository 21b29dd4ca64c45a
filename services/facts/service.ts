import { getAddress } from "ethers";
import { readProposalContracts } from "../../sdk/chain/proposalContracts.ts";
import { systemRandom } from "../../sdk/crypto/random.ts";
import { type ProofsVerifier, proofsHere } from "../../sdk/proofs/manyProofs.ts";
import type { VerificationKeys } from "../../sdk/verify/evidence.ts";
import { type Hosted, type HostingSettings, host } from "../hosting/hosting.ts";
import { roundsOf } from "../hosting/rounds.ts";
import { connectChain, disconnectChain } from "../sending/chain.ts";
import { factsApp } from "./http.ts";
import { readFacts } from "./reading.ts";
import { type FactsHealth, factsHealth } from "./status.ts";
import { DEFAULT_LIMITS, type Limits, type ToldOf, type Works } from "./works.ts";

/** What the service is started with. */
export type FactsSettings = HostingSettings & {
  /** One node, or several that do not belong together. */
  readonly rpc: string | readonly string[];
  readonly told: ToldOf;
  /** The contract of notices, which names that of proposals; without it no proposals are told. */
  readonly notices?: string;
  /** The contract of conversions, which says how far proposals are. */
  readonly conversions?: string;
  readonly keysFor: (ballotSize: number) => VerificationKeys;
  /** Here, by default. */
  readonly verify?: ProofsVerifier;
  readonly limits?: Partial<Limits>;
  /** Milliseconds that the node may take to answer. */
  readonly rpcTimeout?: number;
};

/** A service that runs. A round reads what has become final. */
export type FactsService = Hosted & { health(): FactsHealth };

/**
 * Starts the service on 127.0.0.1 and a free port, unless told otherwise (P29).
 * Throws what the node's failure gives, and `ContractAbsentError`.
 */
export async function startFacts(settings: FactsSettings): Promise<FactsService> {
  const { clock = Date.now, random = systemRandom, told, keysFor, verify = proofsHere } = settings;
  const chain = await connectChain(settings.rpc, settings.rpcTimeout ?? 10_000);
  const placed = (given: string | undefined) => (given === undefined ? undefined : getAddress(given));
  const [notices, conversions] = [placed(settings.notices), placed(settings.conversions)];
  const works: Works = {
    chain,
    told,
    conversions,
    proposals: notices === undefined ? undefined : await readProposalContracts(notices, chain.provider),
    limits: { ...DEFAULT_LIMITS, ...settings.limits },
    memory: {},
    keysFor,
    verify,
    unread: new Set(),
    facts: undefined,
    clock,
    random,
  };
  const rounds = roundsOf(() => readFacts(works), works.memory, settings.say, clock);
  const hosted = await host(factsApp(works, settings.behindProxy ?? false), rounds, settings, () =>
    disconnectChain(chain),
  );
  return {
    ...hosted,
    health: () => factsHealth(works),
    async close() {
      await hosted.close();
      disconnectChain(chain);
    },
  };
}
