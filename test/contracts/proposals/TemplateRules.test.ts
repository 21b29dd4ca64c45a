import { expect } from "chai";
import { hexlify } from "ethers";
import { LEAST_OPEN_GRACE, LEAST_OPEN_LEAD, LEAST_TERM, LEAST_VOTING } from "../../../sdk/proposals/leastSpans.ts";
import type { AbiTemplate } from "../../../sdk/proposals/template.ts";
import { writeQuestion } from "../../../sdk/proposals/templateQuestion.ts";
import { checkTemplate } from "../../../sdk/proposals/templateRules.ts";
import { QUESTION } from "../../sdk/proposals/sampleText.ts";
import { networkHelpers } from "../electionFixture.ts";
import { QUESTION_OF_THREE, type VotingTown, votingTown } from "./conversionTown.ts";
import { DAY, templateOf, word } from "./proposalTown.ts";

const NOBODY = `0x${"00".repeat(20)}`;

describe("What a template may say", () => {
  let town: VotingTown;
  before(async () => {
    town = await votingTown();
  });

  type Ballot = AbiTemplate["ballot"];
  const ballot = (changes: Partial<Ballot>) => ({ ballot: { ...town.template.ballot, ...changes } });
  const rules = (changes: Partial<Ballot["rules"]>) => ballot({ rules: { ...town.template.ballot.rules, ...changes } });
  const outcome = (changes: Partial<Ballot["outcome"]>) =>
    ballot({ outcome: { ...town.template.ballot.outcome, ...changes } });
  const timing = (changes: Partial<AbiTemplate["timing"]>) => ({ timing: { ...town.template.timing, ...changes } });

  /** What the contract refuses of the template's own fields; nothing where its rules take it. */
  async function faultOnChain(template: AbiTemplate): Promise<string | undefined> {
    const said = await town.published.publish.staticCall(template).then(
      () => "",
      (error: unknown) => String(error),
    );
    return /(?:TemplateInvalid|TimingInvalid|InvalidConstitution)\("([\w.]+)"\)/.exec(said)?.[1];
  }

  async function faultInSdk(template: AbiTemplate): Promise<string | undefined> {
    try {
      checkTemplate(templateOf(template), await networkHelpers.time.latest());
      return undefined;
    } catch (error) {
      const said = String(error);
      if (/question cannot be read|question has \d+ options/.test(said)) return "ballot.question";
      return (
        /(?:template's|constitution's) ([\w.]+) is out/.exec(said)?.[1] ?? /cannot be kept: (\w+)\./.exec(said)?.[1]
      );
    }
  }

  async function expectFault(changes: Partial<AbiTemplate>, field: string | undefined): Promise<void> {
    const template = { ...town.template, ...changes };
    const shown = JSON.stringify(changes, (_, value) => (typeof value === "bigint" ? String(value) : value));
    expect([await faultOnChain(template), await faultInSdk(template)], shown).to.deep.equal([field, field]);
  }

  it("is one rule in the contract and in the sdk, for each field", async () => {
    const { template } = town;
    await expectFault({}, undefined);
    const cases: readonly (readonly [Partial<AbiTemplate>, string | undefined])[] = [
      [{ reviewer: NOBODY }, "reviewer"],
      [{ reviewer: template.council }, "reviewer"],
      [{ rollId: 2n ** 255n }, "rollId"],
      [{ quota: 0 }, "quota"],
      [{ quota: 2 ** 20 + 1 }, "quota"],
      [{ leastMembers: 0 }, "leastMembers"],
      [{ periodLength: DAY - 1 }, "periodLength"],
      [{ postsPerPeriod: 0 }, "postsPerPeriod"],
      [{ legalBasis: word(0) }, "legalBasis"],
      [{ quotaArithmetic: word(0) }, "quotaArithmetic"],
      [{ kind: 2 }, "quota"],
      [{ conversion: 0 }, "conversion"],
      [ballot({ board: NOBODY }), "ballot.board"],
      [ballot({ question: "0x" }), "ballot.question"],
      [ballot({ minimumCensus: 51 }), "ballot.minimumCensus"],
      [ballot({ minimumBallots: 51 }), "ballot.minimumBallots"],
      [rules({ maxPerOption: 16 }), "ballot.rules.maxPerOption"],
      [timing({ censusLead: 22 * DAY }), "censusLead"],
      [timing({ alignEvery: 366 * DAY }), "alignEvery"],
      [timing({ sealDelay: 59 }), "schedule.sealDelay"],
      [ballot({ ballotSize: 5 }), "ballotSize"],
    ];
    for (const [changes, field] of cases) await expectFault(changes, field);
  });

  it("has one least of each span in the contract and in the sdk, and another one of a test", async () => {
    const spans: readonly (readonly [(span: number) => Partial<AbiTemplate>, string, number])[] = [
      [(window) => ({ window }), "window", LEAST_TERM],
      [(answerTerm) => ({ answerTerm }), "answerTerm", LEAST_TERM],
      [(convertTerm) => ({ convertTerm }), "convertTerm", LEAST_TERM],
      [(openLead) => timing({ openLead, censusLead: 0 }), "openLead", LEAST_OPEN_LEAD],
      [(openGrace) => timing({ openGrace }), "openGrace", LEAST_OPEN_GRACE],
      [(votingLength) => timing({ votingLength, openGrace: LEAST_OPEN_GRACE }), "votingLength", LEAST_VOTING],
    ];
    for (const [changed, field, real] of spans) {
      await expectFault({ ...changed(59), isTest: true }, field);
      const ofTest = { ...town.template, ...changed(60), isTest: true };
      expect(await faultInSdk(ofTest), field).not.to.equal(field);
      expect(await faultOnChain(ofTest), field).not.to.equal(field);
      // Of a real one, whose other terms are as short as they may be.
      const enough = { leastMembers: 100, ...changed(real), isTest: false };
      expect(await faultOnChain({ ...town.template, ...enough }), field).to.equal(undefined);
      await expectFault({ ...enough, ...changed(real - 1) }, field);
    }
  });

  it("has a question with as many options as are counted, which the sdk alone reads", async () => {
    const faultOf = (question: string) => faultInSdk({ ...town.template, ...ballot({ question }) });
    expect(await faultOf(hexlify(writeQuestion(QUESTION_OF_THREE)))).to.equal(undefined);
    for (const question of ["0x7b7d", hexlify(writeQuestion(QUESTION))]) {
      expect(await faultOf(question)).to.equal("ballot.question");
    }
  });

  it("puts nothing on the ballot that cannot win, whatever people want", async () => {
    const electorsSource = word(0xe1);
    const quarter = { numerator: 1, denominator: 4, moreThan: false };
    const above = { ...quarter, moreThan: true };
    const ranking = {
      kind: 1,
      winners: 1,
      passingShare: { numerator: 0, denominator: 1, moreThan: false },
    };
    const cases: readonly (readonly [Partial<AbiTemplate>, string | undefined])[] = [
      // Nobody can pay for a yes, or it costs more than a no.
      [rules({ costs: [2, 2, 0], budget: 1 }), "ballot.rules.costs"],
      [rules({ costs: [1, 1, 0], budget: 1 }), undefined],
      [rules({ costs: [1, 0, 0] }), "ballot.rules.costs"],
      [rules({ costs: [0, 1, 0] }), "ballot.rules.costs"],
      // Who says yes must say something else too.
      [rules({ minTotal: 2, maxTotal: 2, maxPerOption: 1 }), "ballot.rules.minTotal"],
      [rules({ minTotal: 2, maxTotal: 2, maxPerOption: 2, credits: 3 }), "ballot.rules.credits"],
      [rules({ minTotal: 2, maxTotal: 2, maxPerOption: 2, costs: [1, 1, 0], budget: 1 }), "ballot.rules.budget"],
      [outcome({ electors: 2 ** 22, electorsSource, quorum: quarter }), undefined],
      [outcome({ electors: 2 ** 22 + 1, electorsSource, quorum: quarter }), "ballot.outcome.electors"],
      [outcome({ electors: 2 ** 22, electorsSource, quorum: above }), "ballot.outcome.electors"],
      [outcome({ electors: 2 ** 32 - 1, electorsSource }), undefined],
      [outcome({ ...ranking, minimumVotes: 2 ** 20 }), undefined],
      [outcome({ ...ranking, minimumVotes: 2 ** 20 + 1 }), "ballot.outcome.minimumVotes"],
      [outcome({ ...ranking, kind: 2, winners: 0, budget: 9, costs: [9, 1, 9] }), undefined],
      [outcome({ ...ranking, kind: 2, winners: 0, budget: 9, costs: [9, 1, 10] }), "ballot.outcome.costs"],
    ];
    for (const [changes, field] of cases) {
      // Some ballot is legal, or the factory would refuse them all.
      const spread = field === "ballot.rules.budget" ? [0, 0, 2] : [1, 1, 0];
      const exampleBallot = changes.ballot?.rules.minTotal === 2 ? spread : [0, 0, 1];
      await expectFault(ballot({ ...changes.ballot, exampleBallot }), field);
    }
  });
});
