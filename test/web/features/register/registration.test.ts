import { expect } from "chai";
import { newCode } from "../../../../sdk/enrolling/oneTimeCode.ts";
import { presentationIn, presentationOf } from "../../../../web/src/features/register/registration.ts";

describe("What an eID gave back", () => {
  const code = newCode((length) => new Uint8Array(length).fill(9));

  it("is read from the code that another device shows, from an address, and from JSON", () => {
    expect(presentationOf(` ${code.toLowerCase()} `)).to.deep.equal({ response_code: code.toLowerCase() });
    const address = `https://vote.example/me/register/return#response_code=${code}`;
    expect(presentationOf(address)).to.deep.equal({ response_code: code });
    expect(presentationOf("https://vote.example/x?a=1#result=ey.J.s")).to.deep.equal({ result: "ey.J.s" });
    expect(presentationOf('{"format":"web-eid:1.0"}')).to.deep.equal({ token: { format: "web-eid:1.0" } });
    expect(presentationOf('{"vp_token":{}}')).to.deep.equal({ vp_token: {} });
  });

  it("is nothing where a symbol is wrong, or something else was pasted", () => {
    const slip = code.replace(/^./, (symbol) => (symbol === "A" ? "B" : "A"));
    for (const text of ["", "7", slip, "https://vote.example/", "[", "null"]) {
      expect(presentationOf(text), text).to.equal(undefined);
    }
    expect(presentationIn(new URLSearchParams("code=1"))).to.equal(undefined);
  });
});
