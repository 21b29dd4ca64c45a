import { expect } from "chai";
import { sha256, toUtf8Bytes } from "ethers";
import fc from "fast-check";
import { reaches } from "../../../sdk/election/fraction.ts";
import {
  type QuotaArithmetic,
  QuotaInvalidError,
  quotaDigest,
  quotaOf,
  readQuota,
  writeQuota,
} from "../../../sdk/proposals/quota.ts";
import { atLeast, moreThan } from "../election/referendums.ts";

const DONGDAEMUN: QuotaArithmetic = {
  residents: 305_154,
  fraction: atLeast(1, 70),
  certifiedOn: "2026-01-10",
  source: "서울특별시 동대문구 공고: 주민조례청구권자 총수와 연서 주민 수",
};

describe("The quota of a template", () => {
  it("is what municipalities publish", () => {
    expect(quotaOf(DONGDAEMUN)).to.equal(4_360);
    // Quotas as published; of these two the residents are reckoned back from them, the fewest and the most that fit.
    for (const residents of [27_361, 27_380]) expect(quotaOf({ residents, fraction: atLeast(1, 20) })).to.equal(1_369);
    for (const residents of [1_810_801, 1_810_950]) {
      expect(quotaOf({ residents, fraction: atLeast(1, 150) })).to.equal(12_073);
    }
    expect(quotaOf({ residents: 27_360, fraction: atLeast(1, 20) })).to.equal(1_368);
    expect(quotaOf({ residents: 1_810_951, fraction: atLeast(1, 150) })).to.equal(12_074);
  });

  it("is the fewest that reach the fraction: one less does not", () => {
    const fractions = fc.constantFrom(atLeast(1, 70), atLeast(1, 150), moreThan(1, 3), atLeast(1, 1), moreThan(0, 1));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 32 - 1 }), fractions, (residents, fraction) => {
        const quota = quotaOf({ residents, fraction });
        expect(reaches(quota, fraction, residents)).to.equal(true);
        expect(quota).to.be.within(1, residents);
        expect(quota > 1 && reaches(quota - 1, fraction, residents)).to.equal(false);
      }),
    );
  });

  it("has one text, whose digest the template names", () => {
    const text = writeQuota(DONGDAEMUN);
    expect(readQuota(text)).to.deep.equal(DONGDAEMUN);
    expect(quotaDigest(DONGDAEMUN)).to.equal(sha256(toUtf8Bytes(text)));
    expect(quotaDigest({ ...DONGDAEMUN, residents: 305_155 })).not.to.equal(quotaDigest(DONGDAEMUN));
  });

  it("is refused for what nobody or everybody reaches, for no residents, no day and no source, and other JSON", () => {
    const refused = (change: Partial<QuotaArithmetic>) =>
      expect(() => writeQuota({ ...DONGDAEMUN, ...change }), JSON.stringify(change)).to.throw(QuotaInvalidError);
    refused({ fraction: atLeast(0, 1) });
    refused({ fraction: atLeast(2, 140) });
    refused({ fraction: moreThan(1, 1) });
    refused({ fraction: atLeast(71, 70) });
    refused({ residents: 0 });
    refused({ residents: 1.5 });
    refused({ residents: 2 ** 32 });
    refused({ certifiedOn: "2026-13-01" });
    refused({ certifiedOn: "10. 1. 2026" });
    refused({ source: "" });
    refused({ source: "\u202e공고" });
    const text = writeQuota(DONGDAEMUN);
    for (const one of ["", "null", `${text}\n`, text.replace("quota-1", "quota-2"), text.replace("{", '{"quota":1,')]) {
      expect(() => readQuota(one), one).to.throw(QuotaInvalidError);
    }
  });
});
