import { expect } from "chai";
import { CountsIncomparableError, countDifferences } from "../../../sdk/enrolling/countDifferences.ts";
import type { OfficeCounts } from "../../../sdk/enrolling/officeAnswers.ts";

const REGISTRY = `0x${"ab".repeat(20)}`;

function counts(role: OfficeCounts["role"], districts: Readonly<Record<string, number>>): OfficeCounts {
  const rows = Object.entries(districts).map(([district, eligible]) => ({ district, eligible }));
  return { role, chainId: "1", registry: REGISTRY, at: 1_000, districts: rows };
}

describe("The two offices' counts", () => {
  const registrar = counts("registrar", { 신장동: 100, 원천동: 50, "Ma-dong": 7 });

  it("agree where every district has one number, however its name is spelt", () => {
    const approver = counts("approver", { 원천동: 50, ["신장동".normalize("NFD")]: 100, "MA-DONG": 7 });
    expect(countDifferences(registrar, approver)).to.deep.equal([]);
  });

  it("differ where somebody stands in one book alone, and where an office does not have a district", () => {
    const approver = counts("approver", { 신장동: 99, 원천동: 51, 광교동: 2 });
    expect(countDifferences(registrar, approver)).to.deep.equal([
      { district: "신장동", registrar: 100, approver: 99 },
      { district: "원천동", registrar: 50, approver: 51 },
      { district: "Ma-dong", registrar: 7, approver: 0 },
      { district: "광교동", registrar: 0, approver: 2 },
    ]);
  });

  it("of two people of one district, each in one book alone, tell nothing", () => {
    // The registrar knows one, the approver the other: 100 in both books, 99 of them the same.
    expect(countDifferences(counts("registrar", { 신장동: 100 }), counts("approver", { 신장동: 100 }))).to.deep.equal(
      [],
    );
  });

  it("are compared of the two offices of one registry alone", () => {
    const approver = counts("approver", { 신장동: 100 });
    for (const [first, second] of [
      [registrar, registrar],
      [approver, registrar],
      [registrar, { ...approver, registry: `0x${"cd".repeat(20)}` }],
      [registrar, { ...approver, chainId: "2" }],
    ] as const) {
      expect(() => countDifferences(first, second)).to.throw(CountsIncomparableError);
    }
    const upper = { ...approver, registry: `0x${"AB".repeat(20)}` };
    expect(countDifferences(counts("registrar", { 신장동: 100 }), upper)).to.deep.equal([]);
  });
});
