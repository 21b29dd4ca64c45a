import { expect } from "chai";
import { expectRefusal } from "../elections/refusal.ts";
import { type ForgedAction, forgeAction, forgePosting } from "./forgedSignals.ts";
import {
  COMPANION_ID,
  DAY,
  idOf,
  type ProposalTown,
  postFacts,
  proposalTown,
  skipsOf,
  WEEK,
  word,
  writeCensus,
} from "./proposalTown.ts";

const ROOT = 4242n;
const GROUP = 777n;

describe("Newcomers", () => {
  let town: ProposalTown;
  let id: bigint;
  let cut: number;
  beforeEach(async () => {
    town = await proposalTown("SyntheticSignalVerifier");
    const { published, template, proposals, networkHelpers } = town;
    await published.publish(template);
    cut = await writeCensus(town, { root: ROOT });
    const facts = await postFacts(town);
    await proposals.post(forgePosting(town, facts, ROOT, 1n));
    id = idOf(town, facts, ROOT, 1n);
    await town.rolls.write(COMPANION_ID, { time: cut + DAY, depth: 7, activeMembers: 120, root: GROUP });
    await networkHelpers.time.increaseTo(cut + WEEK + DAY);
  });

  const action = (resident: bigint, changes: Partial<ForgedAction> = {}) =>
    forgeAction(town, { id, root: GROUP, nullifier: resident, newcomersCut: cut + WEEK, ...changes });
  const act = async (...actions: readonly ReturnType<typeof action>[]) =>
    skipsOf(town, await (await town.proposals.act(actions)).wait());
  const supporters = async () => Number((await town.proposals.proposal(id)).supporters);

  it("support over their group at a later cut, once anybody has shown it", async () => {
    const { proposals, template, stranger } = town;
    expect(await act(action(1n))).to.deep.equal([[0, "GroupUnknown"]]);
    const anybody = proposals.connect(stranger) as typeof proposals;
    const hash = await town.templates.hashOf(template);
    await expect(anybody.showNewcomers(template, cut + WEEK))
      .to.emit(proposals, "NewcomersShown")
      .withArgs(hash, cut + WEEK, GROUP, 120);
    expect(await proposals.newcomersRoot(hash, cut + WEEK)).to.equal(GROUP);
    expect(await act(action(1n), action(2n, { root: ROOT, newcomersCut: 0 }))).to.deep.equal([]);
    // Whoever stands in both has one nullifier, whichever the proof is over.
    expect(await act(action(2n), action(1n, { root: ROOT, newcomersCut: 0 }))).to.deep.equal([
      [0, "VersionMoved"],
      [1, "VersionMoved"],
    ]);
    expect(await act(action(1n, { root: ROOT, newcomersCut: 0, version: 1 }))).to.deep.equal([]);
    expect(await supporters()).to.equal(1);
  });

  it("prove over that group alone", async () => {
    const { proposals, template } = town;
    await proposals.showNewcomers(template, cut + WEEK);
    const wrong = [
      action(1n, { root: ROOT }),
      { ...action(1n, { root: ROOT, newcomersCut: 0 }), newcomersCut: cut + WEEK },
    ];
    for (const one of wrong) await expectRefusal(proposals.act([one]), proposals, "ActionProofsInvalid");
    const other = { ...action(1n), newcomersCut: 0 };
    await expectRefusal(proposals.act([other]), proposals, "ActionProofsInvalid");
  });

  it("of a cut before the proposal's census, or of no weekly cut, are none", async () => {
    const { proposals, rolls, template, networkHelpers, templates } = town;
    const later = cut + WEEK;
    for (const wrong of [later + WEEK, later + 1, later - DAY]) {
      await expectRefusal(proposals.showNewcomers(template, wrong), proposals, "CutNotPast", wrong, later);
    }
    await expectRefusal(proposals.showNewcomers(template, cut), templates, "WeeklyCensusTooSmall", 0, 1);
    await expectRefusal(proposals.showNewcomers({ ...template, quota: 9 }, later), templates, "TemplateUnknown");
    await rolls.write(COMPANION_ID, { time: later + DAY, depth: 21, activeMembers: 130, root: GROUP });
    await networkHelpers.time.increase(WEEK);
    await expectRefusal(proposals.showNewcomers(template, later + WEEK), templates, "WeeklyCensusTooDeep", 21, 20);

    // A proposal under a later census is not supported over a group from before it.
    await proposals.showNewcomers(template, later);
    await rolls.write(template.rollId, { time: later + DAY, depth: 8, activeMembers: 210, root: ROOT + 1n });
    const facts = await postFacts(town, { slot: 1 });
    await proposals.post(forgePosting(town, facts, ROOT + 1n, 9n));
    const young = idOf(town, facts, ROOT + 1n, 9n);
    expect(facts.cut).to.equal(later + WEEK);
    expect(await act(action(5n, { id: young }), action(5n))).to.deep.equal([[0, "GroupUnknown"]]);
  });

  it("of a published roll, which nothing dates against it, do not support: a re-issued resident would do so twice", async () => {
    const { proposals, published, templates, rollFactory, networkHelpers, template } = town;
    const rolls = (await town.ethers.deployContract("MockRollHistory", [true])) as unknown as typeof town.rolls;
    await rollFactory.getFunction("namePublished")(rolls);
    const over = { ...template, rolls: await rolls.getAddress() };
    await published.publish(over);
    expect((await templates.publication(await templates.hashOf(over))).takesNewcomers).to.equal(false);
    // On the census by the identity that was re-issued; in the companion still by the first one.
    await rolls.write(over.rollId, { time: cut + DAY, depth: 7, activeMembers: 200, root: ROOT });
    await rolls.write(COMPANION_ID, { time: cut + DAY, depth: 7, activeMembers: 200, root: GROUP });
    const facts = await postFacts(town, { template: over });
    await proposals.post(forgePosting(town, facts, ROOT, 5n));
    const of = idOf(town, facts, ROOT, 5n);
    await networkHelpers.time.increase(WEEK);
    const shown = proposals.showNewcomers(over, cut + WEEK);
    await expectRefusal(shown, proposals, "NewcomersNotTaken", over.rolls);
    expect(await act(forgeAction(town, { id: of, root: ROOT, nullifier: 7n }))).to.deep.equal([]);
    expect(await act(action(8n, { id: of }))).to.deep.equal([[0, "GroupUnknown"]]);
    expect((await proposals.proposal(of)).supporters).to.equal(1n);
  });

  it("support over a group that is as large as a census must be", async () => {
    const { proposals, published, templates, template } = town;
    const larger = { ...template, series: word(0x70), leastMembers: 121 };
    await published.publish(larger);
    const shown = proposals.showNewcomers(larger, cut + WEEK);
    await expectRefusal(shown, templates, "WeeklyCensusTooSmall", 120, 121);
  });
});
