import { type Hosted, type HostingSettings, host } from "../hosting/hosting.ts";
import { roundsOf } from "../hosting/rounds.ts";
import { disconnectChain } from "../sending/chain.ts";
import { factsApp } from "./http.ts";
import { openWorks, type ReadingSettings } from "./opening.ts";
import { readFacts } from "./reading.ts";
import { type FactsHealth, factsHealth } from "./status.ts";

/** What the service is started with. */
export type FactsSettings = HostingSettings & ReadingSettings;

/** A service that runs. A round reads what has become final. */
export type FactsService = Hosted & { health(): FactsHealth };

/**
 * Starts the service on 127.0.0.1 and a free port, unless told otherwise (P29).
 * Throws what the node's failure gives, and `ContractAbsentError`.
 */
export async function startFacts(settings: FactsSettings): Promise<FactsService> {
  const works = await openWorks(settings);
  const { chain } = works;
  const rounds = roundsOf(() => readFacts(works), works.memory, settings.say, works.clock);
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
