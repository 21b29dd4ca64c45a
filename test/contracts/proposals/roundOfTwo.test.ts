import { expect } from "chai";
import { constitutionFromAbi, type DecodedConstitution } from "../../../sdk/election/constitutionAbi.ts";
import { optionsOfBits, outcomeOf } from "../../../sdk/election/outcome.ts";
import { shortlist } from "../../../sdk/proposals/shortlist.ts";
import { CENSUS, type Created, electionAt, giveConsents, networkHelpers } from "../electionFixture.ts";
import { castBatch, closeBox, decide, postShares, sealBox } from "../elections/electionLife.ts";
import { foldedConstants } from "../forgedBallots.ts";
import { SEATS, TRUSTEES } from "../trusteeKeys.ts";
import {
  approvalOf,
  cellStateOf,
  cellTemplate,
  openedElection,
  opening,
  type PostedProject,
  postProject,
  type RoundTown,
  roundTown,
  titlesOf,
} from "./roundTown.ts";

const { time } = networkHelpers;
const PROJECTS = 20;
const MOST = 8;

describe("A round over two districts", () => {
  let town: RoundTown;
  before(async () => {
    town = await roundTown();
  });

  it("comes from forty projects to a list of eight and a decided vote in each", async () => {
    const { byOrganizer, byStranger, rounds, proposals } = town;
    const templates = [
      await cellTemplate(town, ({ cell }) => ({ cell: { ...cell, mostOptions: MOST } })),
      await cellTemplate(town, (template) => ({
        ...approvalOf(template),
        cell: { ...template.cell, mostOptions: MOST },
      })),
    ] as const;
    const [first] = templates;
    const posted: PostedProject[][] = [[], []];
    for (const template of templates) await town.published.publish(template);
    for (const [district, template] of templates.entries()) {
      for (let i = 0; i < PROJECTS; i++) {
        // Ties of supports are common; costs go from 100 to 290.
        const project = { title: `${district}구역 ${i}`, cost: 100 + 10 * i, supports: (i * 7) % 5 };
        posted[district]?.push(await postProject(town, template, project));
      }
    }
    // The organizer turns one down that would lead, and one costs more than was thought.
    const [away, dearer] = [posted[0]?.[2] as PostedProject, posted[0]?.[7] as PostedProject];
    await time.increaseTo(first.cell.supportsClose);
    const why = `0x${"ab".repeat(32)}`;
    await byOrganizer.assess(away.id, 1, 0, why);
    await byOrganizer.assess(dearer.id, 2, 400, why);

    await time.increaseTo(first.cell.assessBy);
    for (const projects of posted) {
      for (const project of projects) await byStranger.insert(project.id, ...opening(project)).catch(() => undefined);
    }
    await time.increaseTo(Math.max(...templates.map(({ cell }) => cell.insertBy)));
    const votes: Vote[] = [];
    for (const [district, template] of templates.entries()) {
      const hash = (await town.templates.hashOf(template)) as string;
      const projects = posted[district] as PostedProject[];
      const candidates = await Promise.all(
        projects.map(async ({ id }) => {
          const { supporters, postedAt } = await proposals.proposal(id);
          return { id, supports: Number(supporters), postedAt: Number(postedAt) };
        }),
      );
      const feasible = candidates.filter(({ id }) => id !== away.id);
      const best = shortlist(feasible, MOST).map(({ id }) => id);
      const listed = (await rounds.listed(hash)).map(({ id }: { readonly id: bigint }) => id);
      expect(listed).to.deep.equal(best);

      const onBallot = best.map((id) => projects.find((one) => one.id === id) as PostedProject);
      const address = await openedElection(town, byStranger.open(template, titlesOf(onBallot)));
      const election = await electionAt(address);
      const constitution = constitutionFromAbi((await election.constitution()) as DecodedConstitution);
      const costs = onBallot.map(({ id, cost }) => (id === dearer.id ? 400 : cost));
      expect(constitution.outcome.costs).to.deep.equal(costs);
      const created = { ...town, constitution, election } as unknown as Created;
      votes.push({ hash, created });
    }

    const [{ created: opensFirst }] = votes as [Vote, Vote];
    for (const { created } of votes) await giveConsents(created, SEATS.slice(0, TRUSTEES - 1));
    await time.increaseTo(opensFirst.constitution.schedule.opensAt);
    for (const { created } of votes) {
      await created.election.open();
      await castBatch({ ...created, folded: await foldedConstants(created) }, BALLOTS);
    }
    await closeBox(opensFirst);
    for (const { hash, created } of votes) {
      const sealed = await sealBox({ ...created, folded: await foldedConstants(created) });
      await postShares(sealed, SEATS.slice(0, 3));
      const counts = (await decide(sealed)).map(Number);
      await byStranger.settle(hash);
      expect(await cellStateOf(town, hash)).to.equal("decided");
      const { outcome } = created.constitution;
      const { selected } = await created.election.outcome();
      const turnout = { ballots: BALLOTS.length, activeMembers: CENSUS.activeMembers };
      const funded = optionsOfBits(Number(selected));
      expect(funded).to.deep.equal(optionsOfBits(outcomeOf(outcome, counts, MOST, turnout).selected));
      const spent = funded.reduce((sum, option) => sum + (outcome.costs[option] as number), 0);
      expect(spent).to.be.greaterThan(0).and.most(outcome.budget);
    }
  });
});

type Vote = { readonly hash: string; readonly created: Created };

/** At most two projects each, none of which costs more than the budget. */
const BALLOTS = [
  [1, 0, 1, 0, 0, 0, 0, 0],
  [0, 1, 1, 0, 0, 0, 0, 0],
  [0, 0, 1, 0, 0, 1, 0, 0],
  [0, 0, 0, 0, 0, 1, 0, 0],
];
