import type { ListedProjectOnChain } from "../../sdk/chain/rounds.ts";
import type { OutcomeRule } from "../../sdk/election/constitution.ts";
import { optionsOfBits } from "../../sdk/election/outcome.ts";
import { projectTitle } from "../../sdk/proposals/cellContent.ts";
import { reviewBy } from "../../sdk/proposals/cellTerms.ts";
import type { Combination } from "../../sdk/proposals/combinedScores.ts";
import { deriveSchedule } from "../../sdk/proposals/schedule.ts";
import type { RoundCell } from "../electionFile/toRound.ts";
import { koreanTime } from "../terminal/koreanTime.ts";
import { clean } from "../terminal/shown.ts";
import type { ProposalsSpeaker } from "./proposalsSpeaker.ts";
import type { StandingCell } from "./roundTown.ts";

type Speaks = Pick<ProposalsSpeaker, "text">;

/** What every cell of a round has alike: its times, its board, and when its votes open if nobody is late. */
export function roundLines({ template }: Pick<RoundCell, "template">, { text }: Speaks): readonly string[] {
  const { cell, timing, ballot } = template;
  const { opensAt, closesAt } = deriveSchedule(timing, undefined, cell.insertBy);
  return [
    text("roundSupports", { until: koreanTime(cell.supportsClose) }),
    text("roundAssess", { from: koreanTime(cell.supportsClose), until: koreanTime(cell.assessBy) }),
    text("roundReview", { from: koreanTime(cell.assessBy), until: koreanTime(reviewBy(cell)) }),
    text("roundInsert", { from: koreanTime(cell.assessBy), until: koreanTime(cell.insertBy) }),
    text("roundOpen", { from: koreanTime(cell.insertBy), until: koreanTime(cell.openBy) }),
    text("roundVotes", { opens: koreanTime(opensAt), closes: koreanTime(closesAt) }),
    text("templateConsents", { consents: ballot.consentsRequired }),
  ];
}

/** What a cell is. */
export function cellLine({ series, district, category, template }: RoundCell, { text }: Speaks): string {
  const { cell, ballot } = template;
  const isKnapsack = ballot.rules.budget === ballot.outcome.budget;
  return text(isKnapsack ? "roundCellKnapsack" : "roundCellApproval", {
    ...{ series, district: clean(district), category: clean(category), roll: String(template.rollId) },
    ...{ budget: ballot.outcome.budget, least: cell.leastCost, most: cell.mostOptions, choose: ballot.rules.maxTotal },
  });
}

/** How a cell stands, with its list. */
export function standingLines(
  { series, hash, standing }: StandingCell,
  listed: readonly ListedProjectOnChain[],
  { text }: Speaks,
): readonly string[] {
  const { state, election } = standing;
  return [
    text("roundStanding", { series, hash, state: text(CELL_STATE_WORDS[state]) }),
    ...listed.map((project, index) =>
      text("roundProject", {
        ...{ place: index + 1, title: clean(projectTitle(project)), cost: project.cost },
        ...{ supports: project.supports, id: String(project.id) },
      }),
    ),
    ...(BigInt(election) === 0n ? [] : [text("roundElection", { election })]),
  ];
}

export const CELL_STATE_WORDS = {
  none: "cellNone",
  open: "cellOpen",
  assessing: "cellAssessing",
  listing: "cellListing",
  openable: "cellOpenable",
  voting: "cellVoting",
  decided: "cellDecided",
  failed: "cellFailed",
  lapsed: "cellLapsed",
  closed: "cellClosed",
} as const;

/** A vote with a committee's scores, option by option, and what of it is funded. */
export function combinedLines(
  vote: { readonly titles: readonly string[]; readonly counts: readonly number[]; readonly outcome: OutcomeRule },
  scores: readonly number[],
  { points, denominator, result }: Combination,
  { text }: Speaks,
): readonly string[] {
  const funded = new Set(optionsOfBits(result.selected));
  const tied = new Set(optionsOfBits(result.tied));
  return [
    text("combineWhose"),
    text("combineFormula"),
    ...vote.titles.map((title, at) =>
      text(funded.has(at) ? "combineFunded" : tied.has(at) ? "combineTied" : "combineLine", {
        ...{ number: at + 1, title: clean(title), votes: vote.counts[at] ?? 0, score: scores[at] ?? 0 },
        ...{ points: hundredths(points[at] ?? 0n, denominator), cost: vote.outcome.costs[at] ?? 0 },
      }),
    ),
    ...(result.quorumReached ? [] : [text("combineNoQuorum")]),
  ];
}

/** To two digits, rounded down; the result is reckoned with the exact value. */
function hundredths(numerator: bigint, denominator: bigint): string {
  const digits = String((numerator * 100n) / denominator).padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
