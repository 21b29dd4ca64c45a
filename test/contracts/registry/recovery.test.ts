import { expect } from "chai";
import { type Signer, ZeroAddress } from "ethers";
import { createRegistry } from "../../../sdk/chain/factories.ts";
import {
  ANNOUNCEMENT_LIFE,
  announceChange,
  BETWEEN_OFFICES,
  carryOut,
  RECOVERY_DELAY,
  type RecoveryChange,
  type RotationChange,
  signChange,
  vetoRecovery,
} from "../../../sdk/chain/officeChanges.ts";
import { readOfficeState } from "../../../sdk/chain/officeState.ts";
import { readOffices } from "../../../sdk/chain/offices.ts";
import { announce, refusalOf, signaturesUnder } from "./changeSigning.ts";
import { entryFor, type RegistryFixture, ROTATION_DELAY, registryFixture, structOf } from "./registryFixture.ts";

describe("Recovery of a lost office key", () => {
  let fixture: RegistryFixture;
  let start: Awaited<ReturnType<RegistryFixture["networkHelpers"]["takeSnapshot"]>>;
  /** The registrar's key is lost. */
  let recovery: RecoveryChange;
  /** Everybody but the holder of the lost key. */
  let living: readonly Signer[];

  before(async () => {
    fixture = await registryFixture();
    const { submitter, approverAccount, body, successor, terms } = fixture;
    living = [submitter, approverAccount, body, successor];
    recovery = { kind: "recovery", lost: terms.registrar, successor: await successor.getAddress(), nonce: 0n };
    start = await fixture.networkHelpers.takeSnapshot();
  });
  beforeEach(() => start.restore());

  const latest = () => fixture.networkHelpers.time.latest();
  const pass = (seconds: number) => fixture.networkHelpers.time.increase(seconds);
  const stateNow = () => readOfficeState(fixture.id.registry, fixture.submitter);
  const recover = () => carryOut(fixture.id.registry, "recovery", fixture.submitter);
  async function veto(signer: Signer, change = recovery): Promise<unknown> {
    const nonce = (await stateNow()).nonces.recovery;
    const signature = await signChange({ signer }, { ...change, nonce }, "veto", fixture.id);
    return vetoRecovery(fixture.id.registry, signature, fixture.submitter);
  }

  it("hands the office to a successor after 30 days, not a second earlier, and the old key signs no more", async () => {
    const { registry, networkHelpers, terms, offices, successor } = fixture;
    await announce(fixture.id, recovery, living);
    const effectiveAt = (await latest()) + RECOVERY_DELAY;
    const state = await stateNow();
    expect(state.recovery).to.deep.equal({ lost: recovery.lost, successor: recovery.successor, effectiveAt });
    expect((await readOffices(fixture.id.registry, fixture.submitter)).announced).to.deep.equal({
      registrar: recovery.successor,
      approver: terms.approver,
    });
    await registry.enrol([structOf(await entryFor(fixture, "Kim", {}))]);

    await networkHelpers.time.setNextBlockTimestamp(effectiveAt - 1);
    expect(await refusalOf(recover())).to.deep.equal([
      "RecoveryNotReady",
      String(effectiveAt),
      String(effectiveAt - 1),
    ]);
    await networkHelpers.time.setNextBlockTimestamp(effectiveAt);
    await expect(registry.recover())
      .to.emit(registry, "OfficeRecovered")
      .withArgs(recovery.lost, recovery.successor)
      .and.to.emit(registry, "OfficesRotated")
      .withArgs(recovery.successor, terms.approver);
    expect((await stateNow()).past).to.deep.equal({ ofRegistrar: true, time: effectiveAt });

    const late = structOf(await entryFor(fixture, "Lee", { identityCommitment: 2_000n }));
    await expect(registry.enrol([late])).to.be.revertedWithCustomError(registry, "OfficeSignatureInvalid");
    const next = { ...offices, registrar: { ...offices.registrar, signer: successor } };
    const entry = await entryFor({ ...fixture, offices: next }, "Lee", { identityCommitment: 2_000n });
    await registry.enrol([structOf(entry)]);
  });

  it("replaces the approver as well", async () => {
    const { registry, terms, registrarAccount, body, successor, submitter } = fixture;
    await announce(fixture.id, { ...recovery, lost: terms.approver }, [submitter, registrarAccount, body, successor]);
    await pass(RECOVERY_DELAY);
    await recover();
    expect(await registry.registrar()).to.equal(terms.registrar);
    expect(await registry.approver()).to.equal(recovery.successor);
    expect((await stateNow()).past?.ofRegistrar).to.equal(false);
  });

  it("gives the body alone nothing, nor the other office alone, nor a successor who has not accepted", async () => {
    const { id, submitter, terms, body } = fixture;
    const all = await signaturesUnder(id, recovery, living);
    const given = (change: object) =>
      refusalOf(announceChange(id.registry, recovery, { ...all, ...change }, submitter));
    const bodysOwn = await signChange({ signer: body }, recovery, "announcement", id);
    for (const approver of ["0x", bodysOwn]) {
      expect(await given({ approver })).to.deep.equal(["OfficeSignatureInvalid", terms.approver]);
    }
    for (const signature of ["0x", all.approver]) {
      expect(await given({ body: signature })).to.deep.equal(["BodySignatureInvalid", terms.recoveryBody]);
    }
    for (const signature of ["0x", all.approver]) {
      expect(await given({ successor: signature })).to.deep.equal(["AcceptanceInvalid", recovery.successor]);
    }
    for (const place of [
      { ...id, chainId: 1n },
      { ...id, registry: fixture.rollFactory },
    ]) {
      expect((await refusalOf(announce(id, recovery, living, place)))[0]).to.equal("BodySignatureInvalid");
    }
    expect((await stateNow()).recovery).to.equal(undefined);
  });

  it("gives the body with the thief of one key nothing while the other office watches", async () => {
    const { id, terms, registrarAccount, approverAccount, body, successor, submitter } = fixture;
    const thieves = [submitter, registrarAccount, body, successor];
    // Of the stolen key's own office they lack the other's signature.
    expect(await refusalOf(announce(id, recovery, thieves))).to.deep.equal(["OfficeSignatureInvalid", terms.approver]);
    // The other office, they say, is lost; it is not, and says so, however often.
    for (let nonce = 0n; nonce < 3n; nonce++) {
      const theft = { ...recovery, lost: terms.approver, nonce };
      await announce(id, theft, thieves);
      await pass(RECOVERY_DELAY - 60);
      await veto(approverAccount, theft);
      await pass(120);
      expect(await refusalOf(recover())).to.deep.equal(["RecoveryNotAnnounced"]);
    }
    expect((await stateNow()).current).to.deep.equal({ registrar: terms.registrar, approver: terms.approver });
  });

  it("can be vetoed until it is carried out, by the key that it would replace and by no other, each once", async () => {
    const { id, registry, registrarAccount, approverAccount, body, successor, terms } = fixture;
    expect(await refusalOf(veto(registrarAccount))).to.deep.equal(["RecoveryNotAnnounced"]);
    await announce(id, recovery, living);
    for (const other of [approverAccount, body, successor]) {
      expect(await refusalOf(veto(other))).to.deep.equal(["OfficeSignatureInvalid", terms.registrar]);
    }
    const nonce = (await stateNow()).nonces.recovery;
    const signature = await signChange({ signer: registrarAccount }, { ...recovery, nonce }, "veto", id);
    await pass(RECOVERY_DELAY + 60);
    await expect(registry.vetoRecovery(signature))
      .to.emit(registry, "RecoveryVetoed")
      .withArgs(recovery.lost, recovery.successor);
    expect((await stateNow()).recovery).to.equal(undefined);

    // Neither what was signed for the vetoed one nor its veto is good for another.
    expect((await refusalOf(announce(id, recovery, living)))[0]).to.equal("BodySignatureInvalid");
    await announce(id, { ...recovery, nonce: 1n }, living);
    const again = vetoRecovery(id.registry, signature, fixture.submitter);
    expect(await refusalOf(again)).to.deep.equal(["OfficeSignatureInvalid", terms.registrar]);
  });

  it("is one at a time, and lapses 30 days after it could take effect", async () => {
    const { id, networkHelpers } = fixture;
    await announce(id, recovery, living);
    const effectiveAt = (await latest()) + RECOVERY_DELAY;
    const lapsedAt = effectiveAt + ANNOUNCEMENT_LIFE;
    const second = { ...recovery, nonce: 1n };
    await networkHelpers.time.setNextBlockTimestamp(lapsedAt - 1);
    expect(await refusalOf(announce(id, second, living))).to.deep.equal([
      "RecoveryPending",
      recovery.lost,
      String(effectiveAt),
    ]);
    await networkHelpers.time.setNextBlockTimestamp(lapsedAt);
    expect(await refusalOf(recover())).to.deep.equal(["AnnouncementLapsed", String(lapsedAt), String(lapsedAt)]);
    await networkHelpers.mine();
    expect((await stateNow()).recovery).to.equal(undefined);
    await announce(id, second, living);
  });

  it("is cancelled by a rotation that is announced, with all that was signed for it", async () => {
    const { id, registry, registrarAccount, stranger, terms } = fixture;
    const rotation: RotationChange = {
      kind: "rotation",
      ...namesOf(terms),
      approver: await stranger.getAddress(),
      nonce: 1n,
    };
    const unsent = await signaturesUnder(id, { ...recovery, nonce: 1n }, living);
    await announce(id, recovery, living);
    await announce(id, rotation, [...living, registrarAccount, stranger]);
    expect((await stateNow()).recovery).to.equal(undefined);
    expect(await registry.queryFilter("RecoveryCancelled")).to.have.length(1);
    expect(await refusalOf(veto(registrarAccount))).to.deep.equal(["RecoveryNotAnnounced"]);
    const late = announceChange(id.registry, { ...recovery, nonce: 1n }, unsent, fixture.submitter);
    expect((await refusalOf(late))[0]).to.equal("BodySignatureInvalid");
  });

  it("is not cancelled by a rotation that was signed before it and kept back", async () => {
    const { id, registrarAccount, approverAccount, resident, successor, stranger, submitter } = fixture;
    const [registrar, approver] = [await resident.getAddress(), await stranger.getAddress()];
    const rotation: RotationChange = { kind: "rotation", registrar, approver, nonce: 0n };
    const all = [submitter, registrarAccount, approverAccount, resident, stranger];
    const keptBack = await signaturesUnder(id, rotation, all);
    await announce(id, recovery, living);
    await pass(RECOVERY_DELAY - 100);
    const late = announceChange(id.registry, rotation, keptBack, submitter);
    expect((await refusalOf(late))[0]).to.equal("OfficeSignatureInvalid");
    await pass(100);
    await recover();
    expect((await stateNow()).current.registrar).to.equal(await successor.getAddress());
  });

  it("is cancelled by a rotation that was announced before it and is carried out", async () => {
    const { id, registrarAccount, resident, stranger, submitter } = fixture;
    const [registrar, approver] = [await resident.getAddress(), await stranger.getAddress()];
    await announce(id, { kind: "rotation", registrar, approver, nonce: 0n }, [
      ...living,
      registrarAccount,
      resident,
      stranger,
    ]);
    await announce(id, { ...recovery, nonce: 1n }, living);
    await pass(ROTATION_DELAY);
    await carryOut(id.registry, "rotation", submitter);
    await pass(RECOVERY_DELAY);
    expect(await refusalOf(recover())).to.deep.equal(["RecoveryNotAnnounced"]);
    expect((await stateNow()).current).to.deep.equal({ registrar, approver });
  });

  it("cancels an announced rotation when it is carried out, and all that the lost key signed for another", async () => {
    const { id, registry, registrarAccount, resident, stranger, submitter } = fixture;
    const [registrar, approver] = [await resident.getAddress(), await stranger.getAddress()];
    const rotation: RotationChange = { kind: "rotation", registrar, approver, nonce: 0n };
    const all = [...living, registrarAccount, resident, stranger];
    await announce(id, rotation, all);
    await announce(id, { ...recovery, nonce: 1n }, living);
    const unsent = await signaturesUnder(id, { ...rotation, nonce: 2n }, all);
    await pass(RECOVERY_DELAY);
    await expect(registry.recover()).to.emit(registry, "RotationCancelled").withArgs(registrar, approver);
    expect(await refusalOf(carryOut(id.registry, "rotation", submitter))).to.deep.equal(["RotationNotAnnounced"]);
    expect((await stateNow()).nonces.rotation).to.equal(3n);
    const late = announceChange(id.registry, { ...rotation, nonce: 2n }, unsent, submitter);
    expect((await refusalOf(late))[0]).to.equal("OfficeSignatureInvalid");
  });

  it("never replaces both offices within a year, and the same one again if its key is lost again", async () => {
    const { id, terms, submitter, successor, body, stranger, resident, networkHelpers, approverAccount } = fixture;
    await announce(id, recovery, living);
    await pass(RECOVERY_DELAY);
    await recover();
    const possibleAt = (await latest()) + BETWEEN_OFFICES;
    const next = [submitter, successor, body, stranger];
    const other = { ...recovery, lost: terms.approver, successor: await stranger.getAddress(), nonce: 1n };
    expect(await refusalOf(announce(id, other, next))).to.deep.equal(["OtherOfficeRecovered", String(possibleAt)]);
    await networkHelpers.time.setNextBlockTimestamp(possibleAt - RECOVERY_DELAY - 1);
    expect(await refusalOf(announce(id, other, next))).to.deep.equal(["OtherOfficeRecovered", String(possibleAt)]);
    const before = await networkHelpers.takeSnapshot();
    await networkHelpers.time.setNextBlockTimestamp(possibleAt - RECOVERY_DELAY);
    await announce(id, other, next);

    await before.restore();
    const again = { ...other, lost: recovery.successor, successor: await resident.getAddress() };
    await announce(id, again, [submitter, approverAccount, body, resident]);
    await pass(RECOVERY_DELAY);
    await recover();
    expect((await stateNow()).current.registrar).to.equal(again.successor);
  });

  it("needs four accounts of their own: offices, body and successor; and one of the offices as the lost", async () => {
    const { id, terms, submitter, stranger } = fixture;
    const given = (change: object) => refusalOf(announceChange(id.registry, { ...recovery, ...change }, {}, submitter));
    for (const taken of [terms.registrar, terms.approver, terms.recoveryBody]) {
      expect(await given({ successor: taken }), taken).to.deep.equal(["OfficesMustDiffer", taken]);
    }
    expect(await given({ successor: ZeroAddress })).to.deep.equal(["OfficeAddressZero"]);
    for (const lost of [await stranger.getAddress(), terms.recoveryBody, ZeroAddress]) {
      expect(await given({ lost }), lost).to.deep.equal(["NotAnOffice", lost]);
    }
  });

  it("does not exist in a registry that names no body", async () => {
    const { id, terms, rollFactory, submitter } = fixture;
    const { address: registry } = await createRegistry(rollFactory, { ...terms, recoveryBody: ZeroAddress }, submitter);
    expect((await readOfficeState(registry, submitter)).body).to.equal(undefined);
    const place = { ...id, registry };
    expect(await refusalOf(announce(place, recovery, living))).to.deep.equal(["RecoveryNotForeseen"]);
    const lost = { ...recovery, successor: terms.recoveryBody };
    expect(await refusalOf(announce(place, lost, living))).to.deep.equal(["RecoveryNotForeseen"]);
  });
});

function namesOf({ registrar, approver }: { readonly registrar: string; readonly approver: string }) {
  return { registrar, approver };
}
