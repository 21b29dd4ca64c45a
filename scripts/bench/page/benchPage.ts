import { buildPage } from "../../page/buildPage.ts";
import { demoPlan } from "../../rehearsal/demoPlan.ts";
import { electionSteps } from "../../rehearsal/electionSteps.ts";
import type { LocalChain } from "../../rehearsal/localChain.ts";
import { type PageDemo, startPageDemo } from "../../rehearsal/pageDemo.ts";

/** The page as `npm start` serves it, after as small an election as there can be, with another one open. */
export async function startBenchPage(chain: LocalChain): Promise<PageDemo> {
  await buildPage();
  const small = { trustees: 2, threshold: 2, sharing: [1, 2], ballots: demoPlan.ballots.slice(0, 2), batchSizes: [1] };
  const { steps, done } = electionSteps({ ...demoPlan, ...small }, chain);
  for (const step of steps) await step.run({ say: () => {}, spent: () => {} });
  return startPageDemo(done().town, small.sharing, [], chain);
}
