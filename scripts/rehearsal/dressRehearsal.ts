import type { Content, Text } from "../../sdk/election/content.ts";
import { accountsOf, examine } from "../electionFile/examine.ts";
import { ElectionFileInvalidError, parseElectionFile } from "../electionFile/parseElectionFile.ts";
import type { ElectionFile } from "../electionFile/schema.ts";
import {
  ballotSizeOf,
  boardTermsOf,
  constitutionOf,
  contentOf,
  officesOf,
  secondsOf,
} from "../electionFile/toElection.ts";
import type { RehearsalPlan } from "./plan.ts";
import { simulatedBallots } from "./simulatedBallots.ts";

/** A clerk's own election file as it is run on a local chain. */
export type DressRehearsal = {
  readonly plan: RehearsalPlan;
  /** When the local chain begins, Unix seconds: a day before the ceremony must be done. */
  readonly begins: number;
  /** What is not as in the file, and why. */
  readonly changes: readonly Text[];
};

const DAY = 86_400;
/** Reason that the frozen text of every rehearsal gives. */
const REHEARSAL: Text = { ko: "이 컴퓨터 안에서만 하는 연습", en: "A rehearsal on a local chain" };

/**
 * An election file as a rehearsal: its texts, ballot, rules, board and dates, with new accounts, and one simulated
 * resident for each ballot. The minimums of a roll too large to simulate are lowered; what is not the file's is said.
 * Throws `ElectionFileInvalidError` for what `check` refuses, but for accounts that nobody has filled in yet.
 */
export function dressRehearsal(text: string, name: string, voters: number): DressRehearsal {
  const parsed = parseElectionFile(text, name);
  const { file } = parsed;
  const begins = Math.min(...[file.board.registerBy, file.schedule.censusTime].map(secondsOf)) - DAY;
  const accounts = accountsOf(file).map(([path]) => path);
  const errors = examine(parsed, begins).filter(({ level, path }) => level === "error" && !accounts.includes(path));
  if (errors.length > 0) throw new ElectionFileInvalidError(name, errors);
  const { rehearsed, changes } = fitting(file, voters);
  const content: Content = { ...contentOf(file, [REHEARSAL]) };
  const { threshold, trustees } = file.board;
  const { registerBy, dealBy, termEndsAt } = boardTermsOf(file);
  const { rotationDelay, challengePeriod } = officesOf(file);
  const constitution = constitutionOf(rehearsed, content, { rolls: ANY, board: ANY });
  const ballotSize = ballotSizeOf(file);
  const own = {
    offices: { rotationDelay, challengePeriod, isTest: true },
    board: { registerBy, dealBy, termEndsAt, isTest: true },
    constitutionOf: (place: Parameters<typeof constitutionOf>[2]) => constitutionOf(rehearsed, content, place),
  };
  const plan: RehearsalPlan = {
    content,
    ballotSize,
    rules: constitution.rules,
    outcome: constitution.outcome,
    ballots: simulatedBallots(constitution.rules, ballotSize, voters),
    trustees: trustees.length,
    threshold,
    sharing: Array.from({ length: threshold }, (_, seat) => seat + 1),
    batchSizes: [32],
    own,
  };
  return { plan, begins, changes };
}

const ANY = `0x${"01".repeat(20)}`;

/** The file with what so few simulated residents need, marked as a test, and what was changed for that. */
function fitting(
  file: ElectionFile,
  voters: number,
): { readonly rehearsed: ElectionFile; readonly changes: readonly Text[] } {
  const { roll, outcome, minimumBallots } = file;
  const lowered = { census: Math.min(roll.minimumCensus, voters), ballots: Math.min(minimumBallots, voters) };
  const { electors, electorsSource, ...plain } = outcome;
  const changes: readonly (readonly [boolean, Text])[] = [
    [true, { ko: "모든 계정: 이 연습을 위해 새로 만들었습니다", en: "all accounts: made for this rehearsal" }],
    [!file.test, { ko: "test: 연습이므로 연습 투표입니다", en: "test: a rehearsal is a test" }],
    [
      roll.source === "published",
      {
        ko: "roll.source: 공개 명부 대신 주민이 한 명씩 등록했습니다",
        en: "roll.source: residents were enrolled one by one, in place of a published file",
      },
    ],
    [
      lowered.census !== roll.minimumCensus,
      {
        ko: `roll.minimumCensus: ${roll.minimumCensus} 대신 ${lowered.census}`,
        en: `roll.minimumCensus: ${lowered.census} in place of ${roll.minimumCensus}`,
      },
    ],
    [
      lowered.ballots !== minimumBallots,
      {
        ko: `minimumBallots: ${minimumBallots} 대신 ${lowered.ballots}`,
        en: `minimumBallots: ${lowered.ballots} in place of ${minimumBallots}`,
      },
    ],
    [
      electors !== undefined,
      {
        ko: `outcome.electors: ${electors} 대신 모의 명부의 인원`,
        en: `outcome.electors: those on the simulated roll, in place of ${electors}`,
      },
    ],
  ];
  return {
    rehearsed: {
      ...file,
      test: true,
      roll: { ...roll, source: "registry", minimumCensus: lowered.census },
      minimumBallots: lowered.ballots,
      outcome: plain as ElectionFile["outcome"],
    },
    changes: changes.flatMap(([isChanged, text]) => (isChanged ? [text] : [])),
  };
}
