import { expect } from "chai";
import { shareText } from "../../../web/src/shared/numbers.ts";

describe("Shares", () => {
  it("say that they are rounded where they are, and only there", () => {
    expect(shareText(12, 12, "ko")).to.equal("100%");
    expect(shareText(1, 8, "ko")).to.equal("12.5%");
    expect(shareText(3, 13, "ko")).to.equal("약 23.08%");
    expect(shareText(0, 3, "en")).to.equal("0%");
    expect(shareText(1, 3, "en")).to.equal("about 33.33%");
    expect(shareText(99_999, 100_000, "en")).to.equal("about 100%");
  });
});
