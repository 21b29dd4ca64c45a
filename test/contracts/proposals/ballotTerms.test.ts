import { expect } from "chai";
import { ANSWER_ALONE } from "../../../sdk/proposals/ballotTerms.ts";
import { type AbiTemplate, templateToAbi } from "../../../sdk/proposals/template.ts";
import { deployBoard, networkHelpers } from "../electionFixture.ts";
import { expectRefusal } from "../elections/refusal.ts";
import { postText, TERM, type VotingTemplates, type VotingTown, votingTown } from "./conversionTown.ts";
import { DAY, templateOf, WEEK, word } from "./proposalTown.ts";

const { time } = networkHelpers;
const NOBODY = `0x${"00".repeat(20)}`;

describe("A template that leads to a vote", () => {
  let town: VotingTown;
  before(async () => {
    town = await votingTown();
  });

  type Ballot = AbiTemplate["ballot"];
  const withBallot = (ballot: Partial<Ballot>): AbiTemplate => ({
    ...town.template,
    ballot: { ...town.template.ballot, ...ballot },
  });
  const withTiming = (timing: Partial<AbiTemplate["timing"]>): AbiTemplate => ({
    ...town.template,
    timing: { ...town.template.timing, ...timing },
  });
  const withRules = (rules: Partial<Ballot["rules"]>) =>
    withBallot({ rules: { ...town.template.ballot.rules, ...rules } });
  /** From a posting to the latest end of its vote's shares. */
  const reachOf = ({ window, answerTerm, convertTerm, timing }: AbiTemplate): number => {
    const box = timing.votingLength + timing.closeGrace;
    // Ceil((length + box) / a week) + 1 for the blackout and for the postponement.
    const lost = [20 * DAY, timing.mostPostponed].map((length) => Math.ceil((length + box) / WEEK) + 1);
    const days = (lost[0] as number) + (lost[1] as number) + 1;
    return window + answerTerm + convertTerm + timing.openLead + WEEK * days + box + timing.sharesTerm;
  };
  const refusedPublication = (template: AbiTemplate, error: string, ...args: readonly unknown[]) => {
    const { templates, factory, published } = town;
    const ofFactory = factory.interface.getError(error) !== null;
    return expectRefusal(published.publish.staticCall(template), ofFactory ? factory : templates, error, ...args);
  };

  it("hides no trap: whatever would make its votes void, never come or be refused is refused at once", async () => {
    const { template, factory, stranger, published } = town;
    const half = { numerator: 1, denominator: 2, moreThan: false };
    const withOutcome = (outcome: Partial<Ballot["outcome"]>) =>
      withBallot({ outcome: { ...template.ballot.outcome, electorsSource: word(0xe1), ...outcome } });
    await published.publish.staticCall(template);
    await published.publish.staticCall(withOutcome({ electors: 2 ** 21, quorum: half }));
    const broken: readonly (readonly [AbiTemplate, string, ...unknown[]])[] = [
      [withBallot({ minimumCensus: 51 }), "TemplateInvalid", "ballot.minimumCensus"],
      [withBallot({ minimumBallots: 51 }), "TemplateInvalid", "ballot.minimumBallots"],
      [withRules({ maxPerOption: 16 }), "TemplateInvalid", "ballot.rules.maxPerOption"],
      [withBallot({ question: "0x" }), "TemplateInvalid", "ballot.question"],
      [withBallot({ question: `0x${"7b".repeat(4097)}` }), "TemplateInvalid", "ballot.question"],
      [withBallot({ board: NOBODY }), "TemplateInvalid", "ballot.board"],
      [{ ...template, conversion: 0 }, "TemplateInvalid", "conversion"],
      [{ ...template, convertTerm: 400 * DAY + 1 }, "TemplateInvalid", "convertTerm"],
      [{ ...template, kind: 2 }, "TemplateInvalid", "quota"],
      [{ ...template, kind: 0, conversion: 0 }, "TemplateInvalid", "convertTerm"],
      [{ ...template, kind: 0, conversion: 0, convertTerm: 0 }, "TemplateInvalid", "ballot.board"],
      [withTiming({ openGrace: 59 }), "TimingInvalid", "openGrace"],
      [withTiming({ votingLength: 59 }), "TimingInvalid", "votingLength"],
      [withTiming({ openLead: 59, censusLead: 59 }), "TimingInvalid", "openLead"],
      [{ ...template, convertTerm: 59 }, "TemplateInvalid", "convertTerm"],
      [withTiming({ alignEvery: 366 * DAY }), "TimingInvalid", "alignEvery"],
      [withRules({ costs: [0, 1, 0] }), "TemplateInvalid", "ballot.rules.costs"],
      [withOutcome({ electors: 2 ** 21 + 1, quorum: half }), "TemplateInvalid", "ballot.outcome.electors"],
      [withTiming({ censusLead: 22 * DAY }), "TimingInvalid", "censusLead"],
      [withTiming({ alignEvery: 0 }), "TimingInvalid", "alignEvery"],
      [withTiming({ votingLength: 3_600 }), "InvalidConstitution", "schedule.closesAt"],
      [withTiming({ sealDelay: 59 }), "InvalidConstitution", "schedule.sealDelay"],
      [withTiming({ sealDelay: 3 * DAY }), "InvalidConstitution", "schedule.sharesDueAt"],
      [withBallot({ ballotSize: 4 }), "InvalidConstitution", "ballotSize"],
      [withBallot({ consentsRequired: 3 }), "InvalidConstitution", "consentsRequired"],
      [withBallot({ minimumBallots: 0 }), "InvalidConstitution", "minimumBallots"],
      [withRules({ costs: [] }), "InvalidConstitution", "rules.costs"],
      [withBallot({ board: await stranger.getAddress() }), "BoardNotGenuine"],
    ];
    for (const [one, error, ...args] of broken) {
      await refusedPublication(one, error, ...args).catch((cause) => {
        throw new Error(`${error} ${args.join()}`, { cause });
      });
    }
    await refusedPublication(withBallot({ exampleBallot: [1, 1, 0] }), "ExampleBallotIllegal", "maxTotal");
    const real = { factory: await factory.getAddress(), termEndsAt: town.start + TERM, isTest: false };
    const unmarked = withBallot({ board: await (await deployBoard(real)).getAddress() });
    await refusedPublication(unmarked, "TestMarksDiffer", true, false, true);
  });

  it("has a board that serves until the last vote that a posting could come to, at posting and taking over too", async () => {
    const { factory, templates, published, template } = town;
    const reach = reachOf(template);
    const made = async (termEndsAt: number, series: number) => {
      const board = await deployBoard({ factory: await factory.getAddress(), termEndsAt });
      return { ...withBallot({ board: await board.getAddress() }), series: word(series) };
    };
    const now = (await time.latest()) + 100;
    const fitting = await made(now + reach, 0x71);
    await time.setNextBlockTimestamp(now + 1);
    await expectRefusal(published.publish(fitting), templates, "BoardTermTooShort", now + reach, now + 1 + reach);
    const later = await made(now + 200 + reach, 0x71);
    await time.setNextBlockTimestamp(now + 200);
    await published.publish(later);
    await expectRefusal(postText(town, undefined, later), templates, "BoardTermTooShort");

    const longer = { ...later, ballot: { ...later.ballot, board: template.ballot.board } };
    await published.publish(longer);
    await templates.takeOver(longer);
    await postText(town, undefined, longer);
    // A board that serves long enough now, and ends before that of the template in force.
    const shorter = await made((await time.latest()) + reach + 10 * DAY, 0x71);
    const { lastPostingAt } = await templates.publication(await templates.hashOf(longer));
    expect(lastPostingAt).to.equal(town.start + TERM - reach);
    const briefer = { ...shorter, convertTerm: 60, answerTerm: 60, window: 60 };
    const sooner = await made(town.start + TERM - 20 * DAY, 0x71);
    for (const one of [shorter, briefer, { ...sooner, convertTerm: 30 * DAY }]) await published.publish(one);
    for (const one of [shorter, briefer]) {
      const { lastPostingAt: given } = await templates.publication(await templates.hashOf(one));
      await expectRefusal(templates.takeOver(one), templates, "PostingEndsSooner", given, lastPostingAt);
    }
    // Its terms let one post for longer, and proposals of before would lose the board that serves longest.
    await expectRefusal(templates.takeOver({ ...sooner, convertTerm: 30 * DAY }), templates, "BoardEndsSooner");
  });

  it("takes over from none under which one can post for longer, whatever its terms and its board are", async () => {
    const { factory, templates, published, template } = town;
    const termEndsAt = (await time.latest()) + reachOf(template) + 10 * DAY;
    const withBoardUntil = async (end: number): Promise<AbiTemplate> => {
      const board = await deployBoard({ factory: await factory.getAddress(), termEndsAt: end });
      return { ...withBallot({ board: await board.getAddress() }), series: word(0x74) };
    };
    const predecessor = await withBoardUntil(termEndsAt);
    // Terms so long that the same board hardly carries a posting, and a minute later none.
    const convertTerm = template.convertTerm + 1;
    const trap = { ...predecessor, convertTerm };
    const fair = { ...(await withBoardUntil(termEndsAt + 1)), convertTerm };
    for (const one of [predecessor, trap, fair]) await published.publish(one);
    const last = async (one: AbiTemplate) =>
      (await templates.publication(await templates.hashOf(one))).lastPostingAt as bigint;
    const until = await last(predecessor);
    expect(until).to.equal(BigInt(termEndsAt - reachOf(template)));
    expect([await last(trap), await last(fair)]).to.deep.equal([until - 1n, until]);
    await expectRefusal(templates.takeOver(trap), templates, "PostingEndsSooner", until - 1n, until);
    await templates.takeOver(fair);

    // What stands with the publication is what posting goes by, to the second.
    await time.increaseTo(until - 1n);
    await time.setNextBlockTimestamp(until);
    await postText(town, undefined, fair);
    await expectRefusal(postText(town, undefined, fair), templates, "BoardTermTooShort");
  });

  it("takes over from templates of its own kind alone", async () => {
    const { published, templates, template } = town;
    const voting = { ...template, series: word(0x72) };
    await published.publish(voting);
    const policy = templateToAbi({ ...templateOf(voting), ...ANSWER_ALONE });
    await published.publish(policy);
    await templates.requireInForce(voting);
    await templates.requireInForce(policy);
  });

  it("is postponed once, by organizer and reviewer together", async () => {
    const { published, templates, template, reviewer, stranger } = town;
    const postponed = { ...template, series: word(0x73) };
    await published.publish(postponed);
    const hash = await templates.hashOf(postponed);
    const as = (who: typeof reviewer) => templates.connect(who) as unknown as VotingTemplates;
    const from = (await time.latest()) + 10 * DAY;
    const span = { from, until: from + 30 * DAY };
    const sender = await stranger.getAddress();
    const byStranger = as(stranger).postpone(postponed, span);
    await expectRefusal(byStranger, templates, "NeitherOrganizerNorReviewer", sender);
    const most = postponed.timing.mostPostponed;
    const long = published.postpone(postponed, { from, until: from + most + 1 });
    await expectRefusal(long, templates, "PostponementInvalid", most + 1, most);
    await expectRefusal(
      published.postpone(postponed, { from, until: from }),
      templates,
      "PostponementInvalid",
      0,
      most,
    );
    await expectRefusal(published.postpone({ ...postponed, quota: 9 }, span), templates, "TemplateUnknown");

    await published.postpone(postponed, { from, until: from + DAY });
    expect((await templates.postponement(hash)).until).to.equal(0n);
    await as(reviewer).postpone(postponed, span);
    expect((await templates.postponement(hash)).until).to.equal(0n);
    await expect(published.postpone(postponed, span)).to.emit(templates, "TemplatePostponed");
    expect((await templates.postponement(hash)).toObject()).to.deep.equal({
      from: BigInt(from),
      until: BigInt(span.until),
    });
    for (const who of [published, as(reviewer)]) {
      await expectRefusal(who.postpone(postponed, span), templates, "AlreadyPostponed");
    }
  });
});
