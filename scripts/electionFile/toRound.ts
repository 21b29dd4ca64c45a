import { encodeBytes32String, hexlify, ZeroAddress, ZeroHash } from "ethers";
import { NO_BUDGET, NO_CREDITS } from "../../sdk/election/constitution.ts";
import { HanpyoError } from "../../sdk/errors.ts";
import type { Template } from "../../sdk/proposals/template.ts";
import { writeQuestion } from "../../sdk/proposals/templateQuestion.ts";
import { shellWord } from "../../sdk/words/shellWord.ts";
import { errorsOf } from "./errorsOf.ts";
import { error, type Finding } from "./finding.ts";
import { examine } from "./parseElectionFile.ts";
import { type RoundFile, roundFileSchema } from "./roundSchema.ts";
import { digestOf, outcomeRuleOf, secondsOf, spanOf } from "./toElection.ts";
import { timingOf } from "./toTemplate.ts";

export class RoundFileInvalidError extends HanpyoError {
  readonly findings: readonly Finding[];
  readonly reasonInKorean: string;

  constructor(name: string, findings: readonly Finding[]) {
    const { en, ko } = errorsOf(name, findings);
    const remedy = `Run \`npm run hanpyo -- round check ${shellWord(name)}\`, which names them all`;
    super("ROUND_FILE_INVALID", en, remedy);
    this.findings = findings;
    this.reasonInKorean = ko;
  }
}

/** A cell of a round as the file names it, with the template that it is. */
export type RoundCell = Pick<RoundFile["cells"][number], "series" | "district" | "category"> & {
  readonly template: Template;
};

/**
 * Reads a round's file. Throws `RoundFileInvalidError`, which names every wrong value by path and line.
 * @param name How the file is called in messages.
 */
export function parseRoundFile(text: string, name: string): RoundFile {
  const { value, findings, lineOf } = examine(text, roundFileSchema);
  if (value === undefined) throw new RoundFileInvalidError(name, findings);
  const series = value.cells.map((cell) => cell.series);
  const twice = series.findIndex((one, at) => series.indexOf(one) < at);
  if (twice >= 0) {
    const path = `cells.${twice}.series`;
    throw new RoundFileInvalidError(name, [
      { ...error(path, "seriesTwice", { series: series[twice] ?? "" }), line: lineOf(path) },
    ]);
  }
  return value;
}

/** The cells that a file describes. Throws `TemplateQuestionInvalidError`. */
export function cellsOf(file: RoundFile): readonly RoundCell[] {
  return file.cells.map((cell) => {
    const { series, district, category } = cell;
    return { series, district, category, template: templateOf(file, cell) };
  });
}

function templateOf(file: RoundFile, cell: RoundFile["cells"][number]): Template {
  const { accounts, posts, times, vote } = file;
  const { question, board, timing, revoting, minimumCensus, minimumBallots, rule, ...allocation } = vote;
  const outcome = outcomeRuleOf({
    outcome: { ...allocation, rule, budget: cell.budget },
    options: [],
    ballot: KNAPSACK,
  });
  return {
    organizer: accounts.organizer,
    reviewer: accounts.reviewer,
    council: accounts.council ?? ZeroAddress,
    ...{ series: encodeBytes32String(cell.series), isTest: file.test },
    ...{ rolls: file.rolls, rollId: BigInt(cell.roll), leastMembers: file.leastMembers },
    ...{ quota: 0, window: 0, answerTerm: 0, convertTerm: 0, quotaArithmetic: ZeroHash },
    ...{ limitName: encodeBytes32String(posts.limit), periodLength: spanOf(posts.period), postsPerPeriod: posts.each },
    legalBasis: digestOf(file.legalBasis),
    ...{ kind: "BudgetCell", conversion: "WhenFeasible" },
    ballot: {
      question: hexlify(writeQuestion({ question, options: [] })),
      ...{ board: board.address, consentsRequired: board.consentsRequired },
      ...{ minimumCensus, minimumBallots, revoting, ballotSize: 0, exampleBallot: [] },
      rules: {
        ...{ optionCount: 0, maxPerOption: 1, minTotal: 0 },
        maxTotal: Math.min(cell.chooseAtMost ?? cell.mostProjects, cell.mostProjects),
        budget: cell.chooseAtMost === undefined ? cell.budget : NO_BUDGET,
        ...{ credits: NO_CREDITS, distinct: false, costs: [] },
      },
      outcome,
    },
    timing: timingOf(timing),
    cell: {
      ...{ supportsClose: secondsOf(times.supportsClose), assessBy: secondsOf(times.assessBy) },
      ...{ insertBy: secondsOf(times.insertBy), openBy: secondsOf(times.openBy) },
      ...{ leastCost: cell.leastCost, mostOptions: cell.mostProjects },
    },
  };
}

/** Of no option: what a ballot costs is known once the list is. */
const KNAPSACK = { kind: "knapsack", budget: 1 } as const;
