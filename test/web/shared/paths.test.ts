import { expect } from "chai";
import {
  ELECTION_PARTS,
  electionPath,
  isPagePath,
  kioskPath,
  PATHS,
  trackerPath,
} from "../../../web/src/shared/paths.ts";

const A = `0x${"aB".repeat(20)}`;

describe("paths of the page", () => {
  it("are known with and without a slash at the end", () => {
    for (const path of [...Object.values(PATHS), ...ELECTION_PARTS.map((part) => electionPath(A, part))]) {
      expect(isPagePath(path), path).to.equal(true);
      if (path !== "/") expect(isPagePath(`${path}/`), path).to.equal(true);
    }
  });

  it("open a shared device, with one election too", () => {
    expect(isPagePath(kioskPath(A))).to.equal(true);
    for (const path of ["/kiosk/v", `/kiosk${electionPath(A, "/vote")}`, "/kiosk/me"]) {
      expect(isPagePath(path), path).to.equal(false);
    }
  });

  it("are no others", () => {
    const others = ["/v", `/v/${A.slice(0, -1)}`, `/v/${A}/`.concat("/"), `/v/${A}/nowhere`, `/V/${A}`, "/help/x"];
    for (const path of others) expect(isPagePath(path), path).to.equal(false);
  });

  it("keep a tracker from servers", () => {
    expect(trackerPath("7ACF-C4XM", A)).to.equal(`/check#code=7ACF-C4XM&election=${A}`);
    expect(trackerPath("7ACF-C4XM")).to.equal("/check#code=7ACF-C4XM");
  });
});
