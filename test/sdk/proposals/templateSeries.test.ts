import { expect } from "chai";
import { type SeriesEvent, walkSeries } from "../../../sdk/proposals/templateSeries.ts";

const [NOTICE, DAY] = [14 * 86_400, 86_400];

const postedIn = (block: number) => ({ block, time: block });

function published(hash: string, serial: number, block: number): SeriesEvent {
  return { at: { block, time: block }, published: hash, serial, inForceFrom: block + NOTICE };
}

function tookOver(hash: string, predecessor: string, block: number): SeriesEvent {
  return { at: { block, time: block }, tookOver: hash, predecessor };
}

describe("walkSeries", () => {
  const [first, second] = [published("a", 1, 1), published("b", 2, 2)];
  const later = NOTICE + 2;

  it("has the first template in force until another, whose notice is over, takes over", () => {
    expect(walkSeries([], false, postedIn(9)).inForce).to.deep.equal([]);
    expect(walkSeries([first, second], false, postedIn(9))).to.deep.include({ inForce: ["a"], wrong: undefined });
    const taken = walkSeries([first, second, tookOver("b", "a", later)], false, postedIn(later + DAY));
    expect(taken).to.deep.include({ inForce: ["b"], wrong: undefined });
    expect(walkSeries([first, second, tookOver("b", "a", later - 1)], false, postedIn(later)).wrong).to.equal(2);
  });

  it("has both in force from the block of a change on, for a day", () => {
    for (const after of [0, 1, DAY - 1]) {
      const { inForce, wrong } = walkSeries([first, second, tookOver("b", "a", later)], false, postedIn(later + after));
      expect([[...inForce].sort(), wrong]).to.deep.equal([["a", "b"], undefined]);
    }
  });

  it("names the first event that no contract gives: a gap, a template twice, another's notice, a step back, one behind the posting", () => {
    expect(walkSeries([first, published("b", 3, 2)], false, postedIn(9)).wrong).to.equal(1);
    expect(walkSeries([first, published("a", 2, 2)], false, postedIn(9)).wrong).to.equal(1);
    expect(walkSeries([first], true, postedIn(9)).wrong).to.equal(0);
    const back = [first, second, tookOver("b", "a", later), tookOver("a", "b", later)];
    expect(walkSeries(back, false, postedIn(later)).wrong).to.equal(3);
    expect(walkSeries([first, tookOver("b", "a", later)], false, postedIn(later)).wrong).to.equal(1);
    expect(walkSeries([first, second], false, postedIn(1)).wrong).to.equal(1);
  });
});
