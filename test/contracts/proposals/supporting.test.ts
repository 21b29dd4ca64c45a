import { expect } from "chai";
import type { ContractTransactionReceipt } from "ethers";
import { FIELD_ORDER } from "../../../sdk/crypto/field.ts";
import { LAST_VERSION } from "../../../sdk/proposals/actions.ts";
import { expectRefusal } from "../elections/refusal.ts";
import { type ForgedAction, forgeAction, forgePosting, type SentAction } from "./forgedSignals.ts";
import {
  DAY,
  idOf,
  type PostFacts,
  type ProposalTown,
  postFacts,
  proposalTown,
  skipsOf,
  stateOf,
  word,
  writeCensus,
} from "./proposalTown.ts";

const ROOT = 4242n;
/** As long as real ones. */
const NULLIFIER = FIELD_ORDER / 3n;

describe("Supporting a proposal", () => {
  let town: ProposalTown;
  let id: bigint;
  beforeEach(async () => {
    town = await proposalTown("SyntheticSignalVerifier");
    await town.published.publish(town.template);
    await writeCensus(town, { root: ROOT });
    id = await posted();
  });

  /** Posts one more proposal, as another resident each time. */
  async function posted(changes: Partial<PostFacts> = {}, poster = 1n): Promise<bigint> {
    const facts = await postFacts(town, changes);
    await town.proposals.post(forgePosting(town, facts, ROOT, poster));
    return idOf(town, facts, ROOT, poster);
  }

  /** A resident's support of `id`, or what `changes` make of it. */
  const action = (resident: number, changes: Partial<ForgedAction> = {}): SentAction =>
    forgeAction(town, { id, root: ROOT, nullifier: NULLIFIER + BigInt(resident), ...changes });

  async function act(...actions: readonly SentAction[]): Promise<ContractTransactionReceipt> {
    return (await town.proposals.act(actions)).wait();
  }

  async function supporters(of = id): Promise<number> {
    return Number((await town.proposals.proposal(of)).supporters);
  }

  it("counts it, and its withdrawal, and the next support, whoever sends", async () => {
    const { proposals, stranger } = town;
    const anybody = proposals.connect(stranger) as typeof proposals;
    const support = action(1);
    await expect(anybody.act([support]))
      .to.emit(proposals, "SupportChanged")
      .withArgs(id, support.nullifier, 0, 0, support.proof);
    expect([await supporters(), await proposals.changes(support.nullifier)]).to.deep.equal([1, 1n]);
    await act(action(2));
    await act(action(1, { version: 1 }));
    expect([await supporters(), await proposals.changes(support.nullifier)]).to.deep.equal([1, 2n]);
    await act(action(1, { version: 2 }));
    expect(await supporters()).to.equal(2);
  });

  it("is done and undone in one batch, in its order, over all proposals at once", async () => {
    const { template, published } = town;
    const other = { ...template, series: word(0x70), quota: 9 };
    await published.publish(other);
    const second = await posted({ template: other }, 2n);
    const receipt = await act(
      action(1),
      action(2, { id: second }),
      action(1, { version: 1 }),
      action(3, { id: second }),
      action(4),
      action(1, { version: 2 }),
    );
    expect(skipsOf(town, receipt)).to.deep.equal([]);
    expect([await supporters(), await supporters(second)]).to.deep.equal([2, 2]);
  });

  it("latches in the transaction that reaches the quota: what follows is skipped, for ever", async () => {
    const { proposals, networkHelpers, template } = town;
    await act(action(1), action(2));
    expect(await stateOf(town, id)).to.equal("Open");
    const receipt = await act(action(1, { version: 1 }), action(3), action(4), action(4, { version: 1 }), action(5));
    expect(skipsOf(town, receipt)).to.deep.equal([
      [3, "Latched"],
      [4, "Latched"],
    ]);
    const reachedAt = BigInt((await receipt.getBlock()).timestamp);
    const names = receipt.logs.map((log) => proposals.interface.parseLog(log)?.name);
    expect(names.filter((name) => name === "QuotaReached")).to.have.length(1);
    expect([await stateOf(town, id), await supporters()]).to.deep.equal(["Reached", 3]);
    expect((await proposals.proposal(id)).reachedAt).to.equal(reachedAt);

    expect(skipsOf(town, await act(action(3, { version: 1 }), action(6)))).to.deep.equal([
      [0, "Latched"],
      [1, "Latched"],
    ]);
    await networkHelpers.time.increase(template.window);
    expect(skipsOf(town, await act(action(3, { version: 1 })))).to.deep.equal([[0, "Closed"]]);
    expect([await stateOf(town, id), await supporters()]).to.deep.equal(["Reached", 3]);
  });

  it("is taken until the window closes, to the second", async () => {
    const { proposals, networkHelpers } = town;
    const closesAt = Number((await proposals.proposal(id)).closesAt);
    await networkHelpers.time.increaseTo(closesAt - 2);
    await networkHelpers.time.setNextBlockTimestamp(closesAt - 1);
    expect(skipsOf(town, await act(action(1)))).to.deep.equal([]);
    expect(await stateOf(town, id)).to.equal("Open");
    await networkHelpers.time.setNextBlockTimestamp(closesAt);
    expect(skipsOf(town, await act(action(2), action(1, { version: 1 })))).to.deep.equal([
      [0, "Closed"],
      [1, "Closed"],
    ]);
    expect([await stateOf(town, id), await supporters()]).to.deep.equal(["Expired", 1]);
  });

  it("is changed fourteen times by a resident, and not a fifteenth time", async () => {
    const versions = Array.from({ length: LAST_VERSION + 1 }, (_, version) => version);
    expect(skipsOf(town, await act(...versions.map((version) => action(1, { version }))))).to.deep.equal([]);
    expect(await supporters()).to.equal(0);
    const fifteenth = await act(action(1, { version: LAST_VERSION + 1 }), action(2));
    expect(skipsOf(town, fifteenth)).to.deep.equal([[0, "LimitReached"]]);
    expect([await supporters(), await town.proposals.changes(NULLIFIER + 1n)]).to.deep.equal([1, 14n]);
    expect(skipsOf(town, await act(action(1)))).to.deep.equal([[0, "VersionMoved"]]);
  });

  it("is not counted twice: not copied, not replayed after the withdrawal, not under another version", async () => {
    const [support, withdrawal] = [action(1), action(1, { version: 1 })];
    expect(skipsOf(town, await act(support, support))).to.deep.equal([[1, "VersionMoved"]]);
    expect(skipsOf(town, await act(support, action(1, { version: 2 })))).to.deep.equal([
      [0, "VersionMoved"],
      [1, "VersionMoved"],
    ]);
    await act(withdrawal);
    expect(skipsOf(town, await act(support, withdrawal))).to.deep.equal([
      [0, "VersionMoved"],
      [1, "VersionMoved"],
    ]);
    expect(await supporters()).to.equal(0);
    // The proof of version 0 under the version that is due.
    const { proposals } = town;
    await expectRefusal(proposals.act([{ ...support, version: 2 }]), proposals, "ActionProofsInvalid");
    await expectRefusal(proposals.act([{ ...withdrawal, version: 2 }]), proposals, "ActionProofsInvalid");
  });

  it("takes a nullifier in one spelling alone", async () => {
    const { proposals, verifier } = town;
    const support = action(1);
    await act(support);
    for (let times = 1n; times <= 4n; times++) {
      const nullifier = support.nullifier + times * FIELD_ORDER;
      await expectRefusal(proposals.act([{ ...support, nullifier }]), verifier, "FieldElementTooLarge", nullifier);
    }
    expect(await supporters()).to.equal(1);
  });

  it("of what was never posted is skipped, also before its posting and with root 0", async () => {
    const facts = await postFacts(town, { digest: word(0xd9) });
    const later = idOf(town, facts, ROOT, 77n);
    for (const root of [0n, ROOT]) {
      const receipt = await act(action(1, { id: later, root }), action(2, { id: later, root }), action(3));
      expect(skipsOf(town, receipt).slice(0, 2)).to.deep.equal([
        [0, "ProposalUnknown"],
        [1, "ProposalUnknown"],
      ]);
    }
    expect(await posted({ digest: word(0xd9) }, 77n)).to.equal(later);
    expect([await supporters(later), await supporters(0n)]).to.deep.equal([0, 0]);
    expect(await town.proposals.changes(NULLIFIER + 1n)).to.equal(0n);
  });

  it("is spoiled by nobody: a version that moved costs one, a proof that does not hold the whole batch", async () => {
    const { proposals } = town;
    await act(action(1));
    const receipt = await act(action(1), action(2));
    expect(skipsOf(town, receipt)).to.deep.equal([[0, "VersionMoved"]]);
    expect(await supporters()).to.equal(2);

    const forged = { ...action(4), proof: action(5).proof };
    await expectRefusal(proposals.act([action(1, { version: 1 }), forged]), proposals, "ActionProofsInvalid");
    expect([await supporters(), await proposals.changes(NULLIFIER + 1n)]).to.deep.equal([2, 1n]);
    // Skipped before the pairing, the same proof spoils nothing.
    const skipped = { ...forged, id: 5n };
    expect(skipsOf(town, await act(skipped, action(1, { version: 1 })))).to.deep.equal([[0, "ProposalUnknown"]]);
  });

  it("of another proposal, root, chain, contract or resident is no proof of this one", async () => {
    const { proposals, templates, place } = town;
    const second = await posted({ slot: 1 }, 2n);
    const elsewhere = await templates.getAddress();
    const foreign = (changes: Partial<typeof place>) =>
      forgeAction({ place: { ...place, ...changes } }, { id, root: ROOT, nullifier: NULLIFIER });
    const ours = action(0);
    const proofs = [
      action(0, { id: second }).proof,
      action(0, { root: ROOT + 1n }).proof,
      action(1).proof,
      action(0, { version: 1 }).proof,
      foreign({ chainId: 1n }).proof,
      foreign({ proposals: elsewhere }).proof,
      ours.proof.with(0, 0n),
      ours.proof.map(() => 0n),
    ];
    for (const [i, proof] of proofs.entries()) {
      await expectRefusal(proposals.act([{ ...ours, proof }]), proposals, "ActionProofsInvalid").catch((error) => {
        throw new Error(`proof ${i}`, { cause: error });
      });
    }
    await act(ours);
  });

  it("is not taken back from a proposal that nobody supports, with the nullifier of a support of another", async () => {
    const { proposals } = town;
    const second = await posted({ slot: 1 }, 2n);
    await act(action(1));
    for (const batch of [
      [action(1, { id: second, version: 1 })],
      [action(1, { id: second, version: 1 }), action(2, { id: second })],
      [action(2), action(1, { id: second, version: 1 })],
    ]) {
      const forged = batch.map((one) => (one.version === 1 ? { ...one, proof: action(9).proof } : one));
      await expectRefusal(proposals.act(forged), proposals, "ActionProofsInvalid");
    }
    expect([await supporters(), await supporters(second)]).to.deep.equal([1, 0]);
  });

  it("needs at least one action", async () => {
    const { proposals } = town;
    await expectRefusal(proposals.act([]), proposals, "NothingToDo");
  });

  it("can be counted again from the events alone", async () => {
    const { proposals, networkHelpers } = town;
    await act(action(1), action(2));
    await act(action(2, { version: 1 }), action(3), action(3));
    await networkHelpers.time.increase(DAY);
    await act(action(2, { version: 2 }), action(4));
    const changes = new Map<bigint, number>();
    const counted = await proposals.queryFilter(proposals.getEvent("SupportChanged"));
    for (const log of counted) {
      const [subject, nullifier, version] = proposals.interface.parseLog(log)?.args ?? [];
      expect(subject).to.equal(id);
      expect(Number(version)).to.equal(changes.get(nullifier) ?? 0);
      changes.set(nullifier, Number(version) + 1);
    }
    for (const [nullifier, count] of changes) expect(await proposals.changes(nullifier)).to.equal(BigInt(count));
    expect([...changes.values()].filter((count) => count % 2 === 1)).to.have.length(await supporters());
  });
});
