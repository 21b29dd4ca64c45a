import type { JsonRpcProvider } from "ethers";
import type { Round } from "./faultRound.ts";

/** Faults that were to be, that had an effect, and that differ; acknowledged things, lost or twice in blocks. */
export type CampaignFigures = {
  readonly tried: number;
  readonly fired: number;
  readonly distinct: number;
  readonly acknowledged: number;
  readonly lost: number;
  readonly doubled: number;
  /** What happened in the rounds that lost or doubled something. */
  readonly broken: readonly string[];
};

/** What the chain itself says of the things of a round, past proxy and service. */
export type OnChain = {
  readonly lost: number;
  readonly doubled: number;
};

/** A round of a campaign. */
export type NamedRound<Thing> = {
  readonly name: string;
  /** Faults that it wants to inject. */
  readonly wanted: number;
  run(): Promise<Round<Thing>>;
};

/**
 * Runs the rounds one after the other.
 * @param countOf Looks at the chain since the block in which the round began.
 * @param say Told each round.
 */
export async function runRounds<Thing>(
  rounds: readonly NamedRound<Thing>[],
  provider: JsonRpcProvider,
  countOf: (acknowledged: readonly Thing[], since: number) => Promise<OnChain>,
  say: (line: string) => void = () => {},
): Promise<CampaignFigures> {
  let figures: CampaignFigures = { tried: 0, fired: 0, distinct: 0, acknowledged: 0, lost: 0, doubled: 0, broken: [] };
  for (const { name, wanted, run } of rounds) {
    const since = Math.max(0, (await provider.getBlockNumber()) - 1);
    const { fired, distinct, acknowledged } = await run();
    const { lost, doubled } = await countOf(acknowledged, since);
    const line = `${name}: ${fired} of ${wanted}, ${acknowledged.length} acknowledged, lost ${lost}, doubled ${doubled}`;
    say(line);
    figures = {
      tried: figures.tried + wanted,
      fired: figures.fired + fired,
      distinct: figures.distinct + distinct,
      acknowledged: figures.acknowledged + acknowledged.length,
      lost: figures.lost + lost,
      doubled: figures.doubled + doubled,
      broken: lost + doubled > 0 ? [...figures.broken, line] : figures.broken,
    };
  }
  return figures;
}

/** How often each of these stands among those that the chain has; what the chain itself has twice is doubled too. */
export function countOnChain(acknowledged: readonly string[], onChain: readonly string[]): OnChain {
  const times = Map.groupBy(onChain, (one) => one);
  return {
    lost: acknowledged.filter((one) => !times.has(one)).length,
    doubled: onChain.length - times.size,
  };
}

/**
 * Options of the command line: `--nodes N` (3), `--times N` (12), `--kills N` (0), `--without-durable-write`,
 * `--only TEXT`.
 */
export function campaignOptions(args: readonly string[]) {
  const option = (name: string, otherwise: string) =>
    args.includes(name) ? (args[args.indexOf(name) + 1] ?? "") : otherwise;
  return {
    nodes: Number(option("--nodes", "3")),
    times: Number(option("--times", "12")),
    kills: Number(option("--kills", "0")),
    /** Of rounds' names. */
    only: option("--only", ""),
    durability: args.includes("--without-durable-write") ? ("lazy" as const) : ("durable" as const),
  };
}

/** Prints a campaign's end. @returns The exit code. */
export function reportCampaign(what: string, figures: CampaignFigures): number {
  const { tried, fired, distinct, acknowledged, lost, doubled } = figures;
  const faults = `tried ${tried}, fired ${fired}, of them distinct ${distinct}`;
  console.log(`${what}: ${faults}; acknowledged ${acknowledged}, lost ${lost}, doubled ${doubled}`);
  return lost === 0 && doubled === 0 ? 0 : 1;
}
