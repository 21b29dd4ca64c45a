import { expect } from "chai";
import { moneyText } from "../../../web/src/shared/money.ts";

describe("Money", () => {
  it("is written in Korean by ten thousands and their ten thousands, as it is read aloud", () => {
    expect(moneyText(40_000_000, "ko")).to.equal("4,000만 원");
    expect(moneyText(725_000_000, "ko")).to.equal("7억 2,500만 원");
    expect(moneyText(10_000, "ko")).to.equal("1만 원");
    expect(moneyText(100_000_000, "ko")).to.equal("1억 원");
    expect(moneyText(1_000_000_010_000, "ko")).to.equal("1조 1만 원");
    expect(moneyText(12_000_000_000_000, "ko")).to.equal("12조 원");
  });

  it("is written in full where less than ten thousand remains, and in English", () => {
    expect(moneyText(12_345_678, "ko")).to.equal("12,345,678원");
    expect(moneyText(9_999, "ko")).to.equal("9,999원");
    expect(moneyText(0, "ko")).to.equal("0원");
    expect(moneyText(40_000_000, "en")).to.equal("40,000,000 won");
  });
});
