import { expect } from "chai";
import { ActEndedError } from "../../../../sdk/relaying/actLadder.ts";
import { outcomeOf } from "../../../../web/src/features/proposals/actOutcome.ts";
import en from "../../../../web/src/features/proposals/texts/en.json" with { type: "json" };
import ko from "../../../../web/src/features/proposals/texts/ko.json" with { type: "json" };

describe("What came of a support or a withdrawal", () => {
  it("is told of what was done: who withdraws too late hears that the support stands", () => {
    for (const end of ["latched", "closed"] as const) {
      for (const doing of ["support", "withdrawal"] as const) {
        expect(outcomeOf(doing, new ActEndedError(end), undefined)).to.deep.equal({ at: end, doing });
      }
      expect(en.support.endedWhy[end].withdrawal).to.match(/support stands/);
      expect(ko.support.endedWhy[end].withdrawal).to.match(/지지는 그대로/);
      for (const { support } of [en, ko]) {
        expect(support.ended[end].withdrawal).not.to.equal(support.ended[end].support);
      }
    }
  });

  it("is in doubt only where it was on its way", () => {
    const error = new Error("gone");
    const failed = { at: "failed", doing: "support", error };
    expect(outcomeOf("support", error, { at: "proving", doing: "support" })).to.deep.equal({
      ...failed,
      wasSending: false,
    });
    expect(outcomeOf("support", error, { at: "sending", doing: "support" })).to.deep.equal({
      ...failed,
      wasSending: true,
    });
  });
});
