import { expect } from "chai";
import { ZeroHash } from "ethers";
import { withConfirmedEarlier, withEarlier } from "../../../sdk/chain/earlierEnrolment.ts";
import { pseudonymOf } from "../../../sdk/chain/offices.ts";
import {
  NO_RECORD,
  ResidentRecordMissingError,
  ResidentRecordOutdatedError,
  requireRecords,
  residentRecordHash,
} from "../../../sdk/chain/residentRecord.ts";
import { readRollHistory } from "../../../sdk/chain/roll.ts";
import { errorOf } from "../../errorOf.ts";
import { entryFor, type RegistryFixture, recordOf, registryFixture, structOf } from "./registryFixture.ts";

describe("A resident's record", () => {
  let fixture: RegistryFixture;
  let pseudonym: string;

  beforeEach(async () => {
    fixture = await registryFixture();
    pseudonym = pseudonymOf(fixture.offices.registrar, "Kim");
  });

  const history = () => readRollHistory(fixture.id.registry, fixture.submitter);
  const kept = () => fixture.registry.residentRecord(pseudonym);

  it("is kept as one hash, of what the event of the last enrolment holds, through re-issue and removal", async () => {
    expect(await kept()).to.equal(ZeroHash);
    const changes = [
      { rollIds: [1n, 7n] },
      { sequence: 2, identityCommitment: 2_000n, rollIds: [7n] },
      { sequence: 3, identityCommitment: 0n, rollIds: [] },
      { sequence: 4, identityCommitment: 4_000n, rollIds: [1n] },
    ];
    for (const change of changes) {
      const entry = await entryFor(fixture, "Kim", change);
      await fixture.registry.enrol(withEarlier(await history(), [entry]).map(structOf));
      expect(await kept()).to.equal(residentRecordHash(recordOf(entry)));
      const [event] = (await history()).at(-1)?.enrolments ?? [];
      expect(await kept()).to.equal(residentRecordHash(event as NonNullable<typeof event>));
    }
  });

  it("changes by nobody who gives another record, one for a newcomer, or none for somebody known", async () => {
    const kim = await entryFor(fixture, "Kim", {});
    const refused = async (entry: Parameters<typeof structOf>[0]) =>
      expect(fixture.registry.enrol([structOf(entry)]))
        .to.be.revertedWithCustomError(fixture.registry, "ResidentRecordDiffers")
        .withArgs(pseudonym);
    await refused({ ...kim, earlier: recordOf(kim) });
    await refused({ ...kim, earlier: { ...NO_RECORD, rollIds: [1n] }, siblings: [[]] });
    await fixture.registry.enrol([structOf(kim)]);

    const next = await entryFor(fixture, "Kim", { sequence: 2, identityCommitment: 2_000n });
    const record = recordOf(kim);
    const others = [
      NO_RECORD,
      { ...record, approverPseudonym: pseudonym },
      { ...record, sequence: 2 },
      { ...record, identityCommitment: 1_001n },
      { ...record, rollIds: [] },
      { ...record, rollIds: [2n] },
      { ...record, rollIds: [1n, 2n] },
    ];
    for (const earlier of others) await refused({ ...next, earlier, siblings: [[]] });
    await refused(kim);
    await fixture.registry.enrol([structOf({ ...next, earlier: record, siblings: [[]] })]);
  });

  it("is confirmed by the registry before anything is sent, and what is missing or outdated is named", async () => {
    const kim = await entryFor(fixture, "Kim", {});
    await fixture.registry.enrol([structOf(kim)]);
    const next = await entryFor(fixture, "Kim", { sequence: 2, identityCommitment: 2_000n });
    const confirmed = async (known: Awaited<ReturnType<typeof history>>) =>
      withConfirmedEarlier(fixture.id.registry, known, [next], fixture.submitter);

    const [entry] = await confirmed(await history());
    expect(entry?.earlier).to.deep.equal(recordOf(kim));
    expect((await errorOf(confirmed([]), ResidentRecordMissingError)).message).to.include(pseudonym);

    const before = await history();
    await fixture.registry.enrol([structOf(entry as NonNullable<typeof entry>)]);
    expect((await errorOf(confirmed(before), ResidentRecordOutdatedError)).message).to.include("sequence 1");
    const invented = new Map([[pseudonymOf(fixture.offices.registrar, "Lee"), recordOf(kim)]]);
    await errorOf(requireRecords(fixture.id.registry, invented, fixture.submitter), ResidentRecordOutdatedError);
  });
});
