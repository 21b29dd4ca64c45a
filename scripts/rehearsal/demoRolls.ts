import type { Hono } from "hono";
import { readPhase } from "../../sdk/chain/observer.ts";
import { readOpenElection } from "../../sdk/chain/resident.ts";
import { rollFolder } from "../../sdk/election/rollFiles.ts";
import { projectRoot } from "../checkout/projectRoot.ts";
import { rollRoutes } from "../page/rollRoutes.ts";
import { writeCensusFiles } from "../rollFiles/censusFiles.ts";
import type { LocalChain } from "./localChain.ts";

/** Roots name what is in it, so that one folder serves every demonstration. */
export const demoRollsFolder = `${projectRoot}build/rolls`;

/** The rolls that these elections froze, as files for the page, each written when it is first asked for (P1.7). */
export function demoRolls(elections: readonly string[], { provider }: Pick<LocalChain, "provider">): Hono {
  return rollRoutes(demoRollsFolder, async (root) => {
    for (const election of elections) {
      if ((await readPhase(election, provider)) === "pending") continue;
      const { censusRoot } = await readOpenElection(election, provider);
      if (rollFolder(censusRoot) === root) await writeCensusFiles(election, demoRollsFolder, provider);
    }
  });
}
