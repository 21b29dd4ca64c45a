import { expect } from "chai";
import { isHidden, isLeftOut } from "../../../sdk/proposals/leafNotice.ts";

const DAY = 86_400;
const NONE = { aloneUntil: 0, jointAt: 0, restoredFrom: 0 };

describe("A leaf under measures", () => {
  it("is hidden alone until that time, and left out of no vote for it", () => {
    const alone = { ...NONE, aloneUntil: 1_000 };
    expect([999, 1_000].map((time) => isHidden(alone, time))).to.deep.equal([true, false]);
    expect(isLeftOut(alone, 999)).to.equal(false);
    expect(isHidden(NONE, 0)).to.equal(false);
  });

  it("is hidden jointly at once, left out of votes from a week later, and neither once it is restored", () => {
    const joint = { ...NONE, jointAt: 1_000 };
    const week = 1_000 + 7 * DAY;
    expect([1_000, week, 10 * week].map((time) => isHidden(joint, time))).to.deep.equal([true, true, true]);
    expect([week - 1, week, 10 * week].map((time) => isLeftOut(joint, time))).to.deep.equal([false, true, true]);
    const restored = { ...joint, restoredFrom: week + 10 };
    expect([week + 9, week + 10].map((time) => isHidden(restored, time))).to.deep.equal([true, false]);
    expect([week + 9, week + 10].map((time) => isLeftOut(restored, time))).to.deep.equal([true, false]);
    const early = { ...joint, restoredFrom: 1_000 + DAY };
    expect([week - 1, week, week + 1].map((time) => isLeftOut(early, time))).to.deep.equal([false, false, false]);
  });
});
