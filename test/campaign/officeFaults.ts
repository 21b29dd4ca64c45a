import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readRollHistory } from "../../sdk/chain/roll.ts";
import { type OfficeWorld, startOfficeWorld } from "../services/registrar/officeWorld.ts";
import {
  type CampaignFigures,
  campaignOptions,
  countOnChain,
  type NamedRound,
  reportCampaign,
  runRounds,
} from "./campaign.ts";
import { type Fault, nameOf, OFFICE_FAULTS } from "./campaignFaults.ts";
import { FINALITY, startFaultProxies } from "./faultProxy.ts";
import { faultRound, type RoundSettings } from "./faultRound.ts";
import { type Enrolled, officeUnderFaults } from "./officeUnderFaults.ts";

export type OfficeCampaignSettings = RoundSettings & {
  readonly faults: readonly Fault[];
  /** Of each office. */
  readonly nodes: number;
  /** Told each round. */
  readonly say?: (line: string) => void;
};

/** Runs the rounds one after the other on one chain, each with an office, an account and a database of its own. */
export async function runOfficeCampaign(settings: OfficeCampaignSettings): Promise<CampaignFigures> {
  const { faults, nodes, times, durability, say } = settings;
  const world = await startOfficeWorld("synthetic");
  await world.chain.mine(FINALITY);
  const proxies = await startFaultProxies(world.chain.url, nodes);
  const folder = mkdtempSync(join(tmpdir(), "hanpyo-office-faults-"));
  let files = 0;
  const newFile = () => join(folder, `${files++}.db`);
  const chain = {
    chain: world.chain,
    rpc: (method: string, ...params: readonly unknown[]) => world.chain.provider.send(method, [...params]),
  };
  const rounds = faults.map(
    (fault): NamedRound<Enrolled> => ({
      name: nameOf(fault),
      wanted: times,
      run: () => faultRound(chain, proxies, officeUnderFaults(world, newFile), fault, { times, durability }),
    }),
  );
  try {
    return await runRounds(rounds, world.chain.provider, (enrolled) => countOf(world, enrolled), say);
  } finally {
    await proxies.close();
    await world.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function countOf({ registry, chain }: OfficeWorld, acknowledged: readonly Enrolled[]) {
  const history = await readRollHistory(registry.registry, chain.provider);
  const enrolments = history.flatMap(({ enrolments: all }) => all);
  return countOnChain(
    acknowledged.map(({ identityCommitment }) => identityCommitment),
    enrolments.map(({ identityCommitment }) => String(identityCommitment)),
  );
}

/** For options see `campaignOptions`. */
if (import.meta.main) {
  const { only, nodes, times, durability } = campaignOptions(process.argv);
  const faults = OFFICE_FAULTS.filter((fault) => nameOf(fault).includes(only));
  const started = performance.now();
  const figures = await runOfficeCampaign({ faults, nodes, times, durability, say: (line) => console.error(line) });
  console.error(`${Math.round((performance.now() - started) / 1000)} s`);
  process.exit(reportCampaign("office", figures));
}
