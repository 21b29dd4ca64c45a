import { expect } from "chai";
import { ZeroHash } from "ethers";
import { provingFiles } from "../../../scripts/checkout/circuitFiles.ts";
import { enrolmentContext } from "../../../sdk/chain/offices.ts";
import type { ShownEntry } from "../../../sdk/chain/publishedRolls.ts";
import { remedies } from "../../../sdk/chain/remedies.ts";
import { FIELD_ORDER } from "../../../sdk/crypto/field.ts";
import { hexOf, type SnapshotEntry } from "../../../sdk/election/snapshotEntry.ts";
import { word } from "../../../sdk/election/snapshotTree.ts";
import { proveEnrolment } from "../../../sdk/proofs/enrolmentProof.ts";
import { BASE_FIELD_ORDER, endProving } from "../../../sdk/proofs/groth16.ts";
import { expectRefusal } from "../elections/refusal.ts";
import {
  childrenOf,
  entriesOf,
  entryOf,
  type Filed,
  filed,
  filedWithWrongValue,
  openingAt,
  type PublishedFixture,
  publish,
  publishedFixture,
  ROLL,
  shown,
  snapshotOf,
  stepsOf,
} from "./publishedFixture.ts";
import { REFUSED_PROOF } from "./registryFixture.ts";

const COUNT = 5;
const [ENTRY_INVALID, ENTRIES_ALIKE, NODE_WRONG] = [0n, 1n, 2n];
/** Places that have a digest of their own in a tree of five leaves. */
const PLACES = [
  ...[0, 1, 2, 3, 4].map((index) => [0, index] as const),
  ...([
    [1, 0],
    [1, 1],
    [2, 0],
    [3, 0],
  ] as const),
];

describe("A published snapshot", () => {
  let fixture: PublishedFixture;
  let start: Awaited<ReturnType<PublishedFixture["networkHelpers"]["takeSnapshot"]>>;

  before(async () => {
    fixture = await publishedFixture();
    start = await fixture.networkHelpers.takeSnapshot();
  });
  beforeEach(() => start.restore());

  /** Publishes a file, as if it had that many active members. */
  async function published(file: Filed, activeMembers = file.entries.length): Promise<Filed> {
    await publish(fixture, snapshotOf(file.tree, activeMembers), childrenOf(file.tree));
    return file;
  }

  function withEntry(index: number, change: Partial<SnapshotEntry>): Promise<Filed> {
    return published(filed(entriesOf(COUNT).map((entry, m) => (m === index ? { ...entry, ...change } : entry))));
  }

  const challengeNode = (file: Filed, level: number, index: number, openings: readonly unknown[]) =>
    fixture.rolls.challengeNode(ROLL, level, index, stepsOf(file.tree, level, index), openings);
  const openingsOf = (file: Filed, level: number, index: number) => [
    openingAt(file, level, index),
    level === 0 ? openingAt(file, 0, 0) : openingAt(file, level - 1, 2 * index),
    level === 0 ? openingAt(file, 0, 0) : openingAt(file, level - 1, 2 * index + 1),
  ];

  async function expectVoided(challenge: Promise<unknown>, fault: bigint): Promise<void> {
    await expect(challenge).to.emit(fixture.rolls, "SnapshotVoided").withArgs(ROLL, 1n, fault);
    expect((await fixture.rolls.pending(ROLL)).finalAt).to.equal(0n);
    await fixture.networkHelpers.time.increase(10 * 86_400);
    expect((await fixture.rolls.checkpointAt(ROLL, (await fixture.networkHelpers.time.latest()) - 1)).root).to.equal(
      0n,
    );
  }

  it("that is right cannot be challenged at any entry, pair or node", async () => {
    const file = await published(filed(entriesOf(COUNT)));
    const { rolls } = fixture;
    for (let index = 0; index < COUNT; index++) {
      await expectRefusal(rolls.challengeEntry(ROLL, shown(file, index)), rolls, "NoFault");
      await expectRefusal(rolls.challengePair(ROLL, shown(file, index), shown(file, index)), rolls, "NoFault");
      const other = shown(file, (index + 1) % COUNT);
      await expectRefusal(rolls.challengePair(ROLL, shown(file, index), other), rolls, "NoFault");
    }
    for (const [level, index] of PLACES) {
      await expectRefusal(challengeNode(file, level, index, openingsOf(file, level, index)), rolls, "NoFault");
    }
  });

  for (const index of [0, 3, 4]) {
    it(`falls with a proof that does not hold, at entry ${index}`, async () => {
      const file = await withEntry(index, { proof: REFUSED_PROOF });
      await expectVoided(fixture.rolls.challengeEntry(ROLL, shown(file, index)), ENTRY_INVALID);
    });
  }

  const impossible: readonly (readonly [string, Partial<SnapshotEntry>])[] = [
    ["commitment 0", { identityCommitment: 0n }],
    ["a commitment of r", { identityCommitment: FIELD_ORDER }],
    ["the largest word as commitment", { identityCommitment: 2n ** 256n - 1n }],
    ["sequence 0", { sequence: 0 }],
    ["a sequence of 2^32", { sequence: 2 ** 32 }],
    ["a registrar's pseudonym of zero", { registrarPseudonym: ZeroHash }],
    ["an approver's pseudonym of zero", { approverPseudonym: ZeroHash }],
  ];
  for (const [what, change] of impossible) {
    it(`falls with ${what}, whatever the proof`, async () => {
      const file = await withEntry(2, change);
      await expectVoided(fixture.rolls.challengeEntry(ROLL, shown(file, 2)), ENTRY_INVALID);
    });
  }

  const alike: readonly (readonly [string, Partial<SnapshotEntry>])[] = [
    ["registrar's pseudonym", { registrarPseudonym: entryOf(1).registrarPseudonym }],
    ["approver's pseudonym", { approverPseudonym: entryOf(1).approverPseudonym }],
    ["identity commitment", { identityCommitment: entryOf(1).identityCommitment }],
  ];
  for (const [what, change] of alike) {
    it(`falls with two entries of the same ${what}, shown in either order`, async () => {
      const file = await withEntry(4, change);
      const [first, second] = [shown(file, 1), shown(file, 4)];
      await fixture.rolls.challengePair.staticCall(ROLL, second, first);
      await expectVoided(fixture.rolls.challengePair(ROLL, first, second), ENTRIES_ALIKE);
    });
  }

  for (const [level, index] of [
    [1, 0],
    [1, 1],
    [2, 0],
    [3, 0],
  ] as const) {
    it(`falls with a node of level ${level} at ${index} that is not the hash of its children`, async () => {
      const file = await published(filedWithWrongValue(entriesOf(COUNT), level, index, 4242n));
      await expectVoided(challengeNode(file, level, index, openingsOf(file, level, index)), NODE_WRONG);
    });
  }

  it("falls with a node that equals the hash of its children only modulo r", async () => {
    const right = openingAt(filed(entriesOf(COUNT)), 1, 0).words[0] as bigint;
    const file = await published(filedWithWrongValue(entriesOf(COUNT), 1, 0, right + FIELD_ORDER));
    await expectVoided(challengeNode(file, 1, 0, openingsOf(file, 1, 0)), NODE_WRONG);
  });

  it("falls if it holds more entries than active members, or fewer", async () => {
    // For four members the right child of the top is a node; of five entries it is the fifth leaf.
    const more = await published(filed(entriesOf(COUNT)), 4);
    const besideLeaf = [{ value: openingAt(more, 3, 0).words[0], sibling: digestAt(more, 2, 0) }];
    const leaf = openingAt(more, 0, 4);
    await expectVoided(fixture.rolls.challengeNode(ROLL, 1, 1, besideLeaf, [leaf, leaf, leaf]), NODE_WRONG);

    await start.restore();
    const fewer = await published(filed(entriesOf(4)), COUNT);
    // For five members the right child of the top is the fifth leaf; here it is a node.
    const path = [{ value: openingAt(fewer, 2, 0).words[0], sibling: digestAt(fewer, 1, 0) }];
    const node = openingAt(fewer, 1, 1);
    await expectVoided(fixture.rolls.challengeNode(ROLL, 0, 4, path, [node, node, node]), NODE_WRONG);
  });

  it("is not touched by what is not in it: other entries, places, paths and openings", async () => {
    const file = await published(filed(entriesOf(COUNT)));
    const { rolls } = fixture;
    const wrong = filed([entryOf(0), entryOf(1), entryOf(2), entryOf(3), entryOf(4, { proof: REFUSED_PROOF })]);
    const entry = shown(file, 1);
    const refused = (change: Partial<ShownEntry>, name: string, ...args: readonly unknown[]) =>
      expectRefusal(rolls.challengeEntry(ROLL, { ...entry, ...change }), rolls, name, ...args);

    await expectRefusal(rolls.challengeEntry(ROLL, shown(wrong, 4)), rolls, "NotInSnapshot");
    await refused({ index: 0 }, "NotInSnapshot");
    await refused({ index: 5 }, "PlaceUnknown", 0n, 5n);
    await refused({ index: 2 ** 32 - 1 }, "PlaceUnknown", 0n, 2 ** 32 - 1);
    await refused({ path: entry.path.slice(1) }, "PathLengthWrong", 2n, 3n);
    await refused({ path: [...entry.path, ...entry.path.slice(2)] }, "PathLengthWrong", 4n, 3n);
    await refused({ opening: { ...entry.opening, isEntry: false } }, "EntryExpected", 1n);
    const short = entry.opening.words.slice(1);
    await refused({ opening: { isEntry: true, words: short } }, "OpeningLengthWrong", 11n, 12n);
    // A node is its only child here, so it has no place of its own.
    for (const [level, index] of [
      [1, 2],
      [2, 1],
      [4, 0],
      [255, 0],
    ] as const) {
      const openings = openingsOf(file, 1, 0);
      await expectRefusal(rolls.challengeNode(ROLL, level, index, [], openings), rolls, "PlaceUnknown", level, index);
    }
    const [node, left, right] = openingsOf(file, 1, 0);
    await expectRefusal(
      challengeNode(file, 1, 0, [node, right, left]),
      rolls,
      "ChildMismatch",
      digestAt(file, 0, 0),
      digestAt(file, 0, 1),
    );
  });
});

describe("A published snapshot with real proofs", () => {
  after(endProving);

  /** Entries of two residents, with proofs for that contract of published rolls. */
  async function provedEntries({ id }: PublishedFixture): Promise<SnapshotEntry[]> {
    const registry = { chainId: id.chainId, registry: id.rolls };
    const entries: SnapshotEntry[] = [];
    for (let number = 0; number < 2; number++) {
      const secret = 1_000n + BigInt(number);
      const { registrarPseudonym, approverPseudonym } = entryOf(number);
      const { publicSignals } = await proveEnrolment(provingFiles("enrolment"), secret, 1n);
      const identityCommitment = publicSignals[0] as bigint;
      const facts = { sequence: 1, identityCommitment };
      const context = enrolmentContext(registry, registrarPseudonym, approverPseudonym, facts);
      const { proof } = await proveEnrolment(provingFiles("enrolment"), secret, context);
      entries.push(entryOf(number, { ...facts, proof }));
    }
    return entries;
  }

  it("is not voided by a chain on which the precompiles cost more than the verifier gives them", async () => {
    const fixture = await publishedFixture("EnrolmentVerifier");
    const { rolls, ethers, provider, verifier: address } = fixture;
    const entries = await provedEntries(fixture);
    const impossible = filed([entries[0] as SnapshotEntry, { ...(entries[1] as SnapshotEntry), sequence: 0 }]);
    const file = filed(entries);
    await publish(fixture, snapshotOf(file.tree, 2), childrenOf(file.tree));
    await publish(fixture, snapshotOf(impossible.tree, 2, { rollId: ROLL + 1n }), childrenOf(impossible.tree));
    await expectRefusal(rolls.challengeEntry(ROLL, shown(file, 0)), rolls, "NoFault");

    // What the verifier gives to four pairs is now less than their price, as after a change of prices.
    const code = await ethers.provider.getCode(address);
    const repriced = code.replaceAll("620109a0", "62004e20");
    expect(repriced).not.to.equal(code);
    await provider.request({ method: "hardhat_setCode", params: [address, repriced] });
    const verifier = await ethers.getContractAt("EnrolmentVerifier", address);
    await expectRefusal(rolls.challengeEntry(ROLL, shown(file, 0)), verifier, "KnownProofFails");
    expect((await rolls.pending(ROLL)).sequence).to.equal(1n);
    // What no proof decides falls all the same.
    await expect(rolls.challengeEntry(ROLL + 1n, shown(impossible, 1)))
      .to.emit(rolls, "SnapshotVoided")
      .withArgs(ROLL + 1n, 1n, ENTRY_INVALID);
  });

  it("stands against a call with too little gas to verify, and falls with one coordinate too large", async () => {
    const fixture = await publishedFixture("EnrolmentVerifier");
    const { rolls } = fixture;
    const entries = await provedEntries(fixture);
    const file = filed(entries);
    await publish(fixture, snapshotOf(file.tree, 2), childrenOf(file.tree));
    await expectRefusal(rolls.challengeEntry(ROLL, shown(file, 0)), rolls, "NoFault");
    // Every gas limit at which the call does not simply run out: none may make a valid proof look invalid.
    for (let gasLimit = 60_000; gasLimit <= 2_100_000; gasLimit += 60_000) {
      const voided = await rolls.challengeEntry.staticCall(ROLL, shown(file, 0), { gasLimit }).then(
        () => true,
        () => false,
      );
      expect(voided, `with ${gasLimit} gas`).to.equal(false);
    }
    const starved = rolls.challengeEntry(ROLL, shown(file, 0), { gasLimit: 1_400_000 });
    await expectRefusal(starved, rolls, "GasTooLow");

    const second = entries[1] as SnapshotEntry;
    const [ax, ...others] = second.proof;
    const proof = [ax + BASE_FIELD_ORDER, ...others] as unknown as SnapshotEntry["proof"];
    const next = filed([entries[0] as SnapshotEntry, { ...second, proof }]);
    const change = { rollId: ROLL + 1n };
    await publish(fixture, snapshotOf(next.tree, 2, change), childrenOf(next.tree));
    // The gas that the error's own remedy names is enough.
    const advised = /gas limit of ([0-9,]+)/.exec(remedies.GasTooLow)?.[1] ?? "";
    const gasLimit = Number(advised.replaceAll(",", ""));
    await expect(rolls.challengeEntry(ROLL + 1n, shown(next, 1), { gasLimit }))
      .to.emit(rolls, "SnapshotVoided")
      .withArgs(ROLL + 1n, 1n, ENTRY_INVALID);
  });
});

function digestAt({ tree }: Filed, level: number, index: number): string {
  return hexOf(word(tree.digests[level] as Uint8Array, index));
}
