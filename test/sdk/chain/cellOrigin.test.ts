import { expect } from "chai";
import { readCellOrigin, requireDerivedCellElection } from "../../../sdk/chain/cellOrigin.ts";
import { readCreation } from "../../../sdk/chain/organizer.ts";
import { ElectionOfNoProposalError } from "../../../sdk/chain/originParts.ts";
import { convertedTemplate, readProposalOrigin, requireDerivedElection } from "../../../sdk/chain/proposalOrigin.ts";
import { assessProject, insertProject, openCell } from "../../../sdk/chain/roundDeeds.ts";
import { readCell, readListedProjects, readRoundContracts } from "../../../sdk/chain/rounds.ts";
import { RpcProvider } from "../../../sdk/chain/rpcProvider.ts";
import { constitutionHash } from "../../../sdk/election/constitutionAbi.ts";
import { parseCellContent } from "../../../sdk/proposals/cellContent.ts";
import { type CellOrigin, cellOriginFacts, type OpenedCell } from "../../../sdk/proposals/cellOrigin.ts";
import { cellOriginFrom, isOfCell, originJson } from "../../../sdk/verify/originSchema.ts";
import { BALLOT_SIZE, provider as chainOfTests, networkHelpers } from "../../contracts/electionFixture.ts";
import { templateOf, word } from "../../contracts/proposals/proposalTown.ts";
import { cellTemplate, postProject, type RoundTown, roundTown } from "../../contracts/proposals/roundTown.ts";
import { type ServedChain, serveChain } from "../../servedChain.ts";

const { time } = networkHelpers;

describe("The election of a budget cell", function () {
  this.timeout(300_000);
  let town: RoundTown;
  let origin: CellOrigin;
  let election: OpenedCell;
  let created: Awaited<ReturnType<typeof readCreation>>;
  let chain: ServedChain;
  let provider: RpcProvider;

  before(async () => {
    chain = await serveChain(chainOfTests);
    provider = new RpcProvider(chain.url, 31337n, { deadline: 60_000, tries: 1 });
    town = await roundTown();
    const { rounds, organizer, stranger } = town;
    const address = await rounds.getAddress();
    // Five projects, so that the ballot is of the size that this town's factory has, and the sdk derives.
    const template = await cellTemplate(town, ({ cell }) => ({ cell: { ...cell, mostOptions: 5 } }));
    await town.published.publish(template);
    const hash = (await town.templates.hashOf(template)) as string;
    const projects = [];
    for (const supports of [1, 3, 0, 2, 3, 5]) {
      projects.push(await postProject(town, template, { title: `사업 ${projects.length}`, cost: 50, supports }));
    }
    await time.increaseTo(template.cell.supportsClose);
    const [first] = projects;
    const assessment = { id: first?.id as bigint, verdict: "feasible" as const, cost: 70, digest: word(1) };
    await assessProject(address, assessment, organizer);
    await time.increaseTo(template.cell.assessBy);
    for (const project of projects) {
      await insertProject(address, project, stranger).catch(() => undefined);
    }
    await time.increaseTo(template.cell.insertBy);
    const contracts = await readRoundContracts(address, provider);
    const opened = await openCell(contracts, templateOf(template), stranger);
    const { listed, state } = await readCell(contracts, hash, provider);
    expect(state).to.equal("voting");
    expect(listed.map(({ supports }) => supports)).to.deep.equal([5, 3, 3, 2, 1]);
    created = await readCreation(await town.factory.getAddress(), opened.election, provider);
    origin = (await readCellOrigin(created, provider)) as CellOrigin;
    const block = await provider.getBlock(created.blockNumber);
    election = {
      ...{ chainId: 31337n, constitution: created.constitution, time: block?.timestamp as number },
      content: parseCellContent(created.content),
    };
  });

  after(async () => {
    provider.destroy();
    await chain.close();
  });

  const wrong = (change: Partial<CellOrigin>, of: OpenedCell = election) =>
    cellOriginFacts({ ...origin, ...change }, of)
      .filter(({ expected, found }) => expected !== found)
      .map(({ fact }) => fact);

  it("is the one that follows from its template and list, read from the chain alone", async () => {
    expect(created.constitution.ballotSize).to.equal(BALLOT_SIZE);
    expect(wrong({})).to.deep.equal([]);
    expect(await requireDerivedElection(created, provider)).to.equal(undefined);
    expect(await requireDerivedCellElection(created, provider)).to.deep.equal(origin);
    expect(await readProposalOrigin(created, provider)).to.equal(undefined);
    expect(await convertedTemplate(created, provider)).to.deep.equal(origin.template);
    expect(constitutionHash(created.constitution)).to.equal(created.constitutionHash);
    const contracts = await readRoundContracts(origin.rounds, provider);
    const cell = election.content.templateHash;
    const shown = await readListedProjects(contracts, cell, provider, await provider.getBlockNumber());
    expect(shown.map(({ cost }) => cost)).to.deep.equal([50, 50, 50, 50, 70]);
  });

  it("is written into records and read from them as it is", () => {
    const recorded = originJson(origin);
    expect(isOfCell(recorded) && cellOriginFrom(recorded)).to.deep.equal(origin);
  });

  it("is no other cell's, list's or title's", () => {
    const { template, projects } = origin;
    const [first, second, ...others] = projects as [(typeof projects)[0], (typeof projects)[0], (typeof projects)[0]];
    const cases: readonly (readonly [change: Partial<CellOrigin>, facts: readonly string[]])[] = [
      [{ templates: origin.rounds }, ["template"]],
      [{ template: { ...template, cell: { ...template.cell, mostOptions: 4 } } }, ["template", "order"]],
      [{ projects: [second, first, ...others] }, ["projects", "titles", "order"]],
      [{ projects: [first, first, second, ...others] }, ["projects", "titles", "order", "constitution"]],
      [{ projects: [first, ...others] }, ["projects", "titles", "constitution"]],
      [{ projects: [{ ...first, cost: 60 }, second, ...others] }, ["projects", "constitution"]],
      [{ projects: [{ ...first, cost: 5 }, second, ...others] }, ["projects", "order", "constitution"]],
      [{ projects: [{ ...first, digest: word(7) }, second, ...others] }, ["projects"]],
      [{ projects: [{ ...first, titleLeaf: word(7) }, second, ...others] }, ["titles"]],
      [{ projects: [{ ...first, salt: word(7) }, second, ...others] }, ["titles"]],
      [{ projects: [{ ...first, supports: 2 }, second, ...others] }, ["order"]],
      [{ successor: { ...template, series: word(7) } }, ["series"]],
      [{ postponement: { from: election.time, until: election.time + 60 * 86_400 } }, ["constitution"]],
    ];
    for (const [change, facts] of cases) {
      expect(wrong(change), Object.keys(change).join()).to.deep.equal(facts);
    }
    expect(wrong({}, { ...election, time: election.time + 60 * 86_400 })).to.deep.equal(["constitution"]);
  });

  it("is of nobody where another contract than that of rounds created it", async () => {
    const stranger = { ...created, creator: origin.proposals };
    const refused = await readCellOrigin(stranger, provider).catch((error: unknown) => error);
    expect(refused).to.be.instanceOf(ElectionOfNoProposalError);
  });
});
