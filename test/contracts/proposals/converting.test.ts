import { expect } from "chai";
import { keccak256 } from "ethers";
import type { Constitution } from "../../../sdk/election/constitution.ts";
import { constitutionFromAbi, type DecodedConstitution } from "../../../sdk/election/constitutionAbi.ts";
import { CONVERSION_MODES } from "../../../sdk/proposals/ballotTerms.ts";
import { conversionTerm } from "../../../sdk/proposals/conversionTerm.ts";
import { deriveConstitution } from "../../../sdk/proposals/derivedConstitution.ts";
import { leavesToConvert } from "../../../sdk/proposals/hiddenLeaves.ts";
import { encodeProposalContent } from "../../../sdk/proposals/proposalContent.ts";
import { deriveSchedule } from "../../../sdk/proposals/schedule.ts";
import type { AbiTemplate } from "../../../sdk/proposals/template.ts";
import { leafHash, MOST_LEAVES, MOST_TEXT_BYTES, type TextLeaf, textDigest } from "../../../sdk/proposals/textLeaf.ts";
import { leavesOf, SAMPLE } from "../../sdk/proposals/sampleText.ts";
import { type Created, deployBoard, electionAt, ethers, giveConsents, networkHelpers } from "../electionFixture.ts";
import { castBatch, closeBox, decide, NO, postShares, sealBox, YES } from "../elections/electionLife.ts";
import { expectRefusal } from "../elections/refusal.ts";
import { foldedConstants } from "../forgedBallots.ts";
import { SEATS, TRUSTEES } from "../trusteeKeys.ts";
import {
  COURSES,
  type ConversionTown,
  conversionTown,
  electionOf,
  onChain,
  postText,
  QUESTION_OF_THREE,
  reachQuota,
  TERM,
  type VotingTemplates,
} from "./conversionTown.ts";
import { DAY, templateOf, word } from "./proposalTown.ts";

const { time } = networkHelpers;
const ACCEPTED = 2;
const REFUSED = 1;
const ANSWER = word(0xab);
const WHY = "다른 사람의 전화번호가 적혀 있습니다.";
const leaves = leavesOf();

describe("A proposal that reached its quota", () => {
  let town: ConversionTown;
  before(async () => {
    town = await conversionTown();
  });

  const stateOf = async (id: bigint) => COURSES[Number(await town.conversions.state(id))] as string;
  /** As the contract has it; the sdk agrees wherever the term does not move with the clock. */
  const termOf = async (id: bigint): Promise<readonly [from: number, until: number]> => {
    const [from, until] = (await town.conversions.conversionTerm(id)).map(Number) as [number, number];
    const kept = await town.conversions.course(id);
    const { reachedAt, templateHash } = await town.proposals.proposal(id);
    const { conversion, answerTerm, convertTerm } = await town.templates.publication(templateHash);
    const course = {
      ...{ answeredAt: Number(kept.answeredAt), acceptedAt: Number(kept.acceptedAt) },
      ...{ reopenedAt: Number(kept.reopenedAt), pausedAt: Number(kept.pausedAt) },
    };
    const mode = CONVERSION_MODES[Number(conversion)] ?? "Never";
    const terms = { conversion: mode, answerTerm: Number(answerTerm), convertTerm: Number(convertTerm) };
    const derived = conversionTerm(terms, Number(reachedAt), course, await time.latest());
    if (course.pausedAt === 0) expect([from, until]).to.deep.equal(derived ? [derived.from, derived.until] : [0, 0]);
    return [from, until];
  };
  const convert = (id: bigint, text: readonly TextLeaf[] = leaves, template: AbiTemplate = town.template) =>
    town.byStranger.convert(id, template, onChain(text));
  const refused = (call: Promise<unknown>, error: string, ...args: readonly unknown[]) =>
    expectRefusal(call, town.conversions, error, ...args);

  /** A proposal of a text, reached now. */
  async function reached(template: AbiTemplate = town.template, text: readonly TextLeaf[] = leaves) {
    const id = await postText(town, text, template);
    return { id, reachedAt: await reachQuota(town, id) };
  }

  /** Another template in force, of a series of its own. */
  async function inForce(changes: Partial<AbiTemplate>, series: number): Promise<AbiTemplate> {
    const template = { ...town.template, ...changes, series: word(series) };
    await town.published.publish(template);
    return template;
  }

  /** The election as tests of elections know it. */
  async function createdAt(address: string): Promise<Created> {
    const election = await electionAt(address);
    const constitution = constitutionFromAbi((await election.constitution()) as DecodedConstitution);
    return { ...town, constitution, election } as unknown as Created;
  }

  async function opened(created: Created) {
    const { schedule } = created.constitution;
    await giveConsents(created, SEATS.slice(0, TRUSTEES - 1));
    await time.setNextBlockTimestamp(schedule.opensAt);
    await created.election.open();
    return { ...created, folded: await foldedConstants(created) };
  }

  it("comes to its vote by strangers alone while the office is silent, is voted on, decided and settled", async () => {
    const { id, reachedAt } = await reached();
    expect(await stateOf(id)).to.equal("Reached");
    const { answerTerm, convertTerm } = town.template;
    const from = reachedAt + answerTerm;
    expect(await termOf(id)).to.deep.equal([from, from + convertTerm]);
    await time.setNextBlockTimestamp(from - 1);
    await refused(convert(id), "ConversionTooEarly", from, from - 1);
    await time.setNextBlockTimestamp(from);
    const address = await electionOf(town, convert(id));
    expect(await stateOf(id)).to.equal("Converted");
    await refused(convert(id), "NotConvertible");

    const created = await createdAt(address);
    expect(await town.factory.isElection(address)).to.equal(true);
    const templateHash = await town.templates.hashOf(town.template);
    const content = encodeProposalContent({ templateHash, question: QUESTION_OF_THREE, leaves });
    const { board, consentsRequired } = town.template.ballot;
    const derived: Constitution = deriveConstitution(templateOf(town.template), {
      postponement: undefined,
      time: from,
      chosen: { board, consentsRequired },
      contentHash: keccak256(content),
    });
    expect(created.constitution).to.deep.equal(derived);

    const open = await opened(created);
    await castBatch(open, [YES, YES, NO, YES]);
    await closeBox(open);
    await refused(town.byStranger.settle(id), "ElectionNotOver");
    const sealed = await sealBox(open);
    await refused(town.byStranger.settle(id), "ElectionNotOver");
    await postShares(sealed, SEATS.slice(0, 3));
    expect((await decide(sealed)).slice(0, 3)).to.deep.equal([3n, 1n, 0n]);
    await expect(town.byStranger.settle(id)).to.emit(town.conversions, "ProposalSettled").withArgs(id, address, 6);
    expect(await stateOf(id)).to.equal("Decided");
    await refused(town.byStranger.settle(id), "NothingToSettle");
  });

  it("is answered by the organizer alone, once, then only more favourably; late answers are recorded as late", async () => {
    const { conversions, templates, organizer, stranger, answering, byStranger } = town;
    const { id, reachedAt } = await reached();
    const accounts = [await stranger.getAddress(), await organizer.getAddress()];
    await expectRefusal(byStranger.answer(id, ACCEPTED, 0, ANSWER), templates, "NotTheOrganizer", ...accounts);
    await refused(answering.answer(id, 0, 0, ANSWER), "AnswerEmpty");
    await refused(answering.answer(id, ACCEPTED, 0, word(0)), "AnswerEmpty");
    const open = await postText(town);
    await refused(answering.answer(open, ACCEPTED, 0, ANSWER), "QuotaNotReached", open);

    await expect(answering.answer(id, REFUSED, 5, ANSWER))
      .to.emit(conversions, "ProposalAnswered")
      .withArgs(id, REFUSED, 5, ANSWER, false);
    expect(await stateOf(id)).to.equal("Answered");
    // A refusal changes nothing where every answer leads to a vote, no sooner than two weeks after the quota.
    expect((await termOf(id))[0]).to.equal(reachedAt + 14 * DAY);
    await refused(answering.answer(id, REFUSED, 0, ANSWER), "AnswerStands", REFUSED);
    await time.increaseTo(reachedAt + town.template.answerTerm);
    await expect(answering.answer(id, ACCEPTED, 0, ANSWER))
      .to.emit(conversions, "ProposalAnswered")
      .withArgs(id, ACCEPTED, 0, ANSWER, true);
    await refused(answering.answer(id, ACCEPTED, 0, ANSWER), "AnswerStands", ACCEPTED);
    await refused(answering.answer(id, REFUSED, 0, ANSWER), "AnswerStands", ACCEPTED);
    expect((await termOf(id))[0]).to.equal(reachedAt + 14 * DAY);
    await convert(id);
  });

  it("is converted from a late answer in time on, and within its term, to the second", async () => {
    const { answering } = town;
    const { id, reachedAt } = await reached();
    await time.setNextBlockTimestamp(reachedAt + 20 * DAY);
    await answering.answer(id, ACCEPTED, 0, ANSWER);
    const [from, until] = await termOf(id);
    expect([from, until]).to.deep.equal([reachedAt + 20 * DAY, reachedAt + 20 * DAY + town.template.convertTerm]);
    await time.increaseTo(until - 1);
    expect(await stateOf(id)).to.equal("Answered");
    await time.setNextBlockTimestamp(until);
    await refused(convert(id), "NotConvertible", COURSES.indexOf("Lapsed"));
    expect(await stateOf(id)).to.equal("Lapsed");
    for (const call of [town.byStranger.pauseTerm(id, town.template), town.byStranger.resumeTerm(id, town.template)]) {
      await refused(call, "NotConvertible", COURSES.indexOf("Lapsed"));
    }
  });

  it("is closed by a refusal in time where its template says so, and by no late one; acceptance opens it again", async () => {
    const { answering } = town;
    const template = await inForce({ conversion: 2 }, 0x80);
    const { id, reachedAt } = await reached(template);
    await answering.answer(id, REFUSED, 0, ANSWER);
    expect([await stateOf(id), await termOf(id)]).to.deep.equal(["Closed", [0, 0]]);
    const late = (await reached(template)).id;
    await time.increaseTo(reachedAt + 40 * DAY);
    await refused(convert(id, leaves, template), "NotConvertible", COURSES.indexOf("Closed"));
    await answering.answer(late, REFUSED, 0, ANSWER);
    expect(await stateOf(late)).to.equal("Answered");
    await convert(late, leaves, template);

    await answering.answer(id, ACCEPTED, 0, ANSWER);
    const acceptedAt = await time.latest();
    expect(await termOf(id)).to.deep.equal([acceptedAt, acceptedAt + template.convertTerm]);
    await convert(id, leaves, template);
  });

  it("comes to no vote before its quota, under another template, or with another text", async () => {
    const open = await postText(town);
    await refused(convert(open), "NotConvertible", COURSES.indexOf("Open"));
    await refused(convert(open + 1n), "NotConvertible", COURSES.indexOf("None"));
    const { id, reachedAt } = await reached();
    await time.increaseTo(reachedAt + town.template.answerTerm);
    expect(await stateOf(open)).to.equal("Expired");
    await refused(convert(open), "NotConvertible", COURSES.indexOf("Expired"));
    const other = await inForce({ quota: 2 }, 0x81);
    const hashes = [await town.templates.hashOf(other), await town.templates.hashOf(town.template)];
    await refused(convert(id, leaves, other), "TemplateOfAnotherProposal", ...hashes);
    const text = leavesOf({ ...SAMPLE, title: "다른 제목" });
    await refused(convert(id, text), "TextMismatch", textDigest(text), textDigest(leaves));
    await convert(id);
  });

  it("is voted on without what a joint measure hides, and with all else, whoever converts", async () => {
    const { notices, organizer, reviewer, templates } = town;
    const { id, reachedAt } = await reached();
    const as = (who: typeof organizer) => notices.connect(who) as unknown as typeof notices;
    const hidden = leafHash(2, leaves[2] as TextLeaf);
    for (const who of [organizer, reviewer]) {
      await as(who).name(id, hidden, 0, WHY);
      await as(who).name(id, leafHash(1, leaves[1] as TextLeaf), 0, WHY);
    }
    await time.increaseTo(reachedAt + town.template.answerTerm);
    await refused(convert(id), "LeafMustBeHidden", 2);
    const both = leaves.map((leaf, i) => (i >= 2 ? { hash: leafHash(i, leaf) } : leaf));
    await refused(convert(id, both), "LeafMustBeShown", 3);
    const titleless = leavesToConvert(leaves, new Set([hidden])).map((leaf, i) =>
      i === 1 ? { hash: leafHash(1, leaf) } : leaf,
    );
    await refused(convert(id, titleless), "HeadLeafHidden", 1);
    const shown = leavesToConvert(leaves, new Set([hidden]));
    const address = await electionOf(town, convert(id, shown));
    const templateHash = await templates.hashOf(town.template);
    const content = encodeProposalContent({ templateHash, question: QUESTION_OF_THREE, leaves: shown });
    expect((await (await electionAt(address)).constitution()).contentHash).to.equal(keccak256(content));
  });

  it("comes to its vote with the longest text that may be posted", async () => {
    const [bytes, count] = [MOST_TEXT_BYTES - 1_024 - 256, MOST_LEAVES - 2];
    const paragraphs = Array.from({ length: count }, (_, i) => `${i % 10}`.repeat(Math.floor(bytes / count)));
    const text = leavesOf({ ...SAMPLE, paragraphs });
    const { id, reachedAt } = await reached(town.template, text);
    await time.increaseTo(reachedAt + town.template.answerTerm);
    const address = await electionOf(town, convert(id, text));
    expect(await town.factory.isElection(address)).to.equal(true);
  });

  it("survives void elections: after each of three anybody converts anew", async () => {
    const { id, reachedAt } = await reached();
    await time.increaseTo(reachedAt + town.template.answerTerm);
    const elections = new Set<string>();
    for (let round = 0; round < 3; round++) {
      const address = await electionOf(town, convert(id));
      elections.add(address);
      const { schedule } = (await createdAt(address)).constitution;
      await refused(town.byStranger.settle(id), "ElectionNotOver", 0);
      await time.increaseTo(schedule.opensAt + schedule.openGrace + 1);
      expect(await stateOf(id)).to.equal("Converted");
      await town.byStranger.settle(id);
      const settledAt = await time.latest();
      expect(await stateOf(id)).to.equal("Answered");
      expect(await termOf(id)).to.deep.equal([settledAt, settledAt + town.template.convertTerm]);
    }
    expect(elections.size).to.equal(3);
    await convert(id);
  });

  it("fails with too few ballots for secrecy, and stays undecided while shares are owed", async () => {
    const few = await reached();
    const many = await reached();
    await time.increaseTo(many.reachedAt + town.template.answerTerm);
    const [first, second] = [await electionOf(town, convert(few.id)), await electionOf(town, convert(many.id))];
    const open = await opened(await createdAt(first));
    const created = await createdAt(second);
    await giveConsents(created, SEATS.slice(0, TRUSTEES - 1));
    await created.election.open();
    const full = { ...created, folded: await foldedConstants(created) };
    await castBatch(open, [YES, NO]);
    await castBatch(full, [YES, YES, NO]);
    await closeBox(open);
    await town.byStranger.settle(few.id);
    expect(await stateOf(few.id)).to.equal("Failed");
    await refused(convert(few.id), "NotConvertible", COURSES.indexOf("Failed"));

    const sealed = await sealBox(full);
    await time.increase(400 * DAY);
    expect(await created.election.undecided()).to.equal(true);
    await refused(town.byStranger.settle(many.id), "ElectionNotOver", 4);
    await refused(convert(many.id), "NotConvertible", COURSES.indexOf("Converted"));
    await postShares(sealed, SEATS.slice(0, 3));
    await decide(sealed);
    await town.byStranger.settle(many.id);
    expect(await stateOf(many.id)).to.equal("Decided");
  });

  it("has the board of its series' newest template where its own serves no longer, and a whole term once there is one", async () => {
    const { factory, published, templates, byStranger } = town;
    const boardUntil = async (termEndsAt: number) => {
      const board = await deployBoard({ factory: await factory.getAddress(), termEndsAt });
      return board.getAddress();
    };
    const now = await time.latest();
    const termEndsAt = now + 300 * DAY;
    const board = await boardUntil(termEndsAt);
    const template = await inForce({ ballot: { ...town.template.ballot, board } }, 0x82);
    const { id, reachedAt } = await reached(template);
    await time.increaseTo(reachedAt + template.answerTerm);
    const fit = byStranger.pauseTerm(id, template);
    await refused(fit, "BoardIsFit", board);
    // One void election after the other, until the shares of the next would be due after the board's term.
    const dueNow = async () => deriveSchedule(template.timing, undefined, (await time.latest()) + 1).sharesDueAt;
    while ((await dueNow()) < termEndsAt) {
      const { schedule } = (await createdAt(await electionOf(town, convert(id, leaves, template)))).constitution;
      await time.increaseTo(schedule.opensAt + schedule.openGrace + 1);
      await byStranger.settle(id);
      await time.increase(40 * DAY);
    }
    await refused(convert(id, leaves, template), "NoBoardFit");
    await refused(byStranger.resumeTerm(id, template), "TermAsItIs", false);
    const [, until] = await termOf(id);
    // A second is left.
    await time.setNextBlockTimestamp(until - 1);
    await byStranger.pauseTerm(id, template);
    const pausedAt = await time.latest();
    await refused(byStranger.pauseTerm(id, template), "TermAsItIs", true);
    await refused(byStranger.resumeTerm(id, template), "NoBoardFit");
    await time.increase(300 * DAY);
    expect(await stateOf(id)).to.equal("Answered");
    const still = (await time.latest()) - pausedAt;
    expect((await termOf(id))[1]).to.be.within(until + still, until + still + 1);

    const [next, other] = [await boardUntil((await time.latest()) + TERM), await boardUntil(now + 2 * TERM)];
    const successor = { ...template, quota: 9, ballot: { ...template.ballot, board: next, consentsRequired: 5 } };
    await published.publish(successor);
    await published.publish({ ...successor, ballot: { ...successor.ballot, board: other } });
    await refused(byStranger.resumeTerm(id, template), "NoBoardFit");
    await templates.takeOver(successor);
    await byStranger.resumeTerm(id, template);
    const resumedAt = await time.latest();
    expect(await termOf(id)).to.deep.equal([resumedAt, resumedAt + template.convertTerm]);
    await time.increase(template.convertTerm / 2);
    await refused(byStranger.pauseTerm(id, template), "BoardIsFit", next);
    const { constitution } = await createdAt(await electionOf(town, convert(id, leaves, template)));
    expect([constitution.board, constitution.consentsRequired]).to.deep.equal([next, 5]);
  });

  it("opens after a postponement that organizer and reviewer agreed on", async () => {
    const { published, reviewer, templates } = town;
    const template = await inForce({}, 0x83);
    const { id, reachedAt } = await reached(template);
    const converted = reachedAt + template.answerTerm + 10;
    const span = { from: converted, until: converted + template.timing.mostPostponed };
    await published.postpone(template, span);
    await (templates.connect(reviewer) as unknown as VotingTemplates).postpone(template, span);
    await time.setNextBlockTimestamp(converted);
    const { constitution } = await createdAt(await electionOf(town, convert(id, leaves, template)));
    const { board, consentsRequired } = template.ballot;
    const facts = { time: converted, chosen: { board, consentsRequired }, contentHash: constitution.contentHash };
    expect(constitution).to.deep.equal(deriveConstitution(templateOf(template), { ...facts, postponement: span }));
    expect(constitution.schedule.opensAt).to.be.greaterThan(span.until - 1);
  });

  it("is converted under the notices of its own proposals alone", async () => {
    const elsewhere = await ethers.deployContract("MockProposalParties");
    const notices = await ethers.deployContract("Notices", [elsewhere]);
    const foreign = ethers.deployContract("Conversions", [town.proposals, notices]);
    await refused(foreign, "NoticesOfOtherProposals", await elsewhere.getAddress());
  });
});
