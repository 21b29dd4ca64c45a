import { Identity } from "@semaphore-protocol/core";
import { expect } from "chai";
import { Contract, id as nameHash, sha256, toUtf8Bytes } from "ethers";
import { DEMO_TEXT, postDemoProposal } from "../../scripts/rehearsal/demoProposal.ts";
import { demoTemplate } from "../../scripts/rehearsal/demoTemplate.ts";
import { enrolResidents, newOffice, type Resident } from "../../scripts/rehearsal/enrolment.ts";
import { send } from "../../sdk/chain/contracts.ts";
import { readConstitution } from "../../sdk/chain/organizer.ts";
import { readProposal } from "../../sdk/chain/postedProposals.ts";
import { noticesInterface } from "../../sdk/chain/proposalContracts.ts";
import { conversionsInterface, readCourse } from "../../sdk/chain/proposalCourse.ts";
import { publishTemplate } from "../../sdk/chain/proposalDeeds.ts";
import { companionOf } from "../../sdk/election/companionRolls.ts";
import { saltText } from "../../sdk/proposals/proposalText.ts";
import type { Template } from "../../sdk/proposals/template.ts";
import { writeTextFile } from "../../sdk/proposals/textFile.ts";
import { leafHash, type TextLeaf } from "../../sdk/proposals/textLeaf.ts";
import { proposalPath } from "../../web/src/shared/paths.ts";
import { seededRandom } from "../sdk/seededRandom.ts";
import { violations } from "./accessibility.ts";
import { injectWallet } from "./injectedWallet.ts";
import { type PageWorld, pageWorld, restore, type Visitor } from "./pageWorld.ts";

const DAY = 86_400;
const ROLL = 1n;
const TITLE = DEMO_TEXT.title;
/** Milliseconds in which a page that was open looks at the chain again. */
const SEEN = 40_000;

/** Every state of proposals' pages; with `npm run test:web`. */
describe("Proposals in the page, in every state,", function () {
  this.timeout(600_000);
  let world: PageWorld;
  let visitor: Visitor;
  let residents: readonly Resident[];

  before(async function () {
    if (process.env.HANPYO_WEB !== "1") return this.skip();
    world = await pageWorld();
    residents = world.decided.town.residents;
  });
  beforeEach(async () => {
    visitor = await world.visitor();
  });
  afterEach(() => visitor?.context.close());

  /** That what is shown has no fault of accessibility and does not stick out. */
  async function looked(name: string): Promise<void> {
    expect(await violations(visitor.page), name).to.deep.equal([]);
    expect(await visitor.page.evaluate(() => document.documentElement.scrollWidth), name).to.be.at.most(390);
  }

  const open = (id = world.demo.proposal) => visitor.goTo(proposalPath(id).slice(1));

  /** The proposals' contract's count. */
  async function supporters(id = world.demo.proposal): Promise<number> {
    const { proposals } = world.decided.town.shared.proposals;
    return (await readProposal(proposals.address, id, world.decided.chain.provider)).supporters;
  }

  /** A proposal of the first resident's under terms of its own, of which nobody used a slot. */
  async function posted(name: string, changes: Partial<Template> = {}): Promise<bigint> {
    const { town, chain } = world.decided;
    const template = {
      ...demoTemplate(town, { reviewer: (await chain.newAccount()).address }, ROLL),
      ...{ series: nameHash(name), limitName: nameHash(name) },
      ...changes,
    };
    await publishTemplate(town.shared.proposals.templates.address, template, town.organizer);
    const text = { ...DEMO_TEXT, title: name };
    const proposal = await postDemoProposal(town, template, text, residents[0] as Resident, world.demo.relayer, chain);
    await proposal.settled();
    return proposal.id;
  }

  it("lead who has no identity to restoring it, and refuse one that is on no roll before anything is sent", async () => {
    await open();
    await visitor.shows("투표 신원 복구하기");
    await visitor.shows("체험용 신원 쓰기");
    await looked("no identity");
    const privateKey = new Uint8Array(32).fill(9);
    await restore(visitor, { privateKey });
    await open();
    await visitor.press("지지하기");
    await visitor.shows("이 제안의 명부에 없는 투표 신원입니다.");
    await looked("not on the roll");
    expect(new Identity(privateKey).commitment > 0n).to.equal(true);
  });

  it("know a support of another device, take it back within the page, and keep what a relayer takes tomorrow alone", async () => {
    const before = await supporters();
    await restore(visitor, residents[1] as Resident);
    await open();
    await visitor.press("지지하기");
    await visitor.shows("이미 지지하셨습니다.");
    await looked("already");
    await visitor.press("지지 거두기");
    await visitor.shows("지지를 거두었습니다.");
    await visitor.shows(/^공개 기록에 (있습니다|확정)/);
    expect(await supporters()).to.equal(before - 1);
    await looked("withdrawn");
    await open();
    // The third change of a day: kept here, for another relayer or another day.
    await visitor.press("다시 지지하기");
    await visitor.shows("전달 서버는 한 제안의 지지와 거두기를 하루 두 번까지만 받습니다.");
    await looked("a third change");
    expect(await supporters()).to.equal(before - 1);
    await visitor.goTo("p/mine");
    await visitor.page.getByRole("link", { name: TITLE }).waitFor();
    await visitor.shows(/아직 보내지 못했습니다\.$/);
    await looked("mine");
  });

  it("keep a support while no relayer answers, and send the same one later", async () => {
    const id = await posted("전달 서버 없이");
    let isDown = true;
    await visitor.context.route(/\/acts$/, (route) => (isDown ? route.abort() : route.continue()));
    await restore(visitor, residents[2] as Resident);
    await open(id);
    await visitor.press("지지하기");
    await visitor.shows("지금은 전달 서버가 받지 못합니다.");
    await visitor.shows("전달 서버가 답하지 않습니다.");
    await looked("relayer down");
    expect(await supporters(id)).to.equal(0);
    isDown = false;
    await open(id);
    await visitor.press("다시 보내기");
    await visitor.shows(/^지지했습니다\.$/);
    await visitor.shows(/^공개 기록에 (있습니다|확정)/);
    expect(await supporters(id)).to.equal(1);
  });

  it("show no false text, and say which mirror gave it; what none has is said, and what is silent", async () => {
    const [first = ""] = ((await (await fetch(`${world.demo.url}config.json`)).json()) as { mirrors: string[] })
      .mirrors;
    const other = writeTextFile(saltText({ ...DEMO_TEXT, title: "거짓" }, seededRandom("false")));
    const headers = { "Access-Control-Allow-Origin": "*" };
    await visitor.context.route(`${first}/texts/*`, (route) => route.fulfill({ json: { text: other }, headers }));
    await open();
    await visitor.shows("거짓 글을 준 보관소가 있습니다.");
    await visitor.shows(new URL(first).host);
    await visitor.shows(/^아침 8시부터 9시까지/);
    expect(await visitor.page.getByText("거짓", { exact: true }).count()).to.equal(0);
    await looked("false mirror");
    await visitor.context.unroute(`${first}/texts/*`);

    const unknown = { code: "TEXT_UNKNOWN", cause: "", remedy: "" };
    await visitor.context.route("**/texts/*", (route) => route.fulfill({ status: 404, json: unknown, headers }));
    await open();
    await visitor.shows("어느 보관소에도 이 제안의 글이 없습니다.");
    await looked("missing");
    await visitor.context.unroute("**/texts/*");
    await visitor.context.route("**/texts/*", (route) => route.abort());
    await open();
    await visitor.shows("보관소가 답하지 않습니다.");
    await visitor.goTo("p");
    await visitor.page.getByRole("link", { name: "글이 없는 제안" }).first().waitFor();
    await looked("list without texts");
  });

  it("say that the record cannot be reached, and that a proposal is none", async () => {
    await visitor.goTo(`p/0x${"0".repeat(61)}1`);
    await visitor.shows("그런 제안이 없습니다.");
    await looked("unknown");
    await visitor.context.route(/\/rpc$/, (route) => route.abort());
    await open();
    await visitor.shows("공개 기록에 연결할 수 없습니다.");
    await visitor.goTo("p");
    await visitor.shows("공개 기록에 연결할 수 없습니다.");
    await looked("silent node");
  });

  it("name a part that is hidden, with who hid it and why, and list it in the log", async () => {
    const { town } = world.decided;
    const id = await posted("가려진 문단");
    const { notices, proposals } = town.shared.proposals;
    const { digest } = await readProposal(proposals.address, id, world.decided.chain.provider);
    const [mirror = ""] = ((await (await fetch(`${world.demo.url}config.json`)).json()) as { mirrors: string[] })
      .mirrors;
    const leaves = await textFrom(mirror, digest);
    const contract = new Contract(notices.address, noticesInterface, town.organizer);
    const hash = leafHash(3, leaves[3] as TextLeaf);
    await send(contract, "hide", id, hash, DAY, 0, "다른 사람의 전화번호가 적혀 있습니다.");
    await open(id);
    await visitor.shows(/^2번째 문단은 임시 가림/);
    expect(await visitor.page.getByText(/^등교 시간과 하교 시간에/).count()).to.equal(0);
    await visitor.page.getByText("가림 기록", { exact: true }).click();
    await visitor.shows("다른 사람의 전화번호가 적혀 있습니다.");
    await looked("hidden");
    await visitor.goTo("p/log");
    await visitor.page.getByRole("link", { name: "가려진 문단" }).waitFor();
    await visitor.shows("(주관 기관)");
    await looked("log");
  });

  it("latch with the support that fills the quota; then answer and milestones follow", async () => {
    const { town } = world.decided;
    const id = await posted("한 사람이면 되는 제안", { quota: 1 });
    await restore(visitor, residents[1] as Resident);
    await open(id);
    await visitor.press("지지하기");
    await visitor.shows(/^지지했습니다\.$/);
    await visitor.page.getByText("답을 기다림").first().waitFor({ timeout: SEEN });
    await looked("reached");
    const { conversions, notices } = town.shared.proposals;
    const answering = new Contract(conversions.address, conversionsInterface, town.organizer);
    await send(answering, "answer", id, 2, 0, sha256(toUtf8Bytes("해 보겠습니다.")));
    const telling = new Contract(notices.address, noticesInterface, town.organizer);
    const now = await world.decided.chain.now();
    await send(telling, "noteMilestone", id, 1, 1, now, `0x${"00".repeat(32)}`, "공사를 시작했습니다.");
    await open(id);
    await visitor.shows(/받아들인다고 답했습니다\.$/);
    await visitor.shows("공사를 시작했습니다.");
    await looked("answered");
    const other = await world.visitor();
    await restore(other, residents[2] as Resident);
    await other.goTo(proposalPath(id).slice(1));
    await other.shows("필요 지지 수를 채워 지지를 더 받지 않습니다.");
    await other.context.close();
  });

  it("say that the time is over, and filter what is", async () => {
    const id = await posted("짧은 제안", { window: 60 });
    await world.decided.chain.wait(61);
    await restore(visitor, residents[1] as Resident);
    await open(id);
    await visitor.shows("지지 기간이 끝났습니다.");
    await looked("expired");
    await visitor.goTo("p");
    await visitor.page.getByRole("link", { name: TITLE }).waitFor();
    await visitor.page.getByLabel("단계").selectOption("끝난 제안");
    await visitor.page.getByRole("link", { name: "짧은 제안" }).waitFor();
    expect(await visitor.page.getByRole("link", { name: TITLE }).count()).to.equal(0);
    await visitor.page.getByLabel("단계").selectOption("모든 단계");
    await visitor.page.getByLabel("제안 찾기").fill("길로 걷는");
    await visitor.shows("제안 1개");
    await looked("list");
  });

  it("keep a draft through leaving and coming back at once, and write over none that they could not read", async () => {
    const { page } = visitor;
    const title = page.getByLabel("제목");
    const list = page.getByRole("link", { name: "제안 목록" });
    await visitor.goTo("p/new");
    await title.fill("그늘막을");
    await list.click();
    await page.getByRole("link", { name: "제안하기" }).click();
    expect(await title.inputValue()).to.equal("그늘막을");
    // Long enough for a form that writes what it was given.
    await page.waitForTimeout(1_000);
    await visitor.goTo("p/new");
    expect(await title.inputValue()).to.equal("그늘막을");
    await title.fill("그늘막을 놓읍시다");
    await visitor.goTo("p/new");
    expect(await title.inputValue()).to.equal("그늘막을 놓읍시다");

    const silent = await visitor.context.newPage();
    await silent.addInitScript(() => {
      const { get } = IDBObjectStore.prototype;
      IDBObjectStore.prototype.get = function (name) {
        if (name === "proposal draft") throw new DOMException("silent", "UnknownError");
        return get.call(this, name);
      };
    });
    await silent.goto(`${world.demo.url}p/new`);
    await silent.getByText("쓰던 글을 지금 읽을 수 없습니다.").waitFor();
    await silent.getByLabel("제목").fill("다른 글");
    await silent.waitForTimeout(1_000);
    await silent.close();
    await visitor.goTo("p/new");
    expect(await title.inputValue()).to.equal("그늘막을 놓읍시다");
    await looked("draft");
  });

  it("take a proposal from its draft to the list, with bytes and refused characters told while it is written", async () => {
    const { page } = visitor;
    await restore(visitor, residents[2] as Resident);
    await visitor.goTo("p/new");
    await page.getByLabel("제목").fill("버스 정류장에\u202e 의자를");
    await page.getByLabel("분야").fill("교통");
    await page.getByLabel("제안하는 글").fill("앉아서 기다릴 곳이 없습니다.\n\n정류장마다 의자를 둡니다.");
    await visitor.shows("찾은 문자: U+202E");
    await looked("refused character");
    await page.getByLabel("제목").fill("가".repeat(100));
    await visitor.shows(/제목 256바이트 가운데 300 – 너무 깁니다/);
    await page.getByLabel("제목").fill("버스 정류장에 의자를");
    const written = "앉아서 기다릴 곳이 없습니다.\n\n정류장마다 의자를 둡니다.";
    // Half of what fits is used before its bound is told.
    expect(await page.getByText("문단 62개 가운데").count()).to.equal(0);
    await page.getByLabel("제안하는 글").fill("한 문단\n\n".repeat(40));
    await visitor.shows("문단 62개 가운데 40");
    await page.getByLabel("제안하는 글").fill(written);
    await page.waitForTimeout(1_000);
    await visitor.goTo("p/new");
    expect(await page.getByLabel("제목").inputValue()).to.equal("버스 정류장에 의자를");
    await visitor.press("미리 보기");
    await visitor.shows("정류장마다 의자를 둡니다.");
    await looked("preview");
    await visitor.press("이대로 올리기");
    await visitor.shows("제안을 보냈습니다.");
    await page.getByRole("link", { name: "내 제안 보기" }).click();
    await visitor.shows("정류장마다 의자를 둡니다.");
    await looked("own proposal");
    await visitor.goTo("p/mine");
    await visitor.shows("버스 정류장에 의자를");
    // Until nothing can undo it the text stays.
    await visitor.shows("공개 기록에 확정되었습니다.");
    await looked("own posting");
    await visitor.goTo("p/new");
    expect(await page.getByLabel("제목").inputValue()).to.equal("");
  });

  it("keep a posting while no relayer answers, with its text, and post it later from the list of one's own", async () => {
    const { page } = visitor;
    let isDown = true;
    await visitor.context.route(/\/acts$/, (route) => (isDown ? route.abort() : route.continue()));
    await restore(visitor, residents[1] as Resident);
    await visitor.goTo("p/new");
    await page.getByLabel("제목").fill("가로등을 밝게");
    await page.getByLabel("분야").fill("안전");
    await page.getByLabel("제안하는 글").fill("밤길이 어둡습니다.");
    await visitor.press("미리 보기");
    await visitor.press("이대로 올리기");
    await visitor.shows("지금은 전달 서버가 받지 못합니다.");
    await looked("posting stuck");
    await visitor.goTo("p/new");
    expect(await page.getByLabel("제목").inputValue()).to.equal("가로등을 밝게");
    await visitor.shows("이 글은 올리는 중입니다.");
    await looked("draft of a posting");
    await visitor.goTo("p/mine");
    await visitor.shows("제안을 만들어 두었습니다.");
    await looked("own posting unsent");
    isDown = false;
    await visitor.press("다시 보내기");
    await visitor.shows("제안을 보냈습니다.");
    await visitor.shows("공개 기록에 확정되었습니다.");
    await page.getByRole("link", { name: "내 제안 보기" }).click();
    await visitor.shows("밤길이 어둡습니다.");
    await visitor.goTo("p/new");
    expect(await page.getByLabel("제목").inputValue()).to.equal("");
  });

  it("are brought to a vote and settled by anybody with a wallet, who is told before what it does and costs", async () => {
    const { chain, town } = world.decided;
    const wallet = await injectWallet(visitor.page, 31_337, "Test Wallet", chain.provider);
    await chain.provider.send("hardhat_setBalance", [wallet.address, "0x8ac7230489e80000"]);
    const short = { openLead: 120, alignEvery: 60, alignOffset: 0, censusLead: 60, openGrace: 60, votingLength: 180 };
    const timing = { ...short, closeGrace: 60, sharesTerm: 2 * DAY, sealDelay: 60, mostPostponed: 0, blackouts: [] };
    const id = await posted("누구나 넘기는 제안", { quota: 1, answerTerm: 300, timing });
    await restore(visitor, residents[1] as Resident);
    await open(id);
    await visitor.press("지지하기");
    await visitor.shows(/^지지했습니다\.$/);
    await visitor.shows(/부터 누구나 이 제안을 투표로 넘길 수 있습니다\.$/);
    await looked("too early to convert");

    await chain.wait(301);
    await open(id);
    await visitor.press("투표로 넘기기");
    await visitor.shows(/날짜와 규칙은 절차 틀에서 나오고/);
    wallet.answer("reject");
    await visitor.press("Test Wallet");
    await looked("wallet declined");
    wallet.answer("accept");
    await visitor.press("Test Wallet");
    await visitor.shows(/^수수료는 약 [\d.e-]+ ETH입니다\(가스 [\d,]+\)\.$/);
    await looked("conversion, with its cost");
    await visitor.press("투표로 넘기기");
    await visitor.shows("투표로 넘겼습니다.");
    const { conversions } = town.shared.proposals;
    const { state, course } = await readCourse(conversions.address, id, chain.provider);
    expect(state).to.equal("converted");
    await open(id);
    await visitor.page.getByRole("link", { name: "투표 보기" }).last().waitFor();
    await looked("converted");

    // Nobody consents: the vote is void, and anybody says so.
    const { schedule } = await readConstitution(course.election, chain.provider);
    await chain.moveTo(schedule.opensAt + schedule.openGrace + 1);
    await open(id);
    await visitor.shows(/^투표가 무효였습니다\./);
    await visitor.press("결과 옮기기");
    await visitor.press("Test Wallet");
    await visitor.shows(/^수수료는 약/);
    await visitor.press("결과 옮기기");
    await visitor.shows("결과를 옮겼습니다.");
    await open(id);
    await visitor.shows(/^앞의 투표가 무효였습니다\./);
    await looked("void, again");
  });

  it("are supported by who registered later, as one of the newcomers whose group anybody shows", async () => {
    const { chain, town } = world.decided;
    const wallet = await injectWallet(visitor.page, 31_337, "Test Wallet", chain.provider);
    await chain.provider.send("hardhat_setBalance", [wallet.address, "0x8ac7230489e80000"]);
    const id = await posted("새 주민도 지지하는 제안", { quota: 20 });
    const offices = { registrar: newOffice(town.registrar), approver: newOffice(town.approver) };
    const registry = { chainId: 31_337n, registry: town.shared.registry.address };
    const until = (await chain.now()) + 30 * DAY;
    const silent = { say: () => {}, spent: () => {} };
    const [newcomer] = await enrolResidents(
      1,
      [ROLL, companionOf(ROLL)],
      registry,
      offices,
      until,
      town.relayer,
      silent,
    );
    await chain.wait(8 * DAY);
    await restore(visitor, newcomer as Resident);
    await open(id);
    await visitor.press("지지하기");
    await visitor.shows("이 제안의 명부에 없는 투표 신원입니다.");
    await visitor.shows(/새 주민 명부를 누구나 올릴 수 있습니다\.$/);
    await looked("newcomers not shown");
    await visitor.press("새 명부 올리기");
    await visitor.press("Test Wallet");
    await visitor.shows(/^수수료는 약/);
    await visitor.press("명부 올리기");
    await visitor.shows("새로 등록한 주민으로 지지할 수 있습니다.");
    await visitor.shows(/한 명이라는 것이 드러납니다/);
    await looked("newcomers");
    await visitor.press("새 주민으로 지지하기");
    await visitor.shows(/^지지했습니다\.$/);
    await visitor.shows(/^공개 기록에 (있습니다|확정)/);
    expect(await supporters(id)).to.equal(1);
    await visitor.press("지지 거두기");
    await visitor.shows("지지를 거두었습니다.");
    await visitor.shows(/^공개 기록에 (있습니다|확정)/);
    expect(await supporters(id)).to.equal(0);
  });

  it("are read in English and in easy Korean, on a wide screen too", async () => {
    const wide = await world.visitor({ viewport: { width: 1280, height: 900 }, locale: "en-US" });
    await wide.goTo("p");
    await wide.page.getByRole("link", { name: TITLE }).waitFor();
    expect(await violations(wide.page)).to.deep.equal([]);
    await wide.goTo(proposalPath(world.demo.proposal).slice(1));
    await wide.shows("How far it is");
    expect(await violations(wide.page)).to.deep.equal([]);
    await wide.context.close();
    await open();
    await visitor.press("화면 설정");
    await visitor.page.getByRole("radio", { name: "쉬운 말" }).check();
    await visitor.page.keyboard.press("Escape");
    await visitor.shows("지금 어디까지 왔나요?");
    await looked("easy");
  });

  it("are accessible and stay inside a screen of 320 pixels with text twice as large, in every theme and language", async () => {
    const { page } = visitor;
    const paths = ["p", "p/new", "p/mine", "p/log", proposalPath(world.demo.proposal).slice(1)];
    await page.setViewportSize({ width: 320, height: 640 });
    for (const [language, theme] of [
      ["ko", "dark"],
      ["en", "contrast"],
      ["easy", "light"],
    ] as const) {
      await visitor.goTo("");
      const settings = JSON.stringify({ language, theme, size: "normal" });
      await page.evaluate((kept) => localStorage.setItem("hanpyo.settings", kept), settings);
      for (const path of paths) {
        await visitor.goTo(path);
        await page.evaluate(() => {
          document.documentElement.style.fontSize = "125%";
        });
        await page.waitForLoadState("networkidle");
        await page.evaluate(() => {
          for (const one of document.querySelectorAll("details")) one.open = true;
        });
        expect(await violations(page), `${path} ${language} ${theme}`).to.deep.equal([]);
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(wider, `${path} ${language} ${theme}`).to.equal(0);
      }
    }
  });
});

/** A text as a mirror gives it, once it has it. */
async function textFrom(mirror: string, digest: string): Promise<readonly TextLeaf[]> {
  for (;;) {
    const response = await fetch(`${mirror}/texts/${digest}`);
    const { text } = (await response.json()) as { readonly text?: string };
    if (text !== undefined) return (JSON.parse(text) as { readonly leaves: readonly TextLeaf[] }).leaves;
    await new Promise((done) => setTimeout(done, 200));
  }
}
