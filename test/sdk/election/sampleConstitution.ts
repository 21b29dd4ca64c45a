import type { Constitution } from "../../../sdk/election/constitution.ts";
import { NO_BUDGET, NO_CREDITS } from "../../../sdk/election/constitution.ts";
import { MAJORITY } from "../../../sdk/election/fraction.ts";

const DAY = 86_400;

/** A legal constitution of a test election: a referendum of yes, no and abstain, ballots of 8 options, a board of 3 of 5. */
export const SAMPLE_CONSTITUTION: Constitution = {
  contentHash: `0x${"11".repeat(32)}`,
  jointHash: `0x${"00".repeat(32)}`,
  rolls: "0x5FbDB2315678afecb367f032d93F642f64180aa3",
  rollId: 11680n,
  minimumCensus: 10,
  board: "0xe7f1725E7734CE288F8367e1Bb143E90bb3F0512",
  consentsRequired: 4,
  minimumBallots: 3,
  revoting: true,
  masked: false,
  isTest: true,
  ballotSize: 8,
  rules: {
    optionCount: 3,
    maxPerOption: 1,
    minTotal: 1,
    maxTotal: 1,
    budget: NO_BUDGET,
    credits: NO_CREDITS,
    distinct: false,
    costs: [0, 0, 0],
  },
  schedule: {
    censusTime: 1_800_000_000,
    opensAt: 1_800_000_000 + 3 * DAY,
    openGrace: 3600,
    closesAt: 1_800_000_000 + 5 * DAY,
    closeGrace: 600,
    sharesDueAt: 1_800_000_000 + 7 * DAY,
    sealDelay: 600,
  },
  outcome: {
    kind: "Referendum",
    tieBreak: "ListedOrder",
    quorum: { numerator: 1, denominator: 4, moreThan: false },
    closedBelowQuorum: false,
    electors: 0,
    electorsSource: `0x${"00".repeat(32)}`,
    passingShare: MAJORITY,
    winners: 0,
    minimumVotes: 0,
    budget: 0,
    costs: [],
  },
};
