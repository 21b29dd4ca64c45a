import { expect } from "chai";
import { equal, every, group, notChecked } from "../../../sdk/verify/check.ts";

const text = (item: number) => `item ${item}`;

describe("A check", () => {
  it("compares values by their text", () => {
    expect(equal("name", 7n, "7")).to.deep.equal({ name: "name", ok: true, expected: "7", found: "7" });
    expect(equal("name", "0x07", 7).ok).to.equal(false);
  });

  it("of every item names the first that does not hold, and looks at none behind it", async () => {
    const seen: number[] = [];
    const below = (limit: number) => (item: number) => {
      seen.push(item);
      return item < limit;
    };
    expect(await every("name", [1, 2, 3], below(4), text)).to.include({ ok: true, expected: "all 3", found: "all 3" });
    seen.splice(0);
    expect(await every("name", [1, 2, 3], below(2), text)).to.include({
      ok: false,
      expected: "all 3",
      found: "the first 1 of 3, but not item 2",
    });
    expect(seen).to.deep.equal([1, 2]);
  });

  it("of no items holds, and says that there was nothing to check", async () => {
    expect(await every("name", [], () => false, text)).to.include({ ok: true, expected: "none to check" });
  });

  it("does not hold for an item whose condition throws", async () => {
    const throwing = () => {
      throw new Error("no point");
    };
    expect((await every("name", [1], throwing, text)).ok).to.equal(false);
  });

  it("that was not made is not ok, and says so", () => {
    expect(notChecked("name", "a file", "none")).to.include({ ok: false, notChecked: true, found: "none" });
  });
});

describe("A group of checks", () => {
  const failing = (error: unknown) =>
    group("name", async () => {
      throw error;
    });

  it("fails where its values cannot be computed, with the reason", async () => {
    const [check, ...others] = await failing(new Error("no such point"));
    expect(others).to.deep.equal([]);
    expect(check).to.deep.equal({
      name: "name",
      ok: false,
      expected: "values that can be checked",
      found: "no such point",
    });
  });

  it("was not made where a node or a server of files was silent", async () => {
    for (const silent of [
      Object.assign(new Error("socket hang up"), { code: "ECONNRESET" }),
      new TypeError("Failed to fetch"),
      new DOMException("The operation timed out.", "TimeoutError"),
    ]) {
      const [check] = await failing(silent);
      expect(check, String(silent)).to.include({ ok: false, notChecked: true, found: "no answer" });
    }
  });
});
