import { expect } from "chai";
import { noticeOf } from "../../../scripts/terminal/noticeOf.ts";
import { ContractRefusedError } from "../../../sdk/chain/contracts.ts";

describe("What a contract's refusal means", () => {
  it("is told in the words of its source, and of other errors nothing is", () => {
    expect(noticeOf(new ContractRefusedError("NothingToCast", {}, ""))).to.equal(
      "NothingToCast: The call carries no ballot.",
    );
    expect(noticeOf(new ContractRefusedError("TooEarly", { opensAt: "1804032000" }, ""))).to.equal(
      "TooEarly: The election opens at `opensAt`; the chain's clock is not there yet.",
    );
    expect(noticeOf(new Error("x"))).to.equal(undefined);
  });
});
