import { expect } from "chai";
import fc from "fast-check";
import {
  formatTracker,
  parseTracker,
  TrackerChecksumError,
  TrackerLengthError,
  TrackerSymbolError,
  trackerNumber,
  trackerOf,
} from "../../../sdk/crypto/tracker.ts";

const ballot = {
  election: "0x5FbDB2315678afecb367f032d93F642f64180aa3",
  nullifier: 5n,
  version: 0n,
  next: [1n, 2n, 3n, 4n],
};
const numbers = fc.bigInt(0n, (1n << 128n) - 1n);

describe("trackers", () => {
  it("are 26 characters and a check character in groups of four", () => {
    expect(formatTracker(0n)).to.equal("0000-0000-0000-0000-0000-0000-000");
    expect(formatTracker((1n << 128n) - 1n)).to.match(/^7ZZZ-(ZZZZ-){5}ZZ.$/);
    expect(formatTracker(36n).at(-1)).to.equal("U");
    expect(trackerOf(ballot)).to.equal(formatTracker(trackerNumber(ballot)));
  });

  it("read back as they were written", () => {
    fc.assert(fc.property(numbers, (number) => parseTracker(formatTracker(number)) === number));
  });

  it("read back as people type them: lower case, spaces, no hyphens, O for 0, I and L for 1", () => {
    fc.assert(
      fc.property(numbers, fc.constantFrom("I", "l", "i", "L"), fc.constantFrom("O", "o"), (number, one, zero) => {
        const typed = formatTracker(number)
          .toLowerCase()
          .replaceAll("-", " ")
          .replaceAll("1", one)
          .replaceAll("0", zero);
        expect(parseTracker(` ${typed}\n`)).to.equal(number);
      }),
    );
  });

  it("show every single wrong character and every swap of two neighbours", () => {
    const tracker = trackerOf(ballot).replaceAll("-", "");
    for (let i = 0; i < tracker.length; i++) {
      for (const symbol of "0123456789ABCDEFGHJKMNPQRSTVWXYZ") {
        if (symbol === tracker[i]) continue;
        const typo = tracker.slice(0, i) + symbol + tracker.slice(i + 1);
        expect(() => parseTracker(typo), typo).to.throw(i === 0 ? Error : TrackerChecksumError);
      }
      const swapped = tracker.slice(0, i) + (tracker[i + 1] ?? "") + tracker[i] + tracker.slice(i + 2);
      if (swapped !== tracker) expect(() => parseTracker(swapped), swapped).to.throw(Error);
    }
  });

  it("are refused by length and by characters that cannot occur", () => {
    const tracker = trackerOf(ballot);
    expect(() => parseTracker(tracker.slice(1))).to.throw(TrackerLengthError, "26");
    expect(() => parseTracker(`${tracker}0`)).to.throw(TrackerLengthError);
    expect(() => parseTracker("")).to.throw(TrackerLengthError);
    expect(() => parseTracker(`0U${"0".repeat(25)}`)).to.throw(TrackerSymbolError, "place 2");
    expect(() => parseTracker(`0한${"0".repeat(25)}`)).to.throw(TrackerSymbolError, "한");
    expect(() => parseTracker(`8${"0".repeat(26)}`)).to.throw(TrackerSymbolError, "place 1");
  });

  it("differ for another election, slot, version or ciphertext", () => {
    const others = [
      ballot,
      { ...ballot, election: "0xe7f1725E7734CE288F8367e1Bb143E90bb3F0512" },
      { ...ballot, nullifier: 6n },
      { ...ballot, version: 1n },
      { ...ballot, next: [1n, 2n, 3n, 5n] },
    ];
    expect(new Set(others.map(trackerOf)).size).to.equal(others.length);
  });
});
