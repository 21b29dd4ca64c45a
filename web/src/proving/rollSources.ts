import { type Census, type CensusSources, type CensusWanted, registryCensus } from "../../../sdk/chain/frozenCensus.ts";
import { isPublishedRolls } from "../../../sdk/chain/publishedRolls.ts";
import type { DownloadReport } from "../shared/download.ts";
import { cacheStore, keepNewest, noStore } from "./fileStore.ts";
import type { WorkerConfig } from "./messages.ts";
import { censusFromFiles } from "./rollFiles.ts";
import { sharedWork } from "./sharedWork.ts";
import { withChain } from "./withChain.ts";

/** Where a worker finds rolls, and who hears how far one is. */
export type RollContext = { readonly config: WorkerConfig; readonly report: DownloadReport };

const loaded = sharedWork<Census>();

/** Rolls whose files are kept on the device. */
const ROLLS_KEPT = 3;
const ROLLS = "hanpyo-roll-";

/** The ways to a roll; what each gave is kept as long as the worker lives. */
export function sourcesOf(wanted: CensusWanted, { config, report }: RollContext): CensusSources {
  const { rolls, rollId, censusTime, censusRoot } = wanted;
  const { rollFiles: folder, keepsNothing } = config;
  const files = (place: string) => async (tell: DownloadReport) => {
    const census = await censusFromFiles(censusRoot, {
      folder: place,
      store: keepsNothing ? noStore : cacheStore(`${ROLLS}${censusRoot}`),
      report: tell,
    });
    if (!keepsNothing) await keepNewest(ROLLS, ROLLS_KEPT);
    return census;
  };
  return {
    files: folder === undefined ? undefined : () => loaded(`files ${censusRoot}`, report, files(folder)),
    events: () =>
      loaded(`events ${rolls} ${rollId} ${censusTime} ${censusRoot}`, report, () =>
        withChain(config, (provider) => registryCensus(wanted, provider)),
      ),
    isPublished: () => withChain(config, (provider) => isPublishedRolls(rolls, provider)),
  };
}
