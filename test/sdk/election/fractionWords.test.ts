import { expect } from "chai";
import { ELECTORS, fractionWords } from "../../../sdk/election/fractionWords.ts";
import { atLeast, moreThan } from "./referendums.ts";

describe("a fraction in words", () => {
  const words = (fraction: Parameters<typeof fractionWords>[0]) => fractionWords(fraction, ELECTORS);

  it("is as laws write it, in Korean and in English", () => {
    expect(words(atLeast(1, 3))).to.deep.equal({ ko: "유권자의 3분의 1 이상", en: "a third of the electors or more" });
    expect(words(moreThan(1, 2))).to.deep.equal({ ko: "유권자의 과반수", en: "more than half of the electors" });
    expect(words(atLeast(1, 2))).to.deep.equal({ ko: "유권자의 2분의 1 이상", en: "half of the electors or more" });
    expect(words(moreThan(2, 3)).ko).to.equal("유권자의 3분의 2 초과");
    expect(words(moreThan(0, 1)).ko).to.equal("유권자 가운데 하나 이상");
    expect(words(atLeast(1, 1)).en).to.equal("all of the electors");
  });

  it("has per cent only where they are whole, and rounds nothing", () => {
    expect(words(atLeast(3, 10)).en).to.equal("30% of the electors or more");
    expect(words(atLeast(1, 100)).ko).to.equal("유권자의 1% 이상");
    expect(words(atLeast(1, 8)).en).to.equal("1/8 of the electors or more");
    expect(words(atLeast(3_333, 10_000)).ko).to.equal("유권자의 10000분의 3333 이상");
  });
});
