import { concat, getBytes, hexlify, keccak256 } from "ethers";
import type { Constitution } from "../election/constitution.ts";
import type { CellContent } from "./cellContent.ts";
import { deriveCell } from "./derivedCell.ts";
import { ElectionNotDerivedError, firstDifference, type OriginFact } from "./proposalOrigin.ts";
import type { Span } from "./schedule.ts";
import { type Candidate, insertCandidate } from "./shortlist.ts";
import { seriesKey, type Template, templateHash } from "./template.ts";
import { writeQuestion } from "./templateQuestion.ts";

/** A project on a cell's list as the chain shows it (P25.8). */
export type ListedProject = Candidate & {
  /** That it was posted with. */
  readonly digest: string;
  /** What it is taken to cost after its assessments, in won. */
  readonly cost: number;
  /** Of the title, 32 bytes as hex, from the event of its insertion. */
  readonly salt: string;
  /** Hash of the title's leaf, as the contract keeps it. */
  readonly titleLeaf: string;
};

/** What an election that a cell of a budget round came to stands on beside its own constitution and content (P25.8). */
export type CellOrigin = {
  readonly templates: string;
  readonly proposals: string;
  /** The contract that created the election. */
  readonly rounds: string;
  readonly template: Template;
  /** Of the template, as it stood at the opening; undefined for none. */
  readonly postponement: Span | undefined;
  /** Whose trustees count where the template's own board was no longer fit (P22.4); undefined where it was. */
  readonly successor: Template | undefined;
  /** In the list's order. */
  readonly projects: readonly ListedProject[];
};

/** A cell's election as its creation shows it. */
export type OpenedCell = {
  readonly chainId: bigint;
  readonly constitution: Constitution;
  readonly content: CellContent;
  /** Of the block that created it, Unix seconds. */
  readonly time: number;
};

const NONE: readonly Candidate[] = [];

/** Everything that follows from template and list (P25.8), in the order in which one needs the other. */
export function cellOriginFacts(origin: CellOrigin, election: OpenedCell): readonly OriginFact[] {
  const { template, successor = template, templates, projects } = origin;
  const { chainId, constitution, content } = election;
  const { board, consentsRequired } = successor.ballot;
  const { mostOptions, leastCost } = template.cell;
  const derived = deriveCell(
    template,
    {
      postponement: origin.postponement,
      time: election.time,
      chosen: { board, consentsRequired },
      contentHash: constitution.contentHash,
    },
    projects.map(({ cost }) => cost),
  );
  const inserted = (list: readonly Candidate[], one: Candidate) => insertCandidate(list, one, mostOptions);
  const inBounds = projects.filter(({ cost }) => cost >= leastCost && cost <= template.ballot.outcome.budget);
  return [
    { fact: "template", expected: content.templateHash, found: templateHash({ chainId, templates }, template) },
    { fact: "question", expected: template.ballot.question, found: hexlify(writeQuestion(content.question)) },
    { fact: "projects", expected: projects.map(projectWords).join(), found: content.projects.map(projectWords).join() },
    {
      fact: "titles",
      expected: projects.map(({ titleLeaf }) => titleLeaf).join(),
      found: projects.map(({ salt }, at) => titleHash(salt, content.projects[at]?.title ?? "0x")).join(),
    },
    { fact: "order", expected: idsOf(inBounds.reduce(inserted, NONE)), found: idsOf(projects) },
    { fact: "series", expected: seriesKey(template), found: seriesKey(successor) },
    { fact: "constitution", ...firstDifference(derived, constitution) },
  ];
}

/** Throws `ElectionNotDerivedError` with the first fact that is not so. */
export function requireDerivedCell(name: string, origin: CellOrigin, election: OpenedCell): void {
  const wrong = cellOriginFacts(origin, election).find(({ expected, found }) => expected !== found);
  if (wrong !== undefined) throw new ElectionNotDerivedError(name, wrong);
}

/** Hash of a title's leaf (P24.1), whose bytes may be no text. */
export function titleHash(salt: string, title: string): string {
  return keccak256(concat([Uint8Array.of(0, 1, 1), salt, getBytes(title)]));
}

function projectWords({ id, digest, cost }: Pick<ListedProject, "id" | "digest" | "cost">): string {
  return `${id} ${digest} ${cost}`;
}

function idsOf(projects: readonly Candidate[]): string {
  return projects.map(({ id }) => id).join();
}
