import { expect } from "chai";
import { memoryStore } from "../../../../web/src/shared/vault/vaultStore.ts";

describe("the vault of a device that many people use", () => {
  it("gives back in memory what it took, under its name, until that is deleted", async () => {
    const store = memoryStore();
    expect(await store.get("draft")).to.equal(undefined);
    await store.set("draft", [1, 0]);
    await store.update<number>("count", (earlier = 0) => earlier + 1);
    await store.update<number>("count", (earlier = 0) => earlier + 1);
    expect(await store.get("draft")).to.deep.equal([1, 0]);
    expect(await store.get("count")).to.equal(2);
    expect(await store.keys()).to.deep.equal(["draft", "count"]);
    await store.del("draft");
    expect(await store.get("draft")).to.equal(undefined);
    expect(await store.keys()).to.deep.equal(["count"]);
  });
});
