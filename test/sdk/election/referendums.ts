import type { OutcomeRule } from "../../../sdk/election/constitution.ts";
import { type Fraction, MAJORITY } from "../../../sdk/election/fraction.ts";
import type { Outcome } from "../../../sdk/election/outcome.ts";

/** A referendum's rule over electors by a certified figure. */
export function referendumOf(quorum: Fraction, electors: number, passingShare: Fraction = MAJORITY): OutcomeRule {
  return {
    kind: "Referendum",
    tieBreak: "ListedOrder",
    quorum,
    closedBelowQuorum: false,
    electors,
    electorsSource: `0x${(electors === 0 ? "00" : "22").repeat(32)}`,
    passingShare,
    winners: 0,
    minimumVotes: 0,
    budget: 0,
    costs: [],
  };
}

export const atLeast = (numerator: number, denominator: number): Fraction => ({
  numerator,
  denominator,
  moreThan: false,
});
export const moreThan = (numerator: number, denominator: number): Fraction => ({
  ...atLeast(numerator, denominator),
  moreThan: true,
});

/** A referendum as it was held, or with one vote more or less. */
export type Referendum = {
  readonly what: string;
  readonly electors: number;
  readonly ballots: number;
  /** Yes and no. */
  readonly counts: readonly [yes: number, no: number];
  readonly quorum: Fraction;
  readonly passingShare?: Fraction;
  readonly expected: Pick<Outcome, "quorumReached" | "verdict">;
};

const accepted = { quorumReached: true, verdict: "Accepted" } as const;
const rejected = { quorumReached: true, verdict: "Rejected" } as const;
const neither = { quorumReached: true, verdict: "Neither" } as const;
const missed = { quorumReached: false, verdict: "Neither" } as const;
const THIRD = atLeast(1, 3);

/**
 * Korean residents' referendums. Seoul's figures are those published (its box stayed closed, so its votes for and
 * against are unknown and invented here). Of the others turnout and share are published; the counts are reconstructed
 * from them for 100,000 electors.
 */
const HELD: readonly Referendum[] = [
  {
    what: "Seoul, 24 August 2011, by the law's third",
    electors: 8_387_278,
    ballots: 2_159_095,
    counts: [2_159_095, 0],
    quorum: THIRD,
    expected: missed,
  },
  {
    what: "Seoul, 24 August 2011, by a quarter",
    electors: 8_387_278,
    ballots: 2_159_095,
    counts: [2_159_095, 0],
    quorum: atLeast(1, 4),
    expected: accepted,
  },
  {
    what: "Jeju, 27 July 2005: 36.7 % turnout, 57 % for",
    electors: 100_000,
    ballots: 36_700,
    counts: [20_919, 15_781],
    quorum: THIRD,
    expected: accepted,
  },
  {
    what: "Cheongju, 29 September 2005: 35.2 % turnout, 91.3 % for",
    electors: 100_000,
    ballots: 35_200,
    counts: [32_138, 3_062],
    quorum: THIRD,
    expected: accepted,
  },
  {
    what: "Cheongwon, 29 September 2005: 42.2 % turnout, 53.3 % against",
    electors: 100_000,
    ballots: 42_200,
    counts: [19_707, 22_493],
    quorum: THIRD,
    expected: rejected,
  },
];

/** The first number of Seoul's electors, and of 60, that reaches each share. */
const FIRSTS: readonly (readonly [Fraction, ofSeoul: number, of60: number])[] = [
  [atLeast(1, 3), 2_795_760, 20],
  [moreThan(1, 3), 2_795_760, 21],
  [atLeast(1, 4), 2_096_820, 15],
  [moreThan(1, 4), 2_096_820, 16],
  [atLeast(1, 2), 4_193_639, 30],
  [moreThan(1, 2), 4_193_640, 31],
  [atLeast(2, 3), 5_591_519, 40],
  [moreThan(2, 3), 5_591_519, 41],
  [atLeast(3, 5), 5_032_367, 36],
  [moreThan(3, 5), 5_032_367, 37],
];

/** A quorum, and the first number of 60 that reaches it. */
export const QUORUM_EDGES = FIRSTS.map(([quorum, , of60]) => [quorum, of60] as const);

const nameOf = ({ numerator, denominator, moreThan: more }: Fraction) =>
  `${more ? "more than" : "at least"} ${numerator}/${denominator}`;

/** One vote at the edge of each share, as a quorum and as a passing share. */
const EDGES: readonly Referendum[] = FIRSTS.flatMap(([share, ofSeoul, of60]) =>
  [[8_387_278, ofSeoul] as const, [60, of60] as const].flatMap(([whole, first]): Referendum[] => {
    const quorum = { electors: whole, counts: [1, 0], quorum: share } as const;
    const passing = { electors: whole, ballots: whole, quorum: atLeast(0, 1), passingShare: share } as const;
    const name = `${nameOf(share)} of ${whole}`;
    const isEven = nameOf(share) === "more than 1/2" && (first - 1) * 2 === whole;
    return [
      { what: `a turnout of ${name}`, ...quorum, ballots: first, expected: accepted },
      { what: `one less than a turnout of ${name}`, ...quorum, ballots: first - 1, expected: missed },
      { what: `yes by ${name}`, ...passing, counts: [first, whole - first], expected: accepted },
      {
        what: `one less than yes by ${name}`,
        ...passing,
        counts: [first - 1, whole - first + 1],
        expected: isEven ? neither : rejected,
      },
    ];
  }),
);

/** What was decided wrongly when shares were basis points, and the halves that decide nothing. */
const FAULTS: readonly Referendum[] = [
  {
    what: "33,330 of 100,000, which is less than a third",
    electors: 0,
    ballots: 33_330,
    counts: [33_330, 0],
    quorum: THIRD,
    expected: missed,
  },
  {
    what: "66,661 of 100,000, which is less than two thirds",
    electors: 0,
    ballots: 100_000,
    counts: [66_661, 33_339],
    quorum: THIRD,
    passingShare: atLeast(2, 3),
    expected: rejected,
  },
  {
    what: "nothing but abstentions",
    electors: 0,
    ballots: 100_000,
    counts: [0, 0],
    quorum: THIRD,
    expected: neither,
  },
  {
    what: "an empty box without a quorum",
    electors: 0,
    ballots: 0,
    counts: [0, 0],
    quorum: atLeast(0, 1),
    expected: neither,
  },
  {
    what: "equal halves by a majority",
    electors: 0,
    ballots: 100_000,
    counts: [500, 500],
    quorum: THIRD,
    expected: neither,
  },
  {
    what: "equal halves where a half is enough",
    electors: 0,
    ballots: 100_000,
    counts: [500, 500],
    quorum: THIRD,
    passingShare: atLeast(1, 2),
    expected: accepted,
  },
  {
    what: "equal halves where more than two thirds are needed",
    electors: 0,
    ballots: 100_000,
    counts: [500, 500],
    quorum: THIRD,
    passingShare: moreThan(2, 3),
    expected: rejected,
  },
  {
    what: "fewer certified electors than are on the roll",
    electors: 50_000,
    ballots: 30_000,
    counts: [2, 1],
    quorum: THIRD,
    expected: missed,
  },
];

/** The roll of all these referendums that have no certified figure, or a smaller one, in members. */
export const ROLL_SIZE = 100_000;

export const REFERENDUMS: readonly Referendum[] = [...HELD, ...EDGES, ...FAULTS];

/** Whom turnout is measured against, beside the certified electors: a small roll where there is such a figure. */
export function membersOf({ electors, what }: Referendum): number {
  return electors === 0 || what.startsWith("fewer") ? ROLL_SIZE : Math.min(electors, 50);
}
