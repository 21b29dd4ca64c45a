import { globSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import { timeInKorea } from "../../../sdk/election/timeInKorea.ts";
import { CodeExpiredError } from "../../../services/eid/refusals.ts";
import { VoucherExpiredError, VoucherHeldError } from "../../../services/registrar/refusals.ts";
import { BallotTooLateError } from "../../../services/relayer/refusals.ts";

describe("A time in Korea", () => {
  it("is said to the second, with its zone", () => {
    expect(timeInKorea(Date.UTC(2027, 2, 2) / 1000)).to.equal("2027-03-02 09:00:00 KST");
    expect(timeInKorea(Date.UTC(2026, 11, 31, 15, 0, 1) / 1000)).to.equal("2027-01-01 00:00:01 KST");
    expect(timeInKorea(0)).to.equal("1970-01-01 09:00:00 KST");
  });

  it("is what every sentence says: none leaves somebody with Unix seconds", () => {
    const sources = globSync("{sdk,services,scripts,web/src}/**/*.{ts,tsx,json}", { cwd: projectRoot });
    const told = sources
      .filter((file) => !file.includes("/generated/"))
      .flatMap((file) =>
        readFileSync(projectRoot + file, "utf8")
          .split("\n")
          .filter(
            (line) =>
              /["`].*(\b(?<!\\\()Unix seconds|유닉스)/.test(line) && !/description:|meta\(|^ *(\/\*)?\*/.test(line),
          )
          .map((line) => `${file}: ${line.trim()}`),
      );
    expect(told).to.deep.equal([]);
    const { message } = new VoucherExpiredError(1_804_032_000, 1_804_032_001);
    expect(message).to.include(
      "The voucher ended at 2027-03-03 09:00:00 KST, the chain's clock says 2027-03-03 09:00:01 KST",
    );
    expect(new VoucherHeldError(1_804_032_000).what).to.match(/ stands until 2027-03-03 09:00:00 KST$/);
    expect(new CodeExpiredError(1_804_032_000).what).to.equal("The code ended at 2027-03-03 09:00:00 KST");
    expect(new BallotTooLateError(1_804_032_000, 1_804_032_000).what).to.match(/^Voting ended at 2027.* KST, .* KST$/);
  });

  it("is said in seconds where it is beyond what a date can be", () => {
    expect(timeInKorea(2 ** 48)).to.equal("281474976710656 s after 1970");
  });
});
