import { expect } from "chai";
import { systemRandom } from "../../../sdk/crypto/random.ts";
import { isCodeTyped, newCode, plainCode } from "../../../sdk/enrolling/oneTimeCode.ts";

const SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

describe("A one-time code", () => {
  const codes = Array.from({ length: 1_000 }, () => newCode(systemRandom));

  it("has 75 bits of its source in letters that cannot be mistaken, and a check symbol", () => {
    expect(newCode((count) => new Uint8Array(count).fill(255))).to.match(/^ZZZZ-ZZZZ-ZZZZ-ZZZ/);
    expect(newCode((count) => new Uint8Array(count))).to.equal("0000-0000-0000-0000");
    expect(new Set(codes).size).to.equal(1_000);
    for (const code of codes) expect(code).to.match(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
  });

  it("is read with O as 0 and I and L as 1", () => {
    expect(plainCode("oil-0 1")).to.equal("01101");
  });

  it("is taken for one however it is typed", () => {
    for (const code of codes) expect(isCodeTyped(` ${code.toLowerCase().replaceAll("-", " ")}`), code).to.equal(true);
  });

  it("is not taken for one with any single symbol wrong, missing, or too much", () => {
    for (const code of codes.slice(0, 20).map(plainCode)) {
      for (let place = 0; place < code.length; place++) {
        const [before, after] = [code.slice(0, place), code.slice(place + 1)];
        for (const symbol of SYMBOLS.replace(code.charAt(place), "")) {
          expect(isCodeTyped(before + symbol + after), `${code} with ${symbol} at ${place}`).to.equal(false);
        }
        expect(isCodeTyped(before + after)).to.equal(false);
        expect(isCodeTyped(`${before}U${after}`)).to.equal(false);
      }
      expect(isCodeTyped(`${code}0`)).to.equal(false);
    }
    expect(isCodeTyped("")).to.equal(false);
  });

  it("is not taken for one with two neighbours in each other's place, but for 0 and Z", () => {
    for (const code of codes.slice(0, 200).map(plainCode)) {
      for (let place = 0; place + 1 < code.length; place++) {
        const [one, other] = [code.charAt(place), code.charAt(place + 1)];
        if (one === other) continue;
        const swapped = code.slice(0, place) + other + one + code.slice(place + 2);
        expect(isCodeTyped(swapped), swapped).to.equal([one, other].sort().join("") === "0Z");
      }
    }
  });
});
