import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { verificationKeys } from "../../../scripts/checkout/circuitFiles.ts";
import { textDigest } from "../../../sdk/proposals/textLeaf.ts";
import { problemSchema, proposalSchema, proposalsSchema } from "../../../services/facts/answers.ts";
import { openWorks } from "../../../services/facts/opening.ts";
import { readFacts } from "../../../services/facts/reading.ts";
import { type FactsService, startFacts } from "../../../services/facts/service.ts";
import { writeStaticFiles } from "../../../services/facts/staticFiles.ts";
import { disconnectChain } from "../../../services/sending/chain.ts";
import { type ProposalLife, proposalLife } from "../../contracts/proposals/proposalLife.ts";
import { leavesOf, SAMPLE } from "../../sdk/proposals/sampleText.ts";
import { type ServedChain, serveChain } from "../../servedChain.ts";
import { readAtom, readIcs } from "./parsedFiles.ts";

const EVIDENCE = `0x${"ee".repeat(32)}`;
const NO_EVIDENCE = `0x${"00".repeat(32)}`;

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

  it("are told with what came of them, of their district alone, and dates that move keep their name", async () => {
    const [known] = (await listed()).proposals;
    const id = BigInt(known?.id ?? 0);
    const { organizer, council, as } = life;
    const evil = `<script>]]>&amp; \r\nBEGIN:VEVENT =1+1`;
    const day = life.start + 90 * 86_400;
    await as(council).noteStage(id, 5, life.start, EVIDENCE, "공포");
    await as(organizer).noteMilestone(id, 1, 0, day, NO_EVIDENCE, "착공");
    await as(organizer).noteMilestone(id, 1, 3, day + 86_400, NO_EVIDENCE, evil);
    await as(organizer).noteMilestone(id, 2, 4, day, NO_EVIDENCE, "그만둠");
    await life.networkHelpers.mine(FINALITY);
    await service.work();
    const told = async (path: string) => (await fetch(`${service.url}${path}`)).text();
    const { notes } = proposalSchema.parse(JSON.parse(await told(`/v1/proposals/${id}`)));
    expect(notes.map(({ kind, words }) => [kind, words])).to.deep.equal([
      ["stage", "공포"],
      ["milestone", "착공"],
      ["milestone", evil],
      ["milestone", "그만둠"],
    ]);
    const at = `/v1/rolls/${life.template.rolls}/${life.template.rollId}`;
    const feed = await told(`${at}/feeds/ko.atom`);
    const entries = readAtom(feed);
    expect(readAtom(await told("/v1/feeds/ko.atom"))).to.deep.equal(entries);
    expect(entries.filter(({ title }) => title.startsWith("제안 게시: "))).to.have.length(3);
    expect(entries.filter(({ title }) => /^(처리|이행) 단계: /.test(title)).map(({ title }) => title)).to.have.length(
      4,
    );
    const written = entries.find(({ title }) => title.startsWith("이행 단계: 1: 늦어짐"));
    expect(written?.text).to.equal(evil.replace("\r\n", "\n"));
    const events = readIcs(await told(`${at}/calendars/en.ics`));
    expect(events.filter(({ summary }) => summary.startsWith("Supports close"))).to.have.length(3);
    const milestones = events.filter(({ summary }) => summary.startsWith("Milestone"));
    expect(milestones.map(({ start, sequence, status }) => [start, sequence, status])).to.deep.equal([
      [day + 86_400, 1, null],
      [day, 0, "CANCELLED"],
    ]);
    expect(new Set(events.map(({ uid }) => uid)).size).to.equal(events.length);
  });

  it("stand in files as the service answers them, and are written once", async () => {
    const folder = mkdtempSync(join(tmpdir(), "hanpyo-facts-"));
    const works = await openWorks({
      rpc: chain.url,
      told: { organizer: life.template.organizer, factories: [], rolls: [life.template.rolls] },
      notices: life.addresses.notices,
      keysFor: verificationKeys,
      limits: { finality: FINALITY },
    });
    try {
      await readFacts(works);
      const { written, same } = await writeStaticFiles(works, folder);
      const files = globSync("**/*", { cwd: folder }).filter((name) => name.includes("."));
      expect([same, files.length]).to.deep.equal([0, written]);
      const { proposals } = await listed();
      for (const path of ["/v1/proposals", `/v1/proposals/${proposals[0]?.id}`, "/v1/explanations/about-a-person"]) {
        const answer = await (await fetch(service.url + path)).text();
        expect(readFileSync(`${folder}${path}.json`, "utf8"), path).to.equal(answer);
      }
      for (const path of ["/v1/feeds/ko.atom", "/v1/calendars/en.ics", "/v1/results.csv", "/openapi.json"]) {
        const answer = await (await fetch(service.url + path)).text();
        expect(readFileSync(`${folder}${path}`, "utf8"), path).to.equal(answer);
      }
      // As if the writing had been ended here.
      rmSync(`${folder}/v1/proposals.json`);
      expect(await writeStaticFiles(works, folder)).to.deep.equal({ written: 1, same: written - 1 });
    } finally {
      disconnectChain(works.chain);
      rmSync(folder, { recursive: true });
    }
  });

  it("are those of the municipality's organizer alone", async () => {
    const other = await start(life.addresses.notices);
    expect(other.health().proposals).to.equal(0);
    const answer = await fetch(`${other.url}/v1/proposals/1`);
    expect(problemSchema.parse(await answer.json()).code).to.equal("FACT_UNKNOWN");
    await other.close();
  });
});
