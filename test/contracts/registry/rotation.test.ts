import { expect } from "chai";
import { type Signer, ZeroAddress } from "ethers";
import { createRegistry } from "../../../sdk/chain/factories.ts";
import { newcomerBatchArgument, newcomerBatchOf, signNewcomerBatch } from "../../../sdk/chain/newcomerBatch.ts";
import {
  ANNOUNCEMENT_LIFE,
  announceChange,
  type ChangeSigner,
  type RotationChange,
  signChange,
} from "../../../sdk/chain/officeChanges.ts";
import { readOffices } from "../../../sdk/chain/offices.ts";
import { announce, refusalOf, signaturesUnder } from "./changeSigning.ts";
import { entryFor, type RegistryFixture, ROTATION_DELAY, registryFixture, structOf } from "./registryFixture.ts";

describe("Offices of the ResidentRegistry", () => {
  let fixture: RegistryFixture;
  let next: RotationChange;
  let everybody: readonly Signer[];

  beforeEach(async () => {
    fixture = await registryFixture();
    const { submitter, registrarAccount, approverAccount, resident, stranger } = fixture;
    everybody = [submitter, registrarAccount, approverAccount, resident, stranger];
    const [registrar, approver] = [await resident.getAddress(), await stranger.getAddress()];
    next = { kind: "rotation", registrar, approver, nonce: 0n };
  });

  it("puts announced keys in force at the end of the delay, not a second earlier", async () => {
    const { networkHelpers, registry } = fixture;
    await announce(fixture.id, next, everybody);
    const effectiveAt = (await networkHelpers.time.latest()) + ROTATION_DELAY;
    expect(await registry.announcedRotation()).to.deep.equal([next.registrar, next.approver, BigInt(effectiveAt)]);
    expect((await readOffices(fixture.id.registry, fixture.submitter)).announced).to.deep.include({
      registrar: next.registrar,
      approver: next.approver,
    });

    await networkHelpers.time.setNextBlockTimestamp(effectiveAt - 1);
    await expect(registry.rotate())
      .to.be.revertedWithCustomError(registry, "RotationNotReady")
      .withArgs(effectiveAt, effectiveAt - 1);
    await networkHelpers.time.setNextBlockTimestamp(effectiveAt);
    await expect(registry.rotate()).to.emit(registry, "OfficesRotated").withArgs(next.registrar, next.approver);
    expect(await registry.registrar()).to.equal(next.registrar);
    expect(await registry.approver()).to.equal(next.approver);
  });

  it("forgets an announcement 30 days after it could take effect, and not a second earlier", async () => {
    const { networkHelpers, registry } = fixture;
    await announce(fixture.id, next, everybody);
    const lapsedAt = (await networkHelpers.time.latest()) + ROTATION_DELAY + ANNOUNCEMENT_LIFE;
    const before = await networkHelpers.takeSnapshot();
    await networkHelpers.time.setNextBlockTimestamp(lapsedAt - 1);
    await expect(registry.rotate()).to.emit(registry, "OfficesRotated");

    await before.restore();
    await networkHelpers.time.setNextBlockTimestamp(lapsedAt);
    await expect(registry.rotate())
      .to.be.revertedWithCustomError(registry, "AnnouncementLapsed")
      .withArgs(lapsedAt, lapsedAt);
    await networkHelpers.mine();
    expect(await registry.announcedRotation()).to.deep.equal([ZeroAddress, ZeroAddress, 0n]);
    expect((await readOffices(fixture.id.registry, fixture.submitter)).announced).to.equal(undefined);
    await announce(fixture.id, { ...next, nonce: 1n }, everybody);
    await networkHelpers.time.increase(ROTATION_DELAY);
    await registry.rotate();
  });

  it("believes the old offices until the rotation, and only the new ones after it", async () => {
    await announce(fixture.id, next, everybody);
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

  it("takes no batch that the old offices signed as a whole, once others have come", async () => {
    const batch = newcomerBatchOf([await entryFor(fixture, "Lee", { identityCommitment: 2_000n })]);
    const signed = async (registrar: Signer, approver: Signer) =>
      newcomerBatchArgument(batch, {
        registrar: await signNewcomerBatch({ signer: registrar }, batch, fixture.id),
        approver: await signNewcomerBatch({ signer: approver }, batch, fixture.id),
      });
    const before = await signed(fixture.registrarAccount, fixture.approverAccount);
    await announce(fixture.id, next, everybody);
    await fixture.networkHelpers.time.increase(ROTATION_DELAY);
    await fixture.registry.rotate();
    await expect(fixture.registry.enrolNewcomers(before))
      .to.be.revertedWithCustomError(fixture.registry, "OfficeSignatureInvalid")
      .withArgs(next.registrar);
    await fixture.registry.enrolNewcomers(await signed(fixture.resident, fixture.stranger));
  });

  it("refuses a rotation that was not announced, or has been carried out", async () => {
    await expect(fixture.registry.rotate()).to.be.revertedWithCustomError(fixture.registry, "RotationNotAnnounced");
    await announce(fixture.id, next, everybody);
    await fixture.networkHelpers.time.increase(ROTATION_DELAY);
    await fixture.registry.rotate();
    await expect(fixture.registry.rotate()).to.be.revertedWithCustomError(fixture.registry, "RotationNotAnnounced");
  });

  it("lets a later announcement replace an earlier one, and counts the delay anew", async () => {
    await announce(fixture.id, next, everybody);
    await fixture.networkHelpers.time.increase(ROTATION_DELAY);
    await announce(fixture.id, { ...next, registrar: next.approver, approver: next.registrar, nonce: 1n }, everybody);
    await expect(fixture.registry.rotate()).to.be.revertedWithCustomError(fixture.registry, "RotationNotReady");
  });

  it("refuses an announcement twice, for another registry or chain, or without one of the offices", async () => {
    const { id, rollFactory, terms, submitter } = fixture;
    const registrarRefuses = ["OfficeSignatureInvalid", terms.registrar];
    for (const place of [
      { ...id, chainId: 1n },
      { ...id, registry: rollFactory },
    ]) {
      expect(await refusalOf(announce(id, next, everybody, place))).to.deep.equal(registrarRefuses);
    }
    const signatures = await signaturesUnder(id, next, everybody);
    const { registrar = "", approver = "" } = signatures;
    const swapped = (change: object) => announceChange(id.registry, next, { ...signatures, ...change }, submitter);
    expect(await refusalOf(swapped({ registrar: approver }))).to.deep.equal(registrarRefuses);
    expect(await refusalOf(swapped({ approver: registrar }))).to.deep.equal(["OfficeSignatureInvalid", terms.approver]);
    await announce(id, next, everybody);
    expect(await refusalOf(announce(id, next, everybody))).to.deep.equal(registrarRefuses);
  });

  it("makes nobody an office who has not accepted this very change", async () => {
    const { id, submitter, resident } = fixture;
    const signatures = await signaturesUnder(id, next, everybody);
    const other = await signaturesUnder(id, { ...next, nonce: 1n }, everybody);
    const announced = await signChange({ signer: resident }, next, "announcement", id);
    const foreign = await signaturesUnder(id, next, everybody, { ...id, chainId: 1n });
    for (const [role, account] of [
      ["nextRegistrar", next.registrar],
      ["nextApprover", next.approver],
    ] as const satisfies readonly (readonly [ChangeSigner["role"], string])[]) {
      for (const given of ["0x", signatures.registrar, other[role], foreign[role], announced]) {
        const action = announceChange(id.registry, next, { ...signatures, [role]: given }, submitter);
        expect(await refusalOf(action), role).to.deep.equal(["AcceptanceInvalid", account]);
      }
    }
  });

  it("asks an office that stays for no second signature", async () => {
    const { id, terms, registry } = fixture;
    const { registrar, approver } = terms;
    await announce(id, { ...next, approver }, everybody);
    await announce(id, { ...next, registrar, nonce: 1n }, everybody);
    await fixture.networkHelpers.time.increase(ROTATION_DELAY);
    await expect(registry.rotate()).to.emit(registry, "OfficesRotated").withArgs(registrar, next.approver);
  });

  it("lets no office take the other's seat, where everybody enrolled would count as new", async () => {
    const { id, terms } = fixture;
    const { registrar, approver } = terms;
    const refused = (change: object) => refusalOf(announce(id, { ...next, ...change }, everybody));
    expect(await refused({ registrar: approver, approver: registrar })).to.deep.equal(["OfficeChangesSeat", approver]);
    expect(await refused({ registrar: approver })).to.deep.equal(["OfficeChangesSeat", approver]);
    expect(await refused({ approver: registrar })).to.deep.equal(["OfficeChangesSeat", registrar]);
  });

  it("refuses one account for two of offices and body, and the zero address, at announcement and creation", async () => {
    const { id, terms, submitter } = fixture;
    const created = (change: object) =>
      refusalOf(createRegistry(fixture.rollFactory, { ...terms, ...change }, submitter));
    const announced = (change: object) => refusalOf(announceChange(id.registry, { ...next, ...change }, {}, submitter));
    const same = { registrar: next.registrar, approver: next.registrar };
    expect(await announced(same)).to.deep.equal(["OfficesMustDiffer", next.registrar]);
    expect(await created(same)).to.deep.equal(["OfficesMustDiffer", next.registrar]);
    for (const office of ["registrar", "approver"]) {
      expect(await announced({ [office]: ZeroAddress })).to.deep.equal(["OfficeAddressZero"]);
      expect(await created({ [office]: ZeroAddress })).to.deep.equal(["OfficeAddressZero"]);
      const asBody = { [office]: terms.recoveryBody };
      expect(await announced(asBody)).to.deep.equal(["OfficesMustDiffer", terms.recoveryBody]);
      expect(await created(asBody)).to.deep.equal(["RecoveryBodyIsOffice", terms.recoveryBody]);
    }
  });

  it("takes the word of an office whose account is a contract (ERC-1271), and nobody else's for it", async () => {
    const { id, terms, submitter, registrarAccount } = fixture;
    const office = await fixture.ethers.deployContract("ContractOffice", [terms.registrar]);
    const change = { ...next, registrar: await office.getAddress(), approver: terms.approver };
    const clerk = await signChange({ signer: registrarAccount }, change, "acceptance", id);
    const signatures = { ...(await signaturesUnder(id, change, everybody)), nextRegistrar: clerk };
    await announceChange(id.registry, change, signatures, submitter);
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
});
