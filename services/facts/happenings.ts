import type { Text } from "../../sdk/election/content.ts";
import { inBoth } from "../../sdk/election/contentText.ts";
import { VERDICT_WORDS } from "../../sdk/election/outcomeWords.ts";
import { turnoutOf } from "../../sdk/verify/electionStatus.ts";
import type { ElectionFacts, Facts, ProposalFacts } from "./facts.ts";
import { cellSubject, electionSubject, proposalSubject, type Subject } from "./subject.ts";
import { progressWords, stageWords, TOLD_WORDS, WITHOUT_RESULT, withName } from "./toldWords.ts";

/** Something that happened, as of a final block: it is told as it is for ever (P29.9). */
export type Happening = {
  readonly subject: Subject;
  /** Apart from all else that happened to its subject. */
  readonly what: string;
  /** Unix seconds. */
  readonly at: number;
  readonly title: Text;
  readonly text: Text;
};

type Untold = Omit<Happening, "subject" | "title" | "text"> & { readonly title?: Text; readonly text?: Text };

/** All that happened up to the facts' block, the newest first; in the same second in no order that matters. */
export function happenings(facts: Facts): readonly Happening[] {
  const all = [
    ...[...facts.elections.values()].flatMap((election) => ofElection(election, facts.block.time)),
    ...[...facts.proposals.values()].flatMap((proposal) => ofProposal(proposal, facts.block.time)),
    ...[...facts.cells.values()].map((cell) => {
      const subject = cellSubject(cell);
      return {
        subject,
        what: "cell",
        at: cell.publishedAt,
        title: withName(TOLD_WORDS.cell, subject.title),
        text: subject.title,
      };
    }),
  ];
  return all.toSorted((a, b) => b.at - a.at);
}

function ofElection(election: ElectionFacts, now: number): readonly Happening[] {
  const { record, status } = election;
  const { opening, result, constitution, created } = record;
  const { opensAt, openGrace, closesAt, closeGrace } = constitution.schedule;
  const ended = status.phase === "void" ? opensAt + openGrace : closesAt + closeGrace;
  const reason = WITHOUT_RESULT[status.phase];
  const found: readonly (Untold | undefined)[] = [
    { what: "created", at: created.time },
    opening === null ? undefined : { what: "opened", at: opening.at.time },
    opening === null || now < closesAt ? undefined : { what: "closed", at: closesAt },
    result === null ? undefined : { what: "decided", at: result.at.time, text: resultText(election) },
    reason === undefined ? undefined : { what: "no result", at: ended, text: reason },
  ];
  return found.flatMap((one) => (one === undefined ? [] : [told(electionSubject(election), one)]));
}

/** Turnout and votes, in words. */
function resultText({ record, content }: ElectionFacts): Text {
  const { ballots, activeMembers } = turnoutOf(record) ?? { ballots: 0, activeMembers: 0 };
  const { counts: all = [], outcome } = record.result ?? {};
  // A ballot has places that the election does not use.
  const counts = all.slice(0, record.constitution.rules.optionCount);
  const names = content?.options.map(({ title }) => inBoth(title, content)) ?? [];
  const lines = (language: "ko" | "en") =>
    counts.map((votes, option) => `${names[option]?.[language] ?? option + 1}: ${votes}`).join("\n");
  const verdict = VERDICT_WORDS[outcome?.verdict ?? "None"];
  const isAsked = record.constitution.outcome.kind === "Referendum";
  return {
    ko: `${isAsked ? `${verdict.ko}\n` : ""}${activeMembers}명 가운데 ${ballots}명 참여\n${lines("ko")}`,
    en: `${isAsked ? `${verdict.en}\n` : ""}${ballots} of ${activeMembers} took part\n${lines("en")}`,
  };
}

function ofProposal(proposal: ProposalFacts, now: number): readonly Happening[] {
  const { kept, course, notes } = proposal;
  const subject = proposalSubject(proposal);
  const supports = {
    ko: `지지 ${kept.supporters}명, 필요 ${kept.quota}명`,
    en: `${kept.supporters} supports of ${kept.quota}`,
  };
  const found: readonly (Untold | undefined)[] = [
    { what: "posted", at: kept.postedAt },
    kept.reachedAt === 0 ? undefined : { what: "reached", at: kept.reachedAt },
    kept.reachedAt > 0 || now < kept.closesAt ? undefined : { what: "expired", at: kept.closesAt, text: supports },
    course === undefined || course.answeredAt === 0 ? undefined : { what: "answered", at: course.answeredAt },
    ...notes.map((note, place) => {
      const isStage = note.kind === "stage";
      const words = isStage ? stageWords(note.stage) : progressWords(note.progress);
      const named = isStage ? words : withName({ ko: `${note.number}`, en: `${note.number}` }, words);
      const title = withName(withName(TOLD_WORDS[note.kind], named), subject.title);
      return { what: `note|${place}`, at: note.notedAt, title, text: { ko: note.words, en: note.words } };
    }),
  ];
  return found.flatMap((one) => (one === undefined ? [] : [told(subject, one)]));
}

/** With the words for what happened, and the subject's name where there is no more to say. */
function told(subject: Subject, { what, at, title, text }: Untold): Happening {
  const words = TOLD_WORDS[what as keyof typeof TOLD_WORDS] ?? { ko: what, en: what };
  return { subject, what, at, title: title ?? withName(words, subject.title), text: text ?? subject.title };
}
