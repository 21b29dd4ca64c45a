import { encodeBytes32String, hexlify, ZeroAddress } from "ethers";
import { requireExampleBallot } from "../../sdk/election/exampleBallot.ts";
import { ANSWER_ALONE, NO_CELL_TERMS } from "../../sdk/proposals/ballotTerms.ts";
import { type QuotaArithmetic, quotaDigest, quotaOf, writeQuota } from "../../sdk/proposals/quota.ts";
import type { Timing } from "../../sdk/proposals/schedule.ts";
import type { Template } from "../../sdk/proposals/template.ts";
import { type TemplateQuestion, writeQuestion } from "../../sdk/proposals/templateQuestion.ts";
import { ballotRulesOf } from "./ballotRules.ts";
import { fractionOf } from "./fractionText.ts";
import type { TemplateFile } from "./templateSchema.ts";
import { ballotSizeOf, costsOf, digestOf, optionsOf, outcomeRuleOf, secondsOf, spanOf } from "./toElection.ts";

type VoteOfFile = NonNullable<TemplateFile["vote"]>;

/** From what the file's quota is reckoned; the template names the SHA-256 of its text. */
export function arithmeticOf({ quota }: TemplateFile): QuotaArithmetic {
  const { residents, certifiedOn, source } = quota;
  const fraction = fractionOf(quota.fraction) ?? { numerator: 0, denominator: 1, moreThan: false };
  return { residents, fraction, certifiedOn, source };
}

/** The text whose SHA-256 the template names as its quota's arithmetic. Throws `QuotaInvalidError`. */
export function arithmeticText(file: TemplateFile): string {
  return writeQuota(arithmeticOf(file));
}

/**
 * The template that a file describes. Throws `QuotaInvalidError`, `NoLegalBallotError` or `TemplateQuestionInvalidError`.
 */
export function templateOf(file: TemplateFile): Template {
  const { accounts, roll, posts, vote } = file;
  const arithmetic = arithmeticOf(file);
  return {
    organizer: accounts.organizer,
    reviewer: accounts.reviewer,
    council: accounts.council ?? ZeroAddress,
    series: encodeBytes32String(file.series),
    isTest: file.test,
    ...{ rolls: roll.rolls, rollId: BigInt(roll.id), leastMembers: roll.leastMembers },
    ...{ quota: quotaOf(arithmetic), quotaArithmetic: quotaDigest(arithmetic) },
    window: spanOf(file.window),
    ...{ limitName: encodeBytes32String(posts.limit), periodLength: spanOf(posts.period), postsPerPeriod: posts.each },
    answerTerm: spanOf(file.answerTerm),
    legalBasis: digestOf(file.legalBasis),
    ...(vote === undefined ? ANSWER_ALONE : voteOf(vote)),
  };
}

/** The question with the labels of its options, in Korean and English. */
export function questionOf(vote: VoteOfFile): TemplateQuestion {
  const labels = optionsOf(vote).map(({ title }) => ({ ko: title.ko ?? "", en: title.en ?? "" }));
  return { question: vote.question, options: labels };
}

function voteOf(vote: VoteOfFile) {
  const { board, timing } = vote;
  const rules = ballotRulesOf(vote.ballot, costsOf(vote));
  return {
    kind: "Ordinance" as const,
    conversion: vote.when === "if-accepted" ? ("WhenFeasible" as const) : ("WhenAnswered" as const),
    convertTerm: spanOf(vote.term),
    ballot: {
      question: hexlify(writeQuestion(questionOf(vote))),
      ...{ board: board.address, consentsRequired: board.consentsRequired },
      ...{ minimumCensus: vote.minimumCensus, minimumBallots: vote.minimumBallots, revoting: vote.revoting },
      ballotSize: ballotSizeOf(vote),
      ...{ rules, outcome: outcomeRuleOf(vote), exampleBallot: requireExampleBallot(rules) },
    },
    timing: timingOf(timing),
    cell: NO_CELL_TERMS,
  };
}

/** When votes open, from a template's file or a round's. */
export function timingOf(timing: VoteOfFile["timing"]): Timing {
  const every = spanOf(timing.every);
  return {
    openLead: spanOf(timing.openLead),
    ...{ alignEvery: every, alignOffset: secondsOf(timing.alignedTo) % every },
    ...{ censusLead: spanOf(timing.censusLead), openGrace: spanOf(timing.openGrace) },
    ...{ votingLength: spanOf(timing.voting), closeGrace: spanOf(timing.closeGrace) },
    ...{ sharesTerm: spanOf(timing.shares), sealDelay: spanOf(timing.sealDelay) },
    mostPostponed: timing.longestPostponement === undefined ? 0 : spanOf(timing.longestPostponement),
    blackouts: timing.blackouts.map(({ from, until }) => ({ from: secondsOf(from), until: secondsOf(until) })),
  };
}
