import type { Figures } from "./figures.ts";

/** What a figure must not exceed; docs/costs.md says where those of gas come from. */
export const GOALS: Figures = {
  "gas.castBallots.4.batch32": 98_000,
  "gas.castBallots.8.alone": 290_274,
  "gas.castBallots.8.batch32": 104_000,
  "gas.castBallots.8.batch128": 99_000,
  "gas.enrol.batch30": 180_000,
  "gas.post": 450_000,
  "gas.post.vote": 450_000,
  "gas.convert.4KiB": 900_000,
  "gas.support.alone": 290_000,
  "gas.support.batch32": 90_000,
  "gas.withdraw.batch32": 75_000,
  "gas.postShare.8": 600_000,
  "gas.postShare.32": 1_400_000,
  "milliseconds.page.longestGap.proving": 100,
  "milliseconds.page.longestTask.proving": 100,
  "seconds.page.roll.100000": 2,
  "seconds.page.notOnRoll.100000": 8,
  "seconds.tally.1000000.8": 20,
  "seconds.tally.1000000.32": 60,
  "seconds.leanImt.1000000": 70,
  "seconds.page.submitToProof": 0.3,
  "bytes.page.firstVote": 7_600_000,
  "seconds.page.firstPaint": 2,
  "bytes.page.firstLoad": 600_000,
};

/** What a figure must reach. */
export const LEAST_GOALS: Figures = {
  "perSecond.verify.300": 280,
  "perSecond.verify.1000": 280,
};

/** What a figure must not exceed as a multiple of its reference of the same run. */
export const RATIO_GOALS: Figures = {
  "seconds.prove.ballot.4": 1.45,
  "seconds.prove.ballot.8": 1.75,
  "seconds.prove.ballot.32": 4.2,
};
