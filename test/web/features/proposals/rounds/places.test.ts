import { expect } from "chai";
import { encodeBytes32String } from "ethers";
import type { Phase } from "../../../../../sdk/election/phase.ts";
import type { CellState } from "../../../../../sdk/proposals/cellTerms.ts";
import { roundsOf } from "../../../../../web/src/features/proposals/rounds/grouping.ts";
import { cellName, yearOf } from "../../../../../web/src/features/proposals/rounds/names.ts";
import {
  cellAction,
  inOrder,
  placeOf,
  spentOf,
  takesPosts,
} from "../../../../../web/src/features/proposals/rounds/places.ts";
import type { CellVote } from "../../../../../web/src/features/proposals/rounds/reading.ts";

const TERMS = { supportsClose: 100, assessBy: 200, insertBy: 300, openBy: 400, leastCost: 1, mostOptions: 2 };
const project = (id: number, supporters: number, verdict: "none" | "infeasible" = "none") => ({
  id: BigInt(id),
  kept: { supporters, postedAt: id },
  project: { verdict },
});
const listedAs = ({ id, kept }: ReturnType<typeof project>) => ({
  id,
  supports: kept.supporters,
  postedAt: kept.postedAt,
});

/** Of which the first two are listed, with 5 and 4 supports. */
const [FIRST, SECOND, MORE, FEWER] = [project(1, 5), project(2, 4), project(3, 6), project(4, 4)];

function cell(state: CellState, vote?: Partial<CellVote>, listed = [FIRST, SECOND]) {
  const standing = { state, terms: TERMS, listed: listed.map(listedAs), term: { from: 300, until: 400 } };
  return { standing, vote: vote as CellVote | undefined };
}

/** The second one alone is funded. */
const RESULT = {
  counts: [3, 7],
  outcome: { quorumReached: true, verdict: "None", selected: 0b10, tied: 0b01 },
} as const;
const DECIDED = { costs: [30, 20], result: RESULT };

describe("A project of a budget round", () => {
  it("waits, is turned down, or stands on the list; who would have a place on it and is not there is missed", () => {
    const key = (one: typeof FIRST, state: CellState) => placeOf(one, cell(state)).key;
    expect([key(MORE, "open"), key(MORE, "assessing")]).to.deep.equal(["waiting", "waiting"]);
    expect(key(project(9, 9, "infeasible"), "listing")).to.equal("infeasible");
    expect(placeOf(SECOND, cell("listing"))).to.deep.equal({ key: "listed", place: 2 });
    expect([key(MORE, "listing"), key(FEWER, "listing")]).to.deep.equal(["missed", "noPlace"]);
    // As many supports as the last one, and posted earlier.
    expect(key(project(0, 4), "listing")).to.equal("missed");
    expect(placeOf(FEWER, cell("listing", undefined, [FIRST])).key).to.equal("missed");
    expect(key(MORE, "voting")).to.equal("notListed");
  });

  it("is funded as the contract says, whose options stand in the list's order", () => {
    expect(placeOf(FIRST, cell("voting", { costs: [30, 20], result: undefined }))).to.deep.equal({
      ...{ key: "onBallot", place: 1 },
    });
    const decided = cell("decided", DECIDED);
    expect(placeOf(SECOND, decided)).to.deep.equal({ key: "funded", place: 2, votes: 7 });
    expect(placeOf(FIRST, decided)).to.deep.equal({ key: "tied", place: 1, votes: 3 });
    const untied = { ...RESULT, outcome: { ...RESULT.outcome, tied: 0 } };
    expect(placeOf(FIRST, cell("decided", { costs: [30, 20], result: untied })).key).to.equal("notFunded");
    expect(inOrder([FEWER, FIRST, MORE, SECOND], decided).map(({ id }) => id)).to.deep.equal([2n, 3n, 1n, 4n]);
    expect([spentOf(decided), spentOf(cell("voting"))]).to.deep.equal([20, undefined]);
  });

  it("can be posted in the cell in force, from the end of its notice to the close of supports", () => {
    const takes = (now: number, isNext = true) =>
      takesPosts({ isNext, inForceFrom: 10, standing: { terms: TERMS } }, now);
    expect([9, 10, 99, 100].map((now) => takes(now))).to.deep.equal([false, true, true, false]);
    expect(takes(50, false)).to.equal(false);
  });
});

describe("A cell of a budget round", () => {
  it("is opened and settled by anybody, and never voted on anew while shares are missing", () => {
    const action = (state: CellState, phase?: Phase, undecided = false) => {
      const found = cellAction({ ...cell(state), vote: phase && { state: { phase, undecided } } });
      return found && [found.key, found.deed];
    };
    expect((["open", "assessing", "listing"] as const).map((state) => action(state))).to.deep.equal(Array(3));
    expect(action("openable")).to.deep.equal(["open", "openCell"]);
    expect(action("voting", "open")).to.deep.equal(["voting", undefined]);
    expect(action("voting", "decided")).to.deep.equal(["settleDecided", "settleCell"]);
    expect(action("voting", "void")).to.deep.equal(["settleVoid", "settleCell"]);
    expect(action("voting", "too few")).to.deep.equal(["settleFailed", "settleCell"]);
    expect(action("voting", "sealed", true)).to.deep.equal(["undecided", undefined]);
    expect(action("lapsed")).to.deep.equal(["lapsed", undefined]);
  });

  it("is of the round with its times, organizer, limit and basis, and is called by its district", () => {
    const template = { organizer: "0x1", isTest: false, limitName: "a", legalBasis: "b", cell: TERMS };
    const later = { ...template, cell: { ...TERMS, openBy: 401 } };
    const all = [
      { template },
      { template: later },
      { template: { ...template } },
      { template: { ...later, isTest: true } },
    ];
    expect(roundsOf(all).map(({ length }) => length)).to.deep.equal([2, 1, 1]);
    const named = (rollId: bigint, series: string) => ({ template: { rollId, series } });
    const [east, west, water] = [
      named(1n, encodeBytes32String("east")),
      named(2n, encodeBytes32String("west")),
      named(2n, encodeBytes32String("water")),
    ] as const;
    expect(cellName(east, [east, west, water], "동쪽")).to.equal("동쪽");
    expect(cellName(water, [east, west, water], "서쪽")).to.equal("서쪽 · water");
    expect(cellName(west, [west], undefined)).to.equal("#2");
    expect(cellName(named(1n, `0x${"ff".repeat(32)}`), [east, east], "동쪽")).to.equal("동쪽 · 0xffffffff");
    // A minute before and after the new year in Korea.
    const closing = (time: string) => yearOf({ cell: { ...TERMS, supportsClose: Date.parse(time) / 1000 } });
    expect([closing("2026-12-31T14:59:00Z"), closing("2026-12-31T15:00:00Z")]).to.deep.equal([2026, 2027]);
  });
});
