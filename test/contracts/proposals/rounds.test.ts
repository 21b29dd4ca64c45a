import { expect } from "chai";
import { hexlify, keccak256, toUtf8Bytes } from "ethers";
import { constitutionFromAbi, type DecodedConstitution } from "../../../sdk/election/constitutionAbi.ts";
import { encodeCellContent } from "../../../sdk/proposals/cellContent.ts";
import { cellState, openingTerm, reviewBy } from "../../../sdk/proposals/cellTerms.ts";
import { deriveCell } from "../../../sdk/proposals/derivedCell.ts";
import { deriveSchedule } from "../../../sdk/proposals/schedule.ts";
import type { AbiTemplate } from "../../../sdk/proposals/template.ts";
import { type ShownLeaf, textDigest } from "../../../sdk/proposals/textLeaf.ts";
import {
  BALLOT_SIZE,
  type Created,
  deployBoard,
  electionAt,
  giveConsents,
  networkHelpers,
} from "../electionFixture.ts";
import { castBatch, closeBox, decide, postShares, sealBox } from "../elections/electionLife.ts";
import { expectRefusal } from "../elections/refusal.ts";
import { foldedConstants } from "../forgedBallots.ts";
import { SEATS, TRUSTEES } from "../trusteeKeys.ts";
import { postText, support, TERM, type VotingTemplates } from "./conversionTown.ts";
import { DAY, templateOf, word } from "./proposalTown.ts";
import {
  approvalOf,
  BUDGET,
  CELL_QUESTION,
  cellStateOf,
  cellTemplate,
  openedElection,
  opening,
  type PostedProject,
  postProject,
  type RoundTown,
  roundTown,
  titlesOf,
} from "./roundTown.ts";

const { time } = networkHelpers;
const [INFEASIBLE, FEASIBLE] = [1, 2];
const WHY = word(0xab);

describe("A cell of a budget round", () => {
  let town: RoundTown;
  before(async () => {
    town = await roundTown();
  });

  const refused = (call: Promise<unknown>, error: string, ...args: readonly unknown[]) =>
    expectRefusal(call, town.rounds, error, ...args);
  const hashOf = (template: AbiTemplate) => town.templates.hashOf(template) as Promise<string>;

  /** A cell in force. */
  async function cell(changes: Parameters<typeof cellTemplate>[1] = () => ({})): Promise<AbiTemplate> {
    const template = await cellTemplate(town, changes);
    await town.published.publish(template);
    return template;
  }

  /** A cell with projects of these supports and costs, each inserted, in the time to open it. */
  async function listedCell(
    wanted: readonly (readonly [supports: number, cost: number])[],
    changes: Parameters<typeof cellTemplate>[1] = () => ({}),
  ) {
    const template = await cell(changes);
    const projects: PostedProject[] = [];
    for (const [supports, cost] of wanted) {
      projects.push(await postProject(town, template, { title: `사업 ${projects.length}`, cost, supports }));
    }
    await time.increaseTo(template.cell.assessBy);
    for (const project of projects) await town.byStranger.insert(project.id, ...opening(project));
    await time.increaseTo(template.cell.insertBy);
    return { template, projects, hash: await hashOf(template) };
  }

  async function createdAt(address: string): Promise<Created> {
    const election = await electionAt(address);
    const constitution = constitutionFromAbi((await election.constitution()) as DecodedConstitution);
    return { ...town, constitution, election } as unknown as Created;
  }

  it("goes from projects to a decided vote by strangers alone, with the dates that follow from its times", async () => {
    const template = await cell();
    const hash = await hashOf(template);
    expect(await cellStateOf(town, hash)).to.equal("open");
    const path = await postProject(town, template, { title: "산책로", cost: 600, supports: 2 });
    const trees = await postProject(town, template, { title: "가로수", cost: 300, supports: 5 });
    const lamps = await postProject(town, template, { title: "가로등", cost: 500, supports: 2 });
    await time.increaseTo(template.cell.supportsClose);
    expect(await cellStateOf(town, hash)).to.equal("assessing");
    await time.increaseTo(template.cell.assessBy);
    expect(await cellStateOf(town, hash)).to.equal("listing");
    for (const project of [lamps, trees, path]) await town.byStranger.insert(project.id, ...opening(project));
    await time.increaseTo(template.cell.insertBy);
    expect(await cellStateOf(town, hash)).to.equal("openable");

    const listed = [trees, path, lamps];
    const address = await openedElection(town, town.byStranger.open(template, titlesOf(listed)));
    expect(await cellStateOf(town, hash)).to.equal("voting");
    expect(await town.factory.isElection(address)).to.equal(true);
    const created = await createdAt(address);
    const projects = listed.map(({ id, leaves, cost }) => ({
      ...{ id, cost, digest: textDigest(leaves), title: hexlify(toUtf8Bytes((leaves[1] as ShownLeaf).text)) },
    }));
    const content = encodeCellContent({ templateHash: hash, question: CELL_QUESTION, projects });
    const { board, consentsRequired } = template.ballot;
    const conversion = {
      ...{ postponement: undefined, time: await time.latest(), chosen: { board, consentsRequired } },
      contentHash: keccak256(content),
    };
    const costs = listed.map(({ cost }) => cost);
    expect(created.constitution).to.deep.equal(deriveCell(templateOf(template), conversion, costs, [BALLOT_SIZE]));
    expect(created.constitution.rules).to.include({ optionCount: 3, maxTotal: 3, budget: BUDGET });
    expect(created.constitution.rules.costs).to.deep.equal(costs);
    // Whoever opens chooses no date: the same follows from the end of the list.
    const { opensAt } = deriveSchedule(template.timing, undefined, template.cell.insertBy);
    expect(created.constitution.schedule.opensAt).to.equal(opensAt);

    await giveConsents(created, SEATS.slice(0, TRUSTEES - 1));
    await time.setNextBlockTimestamp(opensAt);
    await created.election.open();
    const open = { ...created, folded: await foldedConstants(created) };
    const none = [0, 0, 0, 0, 0];
    await castBatch(open, [
      [1, 1, 0, ...none],
      [1, 0, 1, ...none],
      [0, 1, 0, ...none],
      [0, 0, 0, ...none],
    ]);
    await closeBox(open);
    const sealed = await sealBox(open);
    await refused(town.byStranger.settle(hash), "ElectionNotOver");
    await postShares(sealed, SEATS.slice(0, 3));
    expect((await decide(sealed)).slice(0, 3)).to.deep.equal([2n, 2n, 1n]);
    await expect(town.byStranger.settle(hash)).to.emit(town.rounds, "CellSettled").withArgs(hash, address, 6);
    expect(await cellStateOf(town, hash)).to.equal("decided");
    await refused(town.byStranger.settle(hash), "NoElectionToSettle");
    await refused(town.byStranger.open(template, titlesOf(listed)), "CellNotOpenable");
  });

  it("takes projects at a cost within its bounds until its supports close, and other proposals at none", async () => {
    const { proposals } = town;
    const template = await cell();
    const post = (cost: number, of = template) => postProject(town, of, { title: `비용 ${cost}`, cost });
    for (const cost of [0, 9, BUDGET + 1]) {
      await expectRefusal(post(cost), proposals, "CostOutOfRange", cost, 10, BUDGET);
    }
    const { id } = await post(10);
    expect(await proposals.getFunction("costOf")(id)).to.equal(10n);
    const [event] = await proposals.queryFilter(proposals.filters.ProjectPosted?.(id) ?? "");
    expect((event as unknown as { args: unknown[] }).args).to.deep.equal([id, await hashOf(template), 10n]);
    await post(BUDGET);
    await town.published.publish(town.template);
    await expectRefusal(post(1, town.template), proposals, "CostOutOfRange", 1, 0, 0);
    expect(await proposals.getFunction("costOf")(await postText(town))).to.equal(0n);

    // No number of supports latches, and a support can be taken back until the close.
    await support(town, id, 12);
    const kept = await proposals.proposal(id);
    expect([kept.supporters, kept.reachedAt, kept.closesAt]).to.deep.equal([
      12n,
      0n,
      BigInt(template.cell.supportsClose),
    ]);
    await time.increaseTo(template.cell.supportsClose);
    await expectRefusal(post(11), proposals, "CellClosed", template.cell.supportsClose);
  });

  it("is assessed by the organizer, a second time by the reviewer, in their times; silence keeps nothing out", async () => {
    const { byOrganizer, byReviewer, byStranger, templates, proposals, rounds } = town;
    const template = await cell();
    const { supportsClose, assessBy, insertBy } = template.cell;
    const of = (title: string) => postProject(town, template, { title, cost: 200 });
    const [one, silent, reviewed] = [await of("하나"), await of("둘"), await of("셋")];
    await refused(byOrganizer.assess(one.id, FEASIBLE, 300, WHY), "NotAssessedNow");
    await time.increaseTo(supportsClose);
    const { id } = one;
    const stranger = await town.stranger.getAddress();
    await expectRefusal(byStranger.assess(id, FEASIBLE, 300, WHY), templates, "NeitherOrganizerNorReviewer", stranger);
    await refused(byReviewer.assess(id, FEASIBLE, 300, WHY), "NotAssessedNow");
    await refused(byOrganizer.assess(id, 0, 0, WHY), "AssessmentEmpty");
    await refused(byOrganizer.assess(id, FEASIBLE, 300, word(0)), "AssessmentEmpty");
    await refused(byOrganizer.assess(77n, FEASIBLE, 300, WHY), "NotAProject", 77n);
    for (const cost of [9, BUDGET + 1]) {
      await expectRefusal(byOrganizer.assess(id, FEASIBLE, cost, WHY), proposals, "CostOutOfRange", cost, 10, BUDGET);
    }
    await byOrganizer.assess(id, INFEASIBLE, 5_000, WHY);
    await refused(byOrganizer.assess(id, INFEASIBLE, 0, WHY), "AssessmentStands", INFEASIBLE);
    await byOrganizer.assess(id, FEASIBLE, 300, WHY);
    await refused(byOrganizer.assess(id, INFEASIBLE, 0, WHY), "AssessmentStands", FEASIBLE);
    expect(await rounds.cost(id)).to.equal(300n);
    expect(await rounds.cost(silent.id)).to.equal(200n);
    await byOrganizer.assess(reviewed.id, INFEASIBLE, 0, WHY);

    await time.increaseTo(assessBy);
    await refused(byOrganizer.assess(silent.id, FEASIBLE, 300, WHY), "NotAssessedNow");
    await refused(byStranger.insert(reviewed.id, ...opening(reviewed)), "ProjectInfeasible", reviewed.id);
    await expect(byReviewer.assess(reviewed.id, FEASIBLE, 250, WHY))
      .to.emit(rounds, "ProjectAssessed")
      .withArgs(await hashOf(template), reviewed.id, await town.reviewer.getAddress(), FEASIBLE, 250, WHY);
    await refused(byReviewer.assess(reviewed.id, INFEASIBLE, 0, WHY), "AssessmentStands", FEASIBLE);
    for (const project of [one, silent, reviewed]) await byStranger.insert(project.id, ...opening(project));
    expect(reviewBy(template.cell)).to.equal(insertBy - 7 * DAY);
    await time.setNextBlockTimestamp(insertBy - 7 * DAY);
    await refused(byReviewer.assess(silent.id, INFEASIBLE, 0, WHY), "NotAssessedNow");
  });

  it("lists the best, whoever inserts in whichever order, each once and with its title", async () => {
    const { byStranger, byReviewer, rounds } = town;
    const template = await cell();
    const hash = await hashOf(template);
    const all: PostedProject[] = [];
    for (const supports of [1, 4, 0, 3, 3, 2]) {
      all.push(await postProject(town, template, { title: `순서 ${all.length}`, cost: 100, supports }));
    }
    const at = (index: number) => all[index] as PostedProject;
    const insert = (index: number) => byStranger.insert(at(index).id, ...opening(at(index)));
    const listed = async () =>
      (await rounds.listed(hash)).map(({ id }: { id: bigint }) => all.findIndex((p) => p.id === id));
    await time.increaseTo(template.cell.supportsClose);
    await refused(insert(0), "NotInsertedNow");
    await time.increaseTo(template.cell.assessBy);
    await refused(byStranger.insert(5n, ...opening(at(0))), "NotAProject", 5n);

    await insert(2);
    await insert(4);
    await insert(0);
    await refused(insert(4), "AlreadyListed", at(4).id);
    await insert(3);
    expect(await listed()).to.deep.equal([3, 4, 0, 2]);
    // The fifth lets the last one fall out, which has no place any more.
    const [title] = titlesOf([at(1)]);
    await expect(insert(1))
      .to.emit(rounds, "ProjectInserted")
      .withArgs(hash, at(1).id, at(2).id, title?.word, hexlify(title?.text as Uint8Array));
    await refused(insert(2), "NoPlaceOnList", at(2).id);
    await insert(5);
    expect(await listed()).to.deep.equal([1, 3, 4, 5]);

    // What the second assessment takes off makes room for the next.
    await expect(byReviewer.assess(at(3).id, INFEASIBLE, 0, WHY))
      .to.emit(rounds, "ProjectRemoved")
      .withArgs(hash, at(3).id);
    expect(await listed()).to.deep.equal([1, 4, 5]);
    await refused(insert(3), "ProjectInfeasible", at(3).id);
    await insert(0);
    expect(await listed()).to.deep.equal([1, 4, 5, 0]);
    await time.setNextBlockTimestamp(template.cell.insertBy);
    await refused(insert(2), "NotInsertedNow");
  });

  it("lists nothing whose title nobody opens, or opens another one", async () => {
    const { byStranger, rounds } = town;
    const template = await cell();
    const project = await postProject(town, template, { title: "제목", cost: 100 });
    const long = await postProject(town, template, { title: "가".repeat(85), cost: 100 });
    await time.increaseTo(template.cell.assessBy);
    const [hashes, title] = opening(project);
    const insert = (given: readonly string[], shown: object) => byStranger.insert(project.id, given, shown);
    await refused(insert(hashes, { ...title, text: "0x" }), "HeadLeafHidden", 1);
    await refused(insert(hashes, { ...title, text: toUtf8Bytes("다른 제목") }), "TextMismatch");
    await refused(insert(hashes, { ...title, word: word(1) }), "TextMismatch");
    await refused(insert(hashes, { ...title, text: new Uint8Array(257).fill(65) }), "TextTooLong", 1, 257, 256);
    await refused(insert([...hashes, word(7)], title as object), "TextMismatch");
    await refused(insert(hashes.slice(0, 2), title as object), "LeafCountWrong", 2, 3, 64);
    // The hash that stands for the title is not read: whoever gives another changes nothing by it.
    await insert(hashes.with(1, word(9)), title as object);
    await byStranger.insert(long.id, ...opening(long));
    expect(await rounds.listed(await hashOf(template))).to.have.length(2);
  });

  it("is opened with the titles that were inserted, all of them, in the list's order", async () => {
    const { byStranger } = town;
    const { template, projects } = await listedCell([
      [3, 100],
      [1, 100],
    ]);
    const [first, second] = titlesOf(projects) as [object, object];
    const open = (...titles: object[]) => byStranger.open(template, titles);
    await refused(open(first), "TitlesMissing", 1, 2);
    await refused(open(second, first), "TitleOfAnotherProject", 0, projects[0]?.id);
    // The leaf's hash in place of its text would leave the title off the ballot.
    const { titleLeaf } = await town.rounds.project(projects[1]?.id);
    await refused(open(first, { word: titleLeaf, text: "0x" }), "TitleOfAnotherProject", 1, projects[1]?.id);
    await refused(byStranger.open(await cellTemplate(town), [first, second]), "CellNotOpenable", 0);
    await open(first, second);
  });

  it("is an approval vote of some projects where its budget bounds no ballot, and has costs for the outcome alone", async () => {
    const { template, projects } = await listedCell([[0, 900]], approvalOf);
    const address = await openedElection(town, town.byStranger.open(template, titlesOf(projects)));
    const { constitution } = await createdAt(address);
    expect(constitution.rules.costs).to.deep.equal([0]);
    expect(constitution.rules.maxTotal).to.equal(1);
    expect(constitution.outcome.costs).to.deep.equal([900]);
  });

  it("is void three times and opened again on the same list, with a whole term each time", async () => {
    const { byStranger, rounds } = town;
    const { template, projects, hash } = await listedCell([[2, 100]]);
    for (let round = 0; round < 4; round++) {
      const address = await openedElection(town, byStranger.open(template, titlesOf(projects)));
      const { constitution } = await createdAt(address);
      await refused(byStranger.settle(hash), "ElectionNotOver");
      await time.increaseTo(constitution.schedule.opensAt + constitution.schedule.openGrace + 1);
      await byStranger.settle(hash);
      const { openBy, insertBy } = template.cell;
      const { reopenedAt, pausedAt } = await rounds.course(hash);
      const kept = { reopenedAt: Number(reopenedAt), pausedAt: Number(pausedAt) };
      const term = openingTerm(template.cell, kept, await time.latest());
      expect((await rounds.term(hash)).map(Number)).to.deep.equal([term.from, term.until]);
      expect(term.until).to.equal((await time.latest()) + openBy - insertBy);
      const course = { ...kept, ending: "none" as const, isVoting: false, listed: 1 };
      expect(cellState(template.cell, course, await time.latest())).to.equal("openable");
      expect(await cellStateOf(town, hash)).to.equal("openable");
    }
    await time.increase(20 * DAY);
    expect(await cellStateOf(town, hash)).to.equal("lapsed");
    await refused(byStranger.open(template, titlesOf(projects)), "CellNotOpenable");
  });

  it("is closed where nothing was listed, and lapses where nobody opened in time", async () => {
    const { template, hash } = await listedCell([]);
    expect(await cellStateOf(town, hash)).to.equal("closed");
    await refused(town.byStranger.open(template, []), "CellNotOpenable");
    const late = await listedCell([[0, 100]]);
    await time.increaseTo(late.template.cell.openBy);
    expect(await cellStateOf(town, late.hash)).to.equal("lapsed");
    expect(await cellStateOf(town, word(0x77))).to.equal("none");
  });

  it("opens too late for the lead on the next day that votes open, and after a postponement", async () => {
    const { template, projects } = await listedCell([[0, 100]]);
    const span = { from: template.cell.insertBy, until: template.cell.insertBy + 30 * DAY };
    await town.published.postpone(template, span);
    await (town.templates.connect(town.reviewer) as unknown as VotingTemplates).postpone(template, span);
    await time.increaseTo(template.cell.openBy - 10);
    const address = await openedElection(town, town.byStranger.open(template, titlesOf(projects)));
    const { schedule } = (await createdAt(address)).constitution;
    expect(schedule).to.deep.equal(deriveSchedule(template.timing, span, await time.latest()));
    expect(schedule.opensAt).to.be.greaterThan(span.until - 1);
  });

  it("waits for the board of its series' next cell where its own serves no longer", async () => {
    const { factory, published, templates, byStranger } = town;
    const boardUntil = async (termEndsAt: number) =>
      (await deployBoard({ factory: await factory.getAddress(), termEndsAt })).getAddress();
    const now = await time.latest();
    const board = await boardUntil(now + 150 * DAY);
    const { template, projects, hash } = await listedCell([[0, 100]], ({ ballot }) => ({
      ballot: { ...ballot, board },
      timing: { ...templateOf(town.template).timing, blackouts: [], mostPostponed: 0 },
    }));
    const open = () => byStranger.open(template, titlesOf(projects));
    await refused(byStranger.pauseTerm(template), "BoardIsFit", board);
    while (deriveSchedule(template.timing, undefined, (await time.latest()) + 1).sharesDueAt < now + 150 * DAY) {
      const { schedule } = (await createdAt(await openedElection(town, open()))).constitution;
      await time.increaseTo(schedule.opensAt + schedule.openGrace + 1);
      await byStranger.settle(hash);
    }
    await refused(open(), "NoBoardFit");
    await refused(byStranger.resumeTerm(template), "TermAsItIs", false);
    await byStranger.pauseTerm(template);
    await refused(byStranger.pauseTerm(template), "TermAsItIs", true);
    await time.increase(100 * DAY);
    expect(await cellStateOf(town, hash)).to.equal("openable");
    const next = await cellTemplate(town, ({ ballot }) => ({ series: template.series, ballot }));
    await published.publish(next);
    await refused(byStranger.resumeTerm(template), "NoBoardFit");
    await templates.takeOver(next);
    await byStranger.resumeTerm(template);
    const { constitution } = await createdAt(await openedElection(town, open()));
    expect(constitution.board).to.equal(next.ballot.board);
  });

  it("is followed by the next of its series only once its supports are closed", async () => {
    const { published, templates } = town;
    const template = await cell();
    const last = template.cell.supportsClose - 1;
    const later = await cellTemplate(town, () => ({ series: template.series, limitName: template.limitName }));
    const [from, until] = [later.cell.supportsClose + 30 * DAY, later.cell.openBy + 60 * DAY];
    const next = {
      ...later,
      cell: { ...later.cell, supportsClose: from, assessBy: from + DAY, insertBy: from + 2 * DAY },
    };
    const longer = { ...next, cell: { ...next.cell, openBy: until } };
    await published.publish(longer);
    await expectRefusal(templates.takeOver(longer), templates, "CellNotNext", last, from - 1);
    await time.increaseTo(template.cell.supportsClose);
    await templates.takeOver(longer);
    await time.increaseTo(from);
    const third = { ...longer, cell: { ...longer.cell, leastCost: 11 } };
    await expectRefusal(published.publish(third), templates, "TemplateInvalid", "cell.supportsClose");
  });

  it("is published only without traps, and the sdk refuses what the contract does, by the same field", async () => {
    const { checkTemplate, TemplateInvalidError } = await import("../../../sdk/proposals/templateRules.ts");
    type Changed = ReturnType<typeof templateOf>;
    const cellWith = (change: Partial<Changed["cell"]>) => (t: Changed) => ({ cell: { ...t.cell, ...change } });
    const rulesWith = (change: Partial<Changed["ballot"]["rules"]>) => (t: Changed) => ({
      ballot: { ...t.ballot, rules: { ...t.ballot.rules, ...change } },
    });
    const outcomeWith = (change: Partial<Changed["ballot"]["outcome"]>) => (t: Changed) => ({
      ballot: { ...t.ballot, outcome: { ...t.ballot.outcome, ...change } },
    });
    const day = 86_400;
    const traps: readonly (readonly [field: string, change: (t: Changed) => Partial<Changed>])[] = [
      ["quota", () => ({ quota: 1 })],
      ["window", () => ({ window: 20 * day })],
      ["answerTerm", () => ({ answerTerm: 20 * day })],
      ["quotaArithmetic", () => ({ quotaArithmetic: word(1) })],
      ["conversion", () => ({ conversion: "WhenAnswered" })],
      ["conversion", () => ({ conversion: "Never" })],
      ["convertTerm", () => ({ convertTerm: 20 * day })],
      ["cell.supportsClose", (t) => cellWith({ supportsClose: t.cell.supportsClose - 10 * day })(t)],
      ["cell.supportsClose", cellWith({ supportsClose: 2 ** 47 })],
      ["cell.assessBy", (t) => cellWith({ assessBy: t.cell.supportsClose + 59 })(t)],
      ["cell.insertBy", (t) => cellWith({ insertBy: t.cell.assessBy + 401 * day })(t)],
      ["cell.openBy", (t) => cellWith({ openBy: t.cell.insertBy })(t)],
      ["cell.leastCost", cellWith({ leastCost: 0 })],
      ["cell.leastCost", cellWith({ leastCost: BUDGET + 1 })],
      ["cell.mostOptions", cellWith({ mostOptions: 0 })],
      ["cell.mostOptions", cellWith({ mostOptions: 33 })],
      ["ballot.ballotSize", ({ ballot }) => ({ ballot: { ...ballot, ballotSize: 8 } })],
      ["ballot.exampleBallot", ({ ballot }) => ({ ballot: { ...ballot, exampleBallot: [0] } })],
      ["ballot.rules.optionCount", rulesWith({ optionCount: 1 })],
      ["ballot.rules.costs", rulesWith({ costs: [1] })],
      ["ballot.rules.maxPerOption", rulesWith({ maxPerOption: 2 })],
      ["ballot.rules.minTotal", rulesWith({ minTotal: 1 })],
      ["ballot.rules.maxTotal", rulesWith({ maxTotal: 0 })],
      ["ballot.rules.maxTotal", rulesWith({ maxTotal: 5 })],
      ["ballot.rules.credits", rulesWith({ credits: 4 })],
      ["ballot.rules.distinct", rulesWith({ distinct: true })],
      ["ballot.rules.budget", rulesWith({ budget: BUDGET - 1 })],
      ["ballot.outcome.kind", outcomeWith({ kind: "Ranking" })],
      ["ballot.outcome.costs", outcomeWith({ costs: [1] })],
    ];
    for (const [field, change] of traps) {
      const now = await time.latest();
      const template = await cellTemplate(town, change);
      await expectRefusal(town.published.publish(template), town.templates, "TemplateInvalid", field);
      const check = () => checkTemplate(templateOf(template), now);
      expect(check, field).to.throw(TemplateInvalidError, `'s ${field} is`);
    }
    // The factory of this town has ballots of eight options alone.
    const wide = await cellTemplate(town, ({ cell }) => ({ cell: { ...cell, mostOptions: 9 } }));
    await expectRefusal(town.published.publish(wide), town.templates, "TemplateInvalid", "cell.mostOptions");
    const short = await deployBoard({
      factory: await town.factory.getAddress(),
      termEndsAt: (await time.latest()) + 90 * DAY,
    });
    const board = await short.getAddress();
    const ending = await cellTemplate(town, ({ ballot }) => ({ ballot: { ...ballot, board } }));
    await expectRefusal(town.published.publish(ending), town.templates, "BoardTermTooShort");
    expect(TERM).to.be.greaterThan(90 * DAY);
    const good = await cellTemplate(town);
    checkTemplate(templateOf(good), await time.latest());
    await town.published.publish(good);
  });
});
