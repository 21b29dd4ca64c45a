import { LeanIMT } from "@zk-kit/lean-imt";
import { expect } from "chai";
import fc from "fast-check";
import { poseidon2 } from "poseidon-lite";
import { type EntryWithoutEarlier, withEarlier } from "../../../sdk/chain/earlierEnrolment.ts";
import { readRollHistory } from "../../../sdk/chain/roll.ts";
import { censusAt, type RollTransaction } from "../../../sdk/election/rollHistory.ts";
import { tries } from "../../campaign.ts";
import { entryFor, type RegistryFixture, registryFixture, structOf } from "./registryFixture.ts";

const ROLLS: readonly bigint[] = [1n, 2n, 30n];
const SEED = 20_261_124;

/** What may happen to a resident, who is drawn by number from a small town. */
const operation = fc.record({
  person: fc.nat(40),
  rollIds: fc.subarray([...ROLLS], { minLength: 1 }),
  remove: fc.boolean(),
});
const BATCHES = tries(12, 40);
const batches = fc.array(fc.array(operation, { minLength: 4, maxLength: 8 }), {
  minLength: BATCHES,
  maxLength: BATCHES,
});

/** The registry in plain JavaScript: a LeanIMT per roll. */
class Model {
  readonly trees = new Map(ROLLS.map((rollId) => [rollId, new LeanIMT((a, b) => poseidon2([a, b]))]));
  readonly residents = new Map<number, { sequence: number; commitment: bigint; rollIds: readonly bigint[] }>();
  nextCommitment = 1_000_000n;

  apply({ person, rollIds, remove }: { person: number; rollIds: bigint[]; remove: boolean }) {
    const known = this.residents.get(person) ?? { sequence: 0, commitment: 0n, rollIds: [] };
    for (const rollId of known.rollIds) {
      const tree = this.trees.get(rollId) as LeanIMT;
      tree.update(tree.indexOf(known.commitment), 0n);
    }
    const leaves = remove && known.sequence > 0;
    const state = {
      sequence: known.sequence + 1,
      commitment: leaves ? 0n : this.nextCommitment++,
      rollIds: leaves ? [] : rollIds,
    };
    for (const rollId of state.rollIds) this.trees.get(rollId)?.insert(state.commitment);
    this.residents.set(person, state);
    return { sequence: state.sequence, identityCommitment: state.commitment, rollIds: state.rollIds };
  }
}

describe("The trees of the rolls", () => {
  let fixture: RegistryFixture;
  before(async () => {
    fixture = await registryFixture();
  });

  it("are LeanIMTs after many random enrolments, re-issues and removals, and the sdk rebuilds them from events", async function () {
    this.timeout(120_000);
    const model = new Model();
    let history: readonly RollTransaction[] = [];
    let count = 0;
    for (const operations of fc.sample(batches, { seed: SEED, numRuns: 1 })[0] ?? []) {
      const entries: EntryWithoutEarlier[] = [];
      for (const op of operations) entries.push(await entryFor(fixture, `person ${op.person}`, model.apply(op)));
      await fixture.registry.enrol(withEarlier(history, entries).map(structOf));
      history = await readRollHistory(fixture.id.registry, fixture.submitter);
      await expectSameRolls(model, history);
      count += operations.length;
    }
    expect(count).to.be.greaterThan(4 * BATCHES);
  });

  async function expectSameRolls(model: Model, history: readonly RollTransaction[]) {
    for (const [rollId, tree] of model.trees) {
      if (tree.size === 0) continue;
      const { checkpoint, leaves } = censusAt(history, rollId, Number.POSITIVE_INFINITY);
      const activeMembers = tree.leaves.filter((leaf) => leaf !== 0n).length;
      expect(checkpoint?.root).to.equal(tree.root);
      expect(checkpoint?.depth).to.equal(tree.depth);
      expect(checkpoint?.activeMembers).to.equal(activeMembers);
      expect(leaves).to.deep.equal(tree.leaves);
      expect(await fixture.registry.activeMembers(rollId)).to.equal(BigInt(activeMembers));
    }
  }
});
