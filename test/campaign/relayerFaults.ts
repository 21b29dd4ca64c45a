import { readCasts } from "../../sdk/chain/slots.ts";
import { hashWords } from "../../sdk/crypto/transcript.ts";
import { type RelayerWorld, startRelayerWorld } from "../services/relayer/relayerWorld.ts";
import { FAULTS, type Fault } from "./campaignFaults.ts";
import { startFaultProxy } from "./faultProxy.ts";
import { type Durability, faultRound, type Round } from "./faultRound.ts";
import { killRounds } from "./killedRelayer.ts";

/** Faults that had an effect; acknowledged ballots that no block holds, and that one holds twice. */
export type CampaignFigures = {
  readonly injected: number;
  readonly acknowledged: number;
  readonly lost: number;
  readonly doubled: number;
  /** What happened in the rounds that lost or doubled a ballot. */
  readonly broken: readonly string[];
};

export type CampaignSettings = {
  readonly faults: readonly Fault[];
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
  const { faults, times, kills = 0, durability = "durable", say } = settings;
  const world = await startRelayerWorld();
  const proxy = await startFaultProxy(world.chain.url);
  let figures: CampaignFigures = { injected: 0, acknowledged: 0, lost: 0, doubled: 0, broken: [] };

  async function count(name: string, wanted: number, run: () => Promise<Round>): Promise<void> {
    const start = await world.chain.provider.getBlockNumber();
    const round = await run();
    const { lost, doubled } = await countOf(world, round, start);
    const line = `${name}: ${round.fired} of ${wanted}, ${round.acknowledged.length} ballots, lost ${lost}, doubled ${doubled}`;
    say?.(line);
    figures = {
      injected: figures.injected + round.fired,
      acknowledged: figures.acknowledged + round.acknowledged.length,
      lost: figures.lost + lost,
      doubled: figures.doubled + doubled,
      broken: lost + doubled > 0 ? [...figures.broken, line] : figures.broken,
    };
  }

  try {
    for (const fault of faults) {
      const run = () => faultRound(world, proxy, fault, { times, durability });
      await count(`${fault.kind} at ${fault.at}`, times, run);
    }
    if (kills > 0) await count("SIGKILL of the process", kills, () => killRounds(world, { kills, durability }));
  } finally {
    await proxy.close();
    await world.close();
  }
  return figures;
}

/** Counts on the chain itself, past proxy and relayer. */
async function countOf({ chain, election }: RelayerWorld, { acknowledged }: Round, start: number) {
  const head = await chain.provider.getBlockNumber();
  const casts = await readCasts(election.election, Math.max(0, start - 1), head, chain.provider);
  const times = acknowledged.map(
    ({ nullifier, version, next }) =>
      casts.filter(
        (cast) => cast.nullifier === nullifier && cast.version === version && cast.ciphertexts === hashWords(next),
      ).length,
  );
  const versions = new Set(casts.map(({ nullifier, version }) => `${nullifier}:${version}`));
  return {
    lost: times.filter((count) => count === 0).length,
    doubled: times.filter((count) => count > 1).length + casts.length - versions.size,
  };
}

/** `--times N` (12), `--kills N` (0), `--without-durable-write`, `--only TEXT` for rounds whose name contains it. */
if (import.meta.main) {
  const option = (name: string) => process.argv[process.argv.indexOf(name) + 1];
  const times = process.argv.includes("--times") ? Number(option("--times")) : 12;
  const kills = process.argv.includes("--kills") ? Number(option("--kills")) : 0;
  const only = process.argv.includes("--only") ? (option("--only") ?? "") : "";
  const faults = FAULTS.filter(({ kind, at }) => `${kind} at ${at}`.includes(only));
  const durability: Durability = process.argv.includes("--without-durable-write") ? "lazy" : "durable";
  const started = performance.now();
  const { injected, acknowledged, lost, doubled } = await runCampaign({
    ...{ faults, times, kills, durability },
    say: (line) => console.error(line),
  });
  console.error(`${acknowledged} ballots acknowledged, ${Math.round((performance.now() - started) / 1000)} s`);
  console.log(`injected ${injected}, lost ${lost}, doubled ${doubled}`);
  process.exit(lost === 0 && doubled === 0 ? 0 : 1);
}
