import { expect } from "chai";
import { WORD } from "../../../sdk/election/snapshotEntry.ts";
import { firstTwins } from "../../../sdk/election/snapshotTwins.ts";

/** A column of words; each number fills the byte of its place, so that words differ in their first or last byte alone. */
function column(values: readonly number[], place: number): Uint8Array {
  const words = new Uint8Array(values.length * WORD);
  for (const [index, value] of values.entries()) words[index * WORD + place] = value;
  return words;
}

describe("Twins in a column of entries", () => {
  for (const place of [0, WORD - 1]) {
    it(`are told by byte ${place} too: none among different words, whatever their order`, () => {
      expect(firstTwins(column([], place))).to.equal(undefined);
      expect(firstTwins(column([7], place))).to.equal(undefined);
      expect(firstTwins(column([3, 1, 2, 255, 0], place))).to.equal(undefined);
    });

    it(`are found by byte ${place} wherever they stand, the earlier one first`, () => {
      expect(firstTwins(column([9, 1, 2, 9], place))).to.deep.equal([0, 3]);
      expect(firstTwins(column([1, 2, 3, 4, 4], place))).to.deep.equal([3, 4]);
      expect(firstTwins(column([0, 0], place))).to.deep.equal([0, 1]);
    });
  }

  it("are two of the three where a word stands three times", () => {
    const twins = firstTwins(column([5, 8, 5, 5], 0)) as readonly [number, number];
    expect([0, 2, 3]).to.include.members([...twins]);
    expect(twins[0]).to.be.lessThan(twins[1]);
  });
});
