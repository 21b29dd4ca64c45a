import { ZeroAddress } from "ethers";
import { isCompanion } from "../election/companionRolls.ts";
import { ConstitutionInvalidError, checkConstitution, fieldAgainstTime } from "../election/constitutionRules.ts";
import { HanpyoError, told } from "../errors.ts";
import { cellFault, extremeCells } from "./cellRules.ts";
import { deriveConstitution } from "./derivedConstitution.ts";
import { LEAST_TERM, leastSpan } from "./leastSpans.ts";
import { requireSoundTiming } from "./schedule.ts";
import type { Template } from "./template.ts";
import { MOST_QUESTION_BYTES } from "./templateQuestion.ts";
import { requireVotable } from "./votableTemplate.ts";
import { unwinnableField } from "./winnableVote.ts";

const DAY = 86_400;
const LEAST_MEMBERS = 100;
/** So that nothing is promised for longer than anybody can foresee. */
const MOST_SPAN = 400 * DAY;
/** What a tree of the circuit's depth holds. */
const EVERYBODY = 2 ** 20;
const COUNT_LIMIT = 2 ** 24;
const NOTHING = `0x${"00".repeat(32)}`;

export class TemplateInvalidError extends HanpyoError {
  constructor(field: string) {
    super(
      "TEMPLATE_INVALID",
      told`The template's ${{ field }} is out of its range or contradicts another field`,
      "Correct the field named, as steps P20.2 and P20.6 of docs/protocol.md say, before the template is published",
    );
  }
}

/**
 * Refuses a template that `publish` would refuse for its own fields (P20.2, P20.6), by the field that the contract
 * names, and one whose question cannot be read or has other options than the rules count. Rolls, board, limit and series
 * only the chain knows.
 * @param time Of publication, Unix seconds.
 * Throws `TemplateInvalidError`, `TimingInvalidError`, `ConstitutionInvalidError`, or what `requireVotable` throws.
 */
export function checkTemplate(template: Template, time: number): void {
  const { ballot, timing, isTest, kind } = template;
  requireField(boundsFault(template));
  if (kind === "Policy") return;
  requireField(ballotFault(template));
  requireSoundTiming(timing, isTest);
  if (kind === "BudgetCell") requireField(cellFault(template, time));
  const chosen = { board: ballot.board, consentsRequired: ballot.consentsRequired };
  const conversion = { postponement: undefined, time, chosen, contentHash: NOTHING };
  const constitutions =
    kind === "BudgetCell" ? extremeCells(template, conversion) : [deriveConstitution(template, conversion)];
  for (const constitution of constitutions) {
    checkConstitution(constitution);
    const early = fieldAgainstTime(constitution, time);
    if (early !== undefined) throw new ConstitutionInvalidError(early);
  }
  requireField(unwinnableField(ballot));
  requireVotable(template);
}

function requireField(fault: string | undefined): void {
  if (fault !== undefined) throw new TemplateInvalidError(fault);
}

/** As contracts/proposals/TemplateRules.sol, in its order. */
function boundsFault(template: Template): string | undefined {
  const { organizer, reviewer, council, isTest, kind, conversion, ballot } = template;
  const votes = kind !== "Policy";
  const isCell = kind === "BudgetCell";
  const [least, most] = isCell ? [0, 0] : [leastSpan(isTest, LEAST_TERM), MOST_SPAN];
  const bytes = (ballot.question.length - 2) / 2;
  return (
    unless(reviewer !== ZeroAddress && reviewer !== organizer && reviewer !== council, "reviewer") ??
    unless(!isCompanion(template.rollId), "rollId") ??
    unless(isWithin(template.quota, isCell ? 0 : 1, isCell ? 0 : EVERYBODY), "quota") ??
    unless(isWithin(template.leastMembers, isTest ? 1 : LEAST_MEMBERS, EVERYBODY), "leastMembers") ??
    unless(isWithin(template.window, least, most), "window") ??
    unless(isWithin(template.periodLength, DAY, MOST_SPAN), "periodLength") ??
    unless(template.postsPerPeriod !== 0, "postsPerPeriod") ??
    unless(isWithin(template.answerTerm, least, most), "answerTerm") ??
    unless(BigInt(template.legalBasis) !== 0n, "legalBasis") ??
    unless((BigInt(template.quotaArithmetic) !== 0n) !== isCell, "quotaArithmetic") ??
    unless((conversion !== "Never") === votes, "conversion") ??
    unless(!isCell || conversion === "WhenFeasible", "conversion") ??
    unless(isWithin(template.convertTerm, votes ? least : 0, votes ? most : 0), "convertTerm") ??
    unless((ballot.board !== ZeroAddress) === votes, "ballot.board") ??
    unless(isWithin(bytes, votes ? 1 : 0, votes ? MOST_QUESTION_BYTES : 0), "ballot.question")
  );
}

/** What would make elections void that the factory creates. */
function ballotFault({ ballot, leastMembers }: Template): string | undefined {
  return (
    unless(ballot.minimumCensus <= leastMembers, "ballot.minimumCensus") ??
    unless(ballot.minimumBallots <= leastMembers, "ballot.minimumBallots") ??
    unless(ballot.rules.maxPerOption * EVERYBODY < COUNT_LIMIT, "ballot.rules.maxPerOption")
  );
}

function isWithin(given: number, least: number, most: number): boolean {
  return given >= least && given <= most;
}

function unless(holds: boolean, field: string): string | undefined {
  return holds ? undefined : field;
}
