import { type ContractTransactionResponse, hexlify } from "ethers";
import { NO_BUDGET, NO_CREDITS } from "../../../sdk/election/constitution.ts";
import { NO_FRACTION } from "../../../sdk/election/fraction.ts";
import { CELL_STATES, type CellState } from "../../../sdk/proposals/cellTerms.ts";
import { type AbiTemplate, type Template, templateToAbi } from "../../../sdk/proposals/template.ts";
import { writeQuestion } from "../../../sdk/proposals/templateQuestion.ts";
import { leafHash, type ShownLeaf } from "../../../sdk/proposals/textLeaf.ts";
import { leavesOf, QUESTION, SAMPLE } from "../../sdk/proposals/sampleText.ts";
import { WEEKLY } from "../../sdk/proposals/timings.ts";
import type { ContractWith } from "../contractWith.ts";
import { ethers, networkHelpers } from "../electionFixture.ts";
import { onChain, postText, support, type VotingTown, votingTown } from "./conversionTown.ts";
import { DAY, templateOf, word } from "./proposalTown.ts";

export type RoundsContract = ContractWith<
  | "assess"
  | "insert"
  | "open"
  | "pauseTerm"
  | "resumeTerm"
  | "settle"
  | "state"
  | "term"
  | "course"
  | "listed"
  | "project"
  | "cost"
  | "proposals"
>;

export const BUDGET = 1_000;
export const CELL_QUESTION = { question: QUESTION.question, options: [] };

/** The town of conversionTown.ts with a contract of rounds. */
export async function roundTown() {
  const town = await votingTown();
  const rounds = (await ethers.deployContract("Rounds", [town.proposals])) as unknown as RoundsContract;
  return {
    ...{ ...town, rounds },
    byOrganizer: rounds.connect(town.organizer) as unknown as RoundsContract,
    byReviewer: rounds.connect(town.reviewer) as unknown as RoundsContract,
    byStranger: rounds.connect(town.stranger) as unknown as RoundsContract,
  };
}

export type RoundTown = Awaited<ReturnType<typeof roundTown>>;

let series = 0;

/** A knapsack cell whose times run from now: 10 days of supports, 20 of assessing, 20 of inserting, 20 to open. */
export async function cellTemplate(
  { template }: Pick<VotingTown, "template">,
  changes: (template: Template) => Partial<Template> = () => ({}),
): Promise<AbiTemplate> {
  const now = await networkHelpers.time.latest();
  const ordinance = templateOf(template);
  const cell: Template = {
    ...ordinance,
    ...{ series: word(0x10 + (series++ % 200)), kind: "BudgetCell", conversion: "WhenFeasible" },
    ...{ quota: 0, window: 0, answerTerm: 0, convertTerm: 0, quotaArithmetic: word(0) },
    ballot: {
      ...ordinance.ballot,
      ...{ question: hexlify(writeQuestion(CELL_QUESTION)), ballotSize: 0, exampleBallot: [] },
      rules: {
        ...{ optionCount: 0, maxPerOption: 1, minTotal: 0, maxTotal: 4, budget: BUDGET },
        ...{ credits: NO_CREDITS, distinct: false, costs: [] },
      },
      outcome: {
        ...{ ...ordinance.ballot.outcome, kind: "Greedy", passingShare: NO_FRACTION },
        ...{ budget: BUDGET, costs: [] },
      },
    },
    timing: { ...WEEKLY, blackouts: [] },
    cell: {
      ...{ supportsClose: now + 10 * DAY, assessBy: now + 30 * DAY, insertBy: now + 50 * DAY, openBy: now + 70 * DAY },
      ...{ leastCost: 10, mostOptions: 4 },
    },
  };
  return templateToAbi({ ...cell, ...changes(cell) });
}

/** The same as an approval of at most two projects. */
export const approvalOf = ({ ballot }: Template): Partial<Template> => ({
  ballot: { ...ballot, rules: { ...ballot.rules, maxTotal: 2, budget: NO_BUDGET } },
});

/** A project with its text as it was posted. */
export type PostedProject = { readonly id: bigint; readonly leaves: readonly ShownLeaf[]; readonly cost: number };

/** Posts a project under a title of its own, with so many supports. */
export async function postProject(
  town: RoundTown,
  template: AbiTemplate,
  { title, cost, supports = 0 }: { readonly title: string; readonly cost: number; readonly supports?: number },
): Promise<PostedProject> {
  const leaves = leavesOf({ ...SAMPLE, header: { ...SAMPLE.header, kind: "project" }, title }, title);
  const id = await postText(town, leaves, template, BigInt(cost));
  if (supports > 0) await support(town, id, supports);
  return { id, leaves, cost };
}

/** What `insert` takes of a project beside its id. */
export function opening({ leaves }: Pick<PostedProject, "leaves">) {
  return [leaves.map((leaf, index) => leafHash(index, leaf)), onChain([leaves[1] as ShownLeaf])[0]] as const;
}

/** Titles of projects as `open` takes them. */
export function titlesOf(projects: readonly Pick<PostedProject, "leaves">[]) {
  return projects.map(({ leaves }) => onChain([leaves[1] as ShownLeaf])[0]);
}

/** The election of an opening that was sent. */
export async function openedElection(
  { rounds }: RoundTown,
  sent: Promise<ContractTransactionResponse>,
): Promise<string> {
  const receipt = await (await sent).wait();
  const events = (receipt?.logs ?? []).map((log) => rounds.interface.parseLog(log));
  return events.find((event) => event?.name === "CellOpened")?.args.election as string;
}

export async function cellStateOf({ rounds }: RoundTown, cell: string): Promise<CellState> {
  return CELL_STATES[Number(await rounds.state(cell))] as CellState;
}
