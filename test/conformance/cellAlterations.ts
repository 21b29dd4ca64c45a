import { getBytes, hexlify, toUtf8Bytes } from "ethers";
import { type BallotProject, encodeCellContent, parseCellContent } from "../../sdk/proposals/cellContent.ts";
import type { ElectionRecord } from "../../sdk/verify/record.ts";
import { BOARD, constitution, FOLLOWS, type OriginAlteration, ofBoth, origin, TEMPLATE } from "./originAlterations.ts";

type Origin = NonNullable<ElectionRecord["proposal"]>;
type CellOrigin = Extract<Origin, { readonly rounds: string }>;
type Project = CellOrigin["projects"][number];
type Projects = readonly [Project, Project, ...Project[]];

const HASH = `0x${"3c".repeat(32)}`;
const STRANGER = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
const PROJECTS = "P25.8 the options are the projects of the cell's list, with their costs";
const TITLES = "P25.8 the titles are those of the projects' texts";
const SORTED = "P25.8 the list is sorted, within its bounds, and has no project at a cost that the cell does not take";

const cell = (change: (own: CellOrigin["template"]["cell"]) => object) =>
  origin(({ template }) => ({ template: { ...template, cell: { ...template.cell, ...change(template.cell) } } }));

const list = (change: (projects: Projects, from: CellOrigin) => readonly object[]) =>
  origin((from) => ({ projects: change((from as CellOrigin).projects as unknown as Projects, from as CellOrigin) }));

/** The first of the list, changed. */
const first = (change: (project: Project, from: CellOrigin) => object) =>
  list(([one, ...others], from) => [{ ...one, ...change(one, from) }, ...others]);

/** What the ballot has, in the same encoding. */
const ballot =
  (change: (projects: readonly [BallotProject, BallotProject, ...BallotProject[]]) => readonly BallotProject[]) =>
  (r: ElectionRecord) => {
    const content = parseCellContent(getBytes(r.content));
    const projects = change(content.projects as unknown as readonly [BallotProject, BallotProject]);
    return { ...r, content: hexlify(encodeCellContent({ ...content, projects })) };
  };

/** What is done to the record of an election that a budget cell came to, and the check that sees it (P25.8). */
export const cellAlterations: readonly OriginAlteration[] = [
  ...ofBoth,
  {
    what: "the content of another kind's origin: a proposal in the place of the cell",
    alter: (r) => {
      const { rounds: _, projects: __, ...rest } = r.proposal as CellOrigin;
      return { ...r, proposal: { ...rest, notices: STRANGER, id: "1", digest: HASH } };
    },
    refusedBy: "P23.5 an election has a proposal's content exactly if a proposal came to it",
  },
  { what: "a longer list", alter: cell(({ mostOptions }) => ({ mostOptions: mostOptions + 1 })), refusedBy: TEMPLATE },
  { what: "a lower least cost", alter: cell(({ leastCost }) => ({ leastCost: leastCost - 1 })), refusedBy: TEMPLATE },
  { what: "supports for longer", alter: cell(() => ({ supportsClose: 4_000_000_000 })), refusedBy: TEMPLATE },
  {
    what: "a shorter list than there are projects",
    alter: origin((from) => {
      const { template, projects } = from as CellOrigin;
      return { template: { ...template, cell: { ...template.cell, mostOptions: projects.length - 1 } } };
    }),
    refusedBy: SORTED,
  },
  { what: "two projects exchanged", alter: list(([a, b, ...rest]) => [b, a, ...rest]), refusedBy: SORTED },
  {
    what: "two projects exchanged, by the ballot",
    alter: list(([a, b, ...rest]) => [b, a, ...rest]),
    refusedBy: PROJECTS,
  },
  { what: "the first project left out", alter: list(([, ...rest]) => rest), refusedBy: PROJECTS },
  { what: "the last project left out", alter: list((all) => all.slice(0, -1)), refusedBy: FOLLOWS },
  { what: "no project", alter: list(() => []), refusedBy: PROJECTS },
  { what: "a project twice", alter: list(([a, ...rest]) => [a, a, ...rest]), refusedBy: SORTED },
  { what: "a project more", alter: list((all) => [...all, { ...all[0], id: "1", supports: 0 }]), refusedBy: PROJECTS },
  { what: "another project in the place of one", alter: first(() => ({ id: "1" })), refusedBy: PROJECTS },
  { what: "another text of a project", alter: first(() => ({ digest: HASH })), refusedBy: PROJECTS },
  { what: "a project that costs more", alter: first(({ cost }) => ({ cost: cost + 1 })), refusedBy: PROJECTS },
  {
    what: "a project that costs more, by the constitution",
    alter: first(({ cost }) => ({ cost: cost + 1 })),
    refusedBy: FOLLOWS,
  },
  {
    what: "a project that costs less than its cell takes",
    alter: first((_, { template }) => ({ cost: template.cell.leastCost - 1 })),
    refusedBy: SORTED,
  },
  {
    what: "a project that costs more than there is",
    alter: first((_, { template }) => ({ cost: template.ballot.outcome.budget + 1 })),
    refusedBy: SORTED,
  },
  {
    what: "more supports of the last project than of the first",
    alter: list(([a, b, ...rest]) => {
      const all = [a, b, ...rest];
      return all.map((one, m) => (m === all.length - 1 ? { ...one, supports: a.supports + 1 } : one));
    }),
    refusedBy: SORTED,
  },
  {
    what: "the last project posted first, with as many supports",
    alter: list(([a, b, ...rest]) => {
      const all = [a, b, ...rest];
      const time = Math.min(...all.map(({ postedAt }) => postedAt)) - 1;
      return all.map((one, m) => {
        return m === all.length - 1 ? { ...one, supports: a.supports, postedAt: time } : one;
      });
    }),
    refusedBy: SORTED,
  },
  { what: "another salt of a title", alter: first(() => ({ salt: HASH })), refusedBy: TITLES },
  { what: "another leaf of a title", alter: first(() => ({ titleLeaf: HASH })), refusedBy: TITLES },
  {
    what: "another title on the ballot",
    alter: ballot(([a, ...rest]) => [{ ...a, title: hexlify(toUtf8Bytes("다른 제목")) }, ...rest]),
    refusedBy: TITLES,
  },
  {
    what: "two titles exchanged on the ballot",
    alter: ballot(([a, b, ...rest]) => [{ ...a, title: b.title }, { ...b, title: a.title }, ...rest]),
    refusedBy: TITLES,
  },
  {
    what: "no title on the ballot",
    alter: ballot(([a, ...rest]) => [{ ...a, title: "0x" }, ...rest]),
    refusedBy: TITLES,
  },
  { what: "the ballot in another order", alter: ballot(([a, b, ...rest]) => [b, a, ...rest]), refusedBy: PROJECTS },
  { what: "a project left out of the ballot", alter: ballot(([, ...rest]) => rest), refusedBy: PROJECTS },
  {
    what: "another cost on the ballot",
    alter: ballot(([a, ...rest]) => [{ ...a, cost: a.cost - 1 }, ...rest]),
    refusedBy: PROJECTS,
  },
  {
    what: "another text behind an option",
    alter: ballot(([a, ...rest]) => [{ ...a, digest: HASH }, ...rest]),
    refusedBy: PROJECTS,
  },
  {
    what: "a series of another cell's board",
    alter: origin(({ template }) => ({ successor: { ...template, kind: "Ordinance" } })),
    refusedBy: BOARD,
  },
  {
    what: "another cost in the outcome",
    alter: constitution(({ outcome }) => ({ outcome: { ...outcome, costs: outcome.costs.map((cost) => cost + 1) } })),
    refusedBy: FOLLOWS,
  },
  {
    what: "another cost on a ballot's bound",
    alter: constitution(({ rules }) => ({ rules: { ...rules, costs: rules.costs.map((cost) => cost + 1) } })),
    refusedBy: FOLLOWS,
  },
  {
    what: "more to spend",
    alter: constitution(({ outcome }) => ({ outcome: { ...outcome, budget: outcome.budget + 1 } })),
    refusedBy: FOLLOWS,
  },
  {
    what: "more projects on one ballot",
    alter: constitution(({ rules }) => ({ rules: { ...rules, maxTotal: rules.maxTotal + 1 } })),
    refusedBy: FOLLOWS,
  },
];
