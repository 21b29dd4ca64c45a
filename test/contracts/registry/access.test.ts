import { expect } from "chai";
import type { Signer } from "ethers";
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

  it("has no other functions that change something than the four tested here", () => {
    const writes = fixture.registry.interface.fragments
      .filter((fragment) => fragment.type === "function")
      .map((fragment) => fixture.registry.interface.getFunction(fragment.format()))
      .filter((fragment) => !fragment?.constant)
      .map((fragment) => fragment?.name);
    expect(writes).to.have.members(["initialise", "enrol", "announceRotation", "rotate"]);
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

    it(`lets ${role} neither announce nor carry out a rotation alone`, async () => {
      const [first, second] = [await fixture.resident.getAddress(), await fixture.stranger.getAddress()];
      await expect(as().announceRotation(first, second, "0x", "0x")).to.be.revertedWithCustomError(
        fixture.registry,
        "OfficeSignatureInvalid",
      );
      await expect(as().rotate()).to.be.revertedWithCustomError(fixture.registry, "RotationNotAnnounced");
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
