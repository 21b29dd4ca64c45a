import { expect } from "chai";
import {
  parseSnapshotIndex,
  type SnapshotIndex,
  SnapshotIndexInvalidError,
  snapshotIndexText,
} from "../../../sdk/election/snapshotIndex.ts";
import { errorOf } from "../../errorOf.ts";

describe("The index of a snapshot", () => {
  const hash = (digit: string) => digit.repeat(64);
  const index: SnapshotIndex = {
    chainId: 31337n,
    rolls: `0x${"ab".repeat(20)}`,
    rollId: 5n,
    sequence: 2n,
    activeMembers: 5,
    depth: 3,
    root: 77n,
    contentRoot: `0x${hash("1")}`,
    children: [`0x${hash("2")}`, `0x${hash("3")}`],
    crown: { file: "crown.bin", sha256: hash("4") },
    shards: [{ file: "leaves-00000.bin", sha256: hash("5") }],
    entries: [{ file: "entries-00000.bin", sha256: hash("6") }],
  };

  it("is read as it was written", () => {
    expect(parseSnapshotIndex(snapshotIndexText(index))).to.deep.equal(index);
  });

  it("is refused with any wrong part, and names it", async () => {
    const wrong: readonly (readonly [string, unknown])[] = [
      ["format", "hanpyo-roll-snapshot-2"],
      ["rolls", "0x00"],
      ["activeMembers", 1],
      ["root", "077"],
      ["root", String(2n ** 254n)],
      ["contentRoot", "0x1"],
      ["children", []],
      ["crown", { file: "../crown.bin", sha256: hash("4") }],
    ];
    for (const [part, value] of wrong) {
      const text = JSON.stringify({ ...JSON.parse(snapshotIndexText(index)), [part]: value });
      const { what } = await errorOf(() => parseSnapshotIndex(text), SnapshotIndexInvalidError);
      expect(what).to.include(` at ${part}`);
    }
    await errorOf(() => parseSnapshotIndex("{"), SnapshotIndexInvalidError);
  });
});
