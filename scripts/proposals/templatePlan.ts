import { decodeBytes32String } from "ethers";
import {
  deriveSchedule,
  openingFrom,
  opensBefore,
  requireSoundTiming,
  type Span,
} from "../../sdk/proposals/schedule.ts";
import type { Template } from "../../sdk/proposals/template.ts";
import { requireVotable } from "../../sdk/proposals/votableTemplate.ts";
import { koreanTime } from "../terminal/koreanTime.ts";
import { shown } from "../terminal/shown.ts";
import type { ProposalsSpeaker } from "./proposalsSpeaker.ts";
import { roundLines } from "./roundLines.ts";
import { type KnownOfTemplate, voteRules } from "./voteRules.ts";

const DAY = 86_400;

/** What each way to a vote says. */
const CONVERSION_WORDS = {
  Never: "conversionNever",
  WhenAnswered: "conversionWhenAnswered",
  WhenFeasible: "conversionWhenFeasible",
} as const satisfies Readonly<Record<Template["conversion"], string>>;

/** Dates of a vote whose proposal was posted now, reached its quota on its last day, and was never answered. */
export type LatestVote = {
  readonly convertedFrom: number;
  readonly opensAt: number;
  readonly closesAt: number;
  readonly sharesDueAt: number;
  /** Until when the board must serve, whatever is postponed. */
  readonly boardUntil: number;
};

/** What follows of a template that leads to a vote, for a posting at `now` (Unix seconds); undefined of a policy. */
export function latestVote(template: Template, now: number): LatestVote | undefined {
  if (template.conversion === "Never") return undefined;
  const { timing, window, answerTerm, convertTerm } = template;
  requireSoundTiming(timing, template.isTest);
  const convertedFrom = now + window + answerTerm;
  const { opensAt, closesAt, sharesDueAt } = deriveSchedule(timing, undefined, convertedFrom);
  const { votingLength, closeGrace, sharesTerm } = timing;
  const boardUntil = opensBefore(timing, convertedFrom + convertTerm) + votingLength + closeGrace + sharesTerm;
  return { convertedFrom, opensAt, closesAt, sharesDueAt, boardUntil };
}

/**
 * What a template binds, for people, line by line and to its end: with the rules of the vote that a conversion at `now`
 * (Unix seconds) would bring. Throws `TimingInvalidError`, and what `requireVotable` throws for one
 * under which nobody could read a vote.
 */
export function templateLines(
  template: Template,
  now: number,
  { text, language }: Pick<ProposalsSpeaker, "text" | "language">,
  known: KnownOfTemplate = {},
): readonly string[] {
  const question = requireVotable(template);
  const vote = template.kind === "BudgetCell" ? undefined : latestVote(template, now);
  const days = (seconds: number) => text("days", { days: Math.round((seconds / DAY) * 100) / 100 });
  const at = (seconds: number) => koreanTime(seconds);
  const promised = [
    ...(template.isTest ? [text("templateTest")] : []),
    text("templateSeries", { name: nameOf(template.series), roll: String(template.rollId), rolls: template.rolls }),
    text("templateParties", {
      ...{ organizer: template.organizer, reviewer: template.reviewer },
      council: BigInt(template.council) === 0n ? text("nobody") : template.council,
    }),
    text("templatePosts", {
      ...{ posts: template.postsPerPeriod, period: days(template.periodLength), least: template.leastMembers },
    }),
    text("templateLimit", { name: nameOf(template.limitName) }),
  ];
  if (template.kind === "BudgetCell") {
    return [
      ...promised,
      text("templateLegal", { digest: template.legalBasis }),
      ...roundLines({ template }, { text }),
      ...timingLines(template, { ...known, now }, { text, days }),
    ];
  }
  return [
    ...promised,
    text("templateQuota", { quota: template.quota, window: days(template.window) }),
    text("templateArithmetic", { digest: template.quotaArithmetic }),
    text("templateLegal", { digest: template.legalBasis }),
    text("templateAnswer", { term: days(template.answerTerm) }),
    text(CONVERSION_WORDS[template.conversion], { term: days(template.convertTerm) }),
    ...(vote === undefined
      ? []
      : [
          text("templateDates", {
            ...{ converted: at(vote.convertedFrom), opens: at(vote.opensAt), closes: at(vote.closesAt) },
            shares: at(vote.sharesDueAt),
          }),
          text("templateBoard", { board: template.ballot.board, until: at(vote.boardUntil) }),
          text("templateConsents", { consents: template.ballot.consentsRequired }),
          ...timingLines(template, { ...known, now }, { text, days }),
        ]),
    ...(question === undefined
      ? []
      : ["", text("templateRules"), ...voteRules(template, question, { ...known, now, language })]),
  ];
}

/** When votes open at all: their days, what keeps them from one, and how long the organizer may put them off. */
function timingLines(
  { timing }: Template,
  { postponement, now }: KnownOfTemplate & { readonly now: number },
  { text, days }: Pick<ProposalsSpeaker, "text"> & { readonly days: (seconds: number) => string },
): readonly string[] {
  const { alignEvery, openLead, mostPostponed, blackouts } = timing;
  const day = openingFrom({ ...timing, blackouts: [] }, undefined, now);
  const span = ({ from, until }: Span) => ({ from: koreanTime(from), until: koreanTime(until) });
  return [
    text("templateOpenings", { every: days(alignEvery), day: koreanTime(day), lead: days(openLead) }),
    ...(blackouts.length === 0
      ? [text("templateNoBlackouts")]
      : blackouts.map((blackout) => text("templateBlackout", span(blackout)))),
    mostPostponed === 0 ? text("templateNotPostponed") : text("templateMostPostponed", { most: days(mostPostponed) }),
    ...(postponement === undefined ? [] : [text("templatePostponed", span(postponement))]),
  ];
}

/** A name of at most 31 letters, or the 32 bytes that somebody else's software put there. */
function nameOf(word: string): string {
  try {
    return shown(decodeBytes32String(word));
  } catch {
    return word;
  }
}
