import { expect } from "chai";
import { verificationKeys } from "../../../scripts/checkout/circuitFiles.ts";
import type { RegistryRecord } from "../../../sdk/verify/record.ts";
import { verifyElection } from "../../../sdk/verify/verifyElection.ts";
import { decidedElection } from "../../end-to-end/decidedElection.ts";

/** JSON text nested `depth` times. */
function nested(depth: number): string {
  return `${"[".repeat(depth)}${"]".repeat(depth)}`;
}

function repeated<T>(items: readonly T[], times: number): T[] {
  return Array.from({ length: times }, () => items).flat();
}

/** Values that no leaf and no part of a record may have. */
const wrongValues: readonly unknown[] = [
  null,
  undefined,
  "",
  -1,
  1.5,
  Number.NaN,
  1e308,
  2 ** 53,
  `0x${"f".repeat(64)}`,
  "-1",
  "+1",
  "1e3",
  "01",
  " 1",
  "٣",
  "9".repeat(77),
  "9".repeat(1_000_000),
  {},
  [],
  [[]],
  JSON.parse(nested(5_000)),
  JSON.parse('{"__proto__": 1}'),
];

describe("A hostile record", function () {
  this.timeout(600_000);
  let record: RegistryRecord;

  before(async () => {
    record = (await decidedElection()).record;
  });

  const failing = async (value: unknown) => {
    const checks = await verifyElection(value, { keysFor: verificationKeys });
    return checks.filter(({ ok }) => !ok).map(({ name }) => name);
  };

  it("that is no record at all fails its format, whatever it is", async () => {
    for (const value of [...wrongValues, true, 0, "record", new Map(), JSON.parse(nested(100_000))]) {
      expect(await failing(value)).to.deep.equal(["P11 format"]);
    }
  });

  it("of an earlier release is refused by naming the release that reads it", async () => {
    const { isTest, ...constitution } = record.constitution;
    for (const [earlier, release] of [
      [{ ...record, format: "hanpyo-record-1", constitution }, "0.1.0"],
      [{ ...record, format: "hanpyo-record-1" }, "0.2.0"],
      [{ ...record, format: "hanpyo-record-2" }, "0.2.0"],
    ] as const) {
      const [check] = await verifyElection(earlier, { keysFor: verificationKeys });
      expect(check).to.include({ name: "P11 format", ok: false });
      expect(check?.found).to.include(`release ${release}, which reads it`);
    }
  });

  it("fails when a section is missing", async () => {
    for (const section of Object.keys(record)) {
      const { [section as "format"]: _, ...rest } = record;
      expect(await failing(rest), section).to.deep.equal(["P11 format"]);
    }
  });

  it("fails when a section is of another kind", async () => {
    const nullable = ["opening", "firstSum", "seal", "result"];
    const lists = ["roll", "consents", "batches", "skipped", "shares"];
    for (const section of Object.keys(record)) {
      for (const value of wrongValues) {
        const isEmptyList = Array.isArray(value) && value.length === 0;
        if ((value === null && nullable.includes(section)) || (isEmptyList && lists.includes(section))) continue;
        expect(await failing({ ...record, [section]: value }), section).not.to.deep.equal([]);
      }
    }
  });

  it("fails when a field is there that the format does not know", async () => {
    expect(await failing({ ...record, note: "1" })).to.deep.equal(["P11 format"]);
    expect(await failing({ ...record, board: { ...record.board, owner: "1" } })).to.deep.equal(["P11 format"]);
    expect(await failing(JSON.parse(JSON.stringify(record).replace("{", '{"__proto__":1,')))).to.deep.equal([
      "P11 format",
    ]);
  });

  it("fails when the ballot size has no circuit, or is absurd", async () => {
    const sized = (ballotSize: number) => ({ ...record, constitution: { ...record.constitution, ballotSize } });
    expect(await failing(sized(16))).to.include.members([
      "P3.1 fields out of range",
      "P7.1 each ballot has the ciphertexts of its size",
    ]);
    for (const ballotSize of [0, -8, 7, 34, 2 ** 31])
      expect(await failing(sized(ballotSize))).to.deep.equal(["P11 format"]);
  });

  it("fails when a number exceeds the word that a contract would hold it in", async () => {
    const rules = { ...record.constitution.rules, maxPerOption: 2 ** 53 - 1 };
    expect(await failing({ ...record, constitution: { ...record.constitution, rules } })).to.include("P3 constitution");
    expect(await failing({ ...record, chainId: String(2n ** 256n) })).to.deep.equal(["P11 format"]);
    expect(await failing({ ...record, chainId: String(2n ** 256n - 1n) })).to.include(
      "P4.1 each consent was proved with the trustee's share of the key",
    );
  });

  it("fails soon with a hundred thousand copies of its ballots, batches, enrolments or shares", async () => {
    const batches = [{ ...record.batches[0], ballots: repeated(record.batches[0]?.ballots ?? [], 50_000) }];
    expect(await failing({ ...record, batches })).to.include("P7.2 each ballot follows the last one of its slot");
    expect(await failing({ ...record, batches: repeated(record.batches, 33_334) })).to.include(
      "P7.2 each ballot follows the last one of its slot",
    );
    const roll = [
      {
        enrolments: repeated(record.roll[0]?.enrolments ?? [], 33_334),
        checkpoints: record.roll[0]?.checkpoints ?? [],
      },
    ];
    expect(await failing({ ...record, roll })).to.include("P1.4 no identity commitment is used twice");
    const shares = repeated(record.shares, 50_000);
    expect(await failing({ ...record, shares })).to.deep.equal(["P11 format"]);
  });
});
