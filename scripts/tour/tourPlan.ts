import { demoPlan } from "../rehearsal/demoPlan.ts";

const RESIDENTS = 9;

/** The demonstration's town with fewer people, so that the tour takes minutes on a small machine. */
export const TOUR_PLAN = {
  ...demoPlan,
  ...{ trustees: 3, threshold: 2, sharing: [1, 3], ballots: demoPlan.ballots.slice(0, RESIDENTS) },
};
