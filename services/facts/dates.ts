import type { Text } from "../../sdk/election/content.ts";
import type { ElectionFacts, Facts, ProposalFacts } from "./facts.ts";
import { cellSubject, electionSubject, proposalSubject, type Subject } from "./subject.ts";
import { progressWords, TOLD_WORDS, withName } from "./toldWords.ts";

/** A date of a calendar (P29.9); times are Unix seconds. */
export type DatedEvent = {
  readonly subject: Subject;
  /** Apart from all other dates of its subject. */
  readonly what: string;
  readonly title: Text;
  readonly from: number;
  /** Nothing for what is due at one moment. */
  readonly until?: number;
  /** When it was set as it stands. */
  readonly setAt: number;
  /** How often it was changed. */
  readonly changes: number;
  readonly isCancelled: boolean;
};

/** All dates that are known, the latest first. */
export function datedEvents(facts: Facts): readonly DatedEvent[] {
  const cells = [...facts.cells.values()].flatMap((cell) => {
    const subject = cellSubject(cell);
    return (["supportsClose", "assessBy", "insertBy", "openBy"] as const).map((what) =>
      dated(subject, what, cell.terms[what], cell.publishedAt),
    );
  });
  const all = [
    ...[...facts.elections.values()].map(votingTime),
    ...[...facts.proposals.values()].flatMap(ofProposal),
    ...cells,
  ];
  return all.toSorted((a, b) => b.from - a.from);
}

function dated(subject: Subject, what: keyof typeof TOLD_WORDS, from: number, setAt: number): DatedEvent {
  const title = withName(TOLD_WORDS[what], subject.title);
  return { subject, what, title, from, setAt, changes: 0, isCancelled: false };
}

function votingTime(election: ElectionFacts): DatedEvent {
  const { constitution, created } = election.record;
  const { opensAt, closesAt } = constitution.schedule;
  const isCancelled = election.status.phase === "void";
  const event = dated(electionSubject(election), "voting", opensAt, created.time);
  return { ...event, until: closesAt, isCancelled, changes: isCancelled ? 1 : 0 };
}

function ofProposal(proposal: ProposalFacts): readonly DatedEvent[] {
  const { kept, answerTerm, notes } = proposal;
  const subject = proposalSubject(proposal);
  const answer = dated(subject, "answerDue", kept.reachedAt + answerTerm, kept.reachedAt);
  const milestones = notes.flatMap((note) => (note.kind === "milestone" ? [note] : []));
  return [
    dated(subject, "supportsClose", kept.closesAt, kept.postedAt),
    ...(kept.reachedAt === 0 ? [] : [answer]),
    ...[...Map.groupBy(milestones, ({ number }) => number)].flatMap(([number, noted]) => {
      const last = noted.at(-1);
      if (last === undefined) return [];
      const words = withName({ ko: `${number}`, en: `${number}` }, progressWords(last.progress));
      const title = withName(withName(TOLD_WORDS.milestone, words), subject.title);
      const isCancelled = last.progress === DROPPED;
      const [what, changes] = [`milestone|${number}`, noted.length - 1];
      return [{ subject, what, title, from: last.day, setAt: last.notedAt, changes, isCancelled }];
    }),
  ];
}

/** Of `PROGRESS`. */
const DROPPED = 4;
