import { expect } from "chai";
import { ZeroHash } from "ethers";
import type { EntryWithoutEarlier } from "../../../sdk/chain/earlierEnrolment.ts";
import {
  type NewcomerBatch,
  NotABatchError,
  newcomerBatchArgument,
  newcomerBatchOf,
  signNewcomerBatch,
} from "../../../sdk/chain/newcomerBatch.ts";
import { pseudonymOf, type RegistryId } from "../../../sdk/chain/offices.ts";
import { residentRecordHash } from "../../../sdk/chain/residentRecord.ts";
import { readRollHistory } from "../../../sdk/chain/roll.ts";
import { FIELD_ORDER } from "../../../sdk/crypto/field.ts";
import { companionOf } from "../../../sdk/election/companionRolls.ts";
import { errorOf } from "../../errorOf.ts";
import {
  entryFor,
  FAR,
  REFUSED_PROOF,
  type RegistryFixture,
  recordOf,
  registryFixture,
  structOf,
} from "./registryFixture.ts";

const PEOPLE = ["Kim", "Lee", "Park"] as const;

describe("ResidentRegistry.enrolNewcomers", () => {
  let fixture: RegistryFixture;
  let entries: readonly EntryWithoutEarlier[];
  let batch: NewcomerBatch;

  beforeEach(async () => {
    fixture = await registryFixture();
    entries = await Promise.all(
      PEOPLE.map((person, i) => entryFor(fixture, person, { identityCommitment: 1_000n + BigInt(i) })),
    );
    batch = newcomerBatchOf(entries);
  });

  /** Signed as it is, for this registry unless told otherwise. */
  async function signed(given = batch, place: RegistryId = fixture.id) {
    const { registrar, approver } = fixture.offices;
    return newcomerBatchArgument(given, {
      registrar: await signNewcomerBatch(registrar, given, place),
      approver: await signNewcomerBatch(approver, given, place),
    });
  }
  const enrol = (argument: Readonly<Record<string, unknown>>) => fixture.registry.enrolNewcomers(argument);
  const refused = (argument: Readonly<Record<string, unknown>>, error: string) =>
    expect(enrol(argument)).to.be.revertedWithCustomError(fixture.registry, error);
  /** The batch with its last newcomer changed. */
  const lastWith = (change: Partial<NewcomerBatch["newcomers"][number]>): NewcomerBatch => ({
    ...batch,
    newcomers: batch.newcomers.map((one, i) => (i === batch.newcomers.length - 1 ? { ...one, ...change } : one)),
  });

  it("enrols everybody with records, events and rolls as if each had come with vouchers", async () => {
    const before = await fixture.networkHelpers.takeSnapshot();
    await enrol(await signed());
    const together = await readRollHistory(fixture.id.registry, fixture.submitter);
    for (const [i, entry] of entries.entries()) {
      const pseudonym = pseudonymOf(fixture.offices.registrar, PEOPLE[i] as string);
      expect(await fixture.registry.residentRecord(pseudonym)).to.equal(residentRecordHash(recordOf(entry)));
    }
    await before.restore();
    await fixture.registry.enrol(entries.map(structOf));
    const singly = await readRollHistory(fixture.id.registry, fixture.submitter);
    const withoutTimes = (history: typeof singly) =>
      history.map(({ enrolments, checkpoints }) => ({
        enrolments,
        checkpoints: checkpoints.map(({ time, ...checkpoint }) => checkpoint),
      }));
    expect(withoutTimes(together)).to.deep.equal(withoutTimes(singly));
    expect(together[0]?.enrolments).to.have.length(3);
  });

  it("takes companion groups as a voucher does, and none without its roll", async () => {
    const rollIds = [1n, companionOf(1n)];
    await refused(await signed({ ...batch, rollIds: [companionOf(1n)] }), "CompanionWithoutRoll");
    await enrol(await signed({ ...batch, rollIds }));
    expect(await fixture.registry.activeMembers(companionOf(1n))).to.equal(3n);
  });

  it("goes on with vouchers where a batch ended, re-issues and removals included", async () => {
    await enrol(await signed());
    const [kim] = entries as [EntryWithoutEarlier];
    const next = await entryFor(fixture, "Kim", { sequence: 2, identityCommitment: 5_000n });
    const { root } = await fixture.registry.checkpointAt(1n, await settled());
    await fixture.registry.enrol([structOf({ ...next, earlier: recordOf(kim), siblings: [[1_001n, 1_002n]] })]);
    expect((await fixture.registry.checkpointAt(1n, await settled())).root).not.to.equal(root);
    expect(await fixture.registry.activeMembers(1n)).to.equal(3n);
  });

  async function settled(): Promise<number> {
    const time = await fixture.networkHelpers.time.latest();
    await fixture.networkHelpers.mine();
    return time;
  }

  it("takes nothing twice, in whichever of the two ways it came first", async () => {
    const argument = await signed();
    await enrol(argument);
    await refused(argument, "ResidentRecordDiffers");
    const [kim] = entries as [EntryWithoutEarlier];
    await expect(fixture.registry.enrol([structOf(kim)])).to.be.revertedWithCustomError(
      fixture.registry,
      "ResidentRecordDiffers",
    );
    const han = await entryFor(fixture, "Han", { identityCommitment: 7_000n });
    await fixture.registry.enrol([structOf(han)]);
    await refused(await signed(newcomerBatchOf([han])), "ResidentRecordDiffers");
  });

  it("refuses a batch that lacks either office's signature, whoever else signed it", async () => {
    const argument = await signed();
    const { registrarSignature, approverSignature } = argument;
    const { registrar, approver } = fixture.terms;
    for (const [change, office] of [
      [{ registrarSignature: approverSignature }, registrar],
      [{ approverSignature: registrarSignature }, approver],
      [{ registrarSignature: "0x" }, registrar],
      [{ approverSignature: "0x" }, approver],
      [{ approverSignature: await signNewcomerBatch({ signer: fixture.stranger }, batch, fixture.id) }, approver],
      // A voucher is no batch's.
      [{ registrarSignature: entries[0]?.registrar.signature }, registrar],
    ] as const) {
      await refused({ ...argument, ...change }, "OfficeSignatureInvalid").withArgs(office);
    }
  });

  it("refuses whatever is not the list that was signed: altered, longer, shorter or in another order", async () => {
    const argument = await signed();
    const { newcomers } = batch;
    const altered = [
      { rollIds: [2n] },
      { rollIds: [1n, 2n] },
      { expiresAt: FAR + 1 },
      { expiresAt: FAR - 1 },
      { newcomers: [...newcomers].reverse() },
      { newcomers: newcomers.slice(1) },
      { newcomers: [] },
      { newcomers: [...newcomers, newcomers[0]] },
      lastWith({ identityCommitment: 1_005n }),
      lastWith({ registrarPseudonym: `0x${"12".repeat(32)}` }),
      lastWith({ approverPseudonym: `0x${"12".repeat(32)}` }),
    ];
    for (const change of altered) await refused({ ...argument, ...change }, "OfficeSignatureInvalid");
    await enrol(argument);
  });

  it("refuses a batch that was signed for another chain or another registry", async () => {
    for (const place of [
      { ...fixture.id, chainId: 1n },
      { ...fixture.id, registry: await fixture.semaphore.getAddress() },
    ]) {
      await refused(await signed(batch, place), "OfficeSignatureInvalid");
    }
  });

  it("takes a batch one second before it expires, and neither at that second nor after it", async () => {
    const time = (await fixture.networkHelpers.time.latest()) + 1_000;
    const argument = await signed({ ...batch, expiresAt: time });
    for (const late of [time, time + 1]) {
      const before = await fixture.networkHelpers.takeSnapshot();
      await fixture.networkHelpers.time.setNextBlockTimestamp(late);
      await refused(argument, "VoucherExpired").withArgs(time, late);
      await before.restore();
    }
    await fixture.networkHelpers.time.setNextBlockTimestamp(time - 1);
    await enrol(argument);
  });

  it("refuses commitments of 0, from r on, used or twice, and takes r - 1", async () => {
    for (const value of [0n, FIELD_ORDER, FIELD_ORDER + 1n, 2n ** 256n - 1n]) {
      await refused(await signed(lastWith({ identityCommitment: value })), "IdentityCommitmentInvalid").withArgs(value);
    }
    await refused(await signed(lastWith({ identityCommitment: 1_000n })), "IdentityCommitmentUsed").withArgs(1_000n);
    const others = { ...lastWith({ identityCommitment: 1_000n }), rollIds: [2n] };
    await fixture.registry.enrol([structOf(await entryFor(fixture, "Han", { identityCommitment: 7_000n }))]);
    await refused(await signed(others), "IdentityCommitmentUsed").withArgs(1_000n);
    await refused(await signed(lastWith({ identityCommitment: 7_000n })), "IdentityCommitmentUsed").withArgs(7_000n);
    const elsewhere = { ...lastWith({ identityCommitment: 7_000n }), rollIds: [2n] };
    await refused(await signed(elsewhere), "IdentityCommitmentUsed").withArgs(7_000n);
    await enrol(await signed(lastWith({ identityCommitment: FIELD_ORDER - 1n })));
  });

  it("refuses pseudonyms of zero, taken by another, or twice", async () => {
    const [kim] = batch.newcomers as [NewcomerBatch["newcomers"][number]];
    for (const change of [
      { registrarPseudonym: ZeroHash },
      { approverPseudonym: ZeroHash },
      { approverPseudonym: kim.approverPseudonym },
    ]) {
      await refused(await signed(lastWith(change)), "PseudonymMismatch");
    }
    await refused(await signed(lastWith({ registrarPseudonym: kim.registrarPseudonym })), "ResidentRecordDiffers");
  });

  it("refuses no rolls, and rolls that are not strictly increasing", async () => {
    for (const rollIds of [[], [1n, 1n], [2n, 1n]]) {
      await refused(await signed({ ...batch, rollIds }), "RollIdsInvalid");
    }
  });

  it("refuses the whole batch for one proof that does not hold", async () => {
    await refused(await signed(lastWith({ proof: REFUSED_PROOF })), "EnrolmentProofInvalid");
    expect(await fixture.registry.activeMembers(1n)).to.equal(0n);
  });

  it("changes nothing with nobody in it, and is refused where the code is no registry", async () => {
    await enrol(await signed({ ...batch, newcomers: [] }));
    expect(await readRollHistory(fixture.id.registry, fixture.submitter)).to.deep.equal([]);
    const code = await fixture.ethers.getContractAt("ResidentRegistry", fixture.implementation);
    await expect(code.getFunction("enrolNewcomers")(await signed())).to.be.revert(fixture.ethers);
  });

  it("expires with the first of its vouchers, and is made of first enrolments on the same rolls alone", async () => {
    const [kim, lee] = entries as [EntryWithoutEarlier, EntryWithoutEarlier];
    expect(newcomerBatchOf([kim, { ...lee, expiresAt: 7 }]).expiresAt).to.equal(7);
    for (const wrong of [
      [],
      [kim, { ...lee, sequence: 2 }],
      [kim, { ...lee, identityCommitment: 0n }],
      [kim, { ...lee, rollIds: [1n, 2n] }],
      [kim, kim],
    ]) {
      await errorOf(() => newcomerBatchOf(wrong), NotABatchError);
    }
  });
});
