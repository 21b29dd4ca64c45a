import { electionSteps } from "../rehearsal/electionSteps.ts";
import type { LocalChain } from "../rehearsal/localChain.ts";
import type { Step } from "../rehearsal/step.ts";
import type { Town } from "../rehearsal/town.ts";
import { TOUR_PLAN } from "./tourPlan.ts";
import type { TourSpeaker } from "./tourSpeaker.ts";

/** The steps of a rehearsed election that make a town: contracts, key and roll. */
const BEGINNING = ["Deployment", "Key ceremony", "Enrolment"] as const;

/** The demonstration's town, made by the first steps of its election and told in the tour's words. */
export function townSteps(chain: LocalChain, { text }: TourSpeaker): { readonly steps: readonly Step[]; town(): Town } {
  const election = electionSteps(TOUR_PLAN, chain);
  const town = () => election.underWay().town;
  const told: Readonly<Record<(typeof BEGINNING)[number], readonly [title: string, summary: () => string]>> = {
    Deployment: [text("town"), () => text("townDone", { contracts: Object.keys(town().shared.all).length + 1 })],
    "Key ceremony": [
      text("key"),
      () => text("keyDone", { trustees: TOUR_PLAN.trustees, threshold: TOUR_PLAN.threshold }),
    ],
    Enrolment: [text("roll"), () => text("rollDone", { residents: town().residents.length })],
  };
  const steps = BEGINNING.flatMap((name) => election.steps.filter(({ title }) => title === name)).map((step) => {
    const [title, summary] = told[step.title as (typeof BEGINNING)[number]];
    return {
      title,
      run: async (progress: Parameters<Step["run"]>[0]) => {
        await step.run(progress);
        return summary();
      },
    };
  });
  return { steps, town };
}
