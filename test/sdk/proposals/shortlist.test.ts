import { expect } from "chai";
import fc from "fast-check";
import { type Candidate, comparePlaces, insertCandidate, shortlist } from "../../../sdk/proposals/shortlist.ts";

/** Few supports and times, so that ties are common. */
const candidates = (most: number) =>
  fc.uniqueArray(
    fc.record({ id: fc.bigInt({ min: 1n, max: 2n ** 248n - 1n }), supports: fc.nat(4), postedAt: fc.nat(3) }),
    { selector: ({ id }) => id, maxLength: most },
  );

const MOST = 32;
const inserted = (all: readonly Candidate[]) =>
  all.reduce((list, one) => insertCandidate(list, one, MOST), [] as readonly Candidate[]);

describe("The shortlist of a cell", () => {
  it("is the best 32, whoever inserts in whichever order and however often", () => {
    fc.assert(
      fc.property(candidates(80), fc.infiniteStream(fc.nat(1_000)), (all, numbers) => {
        const keyed = [...all, ...all].map((one) => ({ one, key: numbers.next().value as number }));
        const shuffled = keyed.sort((a, b) => a.key - b.key).map(({ one }) => one);
        expect(inserted(shuffled)).to.deep.equal(shortlist(all, MOST));
      }),
    );
  });

  it("goes by supports, then by who posted earlier, then by the lower id", () => {
    const one = { id: 5n, supports: 10, postedAt: 100 };
    const ordered = [
      { id: 9n, supports: 11, postedAt: 900 },
      { id: 8n, supports: 10, postedAt: 99 },
      { id: 4n, supports: 10, postedAt: 100 },
      one,
      { id: 2n ** 247n, supports: 10, postedAt: 100 },
      { id: 1n, supports: 9, postedAt: 1 },
    ];
    expect(inserted([...ordered].reverse())).to.deep.equal(ordered);
    expect(comparePlaces(one, one)).to.equal(0);
  });

  it("has 3,000 candidates for 32 places in bounded work, and lets a worse one in only while there is room", () => {
    const all = Array.from({ length: 3_000 }, (_, i) => ({
      id: BigInt(i + 1),
      supports: (i * 7) % 1_000,
      postedAt: i,
    }));
    const list = inserted(all);
    expect(list).to.have.length(MOST);
    expect(list[0]?.supports).to.equal(999);
    const worse = { id: 9_999n, supports: 1, postedAt: 1 };
    expect(insertCandidate(list, worse, MOST)).to.equal(list);
    expect(insertCandidate(list.slice(0, 31), worse, MOST).at(-1)).to.equal(worse);
    expect(insertCandidate(list, list[3] as Candidate, MOST)).to.equal(list);
  });
});
