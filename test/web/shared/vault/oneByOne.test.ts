import { expect } from "chai";
import { oneByOne } from "../../../../web/src/shared/vault/oneByOne.ts";

describe("What is kept under one name by several at once", () => {
  it("is read and written by one after the other, and beside what is kept under another name", async () => {
    let kept: readonly number[] = [];
    const add = (value: number) =>
      oneByOne("numbers", async () => {
        const read = kept;
        await new Promise((done) => setTimeout(done, 5));
        kept = [...read, value];
      });
    await Promise.all([1, 2, 3].map(add));
    expect(kept).to.deep.equal([1, 2, 3]);
    const order: string[] = [];
    await oneByOne("a", () => oneByOne("b", async () => void order.push("b")));
    expect(order).to.deep.equal(["b"]);
  });
});
