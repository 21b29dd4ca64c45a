import { expect } from "chai";
import type { CellState } from "../../../../../sdk/proposals/cellTerms.ts";
import { roundWay } from "../../../../../web/src/features/proposals/rounds/roundWay.ts";

const TERMS = { supportsClose: 100, assessBy: 200, insertBy: 300, openBy: 400, leastCost: 1, mostOptions: 3 };

function cell(state: CellState, until = 400) {
  return { inForceFrom: 10, standing: { state, terms: TERMS, term: { from: 300, until } } };
}

/** Each step as "name state said at", at a time. */
function way(states: readonly CellState[], now: number, isTold = false): readonly string[] {
  const [first = "none", ...others] = states;
  const cells = [cell(first), ...others.map((state) => cell(state, 350))] as const;
  return roundWay([...cells], isTold, now).map(({ step, state, said, at }) =>
    `${step} ${state} ${said} ${at ?? ""}`.trim(),
  );
}

const FROM_OPENING = ["opening later openingLater 300"];
const FROM_VOTE = ["vote later voteLater", "funded later fundedLater", "after later afterLater"];

describe("The way of a budget round", () => {
  it("follows its times to the ballot, each to the second", () => {
    const before = ["review later reviewLater 100", "listing later listingLater 200", ...FROM_OPENING, ...FROM_VOTE];
    expect(way(["open"], 9)).to.deep.equal(["posting later notice 10", ...before]);
    for (const now of [10, 99]) expect(way(["open"], now)).to.deep.equal(["posting now posting 100", ...before]);
    const posted = "posting done posted 100";
    expect(way(["assessing"], 100).slice(0, 3)).to.deep.equal([
      ...[posted, "review now review 200", "listing later listingLater 200"],
    ]);
    expect(way(["listing"], 200)).to.deep.equal([
      ...[posted, "review done reviewed 200", "listing now listing 300", ...FROM_OPENING, ...FROM_VOTE],
    ]);
  });

  it("is at the ballot as long as one cell has none, until the first one's time is over", () => {
    const at = (states: readonly CellState[]) => way(states, 300).slice(2);
    expect(at(["openable"])).to.deep.equal(["listing done listed 300", "opening now opening 400", ...FROM_VOTE]);
    expect(at(["openable", "openable"])[1]).to.equal("opening now opening 350");
    expect(at(["voting", "openable"]).slice(1, 3)).to.deep.equal(["opening now opening 350", "vote now voting"]);
    expect(at(["voting", "decided"])).to.deep.equal([
      ...["listing done listed 300", "opening done opened", "vote now voting"],
      ...["funded later fundedLater", "after now afterLater"],
    ]);
  });

  it("ends with what was funded and told, or where nothing can follow", () => {
    const at = (states: readonly CellState[], isTold = false) => way(states, 500, isTold).slice(2);
    const voted = ["listing done listed 300", "opening done opened", "vote done voted"];
    expect(at(["decided", "failed"])).to.deep.equal([...voted, "funded done funded", "after now afterLater"]);
    expect(at(["decided"], true)).to.deep.equal([...voted, "funded done funded", "after now told"]);
    expect(at(["failed", "lapsed"])).to.deep.equal([...voted, "funded never failed", "after never never"]);
    const never = (...steps: readonly string[]) => steps.map((step) => `${step} never never`);
    expect(at(["lapsed", "closed"])).to.deep.equal([
      ...["listing done listed 300", "opening never lapsed", ...never("vote", "funded", "after")],
    ]);
    expect(at(["closed", "closed"])).to.deep.equal([
      ...["listing never noneListed 300", ...never("opening", "vote", "funded", "after")],
    ]);
  });
});
