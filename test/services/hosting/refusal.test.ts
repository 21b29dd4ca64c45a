import { expect } from "chai";
import { HanpyoError } from "../../../sdk/errors.ts";
import { RefusalError, refusal } from "../../../services/hosting/refusal.ts";

const PlainError = refusal("CHAIN_WRONG", { status: 409, what: "It is so", remedy: "Change it" });
const ValueError = refusal("SLOT_BUSY", {
  status: 404,
  what: "{name} has {count}",
  remedy: "Look again",
});

describe("A refusal", () => {
  it("is a class of its own fact, made with the values that its text names", () => {
    const error = new ValueError("{count} box", 3);
    expect(error).to.be.instanceOf(ValueError).and.instanceOf(RefusalError).and.instanceOf(HanpyoError);
    expect(error).not.to.be.instanceOf(PlainError);
    const { code, status, what, remedy, name, message } = error;
    expect({ code, status, what, remedy, name, message }).to.deep.equal({
      code: "SLOT_BUSY",
      status: 404,
      what: "{count} box has 3",
      remedy: "Look again",
      name: "SLOT_BUSY",
      message: "{count} box has 3. Look again.",
    });
    expect(new PlainError().what).to.equal("It is so");
  });
});
