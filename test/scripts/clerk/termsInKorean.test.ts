import { expect } from "chai";
import { officesText, termsText } from "../../../scripts/clerk/deployedTerms.ts";
import { termsInKorean } from "../../../scripts/clerk/termsInKorean.ts";

const account = (byte: string) => `0x${byte.repeat(20)}`;

describe("Frozen terms in Korean", () => {
  it("are those of the English line: accounts, numbers, spans and dates", () => {
    const board = { trustees: [account("31"), account("32")], threshold: 2, isTest: true };
    const dates = { registerBy: 1_800_000_000, dealBy: 1_800_000_060, termEndsAt: 1_800_000_120 };
    expect(termsInKorean(termsText({ ...board, ...dates }))).to.equal(
      `${account("31")}, ${account("32")} 가운데 2명; registerBy 2027-01-15 17:00:00 KST, dealBy 2027-01-15 17:01:00 KST, termEndsAt 2027-01-15 17:02:00 KST, 시험`,
    );
    const offices = { registrar: account("11"), approver: account("22"), rotationDelay: 60, challengePeriod: 1 };
    expect(termsInKorean(officesText({ ...offices, recoveryBody: account("00"), isTest: true }))).to.equal(
      `등록 기관 ${account("11")}, 확인 기관 ${account("22")}, 복구 기관 없음, rotationDelay 60초, challengePeriod 1초, 시험`,
    );
    expect(termsInKorean(officesText({ ...offices, recoveryBody: account("33"), isTest: false }))).to.include(
      `복구 기관 ${account("33")}`,
    );
  });

  it("have a form for shares, yes and no; a number, an address and a time stay as they are", () => {
    const said = [
      "at least 1/4",
      "more than 1/2",
      "true",
      "false",
      "none",
      "30",
      account("1a"),
      "2027-03-02 09:00 KST",
    ];
    expect(said.map(termsInKorean)).to.deep.equal([
      ...["1/4 이상", "1/2 초과", "예(true)", "아니요(false)", "없음"],
      ...["30", account("1a"), "2027-03-02 09:00 KST"],
    ]);
  });
});
