import { expect } from "chai";
import { type OwnText, withText } from "../../../../web/src/shared/vault/ownTexts.ts";

const text = (id: number, isPosted?: boolean): OwnText => ({
  ...{ id: String(id), digest: `0x${id}`, file: "" },
  ...(isPosted && { isPosted }),
});

describe("The texts that a device keeps", () => {
  it("are the newest thirty of those that were supported, and all that were posted, however many came after", () => {
    let kept: readonly OwnText[] = [text(1, true)];
    for (let id = 2; id <= 60; id++) kept = withText(kept, text(id, id === 40));
    const ids = kept.map(({ id }) => Number(id));
    expect(ids).to.include(1);
    expect(ids).to.include(40);
    expect(ids.filter((id) => id !== 1 && id !== 40)).to.deep.equal(
      Array.from({ length: 30 }, (_, index) => 31 + index).map((id) => (id <= 40 ? id - 1 : id)),
    );
  });

  it("stay one's own where their author supports them later", () => {
    const [posted] = withText([text(1, true)], { ...text(1), file: "more" });
    expect(posted).to.deep.equal({ ...text(1, true), file: "more" });
  });
});
