import { expect } from "chai";
import type { Resident } from "../../scripts/rehearsal/enrolment.ts";
import { violations } from "./accessibility.ts";
import { type PageWorld, pageWorld, restore, type Visitor } from "./pageWorld.ts";

/** What browsers, translators, releases and systems do to a page; with `npm run test:web`. */
describe("The page in foreign hands", function () {
  this.timeout(300_000);
  let world: PageWorld;
  let visitor: Visitor;

  before(async function () {
    if (process.env.HANPYO_WEB !== "1") this.skip();
    world = await pageWorld();
  });
  beforeEach(async () => {
    visitor = await world.visitor();
  });
  afterEach(() => visitor?.context.close());

  it("goes on where a translator of the browser takes its texts away while it works", async () => {
    await visitor.goTo(`#/elections/${world.decided.election}/results`);
    await visitor.page.evaluate(() => {
      const wrap = (node: Node) => {
        if (node.parentNode === null || (node.parentNode as Element).closest("font, [translate=no]") !== null) return;
        const outer = document.createElement("font");
        const inner = document.createElement("font");
        node.parentNode.replaceChild(outer, node);
        outer.append(inner);
        inner.textContent = node.textContent;
      };
      const translate = () => {
        const texts = document.createTreeWalker(document.getElementById("root") as Node, NodeFilter.SHOW_TEXT);
        const found: Node[] = [];
        while (texts.nextNode()) if (texts.currentNode.textContent?.trim()) found.push(texts.currentNode);
        found.forEach(wrap);
      };
      translate();
      setInterval(translate, 150);
    });
    await visitor.shows(/이 브라우저가 확인했습니다/);
    expect(await visitor.page.getByText("문제가 생겼습니다.").count()).to.equal(0);
    expect(visitor.faults).to.deep.equal([]);
  });

  it("says after some seconds that the browser's store gives no answer, and never waits for it for ever", async () => {
    await visitor.context.addInitScript("indexedDB.open = () => ({ addEventListener() {} })");
    for (const hash of [`#/elections/${world.demo.open}/vote`, "#/register", `#/elections/${world.demo.open}`]) {
      await visitor.goTo(hash);
      await visitor.shows("이 브라우저의 저장소가 답하지 않습니다");
    }
    await visitor.goTo("#/");
    await visitor.page.locator("article").first().waitFor();
  });

  it("loads itself anew once where a release took a part of it away, and blames no record of votes", async () => {
    let loads = 0;
    visitor.page.on("framenavigated", (frame) => {
      if (frame.url().startsWith(world.demo.url)) loads++;
    });
    await visitor.context.route(/HelpPage-.*\.js/, (route) => route.fulfill({ status: 404, body: "gone" }));
    await visitor.goTo("#/");
    const before = loads;
    await visitor.page.getByRole("link", { name: "도움말" }).click();
    await visitor.shows("화면의 일부를 불러오지 못했습니다.");
    await visitor.page.waitForTimeout(2_000);
    expect(await visitor.page.locator("main .notice").textContent()).not.to.contain("블록체인");
    // To the page by its link, and once anew.
    expect(loads - before).to.be.at.most(2);
    await visitor.context.unrouteAll();
    await visitor.press("다시 시도");
    await visitor.page.getByRole("heading", { level: 1 }).waitFor();
    expect(await visitor.page.getByText("화면의 일부를 불러오지 못했습니다.").count()).to.equal(0);
  });

  it("begins in Korean where a browser names no languages", async () => {
    await visitor.context.addInitScript("Object.defineProperty(navigator, 'languages', { get: () => undefined })");
    await visitor.goTo("#/");
    expect(await visitor.page.locator("html").getAttribute("lang")).to.equal("ko");
  });

  it("names Korea's time to a reader whose clock shows another, and to nobody else", async () => {
    for (const [timezoneId, isNamed] of [
      ["America/New_York", true],
      ["Asia/Seoul", false],
    ] as const) {
      const reader = await world.visitor({ timezoneId });
      await reader.goTo(`#/elections/${world.demo.open}`);
      await reader.shows(/\d+년 \d+월 \d+일/);
      expect((await reader.page.getByText(/한국 시간/).count()) > 0, timezoneId).to.equal(isNamed);
      await reader.context.close();
    }
  });

  it("is dark where the system is, until somebody chooses otherwise", async () => {
    const night = await world.visitor({ colorScheme: "dark" });
    const background = () => night.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await night.goTo("#/");
    const dark = await background();
    await night.page.emulateMedia({ colorScheme: "light" });
    await night.page.waitForFunction((was) => getComputedStyle(document.body).backgroundColor !== was, dark);
    await night.page.emulateMedia({ colorScheme: "dark" });
    await night.page.waitForFunction((was) => getComputedStyle(document.body).backgroundColor === was, dark);
    expect(await violations(night.page)).to.deep.equal([]);
    await night.press("화면 설정");
    await night.page.getByRole("radio", { name: "밝게" }).check();
    expect(await background()).not.to.equal(dark);
    await night.goTo("#/");
    expect(await background()).not.to.equal(dark);
    await night.context.close();
  });

  it("keeps its settings within the screen at the largest text, and scrolls them inside", async () => {
    await visitor.goTo("#/");
    await visitor.press("화면 설정");
    await visitor.page.getByRole("radio", { name: "아주 크게" }).check();
    await visitor.page.waitForTimeout(500);
    const boxes = await visitor.page.evaluate(() => {
      const panel = document.querySelector(".settings-popover") as Element;
      const { left, right, top, bottom } = panel.getBoundingClientRect();
      const inside = [...panel.querySelectorAll("label, button")].every(
        (one) => one.getBoundingClientRect().right <= right && one.getBoundingClientRect().left >= left,
      );
      const sheet = panel.querySelector(".settings") as Element;
      return { left, right, top, bottom, inside, overflow: sheet.scrollWidth - sheet.clientWidth };
    });
    expect(boxes.left).to.be.at.least(0);
    expect(boxes.right).to.be.at.most(390);
    expect(boxes.top).to.be.at.least(0);
    expect(boxes.bottom).to.be.at.most(844);
    expect(boxes.inside).to.equal(true);
    expect(boxes.overflow).to.equal(0);
    await visitor.page.getByRole("radio", { name: "고대비" }).scrollIntoViewIfNeeded();
  });

  it("has the focus on the heading of every stage of a vote, and never on the body", async () => {
    const { page, press, context, goTo } = visitor;
    await restore(visitor, world.decided.town.residents[2] as Resident);
    await goTo(`#/elections/${world.demo.open}/vote`);
    const isOnHeading = async (stage: string) => {
      await page.getByRole("heading", { name: stage, level: 1 }).waitFor();
      await page.waitForFunction(() => document.activeElement?.tagName === "H1");
      await page.waitForFunction((name) => document.title.startsWith(`${name} – `), stage);
    };
    await isOnHeading("고르기");
    await page.locator(".option input").nth(1).check();
    await press("다음: 확인하기");
    await isOnHeading("확인하기");
    await press("다시 고르기");
    await isOnHeading("고르기");
    await press("다음: 확인하기");
    await isOnHeading("확인하기");
    await page.getByText("이 기기 점검하기").click();
    await press("열어서 비교하기");
    await isOnHeading("기기 점검");
    await press("새 투표지로 다시 하기");
    await isOnHeading("고르기");
    await context.route(/\/ballots(\/|$)/, (route) => route.abort());
    await press("다음: 확인하기");
    await isOnHeading("확인하기");
    await press("제출하기");
    await isOnHeading("제출하는 중입니다");
    await isOnHeading("지금은 접수되지 않습니다");
    await page.reload();
    await isOnHeading("만들어 둔 투표지");
    await press("버리고 새로 고르기");
    await isOnHeading("고르기");
  });

  it("speaks neither bytes nor seconds while somebody chooses and waits", async () => {
    const { page, press, goTo, context } = visitor;
    await restore(visitor, world.decided.town.residents[2] as Resident);
    await page.addInitScript(() => {
      const spoken: string[] = [];
      Object.assign(globalThis, { spoken });
      new MutationObserver((changes) => {
        for (const { target } of changes) {
          const region = (target.nodeType === Node.ELEMENT_NODE ? (target as Element) : target.parentElement)?.closest(
            "[aria-live], [role=status], [role=alert]",
          );
          if (region) spoken.push(region.textContent ?? "");
        }
      }).observe(document, { subtree: true, childList: true, characterData: true });
    });
    await goTo(`#/elections/${world.demo.open}/vote`);
    await page.locator(".option input").nth(1).check();
    await context.route(/\/ballots(\/|$)/, (route) => route.abort());
    await press("다음: 확인하기");
    await press("제출하기");
    await page.getByRole("heading", { name: "지금은 접수되지 않습니다" }).waitFor();
    const spoken = await page.evaluate(() => (globalThis as unknown as { spoken: string[] }).spoken);
    expect(spoken.length).to.be.greaterThan(0);
    expect(spoken.filter((text) => /MB|\d+초/.test(text))).to.deep.equal([]);
  });
});
