import { readPlacedActs, readProposalTerms } from "../../sdk/chain/proposalActs.ts";
import { type ActWorld, startActWorld } from "../services/relayer/actWorld.ts";
import { actKey, actsUnderFaults, type CampaignAct, proposalsToSupport } from "./actsUnderFaults.ts";
import {
  type CampaignFigures,
  campaignOptions,
  countOnChain,
  type NamedRound,
  type OnChain,
  reportCampaign,
  runRounds,
} from "./campaign.ts";
import { ACT_FAULTS, type Fault, nameOf } from "./campaignFaults.ts";
import { FINALITY, startFaultProxies } from "./faultProxy.ts";
import { type Durability, faultRound } from "./faultRound.ts";

export type ActCampaignSettings = {
  readonly faults: readonly Fault[];
  /** Of each relayer. */
  readonly nodes: number;
  /** Times that each is fired at each point. */
  readonly times: number;
  readonly durability?: Durability;
  /** Told each round. */
  readonly say?: (line: string) => void;
};

/**
 * Runs the rounds one after the other on one chain, each with a relayer, an account and a database of its own. Lost is an
 * act that was acknowledged and is in no block, but where its proposal reached the quota without it.
 */
export async function runActCampaign(settings: ActCampaignSettings): Promise<CampaignFigures> {
  const { faults, nodes, times, durability = "durable", say } = settings;
  const world = await startActWorld("SyntheticSignalVerifier");
  const supported = await proposalsToSupport(world, times * faults.length);
  await world.chain.mine(FINALITY);
  const proxies = await startFaultProxies(world.url, nodes);
  const service = actsUnderFaults(world, supported);
  const rounds = faults.map(
    (fault): NamedRound<CampaignAct> => ({
      name: nameOf(fault),
      wanted: times,
      run: () => faultRound(world, proxies, service, fault, { times, durability }),
    }),
  );
  try {
    return await runRounds(rounds, world.provider, (acts, since) => countOf(world, acts, since), say);
  } finally {
    await proxies.close();
    await world.close();
  }
}

async function countOf({ town, provider }: ActWorld, all: readonly CampaignAct[], since: number): Promise<OnChain> {
  const { proposals } = town.place;
  const blocks = { first: since, last: await provider.getBlockNumber() };
  const placed = (await readPlacedActs(proposals, blocks, provider)).map((one) => [one.nullifier, one.version].join());
  const owed: string[] = [];
  for (const { act, isRefused } of all) {
    const key = actKey(act);
    if (isRefused || (!placed.includes(key) && (await isReached(act)))) continue;
    owed.push(key);
  }
  return countOnChain(owed, placed);

  async function isReached({ act }: CampaignAct["act"]): Promise<boolean> {
    return act.kind === "change" && (await readProposalTerms(proposals, act.id, provider)).reachedAt !== 0;
  }
}

/** For options see `campaignOptions`. */
if (import.meta.main) {
  const { only, ...options } = campaignOptions(process.argv);
  const faults = ACT_FAULTS.filter((fault) => nameOf(fault).includes(only));
  const started = performance.now();
  const figures = await runActCampaign({ faults, ...options, say: (line) => console.error(line) });
  console.error(`${Math.round((performance.now() - started) / 1000)} s`);
  process.exit(reportCampaign("acts", figures));
}
