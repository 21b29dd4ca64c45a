import { mkdirSync } from "node:fs";
import { expect } from "chai";
import { sha256, toUtf8Bytes, ZeroHash } from "ethers";
import { projectRoot } from "../../scripts/checkout/projectRoot.ts";
import { castAll } from "../../scripts/rehearsal/casting.ts";
import { postDemoProposal } from "../../scripts/rehearsal/demoProposal.ts";
import { demoCell, demoProject } from "../../scripts/rehearsal/demoRound.ts";
import type { Resident } from "../../scripts/rehearsal/enrolment.ts";
import { finishFurther, openFurther } from "../../scripts/rehearsal/furtherElection.ts";
import { readPostings, readProposal } from "../../sdk/chain/postedProposals.ts";
import { giveNotice, publishTemplate } from "../../sdk/chain/proposalDeeds.ts";
import { readOpenElection } from "../../sdk/chain/resident.ts";
import { readRollHistory } from "../../sdk/chain/roll.ts";
import { assessProject } from "../../sdk/chain/roundDeeds.ts";
import { type RoundContracts, readCell } from "../../sdk/chain/rounds.ts";
import { rollTree } from "../../sdk/election/roll.ts";
import { censusAt } from "../../sdk/election/rollHistory.ts";
import { type Template, templateHash } from "../../sdk/proposals/template.ts";
import { electionPath, proposalPath, roundPath } from "../../web/src/shared/paths.ts";
import { violations } from "./accessibility.ts";
import { injectWallet } from "./injectedWallet.ts";
import { type PageWorld, pageWorld, restore, type Visitor } from "./pageWorld.ts";

const CHAIN_ID = 31_337n;
const HOUR = 3_600;
const ROLL = 1n;
const BUDGET = 10_000_000;
const COST = 4_000_000;
const LAMPS = "골목에 가로등을 (체험)";
const BENCH = "정류장에 긴 의자를 (체험)";
const POOL = "수영장을 (체험)";
/** Seconds and so on until a box opens and closes, so that a round takes minutes. */
const SHORT = {
  ...{ openLead: 120, alignEvery: 60, alignOffset: 0, censusLead: 60, openGrace: 60, votingLength: 180 },
  ...{ closeGrace: 60, sharesTerm: 48 * HOUR, sealDelay: 60, mostPostponed: 0, blackouts: [] },
};

/** A budget round from its first project to what it funds, as residents see it; with `npm run test:web`. */
describe("A budget round in the page, in every state,", function () {
  this.timeout(600_000);
  let world: PageWorld;
  let visitor: Visitor;
  let residents: readonly Resident[];
  let contracts: RoundContracts;
  let lamps: Template;
  let parks: Template;
  const ids: Record<string, bigint> = {};

  const hashOf = (template: Template) => templateHash({ chainId: CHAIN_ID, templates: contracts.templates }, template);
  const standing = (template: Template) => readCell(contracts, hashOf(template), world.decided.chain.provider);
  const toRound = () => visitor.goTo(roundPath(hashOf(lamps)).slice(1));
  const toProject = (title: string) => visitor.goTo(proposalPath(ids[title] as bigint).slice(1));

  before(async function () {
    if (process.env.HANPYO_WEB !== "1") return this.skip();
    world = await pageWorld();
    const { town, chain } = world.decided;
    residents = town.residents;
    const { rounds, proposals, templates } = town.shared.proposals;
    contracts = { rounds: rounds.address, proposals: proposals.address, templates: templates.address };
    const reviewer = (await chain.newAccount()).address;
    const now = await chain.now();
    const times = { supportsClose: now + 2 * HOUR, assessBy: now + 3 * HOUR, insertBy: now + 4 * HOUR };
    const terms = { ...times, openBy: now + 6 * HOUR, leastCost: 1_000_000, mostOptions: 3 };
    const cellOf = (series: string) => ({
      ...demoCell(town, { reviewer }, ROLL, { series, budget: BUDGET, terms }),
      timing: SHORT,
    });
    [lamps, parks] = [cellOf("living"), cellOf("park")];
    for (const template of [lamps, parks]) await publishTemplate(templates.address, template, town.organizer);
  });
  beforeEach(async () => {
    visitor = await world.visitor();
  });
  afterEach(async function () {
    const { state, title } = this.currentTest ?? {};
    if (state === "failed") await visitor?.page.screenshot({ path: shotOf(`failed ${title}`), fullPage: true });
    await visitor?.context.close();
  });

  /** That what is shown has no fault of accessibility and does not stick out; with a picture of it. */
  async function looked(name: string): Promise<void> {
    await visitor.page.screenshot({ path: shotOf(name), fullPage: true });
    expect(await violations(visitor.page), name).to.deep.equal([]);
    expect(await visitor.page.evaluate(() => document.documentElement.scrollWidth), name).to.be.at.most(390);
  }

  /** Sends what a button offers by the visitor's wallet. */
  async function sent(offer: string, done: string): Promise<void> {
    await visitor.press(offer);
    await visitor.press("Test Wallet");
    await visitor.shows(/^수수료는 약/);
    await visitor.press(offer);
    await visitor.shows(done);
  }

  async function withWallet(): Promise<void> {
    const { provider } = world.decided.chain;
    const { address } = await injectWallet(visitor.page, Number(CHAIN_ID), "Test Wallet", provider);
    await provider.send("hardhat_setBalance", [address, "0x8ac7230489e80000"]);
  }

  it("takes a project from its draft to the chain, with a cost that its cell takes", async () => {
    const { page } = visitor;
    await restore(visitor, residents[2] as Resident);
    await visitor.goTo("p");
    await page.getByRole("link", { name: "주민참여예산" }).click();
    await page.getByRole("link", { name: /년 주민참여예산$/ }).waitFor();
    await looked("list of rounds");
    await page.getByRole("link", { name: /년 주민참여예산$/ }).click();
    await visitor.shows("아직 올라온 사업이 없습니다.");
    await looked("round without projects");
    await page.getByRole("link", { name: "사업 올리기" }).first().click();
    await page.getByLabel("제목").fill(LAMPS);
    await page.getByLabel("분야").fill("생활 안전");
    await page.getByLabel("제안하는 글").fill("밤길이 어둡습니다.\n\n골목 다섯 곳에 놓습니다.");
    await page.getByLabel("사업비 (원)").fill("10,000,001");
    await visitor.press("미리 보기");
    await page.locator(".field-error", { hasText: "에서" }).waitFor();
    await looked("a cost that is too high");
    await page.getByLabel("사업비 (원)").fill("4,000,000");
    await visitor.press("미리 보기");
    await visitor.shows("사업비 400만 원");
    await looked("preview of a project");
    await visitor.press("이대로 올리기");
    await visitor.shows("제안을 보냈습니다.");
    await page.getByRole("link", { name: "내 제안 보기" }).click();
    await visitor.shows("골목 다섯 곳에 놓습니다.");
    await visitor.shows("지지가 끝나면 기관이 검토합니다.");
    await looked("own project");
    const { chain } = world.decided;
    const place = { chainId: CHAIN_ID, proposals: contracts.proposals };
    const postings = await readPostings(place, chain.provider, { lastBlock: await chain.provider.getBlockNumber() });
    const [posted] = postings.filter(({ templateHash: cell }) => cell === hashOf(lamps));
    expect(posted?.cost).to.equal(BigInt(COST));
    ids[LAMPS] = posted?.id ?? 0n;
    // It stands in its round, and not among proposals of a quota.
    await visitor.goTo("p");
    await page.getByRole("link", { name: "주민참여예산" }).waitFor();
    await page.waitForLoadState("networkidle");
    expect(await page.getByRole("link", { name: LAMPS }).count()).to.equal(0);
  });

  it("has projects supported within three taps of its page", async () => {
    const { town, chain } = world.decided;
    for (const [title, cost, author] of [
      [BENCH, 7_000_000, 0],
      [POOL, 9_000_000, 1],
    ] as const) {
      const text = demoProject(title, "여럿이 바랍니다.");
      const posted = await postDemoProposal(
        ...[town, lamps, text, residents[author] as Resident, world.demo.relayer, chain, BigInt(cost)],
      );
      ids[title] = posted.id;
      if (title === POOL) await posted.support(residents.slice(0, 2));
      else await posted.support(residents.slice(0, 1));
      await posted.settled();
    }
    await restore(visitor, residents[1] as Resident);
    await toRound();
    let taps = 0;
    const tap = async (name: string, role: "link" | "button") => {
      await visitor.page.getByRole(role, { name, exact: true }).click();
      taps++;
    };
    await looked("round with projects");
    await tap(LAMPS, "link");
    await visitor.shows("지지하기");
    await looked("project");
    await tap("지지하기", "button");
    await visitor.shows(/^지지했습니다\.$/);
    expect(taps).to.be.at.most(3);
    await visitor.shows(/^공개 기록에 (있습니다|확정)/);
    expect((await readProposal(contracts.proposals, ids[LAMPS] as bigint, chain.provider)).supporters).to.equal(1);
  });

  it("is assessed, then filled and brought to its vote by anybody with a wallet", async () => {
    const { town, chain } = world.decided;
    await chain.moveTo(lamps.cell.supportsClose);
    await toProject(POOL);
    await visitor.shows("지지 기간이 끝났습니다.");
    await looked("project being assessed");
    const digest = sha256(toUtf8Bytes("터가 없습니다."));
    await assessProject(
      contracts.rounds,
      { id: ids[POOL] as bigint, verdict: "infeasible", cost: 0, digest },
      town.organizer,
    );
    await toProject(POOL);
    await visitor.shows("할 수 없다는 검토를 받아 목록에 오르지 못합니다.");
    await looked("project turned down");

    await chain.moveTo(lamps.cell.assessBy);
    await withWallet();
    for (const title of [BENCH, LAMPS]) {
      await toProject(title);
      await visitor.shows(/아무도 목록에 넣지 않았습니다/);
      await looked("project missed");
      await sent("목록에 넣기", "목록에 넣었습니다.");
    }
    expect((await standing(lamps)).listed.map(({ id }) => id)).to.have.members([ids[BENCH], ids[LAMPS]]);
    await toProject(LAMPS);
    await visitor.shows(/^투표지에 오를 목록의 [12]번째입니다\.$/);
    await looked("project listed");
    await toRound();
    await looked("round being filled");

    await chain.moveTo(lamps.cell.insertBy);
    await toRound();
    await visitor.shows(/^목록이 정해졌습니다\./);
    await visitor.shows("목록에 오른 사업이 없어 투표가 없습니다.");
    await looked("round to be opened");
    await sent("투표 만들기", "투표를 만들었습니다.");
    expect((await standing(lamps)).state).to.equal("voting");
    await toRound();
    await visitor.page.getByRole("link", { name: "투표 보기" }).waitFor();
    await looked("round at its vote");
  });

  it("shows what the contract funds, what is left, and what is told of it", async () => {
    const { town, chain } = world.decided;
    const { provider } = chain;
    const { election } = await standing(lamps);
    await visitor.goTo(electionPath(election).slice(1));
    await visitor.page.getByRole("link", { name: "예산 회차 보기" }).waitFor();
    await visitor.page.getByText("사업의 글과 사업비", { exact: true }).click();
    await visitor.page.getByRole("link", { name: LAMPS }).waitFor();
    await looked("election of a cell");
    await openFurther(election, town, chain);
    const open = await readOpenElection(election, provider);
    const history = await readRollHistory(town.shared.registry.address, provider);
    const tree = rollTree(censusAt(history, ROLL, open.constitution.schedule.censusTime).leaves);
    const listed = (await standing(lamps)).listed.map(({ id }) => id);
    const size = open.constitution.ballotSize;
    const ofLamps = Array.from({ length: size }, (_, option) => Number(listed[option] === ids[LAMPS]));
    const silent = { say: () => {}, spent: () => {} };
    await castAll(open, tree, residents.slice(0, 2), [ofLamps, ofLamps], [2], town.relayer, silent);
    await finishFurther(election, town, world.decided.plan.sharing, chain);
    await withWallet();
    await toRound();
    await visitor.shows("투표가 끝났습니다. 결과를 옮기면 이 회차가 마무리됩니다.");
    await visitor.shows("예산 1,000만 원: 쓰는 돈 400만 원, 남는 돈 600만 원");
    await looked("round decided");
    await sent("결과 옮기기", "결과를 옮겼습니다.");
    expect((await standing(lamps)).state).to.equal("decided");
    const { notices } = town.shared.proposals;
    const notice = { kind: "milestone", number: 1, progress: 1, day: await chain.now(), evidence: ZeroHash } as const;
    await giveNotice(
      notices.address,
      { id: ids[LAMPS] as bigint, notice, words: "가로등 두 개를 놓았습니다." },
      town.organizer,
    );
    await toProject(LAMPS);
    await visitor.shows("2표로 선정되었습니다. 공개 기록의 계약이 계산했습니다.");
    await visitor.shows("가로등 두 개를 놓았습니다.");
    await looked("project funded");
    await toProject(BENCH);
    await visitor.shows("0표로 선정되지 않았습니다.");
    await looked("project not funded");
  });

  it("is told apart from none, and from a record that cannot be reached", async () => {
    await visitor.goTo(`p/round/0x${"0".repeat(63)}1`);
    await visitor.shows(/^그런 예산 회차가 없습니다\./);
    await looked("no round");
    await visitor.context.route(/\/rpc$/, (route) => route.abort());
    await toRound();
    await visitor.shows("공개 기록에 연결할 수 없습니다.");
    await visitor.goTo("p/round");
    await visitor.shows("공개 기록에 연결할 수 없습니다.");
    await looked("silent node");
  });

  it("is accessible and stays inside a screen, in every theme and language, small and wide", async () => {
    const { page } = visitor;
    const paths = ["p/round", roundPath(hashOf(lamps)).slice(1), proposalPath(ids[LAMPS] as bigint).slice(1)];
    for (const [language, theme, width] of [
      ["ko", "dark", 320],
      ["en", "contrast", 320],
      ["easy", "light", 320],
      ["ko", "light", 1280],
      ["en", "light", 1280],
      ["easy", "dark", 1280],
      ["en", "light", 390],
      ["easy", "light", 390],
    ] as const) {
      await page.setViewportSize({ width, height: 900 });
      await visitor.goTo("");
      const settings = JSON.stringify({ language, theme, size: width === 320 ? "large" : "normal" });
      await page.evaluate((kept) => localStorage.setItem("hanpyo.settings", kept), settings);
      for (const path of paths) {
        await visitor.goTo(path);
        await page.waitForLoadState("networkidle");
        await page.evaluate(() => {
          for (const one of document.querySelectorAll("details")) one.open = true;
        });
        const name = `${path.slice(0, 12)} ${language} ${theme} ${width}`;
        await page.screenshot({ path: shotOf(name), fullPage: true });
        expect(await violations(page), name).to.deep.equal([]);
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(wider, name).to.equal(0);
      }
    }
  });
});

/** Where a picture is kept, for whoever looks at them. */
function shotOf(name: string): string {
  const folder = `${projectRoot}build/screenshots/rounds/`;
  mkdirSync(folder, { recursive: true });
  return `${folder}${name.replaceAll(/[^\p{L}\p{N}]+/gu, "-").slice(0, 80)}.png`;
}
