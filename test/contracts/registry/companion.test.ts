import { expect } from "chai";
import { withEarlier } from "../../../sdk/chain/earlierEnrolment.ts";
import { readRollHistory } from "../../../sdk/chain/roll.ts";
import { companionOf } from "../../../sdk/election/companionRolls.ts";
import { rollState } from "../../../sdk/election/roll.ts";
import { censusAt } from "../../../sdk/election/rollHistory.ts";
import { expectRefusal } from "../elections/refusal.ts";
import {
  childrenOf,
  entryOf,
  filed,
  type PublishedFixture,
  publish,
  publishedFixture,
  ROLL,
  shown,
  snapshotOf,
} from "./publishedFixture.ts";
import { entryFor, type RegistryFixture, registryFixture, structOf } from "./registryFixture.ts";

const COMPANION = companionOf(1n);

describe("A roll's companion group", () => {
  let fixture: RegistryFixture;
  beforeEach(async () => {
    fixture = await registryFixture();
  });

  const members = async () => {
    const { registry } = fixture;
    return [await registry.activeMembers(1n), await registry.activeMembers(COMPANION)];
  };
  /** Enrols with the siblings that the history asks for. */
  async function enrol(...entries: readonly Awaited<ReturnType<typeof entryFor>>[]) {
    const history = await readRollHistory(fixture.id.registry, fixture.submitter);
    return fixture.registry.enrol(withEarlier(history, entries).map(structOf));
  }
  const first = (person: string, identityCommitment: bigint) =>
    entryFor(fixture, person, { identityCommitment, rollIds: [1n, COMPANION] });
  const later = (person: string, identityCommitment: bigint, rollIds = [1n]) =>
    entryFor(fixture, person, { sequence: 2, identityCommitment, rollIds });

  it("takes first identities, and is left at re-issue and removal, with checkpoints of its own", async () => {
    await enrol(await first("Kim", 1_000n), await first("Lee", 2_000n), await first("Park", 3_000n));
    expect(await members()).to.deep.equal([3n, 3n]);
    await enrol(await later("Lee", 2_001n), await later("Park", 0n, []));
    expect(await members()).to.deep.equal([2n, 1n]);
    // Whoever was enrolled before comes back with a later sequence.
    await enrol(await entryFor(fixture, "Park", { sequence: 3, identityCommitment: 3_001n }));
    expect(await members()).to.deep.equal([3n, 1n]);

    const history = await readRollHistory(fixture.id.registry, fixture.submitter);
    const { leaves } = censusAt(history, COMPANION, Number.POSITIVE_INFINITY);
    expect(leaves).to.deep.equal([1_000n, 0n, 0n]);
    const time = await fixture.networkHelpers.time.latest();
    await fixture.networkHelpers.mine();
    const { root, depth, activeMembers } = await fixture.registry.checkpointAt(COMPANION, time);
    expect({ root, depth: Number(depth), activeMembers: Number(activeMembers) }).to.deep.equal(rollState(leaves));
  });

  it("takes no later identity, and nobody who is not on its roll", async () => {
    await enrol(await first("Kim", 1_000n));
    const again = enrol(await later("Kim", 1_001n, [1n, COMPANION]));
    await expectRefusal(again, fixture.registry, "CompanionTakesFirstOnly", COMPANION, 2n);
    for (const rollIds of [[COMPANION], [2n, COMPANION], [1n, companionOf(2n)]]) {
      const alone = enrol(await entryFor(fixture, "Lee", { identityCommitment: 2_000n, rollIds }));
      await expectRefusal(alone, fixture.registry, "CompanionWithoutRoll", rollIds.at(-1));
    }
  });
});

describe("A published companion group", () => {
  let fixture: PublishedFixture;

  it("falls by an entry that is not its resident's first, which a roll may have", async () => {
    fixture = await publishedFixture();
    const { rolls } = fixture;
    const file = filed([entryOf(0), entryOf(1, { sequence: 2 })]);
    const companion = { rollId: companionOf(ROLL) };
    await publish(fixture, snapshotOf(file.tree, 2), childrenOf(file.tree));
    await publish(fixture, snapshotOf(file.tree, 2, companion), childrenOf(file.tree));
    await expectRefusal(rolls.challengeEntry(ROLL, shown(file, 1)), rolls, "NoFault");
    await expectRefusal(rolls.challengeEntry(companion.rollId, shown(file, 0)), rolls, "NoFault");
    await expect(rolls.challengeEntry(companion.rollId, shown(file, 1)))
      .to.emit(rolls, "SnapshotVoided")
      .withArgs(companion.rollId, 1n, 0n);
  });
});
