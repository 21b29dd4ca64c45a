import { expect } from "chai";
import type { Signer } from "ethers";
import { newcomerBatchArgument, newcomerBatchOf, signNewcomerBatch } from "../../../sdk/chain/newcomerBatch.ts";
import {
  entryFor,
  type RegistryContract,
  type RegistryFixture,
  registryFixture,
  type SemaphoreContract,
  structOf,
} from "./registryFixture.ts";

const roles = ["submitter", "registrarAccount", "approverAccount", "resident", "stranger"] as const;

describe("Rights over the registry and its rolls", () => {
  let fixture: RegistryFixture;
  beforeEach(async () => {
    fixture = await registryFixture();
  });

  it("has no other functions that change something than the eight tested here", () => {
    const writes = fixture.registry.interface.fragments
      .filter((fragment) => fragment.type === "function")
      .map((fragment) => fixture.registry.interface.getFunction(fragment.format()))
      .filter((fragment) => !fragment?.constant)
      .map((fragment) => fragment?.name);
    const ofRotation = ["announceRotation", "rotate"];
    const ofRecovery = ["announceRecovery", "vetoRecovery", "recover"];
    expect(writes).to.have.members(["initialise", "enrol", "enrolNewcomers", ...ofRotation, ...ofRecovery]);
  });

  for (const role of roles) {
    const as = () => fixture.registry.connect(fixture[role] as Signer) as RegistryContract;

    it(`lets ${role} submit what both offices signed, and nothing else`, async () => {
      const entry = await entryFor(fixture, "Kim", {});
      const own = { ...fixture.offices, registrar: { ...fixture.offices.registrar, signer: fixture[role] } };
      const forged = await entryFor({ ...fixture, offices: own }, "Lee", { identityCommitment: 2_000n });
      if (role !== "registrarAccount") {
        await expect(as().enrol([structOf(forged)])).to.be.revertedWithCustomError(
          fixture.registry,
          "OfficeSignatureInvalid",
        );
      }
      await as().enrol([structOf(entry)]);
    });

    it(`lets ${role} submit the batch that both offices signed, and no other`, async () => {
      const batch = newcomerBatchOf([await entryFor(fixture, "Kim", {})]);
      const { registrar, approver } = fixture.offices;
      const signatures = {
        registrar: await signNewcomerBatch(registrar, batch, fixture.id),
        approver: await signNewcomerBatch(approver, batch, fixture.id),
      };
      if (role !== "approverAccount") {
        const own = await signNewcomerBatch({ signer: fixture[role] }, batch, fixture.id);
        const forged = newcomerBatchArgument(batch, { ...signatures, approver: own });
        await expect(as().enrolNewcomers(forged)).to.be.revertedWithCustomError(
          fixture.registry,
          "OfficeSignatureInvalid",
        );
      }
      await as().enrolNewcomers(newcomerBatchArgument(batch, signatures));
    });

    it(`lets ${role} neither announce nor carry out a rotation alone`, async () => {
      const [first, second] = [await fixture.resident.getAddress(), await fixture.stranger.getAddress()];
      const none = { registrar: "0x", approver: "0x", nextRegistrar: "0x", nextApprover: "0x" };
      await expect(as().announceRotation(first, second, none)).to.be.revertedWithCustomError(
        fixture.registry,
        "OfficeSignatureInvalid",
      );
      await expect(as().rotate()).to.be.revertedWithCustomError(fixture.registry, "RotationNotAnnounced");
    });

    it(`lets ${role} neither announce, veto nor carry out a recovery alone`, async () => {
      const none = { body: "0x", otherOffice: "0x", successor: "0x" };
      const { registry, terms, resident } = fixture;
      await expect(as().announceRecovery(terms.registrar, resident, none)).to.be.revertedWithCustomError(
        registry,
        "BodySignatureInvalid",
      );
      await expect(as().vetoRecovery("0x")).to.be.revertedWithCustomError(registry, "RecoveryNotAnnounced");
      await expect(as().recover()).to.be.revertedWithCustomError(registry, "RecoveryNotAnnounced");
    });

    it(`lets ${role} not put the first offices in force again`, async () => {
      await expect(as().initialise()).to.be.revertedWithCustomError(fixture.registry, "AlreadyInitialised");
    });

    it(`gives ${role} no right over the roll's group in Semaphore`, async () => {
      await fixture.registry.enrol([structOf(await entryFor(fixture, "Kim", {}))]);
      const account = fixture[role] as Signer;
      const group = fixture.semaphore.connect(account) as SemaphoreContract;
      const calls = [
        () => group.addMember(0n, 5n),
        () => group.addMembers(0n, [5n]),
        () => group.updateMember(0n, 1_000n, 5n, []),
        () => group.removeMember(0n, 1_000n, []),
        async () => group.updateGroupAdmin(0n, await account.getAddress()),
        () => group.updateGroupMerkleTreeDuration(0n, 0n),
      ];
      for (const call of calls) {
        await expect(call()).to.be.revertedWithCustomError(fixture.semaphore, "Semaphore__CallerIsNotTheGroupAdmin");
      }
      await expect(group.acceptGroupAdmin(0n)).to.be.revertedWithCustomError(
        fixture.semaphore,
        "Semaphore__CallerIsNotThePendingGroupAdmin",
      );
    });
  }

  it("makes the registry the only admin of its rolls, whoever created groups before", async () => {
    await fixture.semaphore["createGroup()"]();
    await fixture.registry.enrol([structOf(await entryFor(fixture, "Kim", { rollIds: [4n] }))]);
    expect(await fixture.semaphore.getGroupAdmin(1n)).to.equal(fixture.id.registry);
    expect(await fixture.semaphore.hasMember(1n, 1_000n)).to.equal(true);
  });
});
