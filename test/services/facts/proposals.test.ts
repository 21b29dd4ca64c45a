import { expect } from "chai";
import { verificationKeys } from "../../../scripts/checkout/circuitFiles.ts";
import { textDigest } from "../../../sdk/proposals/textLeaf.ts";
import { problemSchema, proposalSchema, proposalsSchema } from "../../../services/facts/answers.ts";
import { type FactsService, startFacts } from "../../../services/facts/service.ts";
import { type ProposalLife, proposalLife } from "../../contracts/proposals/proposalLife.ts";
import { leavesOf, SAMPLE } from "../../sdk/proposals/sampleText.ts";
import { type ServedChain, serveChain } from "../../servedChain.ts";

/** Blocks from one that is final to the latest. */
const FINALITY = 3;

describe("Facts of proposals", function () {
  this.timeout(120_000);
  let life: ProposalLife;
  let chain: ServedChain;
  let service: FactsService;

  const start = (organizer: string) =>
    startFacts({
      rpc: chain.url,
      told: { organizer, factories: [], rolls: [life.template.rolls] },
      notices: life.addresses.notices,
      keysFor: verificationKeys,
      interval: 0,
      limits: { finality: FINALITY },
    });
  const listed = async (query = "") =>
    proposalsSchema.parse(await (await fetch(`${service.url}/v1/proposals${query}`)).json());

  before(async () => {
    life = await proposalLife();
    chain = await serveChain(life.provider);
    service = await start(life.template.organizer);
  });
  after(async () => {
    await service.close();
    await chain.close();
  });

  it("are told once their block is final, in the chain's order and page by page", async () => {
    const texts = [1, 2, 3].map((place) => leavesOf(SAMPLE, `fact ${place}`));
    const ids: string[] = [];
    for (const [place, leaves] of texts.entries()) ids.push(String(await life.posted(leaves, BigInt(place + 1))));
    await service.work();
    expect((await listed()).proposals.map(({ id }) => id)).to.deep.equal(ids.slice(0, ids.length - FINALITY + 1));
    await life.networkHelpers.mine(FINALITY);
    await service.work();
    const { proposals, next } = await listed();
    expect([proposals.map(({ id }) => id), next]).to.deep.equal([ids, null]);
    expect(proposals.map(({ digest }) => digest)).to.deep.equal(texts.map(textDigest));
    const first = await listed("?limit=2");
    expect(first.next).to.equal(ids[1]);
    expect((await listed(`?limit=2&after=${first.next}`)).proposals.map(({ id }) => id)).to.deep.equal([ids[2]]);
  });

  it("have quota and supports as the contract keeps them, and no state where nothing says it", async () => {
    const [known] = (await listed()).proposals;
    await life.proposals.act([life.action(BigInt(known?.id ?? 0), 500)]);
    await life.networkHelpers.mine(FINALITY);
    await service.work();
    const answer = await fetch(`${service.url}/v1/proposals/${known?.id}`);
    const told = proposalSchema.parse(await answer.json());
    expect([told.supporters, told.quota, told.state]).to.deep.equal([
      (known?.supporters ?? 0) + 1,
      life.template.quota,
      null,
    ]);
    expect(told.block.number).to.equal(service.health().block?.number);
  });

  it("are those of the municipality's organizer alone", async () => {
    const other = await start(life.addresses.notices);
    expect(other.health().proposals).to.equal(0);
    const answer = await fetch(`${other.url}/v1/proposals/1`);
    expect(problemSchema.parse(await answer.json()).code).to.equal("FACT_UNKNOWN");
    await other.close();
  });
});
