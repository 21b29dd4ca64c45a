import { optionsOfBits, outcomeOf } from "../../sdk/election/outcome.ts";
import { namingBallots, type Pabulib, type PabulibProject } from "./parsePabulib.ts";
import type { PabulibElection } from "./toElection.ts";

/** What a run on the chain gave. */
export type ChainResult = {
  /** Ballots in the box. */
  readonly cast: number;
  /** Points by option. */
  readonly totals: readonly number[];
  readonly funded: readonly number[];
  /** Options of equal votes of which not all fitted. */
  readonly tied: readonly number[];
};

/** A run against the ballots and against what the file records. */
export type Comparison = {
  readonly totals: Readonly<Record<string, number>>;
  readonly recordedTotals: Readonly<Record<string, number | null>> | null;
  readonly funded: readonly string[];
  readonly recordedFunded: readonly string[] | null;
  /** Projects with equal votes of which not all fitted; they were gone through in the order of the file. */
  readonly tied: readonly string[];
  /**
   * Whether all that the file records is what its ballots and its rule give: totals, numbers of votes, and with all
   * voters the funded projects. False, too, where the run itself counted other ballots than were taken; null where nothing is recorded.
   */
  readonly match: boolean | null;
  readonly deviations: readonly string[];
};

/** Kinds whose ballots give points, so that a project's votes are not its total. */
const POINT_KINDS = ["cumulative", "scoring", "ordinal"];

/** Compares a run of the first voters, or of all, with the file. */
export function compare(file: Pabulib, election: PabulibElection, run: ChainResult): Comparison {
  const { projects } = file;
  const { offered } = election;
  const counts = countsOf(election, offered.length);
  const isWhole = election.ballots.length === file.votes.length;
  const recorded = recordedTotals(file, election);
  const totals = totalDeviations(projects, recorded, election.fileTotals);
  const funded = new Set(run.funded.map((option) => offered[option]));
  const tied = new Set(run.tied.map((option) => offered[option]));
  const winners = isWhole ? projects.flatMap((project, i) => winnerDeviations(project, funded.has(i))) : [];
  const sameTotals = run.cast === election.ballots.length && counts.every((count, i) => count === run.totals[i]);
  const hasWinners = projects.some(({ selected }) => selected === 0 || selected === 1);
  // Where votes are not the totals they are counted for themselves.
  const counted = recorded === null || projects.some(({ score }) => score !== null);
  const votes = counted ? votesDeviations(file) : [];
  const hasCounts = recorded?.some((total) => total !== null) || projects.some((project) => project.votes !== null);
  const isRecorded = hasCounts || (isWhole && hasWinners);
  const agrees = totals.length === 0 && winners.length === 0 && votes.length === 0;
  return {
    totals: Object.fromEntries(offered.map((i, option) => [projects[i]?.id ?? "", run.totals[option] as number])),
    recordedTotals: recorded && byId(projects, (i) => recorded[i] as number | null),
    funded: projects.filter((_, i) => funded.has(i)).map(({ id }) => id),
    recordedFunded: hasWinners ? projects.filter(({ selected }) => selected === 1).map(({ id }) => id) : null,
    tied: projects.filter((_, i) => tied.has(i)).map(({ id }) => id),
    match: !sameTotals ? false : isRecorded ? agrees : null,
    deviations: [
      ...election.deviations,
      ...totals,
      ...votes,
      ...(projects.some(({ selected }) => selected !== null) ? projects.flatMap(specialDeviations) : []),
      ...winners,
      ...(winners.length > 0 && totals.length > 0 ? byRecordedTotals(projects, recorded, election) : []),
    ],
  };
}

/** A plain count of the ballots taken. */
function countsOf({ ballots }: PabulibElection, options: number): number[] {
  return Array.from({ length: options }, (_, i) => ballots.reduce((sum, choices) => sum + (choices[i] as number), 0));
}

/**
 * The totals that the file records: scores, or votes where a vote is one point; null if it has none. Where ballots give
 * points and there are no scores, votes are by the format the ballots that name a project, but older files write the
 * totals there: what more of the projects agree with is taken.
 */
function recordedTotals(file: Pabulib, { kind, fileTotals }: PabulibElection): readonly (number | null)[] | null {
  const [scores, votes] = [file.projects.map(({ score }) => score), file.projects.map((project) => project.votes)];
  if (scores.some((score) => score !== null)) return scores;
  if (votes.every((count) => count === null)) return null;
  const agreeing = (counts: readonly number[]) => votes.filter((count, i) => count === counts[i]).length;
  const isTotal = !POINT_KINDS.includes(kind) || agreeing(fileTotals) > agreeing(namingBallots(file));
  return isTotal ? votes : null;
}

function totalDeviations(
  projects: readonly PabulibProject[],
  recorded: readonly (number | null)[] | null,
  counts: readonly number[],
): string[] {
  return projects.flatMap(({ id }, i) => {
    const total = recorded?.[i] ?? null;
    if (total === null || total === counts[i]) return [];
    return [`the file's recorded total of project ${id} is ${total}, its ballots give ${counts[i]}`];
  });
}

/** Where votes are not the totals, they are the number of ballots that name a project. */
function votesDeviations(file: Pabulib): string[] {
  const naming = namingBallots(file);
  return file.projects.flatMap(({ id, votes }, i) => {
    if (votes === null || votes === naming[i]) return [];
    return [`the file records ${votes} votes for project ${id}, ${naming[i]} of its ballots name it`];
  });
}

/** A project whose record leaves open whether the rule selected it is not compared. */
function specialDeviations({ id, selected }: PabulibProject): string[] {
  if (selected === null) return [`the file does not record whether project ${id} was selected; it is not compared`];
  if (selected === 0 || selected === 1) return [];
  return [
    `the file records ${selected} for project ${id}, selected in another way than by its rule; it is not compared`,
  ];
}

function winnerDeviations({ id, selected }: PabulibProject, isFunded: boolean): string[] {
  if (selected === 1 && !isFunded) return [`the file records project ${id} as funded, the rule does not fund it`];
  if (selected === 0 && isFunded) return [`the rule funds project ${id}, the file records it as not funded`];
  return [];
}

/** Whether other totals than those of the ballots explain the record. */
function byRecordedTotals(
  projects: readonly PabulibProject[],
  recorded: readonly (number | null)[] | null,
  { outcome, offered }: PabulibElection,
): string[] {
  if (recorded === null || recorded.includes(null)) return [];
  const turnout = { ballots: 1, activeMembers: 1 };
  const totals = offered.map((i) => recorded[i] as number);
  const { selected } = outcomeOf(outcome, totals, offered.length, turnout);
  const funded = new Set(optionsOfBits(selected).map((option) => offered[option]));
  const explained = projects.every((project, i) => winnerDeviations(project, funded.has(i)).length === 0);
  return explained
    ? ["with the file's recorded totals the rule funds what the file records"]
    : ["with the file's recorded totals, too, the rule funds other projects than the file records"];
}

function byId<T>(projects: readonly PabulibProject[], value: (position: number) => T): Record<string, T> {
  return Object.fromEntries(projects.map(({ id }, position) => [id, value(position)]));
}
