import { expect } from "chai";
import { ZeroHash } from "ethers";
import { withEarlier } from "../../../sdk/chain/earlierEnrolment.ts";
import { enrolmentContext, pseudonymOf, signVoucher } from "../../../sdk/chain/offices.ts";
import { NO_RECORD, residentRecordHash } from "../../../sdk/chain/residentRecord.ts";
import { readRollHistory } from "../../../sdk/chain/roll.ts";
import { FIELD_ORDER } from "../../../sdk/crypto/field.ts";
import {
  entryFor,
  FAR,
  REFUSED_PROOF,
  type RegistryFixture,
  recordOf,
  registryFixture,
  structOf,
} from "./registryFixture.ts";

describe("ResidentRegistry.enrol", () => {
  let fixture: RegistryFixture;
  let registrarPseudonym: string;
  let approverPseudonym: string;

  beforeEach(async () => {
    fixture = await registryFixture();
    registrarPseudonym = pseudonymOf(fixture.offices.registrar, "Kim");
    approverPseudonym = pseudonymOf(fixture.offices.approver, "Kim");
  });

  const enrol = (...entries: Parameters<typeof structOf>[0][]) => fixture.registry.enrol(entries.map(structOf));

  /** Enrols with the siblings that the registry's history gives. */
  async function enrolNext(...entries: Parameters<typeof structOf>[0][]) {
    return enrol(...withEarlier(await readRollHistory(fixture.id.registry, fixture.submitter), entries));
  }

  it("enrols a resident on every roll of the voucher and remembers it", async () => {
    await enrol(await entryFor(fixture, "Kim", { rollIds: [1n, 7n] }));

    const record = { approverPseudonym, sequence: 1, identityCommitment: 1_000n, rollIds: [1n, 7n] };
    expect(await fixture.registry.residentRecord(registrarPseudonym)).to.equal(residentRecordHash(record));
    expect(await fixture.registry.activeMembers(1n)).to.equal(1n);
    expect(await fixture.registry.activeMembers(7n)).to.equal(1n);
  });

  it("emits what an observer needs to rebuild the rolls", async () => {
    const enrolment = enrol(await entryFor(fixture, "Kim", {}));
    await expect(enrolment)
      .to.emit(fixture.registry, "ResidentEnrolled")
      .withArgs(registrarPseudonym, approverPseudonym, 1n, 1_000n, [1n], [0n, 0n, 0n, 0n, 0n, 0n, 0n, 0n]);
    await expect(enrolment).to.emit(fixture.registry, "RollCreated").withArgs(1n, 0n);
  });

  it("binds the proof to chain, registry, pseudonyms, sequence and commitment, as the sdk does", async () => {
    const facts = { sequence: 3, identityCommitment: 77n };
    expect(await fixture.registry.enrolmentContext(registrarPseudonym, approverPseudonym, 3, 77n)).to.equal(
      enrolmentContext(fixture.id, registrarPseudonym, approverPseudonym, facts),
    );
  });

  it("replaces the commitment of a resident who comes with the next sequence", async () => {
    await enrol(await entryFor(fixture, "Kim", {}), await entryFor(fixture, "Lee", { identityCommitment: 2_000n }));
    await enrolNext(await entryFor(fixture, "Kim", { sequence: 2, identityCommitment: 3_000n, rollIds: [2n] }));

    expect(await fixture.semaphore.hasMember(0n, 1_000n)).to.equal(false);
    expect(await fixture.semaphore.hasMember(1n, 3_000n)).to.equal(true);
    expect(await fixture.registry.activeMembers(1n)).to.equal(1n);
    expect(await fixture.registry.activeMembers(2n)).to.equal(1n);
  });

  it("removes a resident without a proof, and takes the same person in again later", async () => {
    await enrol(await entryFor(fixture, "Kim", {}));
    const removal = await entryFor(fixture, "Kim", { sequence: 2, identityCommitment: 0n, rollIds: [] });
    await enrolNext({ ...removal, proof: REFUSED_PROOF });
    expect(await fixture.registry.activeMembers(1n)).to.equal(0n);

    await enrolNext(await entryFor(fixture, "Kim", { sequence: 3, identityCommitment: 4_000n }));
    expect(await fixture.registry.activeMembers(1n)).to.equal(1n);
  });

  it("enrols, re-issues and removes the same resident in one batch", async () => {
    await enrolNext(
      await entryFor(fixture, "Lee", { identityCommitment: 9_000n }),
      await entryFor(fixture, "Kim", {}),
      await entryFor(fixture, "Kim", { sequence: 2, identityCommitment: 2_000n }),
      await entryFor(fixture, "Kim", { sequence: 3, identityCommitment: 0n, rollIds: [] }),
    );
    expect(await fixture.registry.activeMembers(1n)).to.equal(1n);
  });

  it("takes a voucher one second before it expires, and neither at that second nor after it", async () => {
    const time = (await fixture.networkHelpers.time.latest()) + 1_000;
    const entry = structOf(await entryFor(fixture, "Kim", { expiresAt: time }));
    for (const late of [time, time + 1]) {
      const before = await fixture.networkHelpers.takeSnapshot();
      await fixture.networkHelpers.time.setNextBlockTimestamp(late);
      await expect(fixture.registry.enrol([entry]))
        .to.be.revertedWithCustomError(fixture.registry, "VoucherExpired")
        .withArgs(time, late);
      await before.restore();
    }
    await fixture.networkHelpers.time.setNextBlockTimestamp(time - 1);
    await fixture.registry.enrol([entry]);
  });

  it("refuses a voucher that lacks either office's signature", async () => {
    const entry = await entryFor(fixture, "Kim", {});
    const { registrar, approver } = fixture.terms;
    const swapped = { ...entry.registrar, signature: entry.approver.signature };
    await expect(enrol({ ...entry, registrar: swapped }))
      .to.be.revertedWithCustomError(fixture.registry, "OfficeSignatureInvalid")
      .withArgs(registrar);
    await expect(enrol({ ...entry, approver: { ...entry.approver, signature: "0x" } }))
      .to.be.revertedWithCustomError(fixture.registry, "OfficeSignatureInvalid")
      .withArgs(approver);
  });

  it("refuses any fact that was altered after signing", async () => {
    const entry = await entryFor(fixture, "Kim", {});
    const altered = [
      { sequence: 2 },
      { identityCommitment: 1_001n },
      { rollIds: [2n] },
      { rollIds: [1n, 2n] },
      { expiresAt: FAR + 1 },
      { registrar: { ...entry.registrar, pseudonym: ZeroHash } },
      { approver: { ...entry.approver, pseudonym: ZeroHash } },
    ];
    for (const change of altered) {
      await expect(enrol({ ...entry, ...change })).to.be.revertedWithCustomError(
        fixture.registry,
        "OfficeSignatureInvalid",
      );
    }
  });

  it("refuses a voucher that was signed for another chain or another registry", async () => {
    const facts = { sequence: 1, identityCommitment: 1_000n, rollIds: [1n], expiresAt: FAR };
    const entry = await entryFor(fixture, "Kim", {});
    for (const other of [
      { ...fixture.id, chainId: 1n },
      { ...fixture.id, registry: await fixture.semaphore.getAddress() },
    ]) {
      const registrar = await signVoucher(fixture.offices.registrar, "Kim", facts, other);
      await expect(enrol({ ...entry, registrar })).to.be.revertedWithCustomError(
        fixture.registry,
        "OfficeSignatureInvalid",
      );
    }
  });

  it("refuses every sequence but the next, so that an old voucher restores nothing", async () => {
    const first = await entryFor(fixture, "Kim", {});
    await expect(enrol(await entryFor(fixture, "Kim", { sequence: 2 })))
      .to.be.revertedWithCustomError(fixture.registry, "SequenceNotNext")
      .withArgs(2n, 1n);
    await enrol(first);
    const second = await entryFor(fixture, "Kim", { sequence: 2, identityCommitment: 2_000n });
    await enrolNext(second);
    const earlier = recordOf(second);
    for (const [sequence, commitment] of [
      [1, 1_000n],
      [2, 3_000n],
      [4, 3_000n],
      [0, 3_000n],
    ] as const) {
      const entry = await entryFor(fixture, "Kim", { sequence, identityCommitment: commitment });
      await expect(enrol({ ...entry, earlier }))
        .to.be.revertedWithCustomError(fixture.registry, "SequenceNotNext")
        .withArgs(sequence, 3n);
    }
  });

  it("refuses a commitment that was ever used, by anybody, in the same batch or before", async () => {
    const kim = await entryFor(fixture, "Kim", {});
    const lee = await entryFor(fixture, "Lee", {});
    const refusal = (action: Promise<unknown>) =>
      expect(action).to.be.revertedWithCustomError(fixture.registry, "IdentityCommitmentUsed").withArgs(1_000n);
    await refusal(enrol(kim, lee));
    await enrol(kim);
    await refusal(enrol(lee));
    await enrolNext(await entryFor(fixture, "Kim", { sequence: 2, identityCommitment: 0n, rollIds: [] }));
    await refusal(enrolNext(await entryFor(fixture, "Kim", { sequence: 3 })));
    await refusal(enrol(lee));
  });

  it("refuses a used commitment on whichever rolls it was and is to be, the first of the registry or another", async () => {
    await enrol(await entryFor(fixture, "Park", { identityCommitment: 9_000n, rollIds: [5n] }));
    const rolls = [[5n], [6n], [5n, 6n]] as const;
    for (const before of rolls) {
      for (const after of rolls) {
        const taken = await fixture.networkHelpers.takeSnapshot();
        const kim = await entryFor(fixture, "Kim", { rollIds: before });
        const lee = await entryFor(fixture, "Lee", { rollIds: after });
        const refusal = (action: Promise<unknown>) =>
          expect(action, `${before} ${after}`)
            .to.be.revertedWithCustomError(fixture.registry, "IdentityCommitmentUsed")
            .withArgs(1_000n);
        await refusal(enrol(kim, lee));
        await enrol(kim);
        await refusal(enrol(lee));
        await refusal(enrolNext(await entryFor(fixture, "Kim", { sequence: 2, rollIds: after })));
        await enrolNext(await entryFor(fixture, "Kim", { sequence: 2, identityCommitment: 2_000n, rollIds: after }));
        await refusal(enrol(lee));
        await enrolNext(await entryFor(fixture, "Kim", { sequence: 3, identityCommitment: 0n, rollIds: [] }));
        await refusal(enrol(lee));
        await taken.restore();
      }
    }
  });

  it("refuses a commitment at or above r and takes r - 1", async () => {
    for (const value of [FIELD_ORDER, FIELD_ORDER + 1n, 2n ** 256n - 1n]) {
      await expect(enrol(await entryFor(fixture, "Kim", { identityCommitment: value })))
        .to.be.revertedWithCustomError(fixture.registry, "IdentityCommitmentInvalid")
        .withArgs(value);
    }
    await enrol(await entryFor(fixture, "Kim", { identityCommitment: FIELD_ORDER - 1n }));
  });

  it("refuses rolls that are not strictly increasing, none for a commitment, and any for a removal", async () => {
    const wrong = [
      { rollIds: [] },
      { rollIds: [1n, 1n] },
      { rollIds: [2n, 1n] },
      { rollIds: [1n], identityCommitment: 0n },
    ];
    for (const change of wrong) {
      await expect(enrol(await entryFor(fixture, "Kim", change))).to.be.revertedWithCustomError(
        fixture.registry,
        "RollIdsInvalid",
      );
    }
  });

  it("refuses pseudonyms that are not both new or both of the same resident", async () => {
    const kim = await entryFor(fixture, "Kim", {});
    await enrol(kim, await entryFor(fixture, "Lee", { identityCommitment: 2_000n }));
    const facts = (sequence: number) => ({ sequence, identityCommitment: 5_000n, rollIds: [1n], expiresAt: FAR });
    for (const [first, second, sequence] of [
      ["Kim", "Lee", 2],
      ["Kim", "Park", 2],
      ["Park", "Kim", 1],
    ] as const) {
      const registrar = await signVoucher(fixture.offices.registrar, first, facts(sequence), fixture.id);
      const approver = await signVoucher(fixture.offices.approver, second, facts(sequence), fixture.id);
      const earlier = sequence === 1 ? NO_RECORD : recordOf(kim);
      await expect(enrol({ ...(await entryFor(fixture, "Kim", facts(sequence))), registrar, approver, earlier }))
        .to.be.revertedWithCustomError(fixture.registry, "PseudonymMismatch")
        .withArgs(registrar.pseudonym, approver.pseudonym);
    }
  });

  it("refuses a pseudonym of zero, which would look new for ever", async () => {
    const types = {
      Voucher: [
        ["pseudonym", "bytes32"],
        ["sequence", "uint32"],
        ["identityCommitment", "uint256"],
        ["rollIds", "uint256[]"],
        ["expiresAt", "uint48"],
      ].map(([name, type]) => ({ name: name as string, type: type as string })),
    };
    const domain = {
      name: "Hanpyo ResidentRegistry",
      version: "1",
      chainId: 31337n,
      verifyingContract: fixture.id.registry,
    };
    const entry = await entryFor(fixture, "Kim", {});
    for (const office of ["registrar", "approver"] as const) {
      const { proof, registrar, approver, ...facts } = entry;
      const signature = await fixture.offices[office].signer.signTypedData(domain, types, {
        pseudonym: ZeroHash,
        ...facts,
      });
      await expect(enrol({ ...entry, [office]: { pseudonym: ZeroHash, signature } })).to.be.revertedWithCustomError(
        fixture.registry,
        "PseudonymMismatch",
      );
    }
  });

  it("refuses to remove somebody it does not know", async () => {
    await expect(enrol(await entryFor(fixture, "Kim", { identityCommitment: 0n, rollIds: [] })))
      .to.be.revertedWithCustomError(fixture.registry, "ResidentUnknown")
      .withArgs(registrarPseudonym);
  });

  it("refuses a wrong number of siblings, and siblings of another tree", async () => {
    const kim = await entryFor(fixture, "Kim", {});
    await enrol(
      kim,
      await entryFor(fixture, "Lee", { identityCommitment: 2_000n }),
      await entryFor(fixture, "Park", { identityCommitment: 3_000n }),
    );
    const again = await entryFor(fixture, "Kim", { sequence: 2, identityCommitment: 4_000n });
    const next = { ...again, earlier: recordOf(kim) };
    await expect(enrol(next)).to.be.revertedWithCustomError(fixture.registry, "SiblingsMissing").withArgs(0n, 1n);
    await expect(enrol({ ...next, siblings: [[], []] }))
      .to.be.revertedWithCustomError(fixture.registry, "SiblingsMissing")
      .withArgs(2n, 1n);
    await expect(enrol({ ...next, siblings: [[2_001n, 3_000n]] })).to.be.revertedWithCustomError(
      fixture.semaphore,
      "WrongSiblingNodes",
    );
  });

  it("refuses the whole batch for one proof that does not hold", async () => {
    const lee = await entryFor(fixture, "Lee", { identityCommitment: 2_000n });
    await expect(
      enrol(await entryFor(fixture, "Kim", {}), { ...lee, proof: REFUSED_PROOF }),
    ).to.be.revertedWithCustomError(fixture.registry, "EnrolmentProofInvalid");
    expect(await fixture.registry.activeMembers(1n)).to.equal(0n);
  });
});
