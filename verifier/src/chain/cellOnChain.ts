import type { CellOrigin } from "../record/proposal/originShape.ts";
import { type Comparison, same } from "./comparison.ts";
import { eventOf } from "./events.ts";
import { logsOf } from "./logs.ts";
import { viewWords } from "./node.ts";

type Project = CellOrigin["projects"][number];

/** The salts of titles as insertions into a cell's list told them, by the projects' numbers. */
const saltsOf = async ({ ask, record, from }: Comparison, cell: bigint): Promise<ReadonlyMap<bigint, bigint>> => {
  const salts = new Map<bigint, bigint>();
  for await (const log of logsOf(ask, record.creator, from, record.created.block)) {
    const event = eventOf(log);
    if (event?.name === "ProjectInserted" && event.indexed[0] === cell) salts.set(event.indexed[1]!, event.words[1]!);
  }
  return salts;
};

/** The projects of a cell's list as the contract of rounds, which created the election, and that of proposals have them. */
const listOnChain = async (at: Comparison, proposals: bigint, cell: bigint): Promise<readonly Partial<Project>[]> => {
  const { ask, record } = at;
  const words = await viewWords(ask, record.creator, "listed(bytes32)", [cell]);
  const salts = await saltsOf(at, cell);
  const projects: Partial<Project>[] = [];
  for (let place = 2; place + 3 <= words.length; place += 3) {
    const [id, supports, postedAt] = words.slice(place, place + 3) as [bigint, bigint, bigint];
    const [cost] = await viewWords(ask, record.creator, "cost(uint256)", [id]);
    const [titleLeaf] = await viewWords(ask, record.creator, "project(uint256)", [id]);
    const kept = await viewWords(ask, proposals, "proposal(uint256)", [id]);
    const numbers = { cost: Number(cost), supports: Number(supports), postedAt: Number(postedAt) };
    projects.push({ id, ...numbers, digest: kept[9]!, salt: salts.get(id)!, titleLeaf: titleLeaf! });
  }
  return projects;
};

/** Compares the list that came to an election (P25.8; docs/record.md, section 2). */
export const compareList = async (at: Comparison, origin: CellOrigin, proposals: bigint, cell: bigint): Promise<void> =>
  same(at, "proposal.projects", origin.projects, await listOnChain(at, proposals, cell));
