import type { JsonRpcProvider } from "ethers";
import { type DecidedResult, readDecidedResult } from "../../../../../sdk/chain/decidedResult.ts";
import { type ElectionState, readHead, readState } from "../../../../../sdk/chain/electionState.ts";
import { readConstitution } from "../../../../../sdk/chain/organizer.ts";
import {
  type KeptProposal,
  type PostedProposal,
  readPostings,
  readProposal,
} from "../../../../../sdk/chain/postedProposals.ts";
import { type PlacedNotice, readNotices } from "../../../../../sdk/chain/proposalNotices.ts";
import type { ProposalTown } from "../../../../../sdk/chain/proposalTown.ts";
import { readTemplates } from "../../../../../sdk/chain/publishedTemplates.ts";
import {
  type CellStanding,
  type KeptProject,
  type OpenedTitle,
  readCell,
  readProject,
  readTitles,
} from "../../../../../sdk/chain/rounds.ts";
import type { Template } from "../../../../../sdk/proposals/template.ts";
import { votableFault } from "../../../../../sdk/proposals/votableTemplate.ts";
import { isOwnTemplate } from "../../../../../sdk/trust/ownTemplate.ts";
import { type Cells, roundsOf } from "./grouping.ts";

/** A municipality's contracts of proposals, with that of its budget rounds. */
export type RoundsTown = ProposalTown & { readonly rounds: string };

/** A cell's election as the chain has it; its options stand in the list's order (P25.5). */
export type CellVote = {
  readonly election: string;
  readonly state: ElectionState;
  /** In won, frozen with the ballot. */
  readonly costs: readonly number[];
  /** What the contract counted and funds; undefined until it is decided. */
  readonly result: DecidedResult | undefined;
};

/** A cell of a round as the chain has it now. */
export type ShownCell = {
  readonly cell: string;
  readonly template: Template;
  /** Unix seconds. */
  readonly inForceFrom: number;
  /** Whether one can post under it as soon as its notice is over: no other cell of its series stands before it. */
  readonly isNext: boolean;
  readonly standing: CellStanding;
  readonly vote: CellVote | undefined;
};

/** A project of a cell; its text is nowhere on the chain, its title only once somebody inserted it. */
export type ShownProject = {
  readonly id: bigint;
  readonly posting: PostedProposal;
  readonly kept: KeptProposal;
  readonly project: KeptProject;
  readonly notices: readonly PlacedNotice[];
  readonly title: OpenedTitle | undefined;
};

export type ShownRound = Cells<ShownCell>;
export type ProjectOfCell = Pick<ShownProject, "id" | "kept" | "project"> & { readonly cell: ShownCell };
export type CellWithProjects = ShownCell & { readonly projects: readonly ShownProject[] };

/** All rounds of the municipality, newest first; others' cells are passed over, and those under which nobody could read a vote. */
export async function readRounds(
  town: RoundsTown,
  provider: JsonRpcProvider,
): Promise<{ readonly rounds: readonly ShownRound[]; readonly time: number }> {
  const head = await readHead(provider);
  const cells = await ownCells(town, provider, head.number);
  const shown = await Promise.all(cells.map((cell) => shownCell(town, cell, provider)));
  return { rounds: roundsOf(shown).toReversed(), time: head.time };
}

/** The round that a cell is of, with the projects of all its cells. Undefined where it is none of the municipality's. Throws the node's failure. */
export async function readRound(
  town: RoundsTown,
  cell: string,
  provider: JsonRpcProvider,
): Promise<{ readonly round: Cells<CellWithProjects>; readonly time: number } | undefined> {
  const head = await readHead(provider);
  const lastBlock = head.number;
  const own = roundsOf(await ownCells(town, provider, lastBlock));
  const cells = own.find((one) => one.some(({ templateHash }) => templateHash === cell));
  if (cells === undefined) return undefined;
  const [postings, notices] = await Promise.all([
    readPostings(town, provider, { lastBlock }),
    readNotices(town.notices, provider, { lastBlock }),
  ]);
  const round = await Promise.all(
    cells.map(async (one) => {
      const titles = await readTitles(town.rounds, one.templateHash, provider, lastBlock);
      const ofCell = postings.filter(({ templateHash }) => templateHash === one.templateHash);
      const projects = await Promise.all(
        ofCell.map(async (posting) => ({
          ...(await keptOf(town, posting.id, provider)),
          posting,
          notices: notices.filter(({ id }) => id === posting.id),
          title: titles.get(posting.id),
        })),
      );
      return { ...(await shownCell(town, one, provider)), projects };
    }),
  );
  return { round: round as unknown as Cells<CellWithProjects>, time: head.time };
}

/** What is kept of one project, and how its cell stands; undefined where that is none of the municipality's. Throws the node's failure. */
export async function readProjectOfCell(
  town: RoundsTown,
  { id, cell }: { readonly id: bigint; readonly cell: string },
  provider: JsonRpcProvider,
): Promise<(ProjectOfCell & { readonly time: number }) | undefined> {
  const head = await readHead(provider);
  const own = (await ownCells(town, provider, head.number)).find(({ templateHash }) => templateHash === cell);
  if (own === undefined) return undefined;
  const [kept, shown] = await Promise.all([keptOf(town, id, provider), shownCell(town, own, provider)]);
  return { ...kept, cell: shown, time: head.time };
}

async function keptOf({ proposals, rounds }: RoundsTown, id: bigint, provider: JsonRpcProvider) {
  const [kept, project] = await Promise.all([readProposal(proposals, id, provider), readProject(rounds, id, provider)]);
  return { id, kept, project };
}

type OwnCell = Pick<ShownCell, "template" | "inForceFrom" | "isNext"> & { readonly templateHash: string };

async function ownCells(town: RoundsTown, provider: JsonRpcProvider, lastBlock: number): Promise<readonly OwnCell[]> {
  const { published, changes } = await readTemplates(town.templates, town.chainId, provider, lastBlock);
  const [took, replaced] = [
    new Set(changes.map(({ templateHash }) => templateHash)),
    new Set(changes.map(({ predecessor }) => predecessor)),
  ];
  return published
    .filter(
      ({ template }) =>
        template.kind === "BudgetCell" && isOwnTemplate(town, template) && votableFault(template) === undefined,
    )
    .map(({ templateHash, template, inForceFrom, serial }) => ({
      ...{ templateHash, template, inForceFrom },
      isNext: (serial === 1 || took.has(templateHash)) && !replaced.has(templateHash),
    }));
}

async function shownCell(
  { rounds, proposals, templates }: RoundsTown,
  { templateHash: cell, ...own }: OwnCell,
  provider: JsonRpcProvider,
): Promise<ShownCell> {
  const standing = await readCell({ rounds, proposals, templates }, cell, provider);
  return { cell, ...own, standing, vote: await voteOf(standing, provider) };
}

async function voteOf({ election }: CellStanding, provider: JsonRpcProvider): Promise<CellVote | undefined> {
  if (BigInt(election) === 0n) return undefined;
  const [state, { outcome }] = await Promise.all([readState(election, provider), readConstitution(election, provider)]);
  const { costs } = outcome;
  const result = state.phase === "decided" ? await readDecidedResult(election, costs.length, provider) : undefined;
  return { election, state, costs, result };
}
