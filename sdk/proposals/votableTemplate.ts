import { getBytes } from "ethers";
import { HanpyoError, told } from "../errors.ts";
import type { Template } from "./template.ts";
import { readQuestion, type TemplateQuestion } from "./templateQuestion.ts";

/** What is asked of a template before anybody trusts a proposal to it. */
export type VotableFields = {
  readonly conversion: Template["conversion"];
  readonly ballot: { readonly question: string; readonly rules: Pick<Template["ballot"]["rules"], "optionCount"> };
};

/** A template whose options have other labels than its rules count: its votes could be read by nobody. */
export class TemplateOptionsDifferError extends HanpyoError {
  constructor(labels: number, counted: number) {
    super(
      "TEMPLATE_OPTIONS_DIFFER",
      told`The template's question has ${{ options: labels }} options, and its rules count ${{ expected: counted }}`,
      "Do not post or support under it: no trustee could consent to its vote; ask the organizer for a template with as many labels as options",
    );
  }
}

/**
 * The question of a template that leads to a vote; undefined of one that leads to an answer alone. The contract looks at
 * neither bytes nor labels (P23.3), so whoever publishes, posts, supports, brings acts or keeps texts asks here.
 * Throws `TemplateQuestionInvalidError` or `TemplateOptionsDifferError`.
 */
export function requireVotable({ conversion, ballot }: VotableFields): TemplateQuestion | undefined {
  if (conversion === "Never") return undefined;
  const question = readQuestion(getBytes(ballot.question));
  const [labels, counted] = [question.options.length, ballot.rules.optionCount];
  if (labels !== counted) throw new TemplateOptionsDifferError(labels, counted);
  return question;
}

/** Why a template leads to no vote that anybody could read; undefined for one that does. */
export function votableFault(template: VotableFields): HanpyoError | undefined {
  try {
    requireVotable(template);
    return undefined;
  } catch (error) {
    if (error instanceof HanpyoError) return error;
    throw error;
  }
}
