import { expect } from "chai";
import { bisect } from "../../../services/sending/bisect.ts";

describe("Items that are divided", () => {
  it("lose exactly what the chain refuses, wherever it stands", async () => {
    for (let bad = 0; bad < 128; bad++) {
      const refused = new Set([...Array(7).keys()].filter((item) => (bad >> item) & 1));
      const ask = async (items: readonly number[]) =>
        items.some((item) => refused.has(item)) ? undefined : items.length;
      const parted = await bisect([...Array(7).keys()], ask);
      expect([...parted.refused].sort()).to.deep.equal([...refused].sort());
      expect(parted.accepted).to.have.length(7 - refused.size);
      expect(parted.found).to.equal(refused.size === 7 ? undefined : 7 - refused.size);
    }
  });

  it("are asked about once where nothing is wrong", async () => {
    let asked = 0;
    await bisect([1, 2, 3, 4], async (items) => {
      asked++;
      return items.length;
    });
    expect(asked).to.equal(1);
  });
});
