import { expect } from "chai";
import { readRefusalValues, writeRefusalValues } from "../../../sdk/relaying/refusalValues.ts";

describe("The values of a service's refusal", () => {
  it("come out of the header as they went in", () => {
    const values = { most: "20", until: "2027-03-02 09:00:00 KST", reason: "it is not JSON & more=2%", field: "a.b" };
    expect(writeRefusalValues(values)).to.match(/^[!-~]+$/);
    expect(readRefusalValues(writeRefusalValues(values))).to.deep.equal(values);
  });

  it("are none of a service that says none", () => {
    expect([readRefusalValues(null), readRefusalValues("")]).to.deep.equal([{}, {}]);
    expect(writeRefusalValues({})).to.equal("");
  });

  it("are at most 16, short, and nothing that a terminal would obey", () => {
    expect(readRefusalValues("a=%1b[31m&b=%E2%80%AEx&c=한&d=&e=ok")).to.deep.equal({ e: "ok" });
    expect(readRefusalValues("a%20b=1&__proto__=1&e=%GG")).to.deep.equal({ e: "%GG" });
    expect(readRefusalValues(`a=${"x".repeat(257)}&b=${"x".repeat(256)}`)).to.deep.equal({ b: "x".repeat(256) });
    const letters = [..."abcdefghijklmnopqrst"];
    expect(Object.keys(readRefusalValues(letters.map((name) => `${name}=1`).join("&")))).to.deep.equal(
      letters.slice(0, 16),
    );
  });
});
