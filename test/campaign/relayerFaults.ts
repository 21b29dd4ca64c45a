import { readCasts } from "../../sdk/chain/slots.ts";
import { hashWords } from "../../sdk/crypto/transcript.ts";
import type { Ballot } from "../../sdk/election/ballot.ts";
import { type RelayerWorld, startRelayerWorld } from "../services/relayer/relayerWorld.ts";
import {
  type CampaignFigures,
  campaignOptions,
  countOnChain,
  type NamedRound,
  reportCampaign,
  runRounds,
} from "./campaign.ts";
import { type Fault, nameOf, RELAYER_FAULTS } from "./campaignFaults.ts";
import { FINALITY, startFaultProxies } from "./faultProxy.ts";
import { type Durability, faultRound } from "./faultRound.ts";
import { killRounds } from "./killedRelayer.ts";
import { relayerUnderFaults } from "./relayerUnderFaults.ts";

export type CampaignSettings = {
  readonly faults: readonly Fault[];
  /** Of each relayer. */
  readonly nodes: number;
  /** Times that each is fired at each point. */
  readonly times: number;
  /** Times that a relayer in a process of its own is killed; none by default. */
  readonly kills?: number;
  readonly durability?: Durability;
  /** Told each round. */
  readonly say?: (line: string) => void;
};

/** Runs the rounds one after the other on one chain, each with a relayer, an account and a database of its own. */
export async function runCampaign(settings: CampaignSettings): Promise<CampaignFigures> {
  const { faults, nodes, times, kills = 0, durability = "durable", say } = settings;
  const world = await startRelayerWorld();
  await world.chain.mine(FINALITY);
  const proxies = await startFaultProxies(world.chain.url, nodes);
  const rounds = faults.map(
    (fault): NamedRound<Ballot> => ({
      name: nameOf(fault),
      wanted: times,
      run: () => faultRound(world, proxies, relayerUnderFaults(world), fault, { times, durability }),
    }),
  );
  const killing: NamedRound<Ballot> = {
    name: "SIGKILL of the process",
    wanted: kills,
    run: () => killRounds(world, proxies, { kills, durability }),
  };
  try {
    const all = kills > 0 ? [...rounds, killing] : rounds;
    return await runRounds(all, world.chain.provider, (ballots, since) => countOf(world, ballots, since), say);
  } finally {
    await proxies.close();
    await world.close();
  }
}

async function countOf({ chain, election }: RelayerWorld, acknowledged: readonly Ballot[], since: number) {
  const head = await chain.provider.getBlockNumber();
  const casts = await readCasts(election.election, since, head, chain.provider);
  const { lost } = countOnChain(
    acknowledged.map(({ nullifier, version, next }) => [nullifier, version, hashWords(next)].join()),
    casts.map(({ nullifier, version, ciphertexts }) => [nullifier, version, ciphertexts].join()),
  );
  // Of one version of a slot the chain may have one ballot, whatever is in it.
  const { doubled } = countOnChain(
    [],
    casts.map(({ nullifier, version }) => [nullifier, version].join()),
  );
  return { lost, doubled };
}

/** For options see `campaignOptions`. */
if (import.meta.main) {
  const { only, ...options } = campaignOptions(process.argv);
  const faults = RELAYER_FAULTS.filter((fault) => nameOf(fault).includes(only));
  const started = performance.now();
  const figures = await runCampaign({ faults, ...options, say: (line) => console.error(line) });
  console.error(`${Math.round((performance.now() - started) / 1000)} s`);
  process.exit(reportCampaign("relayer", figures));
}
