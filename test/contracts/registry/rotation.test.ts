import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { ContractRefusedError } from "../../../sdk/chain/contracts.ts";
import { createRegistry } from "../../../sdk/chain/factories.ts";
import { signRotation } from "../../../sdk/chain/offices.ts";
import { entryFor, type RegistryFixture, ROTATION_DELAY, registryFixture, structOf } from "./registryFixture.ts";

describe("Offices of the ResidentRegistry", () => {
  let fixture: RegistryFixture;
  let next: { registrar: string; approver: string; nonce: bigint };

  beforeEach(async () => {
    fixture = await registryFixture();
    next = { registrar: await fixture.resident.getAddress(), approver: await fixture.stranger.getAddress(), nonce: 0n };
  });

  async function announce(message = next, registry = fixture.id) {
    const first = await signRotation(fixture.offices.registrar, message, registry);
    const second = await signRotation(fixture.offices.approver, message, registry);
    return fixture.registry.announceRotation(message.registrar, message.approver, first, second);
  }

  it("puts announced keys in force at the end of the delay, not a second earlier", async () => {
    await announce();
    const effectiveAt = (await fixture.networkHelpers.time.latest()) + ROTATION_DELAY;
    expect(await fixture.registry.announcedRotation()).to.deep.equal([
      next.registrar,
      next.approver,
      BigInt(effectiveAt),
    ]);

    await fixture.networkHelpers.time.setNextBlockTimestamp(effectiveAt - 1);
    await expect(fixture.registry.rotate())
      .to.be.revertedWithCustomError(fixture.registry, "RotationNotReady")
      .withArgs(effectiveAt, effectiveAt - 1);
    await fixture.networkHelpers.time.setNextBlockTimestamp(effectiveAt);
    await expect(fixture.registry.rotate())
      .to.emit(fixture.registry, "OfficesRotated")
      .withArgs(next.registrar, next.approver);
    expect(await fixture.registry.registrar()).to.equal(next.registrar);
    expect(await fixture.registry.approver()).to.equal(next.approver);
  });

  it("believes the old offices until the rotation, and only the new ones after it", async () => {
    await announce();
    await fixture.registry.enrol([structOf(await entryFor(fixture, "Kim", {}))]);
    await fixture.networkHelpers.time.increase(ROTATION_DELAY);
    await fixture.registry.rotate();

    const late = structOf(await entryFor(fixture, "Lee", { identityCommitment: 2_000n }));
    await expect(fixture.registry.enrol([late])).to.be.revertedWithCustomError(
      fixture.registry,
      "OfficeSignatureInvalid",
    );
    const offices = {
      registrar: { ...fixture.offices.registrar, signer: fixture.resident },
      approver: { ...fixture.offices.approver, signer: fixture.stranger },
    };
    await fixture.registry.enrol([
      structOf(await entryFor({ ...fixture, offices }, "Lee", { identityCommitment: 2_000n })),
    ]);
  });

  it("refuses a rotation that was not announced, or has been carried out", async () => {
    await expect(fixture.registry.rotate()).to.be.revertedWithCustomError(fixture.registry, "RotationNotAnnounced");
    await announce();
    await fixture.networkHelpers.time.increase(ROTATION_DELAY);
    await fixture.registry.rotate();
    await expect(fixture.registry.rotate()).to.be.revertedWithCustomError(fixture.registry, "RotationNotAnnounced");
  });

  it("lets a later announcement replace an earlier one, and counts the delay anew", async () => {
    await announce();
    await fixture.networkHelpers.time.increase(ROTATION_DELAY);
    await announce({ registrar: next.approver, approver: next.registrar, nonce: 1n });
    await expect(fixture.registry.rotate()).to.be.revertedWithCustomError(fixture.registry, "RotationNotReady");
  });

  it("refuses an announcement twice, for another registry or chain, or without one of the offices", async () => {
    const refusal = (action: Promise<unknown>) =>
      expect(action).to.be.revertedWithCustomError(fixture.registry, "OfficeSignatureInvalid");
    await refusal(announce(next, { ...fixture.id, chainId: 1n }));
    await refusal(announce(next, { ...fixture.id, registry: await fixture.semaphore.getAddress() }));
    const signature = await signRotation(fixture.offices.registrar, next, fixture.id);
    await refusal(fixture.registry.announceRotation(next.registrar, next.approver, signature, signature));
    const other = await signRotation(fixture.offices.approver, next, fixture.id);
    await refusal(fixture.registry.announceRotation(next.registrar, next.approver, other, other));
    await announce();
    await refusal(announce());
  });

  it("refuses one account for both offices and the zero address, at announcement and at deployment", async () => {
    const same = { ...next, approver: next.registrar };
    await expect(announce(same))
      .to.be.revertedWithCustomError(fixture.registry, "OfficesMustDiffer")
      .withArgs(next.registrar);
    for (const office of ["registrar", "approver"]) {
      const zero = { ...next, [office]: ZeroAddress };
      await expect(announce(zero)).to.be.revertedWithCustomError(fixture.registry, "OfficeAddressZero");
    }
    expect(await refusalOf(same)).to.equal("OfficesMustDiffer");
    expect(await refusalOf({ ...next, registrar: ZeroAddress })).to.equal("OfficeAddressZero");
    expect(await refusalOf({ ...next, approver: ZeroAddress })).to.equal("OfficeAddressZero");
  });

  it("takes the word of an office whose account is a contract (ERC-1271), and nobody else's for it", async () => {
    const office = await fixture.ethers.deployContract("ContractOffice", [fixture.terms.registrar]);
    await announce({ ...next, registrar: await office.getAddress(), approver: fixture.terms.approver });
    await fixture.networkHelpers.time.increase(ROTATION_DELAY);
    await fixture.registry.rotate();

    await fixture.registry.enrol([structOf(await entryFor(fixture, "Kim", {}))]);
    const impostor = { ...fixture.offices, registrar: { ...fixture.offices.registrar, signer: fixture.stranger } };
    const forged = structOf(await entryFor({ ...fixture, offices: impostor }, "Lee", { identityCommitment: 2_000n }));
    await expect(fixture.registry.enrol([forged])).to.be.revertedWithCustomError(
      fixture.registry,
      "OfficeSignatureInvalid",
    );
  });

  async function refusalOf(offices: { registrar: string; approver: string }): Promise<string> {
    try {
      const { registrar, approver } = offices;
      await createRegistry(fixture.rollFactory, { ...fixture.terms, registrar, approver }, fixture.submitter);
    } catch (error) {
      if (error instanceof ContractRefusedError) return error.refusal;
      throw error;
    }
    return "none";
  }
});
