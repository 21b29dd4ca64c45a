import { expect } from "chai";
import type { Addressable } from "ethers";
import { readCreation } from "../../../sdk/chain/organizer.ts";
import { type Listing, readElections } from "../../../sdk/chain/ownElections.ts";
import { readProposalOrigin, requireDerivedElection } from "../../../sdk/chain/proposalOrigin.ts";
import { RpcProvider } from "../../../sdk/chain/rpcProvider.ts";
import { readElectionFacts } from "../../../sdk/chain/trustFacts.ts";
import { whoseElection } from "../../../sdk/chain/whoseElection.ts";
import { deriveSchedule } from "../../../sdk/proposals/schedule.ts";
import type { AbiTemplate } from "../../../sdk/proposals/template.ts";
import type { ProposalFacts } from "../../../sdk/trust/electionFacts.ts";
import { FOREIGN_ORGANIZER, templateReason } from "../../../sdk/trust/judgeCode.ts";
import type { Manifest } from "../../../sdk/trust/manifest.ts";
import { ownTemplates } from "../../../sdk/trust/ownTemplate.ts";
import { TrustMissingError } from "../../../sdk/trust/requireTrusted.ts";
import { provider as chainOfTests, deployBoard, networkHelpers } from "../../contracts/electionFixture.ts";
import {
  type ConversionTown,
  conversionTown,
  electionOf,
  onChain,
  postText,
  reachQuota,
  TERM,
  type VotingTemplates,
} from "../../contracts/proposals/conversionTown.ts";
import { DAY, templateOf, word } from "../../contracts/proposals/proposalTown.ts";
import { type ServedChain, serveChain } from "../../servedChain.ts";
import { leavesOf } from "../proposals/sampleText.ts";

const { time } = networkHelpers;

describe("What an election of a proposal stands on", function () {
  this.timeout(300_000);
  let town: ConversionTown;
  let chain: ServedChain;
  let provider: RpcProvider;
  const leaves = leavesOf();

  before(async () => {
    town = await conversionTown();
    chain = await serveChain(chainOfTests);
    provider = new RpcProvider(chain.url, 31337n, { deadline: 60_000, tries: 1 });
  });
  after(async () => {
    provider.destroy();
    await chain.close();
  });

  const inForce = async (series: number, changes: Partial<AbiTemplate> = {}) => {
    const template = { ...town.template, ...changes, series: word(series) };
    await town.published.publish(template);
    return template;
  };
  /** A proposal whose office stays silent until anybody may convert it. */
  const silent = async (template: AbiTemplate) => {
    const id = await postText(town, leaves, template);
    await time.increaseTo((await reachQuota({ ...town, template }, id)) + template.answerTerm);
    return id;
  };
  const converted = (id: bigint, template: AbiTemplate) =>
    electionOf(town, town.byStranger.convert(id, template, onChain(leaves)));
  const created = async (election: string) => readCreation(await town.factory.getAddress(), election, provider);
  const originOf = async (election: string) => {
    await requireDerivedElection(await created(election), provider);
    return readProposalOrigin(await created(election), provider);
  };

  it("is its posting and template, with the postponement of conversions after it and of none before", async () => {
    const template = await inForce(0x91);
    const [first, second] = [await silent(template), await silent(template)];
    const before = await converted(first, template);
    const from = (await time.latest()) + 20 * DAY;
    const span = { from, until: from + 20 * DAY };
    await town.published.postpone(template, span);
    await (town.templates.connect(town.reviewer) as unknown as VotingTemplates).postpone(template, span);
    const after = await converted(second, template);
    const [early, late] = [await originOf(before), await originOf(after)];
    expect([early?.id, early?.postponement, early?.successor]).to.deep.equal([first, undefined, undefined]);
    expect([late?.id, late?.postponement, late?.successor]).to.deep.equal([second, span, undefined]);
    expect(late?.template).to.deep.equal(templateOf(template));
  });

  it("is the newest template in force of the series too, where the own board serves no longer", async () => {
    const boardUntil = async (termEndsAt: number) =>
      (await deployBoard({ factory: await town.factory.getAddress(), termEndsAt })).getAddress();
    const termEndsAt = (await time.latest()) + 300 * DAY;
    const ballot = { ...town.template.ballot, board: await boardUntil(termEndsAt) };
    const template = await inForce(0x92, { ballot });
    const id = await silent(template);
    // One void election after the other, until the shares of the next would be due after the board's term.
    const dueNow = async () => deriveSchedule(template.timing, undefined, (await time.latest()) + 1).sharesDueAt;
    while ((await dueNow()) < termEndsAt) {
      const { schedule } = (await created(await converted(id, template))).constitution;
      await time.increaseTo(schedule.opensAt + schedule.openGrace + 1);
      await town.byStranger.settle(id);
      await time.increase(40 * DAY);
    }
    const next = { ...ballot, board: await boardUntil((await time.latest()) + TERM), consentsRequired: 5 };
    const successor = { ...template, quota: 9, ballot: next };
    await town.published.publish(successor);
    await town.templates.takeOver(successor);
    const election = await converted(id, template);
    const origin = await originOf(election);
    expect(origin?.successor).to.deep.equal(templateOf(successor));
    expect((await created(election)).constitution.board).to.equal(next.board);
  });

  it("is whose template it is: anybody's own proposal comes to an election by the municipality's contracts, and is judged and listed as nobody's", async () => {
    const { organizer, rolls } = town.template;
    const [factory, stranger] = [await town.factory.getAddress(), await town.stranger.getAddress()];
    const conversions = await (town.conversions as unknown as Addressable).getAddress();
    const ownOf = async (template: AbiTemplate) => converted(await silent(template), template);
    const genuine = await ownOf(await inForce(0x94));
    const hers = { ...town.template, organizer: stranger, series: word(0x95), quota: 1 };
    await (town.templates.connect(town.stranger) as unknown as VotingTemplates).publish(hers);
    const foreign = await ownOf(hers);
    // It follows from template and posting in every field: nothing but the template's organizer says whose it is.
    expect((await originOf(foreign))?.template.organizer).to.equal(stranger);

    const manifest = {
      ...{ organizer, rolls: [{ rolls, registry: rolls }] },
      factories: [{ kind: "election", factory, withdrawnFrom: 0 }],
      code: [{ name: "Conversions", at: conversions, codeHash: word(0) }],
    } as unknown as Manifest;
    const proposalFacts = async (election: string, by = manifest) =>
      (await readElectionFacts(election, by, provider, await provider.getBlockNumber())).election.proposal;
    expect(await proposalFacts(genuine)).to.deep.equal({ template: { organizer, rolls } });
    const ofHers = await proposalFacts(foreign);
    expect(ofHers).to.deep.equal({ template: { organizer: stranger, rolls } });
    expect(templateReason(manifest, ofHers as ProposalFacts)).to.equal(FOREIGN_ORGANIZER);
    expect(await proposalFacts(genuine, { ...manifest, code: [] })).to.deep.equal({ template: undefined });

    const templates = async () => ownTemplates(manifest);
    const listing = { factory, organizers: [], conversions: [conversions], templates };
    const listed = async (changes: Partial<Listing> = {}) =>
      (await readElections({ ...listing, ...changes }, provider)).map(({ election }) => election);
    expect(await listed())
      .to.include(genuine)
      .and.not.to.include(foreign);
    const untrusted = async () => {
      throw new TrustMissingError();
    };
    expect(await listed({ templates: untrusted })).to.deep.equal([]);
    expect(await listed({ templates: async () => ({ organizer, rolls: [] }) })).to.deep.equal([]);
    expect(await whoseElection(await created(genuine), listing, provider)).to.deep.equal({ organizer, isOwn: true });
    const whose = await whoseElection(await created(foreign), listing, provider);
    expect(whose).to.deep.equal({ organizer: stranger, isOwn: false });
    const notConfigured = { ...listing, conversions: [] };
    expect(await whoseElection(await created(genuine), notConfigured, provider)).to.deep.equal({
      ...{ organizer: conversions, isOwn: false },
    });
  });
});
