import { expect } from "chai";
import { isKiosk, kioskStart } from "../../../../web/src/shared/kiosk/kiosk.ts";

const A = `0x${"aB".repeat(20)}`;

describe("a device that many people use", () => {
  it("is told by its address, wherever the page stands, and begins with the list or with one election", () => {
    for (const page of ["https://vote.example/", "https://city.example/a/b/"]) {
      expect(kioskStart(`${page}kiosk`, page)).to.equal("/");
      expect(kioskStart(`${page}kiosk/?ended`, page)).to.equal("/");
      expect(kioskStart(`${page}kiosk/index.html`, page)).to.equal("/");
      expect(kioskStart(`${page}kiosk/v/${A}`, page)).to.equal(`/v/${A}`);
      expect(kioskStart(`${page}kiosk/v/${A}/`, page)).to.equal(`/v/${A}`);
    }
  });

  it("is no other", () => {
    const page = "https://vote.example/";
    for (const path of ["", `v/${A}`, "kiosks", `kiosk/v/${A}/vote`, "kiosk/me", "me/kiosk", "#/kiosk"]) {
      expect(kioskStart(page + path, page), path).to.equal(undefined);
    }
    expect(isKiosk).to.equal(false);
  });
});
