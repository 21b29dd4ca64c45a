import { expect } from "chai";
import { isXRoadId, parseXRoadId, unusualParts, xRoadIdText } from "../../../../services/registrar/register/xRoadId.ts";

describe("An X-Road identifier", () => {
  it("has three or four parts of a client, four or five of a service, and prints as it was parsed", () => {
    for (const text of ["EE/GOV/70001234", "EE/GOV/70001234/hanpyo"]) {
      expect(xRoadIdText(parseXRoadId("client", text) ?? [])).to.equal(text);
    }
    for (const text of ["EE/GOV/1/resident", "EE/GOV/1/rr/resident"]) {
      expect(xRoadIdText(parseXRoadId("service", text) ?? [])).to.equal(text);
    }
    for (const text of ["EE/GOV", "EE/GOV/1/2/3", ""]) expect(parseXRoadId("client", text), text).to.equal(undefined);
    for (const text of ["EE/GOV/1", "EE/GOV/1/2/3/4"]) expect(parseXRoadId("service", text), text).to.equal(undefined);
  });

  it("encodes each part as UTF-8 once, a slash in a part too, and no slash between parts (PR-REST 4.2)", () => {
    const id = parseXRoadId("service", "KR/GOV/광주시/rr/BAR%2FSERVICE") ?? [];
    expect(id).to.deep.equal(["KR", "GOV", "광주시", "rr", "BAR/SERVICE"]);
    expect(xRoadIdText(id)).to.equal("KR/GOV/%EA%B4%91%EC%A3%BC%EC%8B%9C/rr/BAR%2FSERVICE");
    expect(parseXRoadId("service", xRoadIdText(id))).to.deep.equal(id);
  });

  it("is refused with a part that a server on the way would read otherwise", () => {
    for (const part of [
      "",
      ".",
      "..",
      "%2E%2E",
      "a\\b",
      "a:b",
      "a;b",
      "a%2541",
      "a\u0000",
      "a\u202e",
      "%zz",
      "a".repeat(256),
    ]) {
      expect(parseXRoadId("client", `EE/GOV/${part}`), part).to.equal(undefined);
    }
  });

  it("is the same however it is encoded, and is not another", () => {
    const id = parseXRoadId("client", "EE/GOV/(1)/a+b") ?? [];
    for (const text of ["EE/GOV/(1)/a+b", "EE/GOV/%281%29/a%2Bb", "%45E/GOV/%281)/a%2bb"]) {
      expect(isXRoadId(text, id), text).to.equal(true);
    }
    for (const text of [
      "EE/GOV/(1)",
      "EE/GOV/(1)/a+b/c",
      "ee/GOV/(1)/a+b",
      "EE/GOV/(1)/a b",
      "EE/GOV/(1)/%",
      "EE/GOV/(1)/a+b, EE/GOV/(1)/a+b",
    ]) {
      expect(isXRoadId(text, id), text).to.equal(false);
    }
  });

  it("names the parts with characters that PR-REST 4.8 does not allow", () => {
    expect(unusualParts(["EE", "GOV", "1'()+,-.=?2", "a_b", "한"])).to.deep.equal(["a_b", "한"]);
  });
});
