import { expect } from "chai";
import { ZeroHash } from "ethers";
import { ContractRefusedError } from "../../../sdk/chain/contracts.ts";
import { createPublishedRolls } from "../../../sdk/chain/factories.ts";
import { enrolmentContext, signRotation } from "../../../sdk/chain/offices.ts";
import { signSnapshot, signWithdrawal } from "../../../sdk/chain/publishedRolls.ts";
import { errorOf } from "../../errorOf.ts";
import { expectRefusal } from "../elections/refusal.ts";
import {
  childrenOf,
  entriesOf,
  type Filed,
  filed,
  PERIOD,
  type PublishedFixture,
  publish,
  publishedFixture,
  ROLL,
  shown,
  snapshotOf,
} from "./publishedFixture.ts";
import { FAR, ROTATION_DELAY } from "./registryFixture.ts";

const COUNT = 5;
const NOTHING = [0n, 0n, 0n, 0n];

describe("PublishedRolls", () => {
  let fixture: PublishedFixture;
  let file: Filed;
  const snapshot = (change = {}) => snapshotOf(file.tree, COUNT, change);
  const publishNow = (change = {}) => publish(fixture, snapshot(change), childrenOf(file.tree));
  const latest = () => fixture.networkHelpers.time.latest();
  const moveTo = (time: number) => fixture.networkHelpers.time.increaseTo(time);

  beforeEach(async () => {
    fixture = await publishedFixture();
    file = filed(entriesOf(COUNT));
  });

  it("takes a snapshot that both offices signed, and says what an observer needs", async () => {
    const { root, contentRoot } = snapshot();
    const sent = await publishNow();
    const finalAt = (await latest()) + PERIOD;
    await expect(sent)
      .to.emit(fixture.rolls, "SnapshotPublished")
      .withArgs(ROLL, 1n, root, contentRoot, COUNT, 3n, finalAt);
    expect(await fixture.rolls.pending(ROLL)).to.deep.equal([1n, root, contentRoot, BigInt(COUNT), BigInt(finalAt)]);
    expect(await fixture.rolls.sequenceOf(ROLL)).to.equal(1n);
  });

  it("makes a snapshot a checkpoint at the end of its period, and never before", async () => {
    await publishNow();
    const finalAt = (await latest()) + PERIOD;
    await expectRefusal(
      fixture.rolls.checkpointAt(ROLL, finalAt),
      fixture.rolls,
      "CheckpointNotYetFinal",
      finalAt,
      finalAt - PERIOD,
    );
    await moveTo(finalAt);
    await expectRefusal(fixture.rolls.checkpointAt(ROLL, finalAt), fixture.rolls, "CheckpointNotYetFinal");
    expect(await fixture.rolls.checkpointAt(ROLL, finalAt - 1)).to.deep.equal(NOTHING);

    await moveTo(finalAt + 1);
    const checkpoint = [BigInt(finalAt), 3n, BigInt(COUNT), snapshot().root];
    expect(await fixture.rolls.checkpointAt(ROLL, finalAt)).to.deep.equal(checkpoint);
    expect(await fixture.rolls.checkpointAt(ROLL, finalAt - 1)).to.deep.equal(NOTHING);
    expect(await fixture.rolls.checkpointAt(ROLL + 1n, finalAt)).to.deep.equal(NOTHING);
    expect(await fixture.rolls.pending(ROLL)).to.deep.equal([0n, 0n, ZeroHash, 0n, 0n]);
  });

  it("keeps what a past time had, whatever is published, voided or final later", async () => {
    await publishNow();
    const first = (await latest()) + PERIOD;
    await moveTo(first + 1);
    const before = await fixture.rolls.checkpointAt(ROLL, first);

    const next = filed(entriesOf(COUNT + 4));
    await publish(fixture, snapshotOf(next.tree, COUNT + 4, { sequence: 2n }), childrenOf(next.tree));
    const second = (await latest()) + PERIOD;
    expect(await fixture.rolls.checkpointAt(ROLL, first)).to.deep.equal(before);
    await moveTo(second + 10);
    expect(await fixture.rolls.checkpointAt(ROLL, first)).to.deep.equal(before);
    expect(await fixture.rolls.checkpointAt(ROLL, second - 1)).to.deep.equal(before);
    expect((await fixture.rolls.checkpointAt(ROLL, second)).activeMembers).to.equal(BigInt(COUNT + 4));

    await publishNow({ sequence: 3n });
    const { id, registrar } = fixture;
    const withdrawal = await signWithdrawal({ signer: registrar }, { rollId: ROLL, sequence: 3n }, id);
    await fixture.rolls.withdraw(ROLL, registrar, withdrawal);
    await moveTo(second + 2 * PERIOD);
    expect((await fixture.rolls.checkpointAt(ROLL, second + 2 * PERIOD - 5)).time).to.equal(BigInt(second));
  });

  it("takes one snapshot of a roll at a time, and any number of rolls", async () => {
    await publishNow();
    const finalAt = (await latest()) + PERIOD;
    await expectRefusal(publishNow({ sequence: 2n }), fixture.rolls, "SnapshotPending", 1n, finalAt);
    await publishNow({ rollId: ROLL + 1n });
    await fixture.networkHelpers.time.setNextBlockTimestamp(finalAt);
    await publishNow({ sequence: 2n });
    expect((await fixture.rolls.pending(ROLL)).sequence).to.equal(2n);
  });

  it("refuses every sequence but the next, so that neither a withdrawn snapshot nor an old one comes back", async () => {
    await expectRefusal(publishNow({ sequence: 2n }), fixture.rolls, "SnapshotSequenceNotNext", 2n, 1n);
    await expectRefusal(publishNow({ sequence: 0n }), fixture.rolls, "SnapshotSequenceNotNext", 0n, 1n);
    await publishNow();
    const withdrawal = await signWithdrawal({ signer: fixture.approver }, { rollId: ROLL, sequence: 1n }, fixture.id);
    await fixture.rolls.withdraw(ROLL, fixture.approver, withdrawal);
    await expectRefusal(publishNow(), fixture.rolls, "SnapshotSequenceNotNext", 1n, 2n);
  });

  it("refuses a snapshot that lacks either office's signature, or whose signed facts were altered", async () => {
    const { rolls, registrar, approver, stranger, id } = fixture;
    const facts = snapshot();
    const [one, other, foreign] = await Promise.all(
      [registrar, approver, stranger].map((signer) => signSnapshot({ signer }, facts, id)),
    );
    const children = childrenOf(file.tree);
    const refused = (of: object, first = one, second = other) =>
      errorOf(rolls.publish.staticCall({ ...facts, ...of }, ...children, first, second), Error);
    await expectRefusal(
      rolls.publish(facts, ...children, foreign, other),
      rolls,
      "OfficeSignatureInvalid",
      await registrar.getAddress(),
    );
    await expectRefusal(
      rolls.publish(facts, ...children, one, one),
      rolls,
      "OfficeSignatureInvalid",
      await approver.getAddress(),
    );
    for (const change of [{ rollId: ROLL + 1n }, { activeMembers: COUNT + 1 }, { expiresAt: FAR - 1 }]) {
      expect((await refused(change)).message).to.include("OfficeSignatureInvalid");
    }
  });

  it("refuses a snapshot that was signed for another chain or another contract", async () => {
    const { rolls, registrar, approver, id } = fixture;
    const facts = snapshot();
    const second = await signSnapshot({ signer: approver }, facts, id);
    for (const other of [
      { ...id, chainId: 1n },
      { ...id, rolls: await fixture.registry.getAddress() },
    ]) {
      const first = await signSnapshot({ signer: registrar }, facts, other);
      await expectRefusal(
        rolls.publish(facts, ...childrenOf(file.tree), first, second),
        rolls,
        "OfficeSignatureInvalid",
        await registrar.getAddress(),
      );
    }
  });

  it("refuses signatures at their expiry, and takes them a second before", async () => {
    const expiresAt = (await latest()) + 1_000;
    await fixture.networkHelpers.time.setNextBlockTimestamp(expiresAt);
    await expectRefusal(publishNow({ expiresAt }), fixture.rolls, "SnapshotExpired", expiresAt, expiresAt);
    await fixture.networkHelpers.time.setNextBlockTimestamp(expiresAt + 999);
    await publishNow({ expiresAt: expiresAt + 1_000 });
  });

  it("refuses a root that is not the value of the content root, and fewer than two residents", async () => {
    const { root, contentRoot } = snapshot();
    const refusal = await errorOf(publishNow({ root: root + 1n }), Error);
    expect(refusal.message).to.include(`ContentRootMismatch("${contentRoot}"`);
    await expectRefusal(publishNow({ activeMembers: 1 }), fixture.rolls, "SnapshotTooSmall", 1n);
  });

  it("lets either office alone withdraw a pending snapshot, by a signature over this one and no other", async () => {
    const { rolls, registrar, approver, stranger, id } = fixture;
    await expectRefusal(rolls.withdraw(ROLL, registrar, "0x"), rolls, "NoSnapshotPending", ROLL);
    let sequence = 0n;
    for (const office of [registrar, approver]) {
      await publishNow({ sequence: ++sequence });
      const of = (signer: typeof office, number: bigint) =>
        signWithdrawal({ signer }, { rollId: ROLL, sequence: number }, id);
      const address = await office.getAddress();
      await expectRefusal(
        rolls.withdraw(ROLL, stranger, await of(stranger, sequence)),
        rolls,
        "NotAnOffice",
        await stranger.getAddress(),
      );
      const unsigned = rolls.withdraw(ROLL, office, await of(office, sequence + 1n));
      await expectRefusal(unsigned, rolls, "OfficeSignatureInvalid", address);
      await expect(rolls.withdraw(ROLL, office, await of(office, sequence)))
        .to.emit(rolls, "SnapshotWithdrawn")
        .withArgs(ROLL, sequence, address);
      expect((await rolls.pending(ROLL)).finalAt).to.equal(0n);
    }
  });

  it("takes no withdrawal and no challenge in the second in which the period ends", async () => {
    await publishNow();
    const finalAt = (await latest()) + PERIOD;
    const { rolls, registrar, id } = fixture;
    const withdrawal = await signWithdrawal({ signer: registrar }, { rollId: ROLL, sequence: 1n }, id);
    await fixture.networkHelpers.time.setNextBlockTimestamp(finalAt);
    await expectRefusal(rolls.withdraw(ROLL, registrar, withdrawal), rolls, "NoSnapshotPending", ROLL);
    await expectRefusal(rolls.challengeEntry(ROLL, shown(file, 0)), rolls, "NoSnapshotPending", ROLL);
  });

  it("follows the registry's rotation of offices: the new ones withdraw and publish, the old ones no more", async () => {
    const { rolls, registry, registrar, approver, stranger, submitter, id } = fixture;
    await publishNow();
    const next = { registrar: await stranger.getAddress(), approver: await submitter.getAddress(), nonce: 0n };
    const registryId = { chainId: id.chainId, registry: await fixture.registry.getAddress() };
    await registry.announceRotation(
      next.registrar,
      next.approver,
      await signRotation({ signer: registrar }, next, registryId),
      await signRotation({ signer: approver }, next, registryId),
    );
    await fixture.networkHelpers.time.increase(ROTATION_DELAY);
    await registry.rotate();

    const withdrawal = { rollId: ROLL, sequence: 1n };
    const old = await signWithdrawal({ signer: registrar }, withdrawal, id);
    await expectRefusal(rolls.withdraw(ROLL, registrar, old), rolls, "NotAnOffice", await registrar.getAddress());
    await rolls.withdraw(ROLL, stranger, await signWithdrawal({ signer: stranger }, withdrawal, id));
    await expectRefusal(publishNow({ sequence: 2n }), rolls, "OfficeSignatureInvalid", next.registrar);
    const rotated = { ...fixture, registrar: stranger, approver: submitter };
    await publish(rotated, snapshot({ sequence: 2n }), childrenOf(file.tree));
  });

  it("has a period of at least a day", async () => {
    const { rollFactory, submitter } = fixture;
    const registry = await fixture.registry.getAddress();
    const refused = await errorOf(
      createPublishedRolls(rollFactory, { registry, challengePeriod: 86_399 }, submitter),
      ContractRefusedError,
    );
    expect([refused.refusal, refused.args]).to.deep.equal([
      "ChallengePeriodTooShort",
      { given: "86399", least: "86400" },
    ]);
    await createPublishedRolls(rollFactory, { registry, challengePeriod: 86_400 }, submitter);
  });

  it("binds an entry's proof as the sdk does, with itself in the place of the registry", async () => {
    const [one, other] = [`0x${"11".repeat(32)}`, `0x${"22".repeat(32)}`];
    const facts = { sequence: 3, identityCommitment: 77n };
    expect(await fixture.rolls.enrolmentContext(one, other, 3, 77n)).to.equal(
      enrolmentContext({ chainId: fixture.id.chainId, registry: fixture.id.rolls }, one, other, facts),
    );
  });
});
