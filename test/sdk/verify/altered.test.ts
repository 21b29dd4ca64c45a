import { expect } from "chai";
import { verificationKeys } from "../../../scripts/checkout/circuitFiles.ts";
import type { RegistryRecord } from "../../../sdk/verify/record.ts";
import { verifyElection } from "../../../sdk/verify/verifyElection.ts";
import { decidedElection } from "../../end-to-end/decidedElection.ts";
import { setupAlterations } from "./setupAlterations.ts";
import { votingAlterations } from "./votingAlterations.ts";

const options = { keysFor: verificationKeys };
const alterations = [...setupAlterations, ...votingAlterations];

describe("A record that was altered", function () {
  this.timeout(600_000);
  let record: RegistryRecord;

  before(async () => {
    record = (await decidedElection()).record;
  });

  for (const { what, alter, failing } of alterations) {
    it(`fails the checks that see ${what}, and no others`, async () => {
      const checks = await verifyElection(alter(record), options);
      const failed = checks.filter(({ ok }) => !ok);
      expect(failed.map(({ name }) => name)).to.have.members(failing);
      for (const { name, expected, found } of failed) expect(found, name).not.to.equal(expected);
    });
  }

  it("can fail every check there is: each one is in the table above", async () => {
    const checks = await verifyElection(record, options);
    const seen = new Set(alterations.flatMap(({ failing }) => failing));
    expect(checks.filter(({ ok }) => !ok)).to.deep.equal([]);
    expect(checks.map(({ name }) => name).filter((name) => !seen.has(name))).to.deep.equal([]);
  });
});
