import { Contract, type ContractRunner, Interface, type Provider } from "ethers";
import roundsArtifact from "../../artifacts/contracts/types/IRounds.sol/IRounds.json" with { type: "json" };
import type { CellTerms } from "../proposals/ballotTerms.ts";
import { CELL_STATES, type CellState } from "../proposals/cellTerms.ts";
import { read } from "./contracts.ts";
import { readFrom } from "./firstBlock.ts";
import { readLogs } from "./logPages.ts";
import { LogsMissingError } from "./logsMissing.ts";
import { plainEvent } from "./plainEvent.ts";
import { readProposal } from "./postedProposals.ts";
import { proposalsAt, readPlain, templatesInterface } from "./proposalContracts.ts";

export const roundsInterface = new Interface(roundsArtifact.abi);

/** The contract of rounds, and those behind it, whose links never change. */
export type RoundContracts = { readonly rounds: string; readonly proposals: string; readonly templates: string };

/** What an assessor says of a project, in the order of the contract's enum. */
export const VERDICTS = ["none", "infeasible", "feasible"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What the contract keeps of a project beside its posting (P25). */
export type KeptProject = {
  /** Hash of the title's leaf; zeros as long as nobody inserted it. */
  readonly titleLeaf: string;
  readonly verdict: Verdict;
  /** Whether the second assessment came. */
  readonly isReviewed: boolean;
  readonly isListed: boolean;
  /** What it is taken to cost, in won. */
  readonly cost: number;
};

/** A project on a list, by what its place is decided. */
export type Listed = { readonly id: bigint; readonly supports: number; readonly postedAt: number };

/** How a cell stands; times are Unix seconds. */
export type CellStanding = {
  readonly state: CellState;
  readonly terms: CellTerms;
  readonly budget: number;
  /** In its order. */
  readonly listed: readonly Listed[];
  /** The last one, as long as it is not void; the zero address for none. */
  readonly election: string;
  /** From when and before when anybody opens it. */
  readonly term: { readonly from: number; readonly until: number };
};

export function roundsAt(address: string, runner: ContractRunner): Contract {
  return new Contract(address, roundsInterface, runner);
}

/** The contracts behind one of rounds. Throws what `read` throws. */
export async function readRoundContracts(rounds: string, runner: ContractRunner): Promise<RoundContracts> {
  const proposals = await read<string>(roundsAt(rounds, runner), "proposals");
  const templates = await read<string>(proposalsAt(proposals, runner), "templates");
  return { rounds, proposals, templates };
}

/** How a cell stands as of the latest block, unless one is named. Throws what `read` throws. */
export async function readCell(
  { rounds, templates }: RoundContracts,
  cell: string,
  provider: Provider,
  block?: number,
): Promise<CellStanding> {
  const contract = roundsAt(rounds, provider);
  const at = { blockTag: block ?? "latest" };
  const cells = new Contract(templates, templatesInterface, provider);
  const [state, course, listed, [from, until], [terms, budget]] = await Promise.all([
    readPlain(contract, "state", [cell], block),
    readPlain(contract, "course", [cell], block),
    readListed(rounds, cell, provider, block),
    read<readonly [bigint, bigint]>(contract, "term", cell, at),
    read<readonly [Readonly<Record<keyof CellTerms, bigint>>, bigint]>(cells, "cellOf", cell, at),
  ]);
  const { supportsClose, assessBy, insertBy, openBy, leastCost, mostOptions } = terms;
  return {
    state: CELL_STATES[state as number] ?? "none",
    terms: {
      ...{ supportsClose: Number(supportsClose), assessBy: Number(assessBy), insertBy: Number(insertBy) },
      ...{ openBy: Number(openBy), leastCost: Number(leastCost), mostOptions: Number(mostOptions) },
    },
    budget: Number(budget),
    listed,
    election: (course as { readonly election: string }).election,
    term: { from: Number(from), until: Number(until) },
  };
}

/** A cell's list in its order. Throws what `read` throws. */
export async function readListed(
  rounds: string,
  cell: string,
  provider: Provider,
  block?: number,
): Promise<readonly Listed[]> {
  const list = (await readPlain(roundsAt(rounds, provider), "listed", [cell], block)) as unknown as readonly {
    readonly id: bigint;
    readonly supporters: number;
    readonly postedAt: number;
  }[];
  return list.map(({ id, supporters, postedAt }) => ({ id, supports: supporters, postedAt }));
}

/** What is kept of a project. Throws what `read` throws. */
export async function readProject(
  rounds: string,
  id: bigint,
  provider: Provider,
  block?: number,
): Promise<KeptProject> {
  const contract = roundsAt(rounds, provider);
  const kept = (await readPlain(contract, "project", [id], block)) as unknown as Omit<KeptProject, "verdict"> & {
    readonly verdict: number;
  };
  const cost = await read<bigint>(contract, "cost", id, { blockTag: block ?? "latest" });
  return { ...kept, verdict: VERDICTS[kept.verdict] ?? "none", cost: Number(cost) };
}

/** A title as it was opened at an insertion: salt and bytes, in hex. */
export type OpenedTitle = { readonly salt: string; readonly title: string };

/**
 * The titles of a cell's projects, by id, from the events of their insertions up to a block. Throws
 * `LogsRefusedError`, or ethers' errors where the node is silent.
 */
export async function readTitles(
  rounds: string,
  cell: string,
  provider: Provider,
  lastBlock: number,
): Promise<ReadonlyMap<bigint, OpenedTitle>> {
  const topic = roundsInterface.getEvent("ProjectInserted")?.topicHash ?? "";
  const first = await readFrom(rounds, lastBlock, provider);
  const logs = await readLogs({ address: rounds, topics: [topic, cell] }, { first, last: lastBlock }, provider);
  const events = logs.flatMap((log) => plainEvent(log, roundsInterface) ?? []);
  return new Map(
    events.map(({ args }) => [args.id as bigint, { salt: args.salt as string, title: args.title as string }]),
  );
}

/** A project on a list with everything that a ballot has of it (P25.5). */
export type ListedProjectOnChain = Listed &
  OpenedTitle & { readonly digest: string; readonly cost: number; readonly titleLeaf: string };

/**
 * The projects of a cell's list in order as of a block, with their titles. Throws `LogsMissingError` where a title's event
 * is not shown, and what `readTitles` and `read` throw.
 */
export async function readListedProjects(
  { rounds, proposals }: Pick<RoundContracts, "rounds" | "proposals">,
  cell: string,
  provider: Provider,
  lastBlock: number,
): Promise<readonly ListedProjectOnChain[]> {
  const listed = await readListed(rounds, cell, provider, lastBlock);
  const titles = await readTitles(rounds, cell, provider, lastBlock);
  return Promise.all(
    listed.map(async (one) => {
      const opened = titles.get(one.id);
      if (opened === undefined) throw new LogsMissingError(rounds, `project ${one.id} was inserted`, "no insertion");
      const [{ digest }, { cost, titleLeaf }] = await Promise.all([
        readProposal(proposals, one.id, provider, lastBlock),
        readProject(rounds, one.id, provider, lastBlock),
      ]);
      return { ...one, ...opened, digest, cost, titleLeaf };
    }),
  );
}
