import { LeanIMT } from "@zk-kit/lean-imt";
import { expect } from "chai";
import type { ContractTransactionReceipt } from "ethers";
import hre from "hardhat";
import { poseidon2 } from "poseidon-lite";
import { deploySemaphore } from "../../sdk/chain/deploy.ts";
import type { RandomBytes } from "../../sdk/crypto/random.ts";
import { timeFor, tries } from "../campaign.ts";
import { entryFor, recordOf, registryFixture, structOf } from "../contracts/registry/registryFixture.ts";
import { seededRandom } from "../sdk/seededRandom.ts";
import { randomElement, randomNumber } from "./randomElement.ts";

const OPERATIONS = tries(200, 10_000);
/** Few: the registry's own test adds and removes at random too. */
const ENTRIES = tries(60, 10_000);
const ROLLS: readonly bigint[] = [1n, 2n, 3n];

const newTree = () => new LeanIMT((a, b) => poseidon2([a, b]));
const below = (random: RandomBytes, limit: number) => Number(randomNumber(random, 6) % BigInt(limit));

describe("LeanIMT", () => {
  it("has one root in JavaScript and in Semaphore's groups after every insertion, update and removal", async function () {
    this.timeout(timeFor(OPERATIONS, 200));
    const random = seededRandom("semaphore tree");
    const { ethers } = await hre.network.create();
    const [account] = await ethers.getSigners();
    const { address } = (await deploySemaphore(account as NonNullable<typeof account>)).semaphore;
    const semaphore = await ethers.getContractAt("Semaphore", address);
    await semaphore.getFunction("createGroup()")();
    const tree = newTree();

    for (let i = 0; i < OPERATIONS; i++) {
      const present = tree.leaves.filter((leaf) => leaf !== 0n);
      const old = present[below(random, present.length || 1)];
      const fresh = Array.from({ length: 1 + below(random, 3) }, () => randomElement(random)).filter(
        (leaf, place, all) => leaf !== 0n && all.indexOf(leaf) === place && !present.includes(leaf),
      );
      const kind = below(random, 5);
      if (old !== undefined && (kind < 2 || (kind === 2 && fresh[0] !== undefined))) {
        const index = tree.indexOf(old);
        const { siblings } = tree.generateProof(index);
        if (kind < 2) await semaphore.getFunction("removeMember")(0, old, siblings);
        else await semaphore.getFunction("updateMember")(0, old, fresh[0], siblings);
        tree.update(index, kind < 2 ? 0n : (fresh[0] as bigint));
      } else if (fresh.length > 0) {
        if (fresh.length === 1) await semaphore.getFunction("addMember")(0, fresh[0]);
        else await semaphore.getFunction("addMembers")(0, fresh);
        for (const leaf of fresh) tree.insert(leaf);
      }
      expect(await semaphore.getFunction("getMerkleTreeRoot")(0)).to.equal(tree.root ?? 0n);
      expect(await semaphore.getFunction("getMerkleTreeDepth")(0)).to.equal(BigInt(Math.max(tree.depth, 0)));
    }
    expect(tree.size).to.be.greaterThan(OPERATIONS / 2);
  });

  it("has one root in JavaScript and in the registry's checkpoints after every entry of every batch", async function () {
    this.timeout(timeFor(ENTRIES, 300));
    const random = seededRandom("registry trees");
    const fixture = await registryFixture();
    const trees = new Map(ROLLS.map((rollId) => [rollId, newTree()]));
    const residents = new Map<number, { sequence: number; commitment: bigint; rollIds: readonly bigint[] }>();

    for (let done = 0; done < ENTRIES; ) {
      const entries = [];
      for (const length = 1 + below(random, 4); entries.length < length; done++) {
        const person = below(random, ENTRIES / 3);
        const known = residents.get(person) ?? { sequence: 0, commitment: 0n, rollIds: [] };
        const siblings = known.rollIds.map((rollId) => leave(trees.get(rollId) as LeanIMT, known.commitment));
        const removal = known.commitment !== 0n && below(random, 3) === 0;
        const rollIds = removal ? [] : ROLLS.filter((_, place) => place === person % 3 || below(random, 2) === 0);
        const commitment = removal ? 0n : BigInt(10_000 + done) * 2n ** 100n;
        for (const rollId of rollIds) trees.get(rollId)?.insert(commitment);
        const entry = await entryFor(fixture, `person ${person}`, {
          ...{ sequence: known.sequence + 1, identityCommitment: commitment, rollIds },
        });
        const { sequence, commitment: identityCommitment } = known;
        const earlier = { ...recordOf(entry), sequence, identityCommitment, rollIds: known.rollIds };
        residents.set(person, { sequence: known.sequence + 1, commitment, rollIds });
        entries.push({ ...structOf(entry), earlier, siblings });
      }
      const receipt: ContractTransactionReceipt = await (await fixture.registry.enrol(entries)).wait();
      const written = receipt.logs
        .map((log) => fixture.registry.interface.parseLog(log))
        .filter((log) => log?.name === "CheckpointWritten");
      for (const [rollId, tree] of trees) {
        const last = written.findLast((log) => log?.args.rollId === rollId);
        if (last === undefined) continue;
        expect(last?.args.root).to.equal(tree.root);
        expect(last?.args.depth).to.equal(BigInt(tree.depth));
        expect(last?.args.activeMembers).to.equal(BigInt(tree.leaves.filter((leaf) => leaf !== 0n).length));
      }
    }
    expect([...residents.values()].some(({ sequence }) => sequence > 2)).to.equal(true);
  });
});

/** Takes a commitment off a tree; its siblings before that. */
function leave(tree: LeanIMT, commitment: bigint): readonly bigint[] {
  const index = tree.indexOf(commitment);
  const { siblings } = tree.generateProof(index);
  tree.update(index, 0n);
  return siblings;
}
