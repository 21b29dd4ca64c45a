import { expect } from "chai";
import { type Signer, ZeroAddress } from "ethers";
import type { AbiTemplate } from "../../../sdk/proposals/template.ts";
import type { ContractWith } from "../contractWith.ts";
import { expectRefusal } from "../elections/refusal.ts";
import { forgePosting } from "./forgedSignals.ts";
import { DAY, idOf, type ProposalTown, postFacts, proposalTown, word, writeCensus } from "./proposalTown.ts";

type NoticesContract = ContractWith<
  "hide" | "name" | "restore" | "noteStage" | "noteMilestone" | "leftOut" | "leafNotice"
>;

const ROOT = 4242n;
const HOUR = 3_600;
const LEAF = word(0xab);
const EVIDENCE = word(0xee);
const WHY = "다른 사람의 전화번호가 적혀 있습니다.";

/** Templates, Proposals and Notices are those that are deployed; only the roll and the proofs are a test's. */
describe("Parties of a proposal", () => {
  let town: ProposalTown;
  let notices: NoticesContract;
  let id: bigint;
  beforeEach(async () => {
    town = await proposalTown("SyntheticSignalVerifier");
    await town.published.publish(town.template);
    await writeCensus(town, { root: ROOT });
    const contract = await town.ethers.deployContract("Notices", [await town.proposals.getAddress()]);
    notices = contract as unknown as NoticesContract;
    id = await posted(town.template, 1n);
  });

  async function posted(template: AbiTemplate, poster: bigint): Promise<bigint> {
    const facts = await postFacts(town, { template });
    await town.proposals.post(forgePosting(town, facts, ROOT, poster));
    return idOf(town, facts, ROOT, poster);
  }

  const as = (who: Signer) => notices.connect(who) as unknown as NoticesContract;

  const partiesOf = async (of: bigint) => (await town.proposals.partiesOf(of)).toObject();

  /** Each way to send a notice. */
  const calls = (who: Signer, of: bigint) => [
    () => as(who).hide(of, LEAF, HOUR, 0, WHY),
    () => as(who).name(of, LEAF, 0, WHY),
    () => as(who).restore(of, LEAF, WHY),
    () => as(who).noteStage(of, 0, town.start, EVIDENCE, WHY),
    () => as(who).noteMilestone(of, 1, 0, town.start, EVIDENCE, WHY),
  ];

  it("are those that its template names, and nobody of a proposal that was never posted", async () => {
    const { template, proposals } = town;
    const { organizer, reviewer, council } = template;
    const { closesAt } = await proposals.proposal(id);
    expect(await partiesOf(id)).to.deep.equal({ organizer, reviewer, council, closesAt });
    const nobody = { organizer: ZeroAddress, reviewer: ZeroAddress, council: ZeroAddress, closesAt: 0n };
    for (const unknown of [0n, id + 1n]) expect(await partiesOf(unknown)).to.deep.equal(nobody);
  });

  it("stay those of the template that it was posted under when another takes over, with or without a council", async () => {
    const { template, published, templates, stranger, council, reviewer } = town;
    const next = { ...template, reviewer: await stranger.getAddress(), council: ZeroAddress };
    await published.publish(next);
    await templates.takeOver(next);
    const later = await posted(next, 2n);
    expect(await partiesOf(later)).to.include({ reviewer: next.reviewer, council: ZeroAddress });
    expect(await partiesOf(id)).to.include({ reviewer: template.reviewer, council: template.council });
    await as(stranger).name(later, LEAF, 0, WHY);
    await expectRefusal(as(stranger).name(id, LEAF, 0, WHY), notices, "NotAParty", next.reviewer);
    await as(reviewer).name(id, LEAF, 0, WHY);
    for (const call of calls(council, later)) await expectRefusal(call(), notices, "NotAParty", template.council);
  });

  it("hide a leaf alone, for hours and not in the week before its supports close", async () => {
    const { organizer, reviewer, council, networkHelpers, proposals } = town;
    for (const party of [organizer, reviewer, council]) await as(party).hide(id, LEAF, 24 * HOUR, 0, WHY);
    await expectRefusal(as(organizer).hide(id, LEAF, 1, 0, WHY), notices, "HidingTooLong", 1, 0);
    const other = await posted(town.template, 2n);
    const last = Number((await proposals.proposal(other)).closesAt) - 7 * DAY;
    await networkHelpers.time.setNextBlockTimestamp(last);
    const late = as(council).hide(other, word(0xcd), 1, 0, WHY);
    await expectRefusal(late, notices, "HidingTooLate", last + 1, last);
  });

  it("hide a leaf together, reviewer and organizer, until one of them restores it", async () => {
    const { organizer, reviewer, council, networkHelpers } = town;
    await as(organizer).name(id, LEAF, 0, WHY);
    await as(reviewer).name(id, LEAF, 0, WHY);
    expect((await notices.leafNotice(id, LEAF)).jointAt).not.to.equal(0n);
    expect(await notices.leftOut(id, [LEAF])).to.equal(0n);
    await networkHelpers.time.increase(7 * DAY);
    expect(await notices.leftOut(id, [LEAF])).to.equal(1n);
    await expectRefusal(as(council).restore(id, LEAF, WHY), notices, "NotAParty", await council.getAddress());
    await as(organizer).restore(id, LEAF, WHY);
    await networkHelpers.time.increase(DAY);
    expect(await notices.leftOut(id, [LEAF])).to.equal(0n);
  });

  it("note stages, as the council, and milestones, as the organizer", async () => {
    const { organizer, reviewer, council } = town;
    const stage = (who: Signer) => as(who).noteStage(id, 5, town.start, EVIDENCE, "공포");
    await expect(stage(council)).to.emit(notices, "StageNoted");
    for (const who of [organizer, reviewer]) {
      await expectRefusal(stage(who), notices, "NotAParty", await who.getAddress());
    }
    await expect(as(organizer).noteMilestone(id, 1, 2, town.start, EVIDENCE, "준공")).to.emit(
      notices,
      "MilestoneNoted",
    );
  });

  it("are nobody else, and of an unknown proposal nobody at all", async () => {
    const { organizer, reviewer, council, stranger } = town;
    for (const call of calls(stranger, id)) {
      await expectRefusal(call(), notices, "NotAParty", await stranger.getAddress());
    }
    for (const who of [organizer, reviewer, council]) {
      for (const call of calls(who, id + 1n)) {
        await expectRefusal(call(), notices, "NotAParty", await who.getAddress());
      }
    }
  });
});
