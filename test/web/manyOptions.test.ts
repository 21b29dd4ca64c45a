import { expect } from "chai";
import { type DemoElection, openDemoElection } from "../../scripts/rehearsal/demoElections.ts";
import type { Resident } from "../../scripts/rehearsal/enrolment.ts";
import { createFurther, openFurther } from "../../scripts/rehearsal/furtherElection.ts";
import { violations } from "./accessibility.ts";
import { type PageWorld, pageWorld, restore, type Visitor } from "./pageWorld.ts";

const HOUR = 3600;
const DAY = 24 * HOUR;
const COUNT = 32;
const BUDGET = 70_000_000;
/** The dearest come first, so that two of them are too much. */
const COSTS = Array.from({ length: COUNT }, (_, i) => (COUNT - i) * 1_250_000);
/** One word of eighty letters: no line can be broken at a space. */
const LONG = "가나다라마바사아자차".repeat(8);

const projects: DemoElection = {
  ...openDemoElection,
  content: {
    ...openDemoElection.content,
    title: { ko: "서른두 사업", en: "Thirty-two projects" },
    options: COSTS.map((_, i) => ({
      title: i === 6 ? { ko: LONG, en: "W".repeat(80) } : { ko: `사업 가${i + 1}`, en: `Project A${i + 1}` },
      description: { ko: `${i + 1}번째 사업의 설명`, en: `About project ${i + 1}` },
      category: i % 2 === 0 ? { ko: "공원", en: "Parks" } : { ko: "길", en: "Roads" },
    })),
  },
  rules: { ...openDemoElection.rules, optionCount: COUNT, maxTotal: COUNT, costs: COSTS, budget: BUDGET },
  outcome: { ...openDemoElection.outcome, costs: COSTS, budget: BUDGET },
};

/** The most options that a ballot can have, on the smallest screens; with `npm run test:web`. */
describe("A ballot of 32 projects", function () {
  this.timeout(300_000);
  let world: PageWorld;
  let visitor: Visitor;
  let election: string;

  before(async function () {
    if (process.env.HANPYO_WEB !== "1") this.skip();
    world = await pageWorld();
    const { town, chain } = world.decided;
    const now = await chain.now();
    const opensAt = now + DAY + HOUR;
    const ends = { closesAt: opensAt + 2 * DAY, closeGrace: HOUR, sharesDueAt: opensAt + 4 * DAY, sealDelay: 600 };
    election = await createFurther(town, projects, { censusTime: now + HOUR, opensAt, openGrace: HOUR, ...ends });
    await openFurther(election, town, chain);
    visitor = await world.visitor();
    await restore(visitor, town.residents[2] as Resident);
    await visitor.goTo(`#/elections/${election}/vote`);
    await next().waitFor();
  });
  after(() => visitor?.context.close());

  const bar = () => visitor.page.getByTestId("ballot-bar");
  const barText = async () => (await bar().textContent())?.replaceAll("\u00a0", " ");
  const next = () => visitor.page.getByRole("button", { name: "다음: 확인하기" });
  const options = () => visitor.page.locator(".option").count();
  const wider = () => visitor.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  const rootText = (size: string) =>
    visitor.page.evaluate((wanted) => {
      document.documentElement.style.fontSize = wanted;
    }, size);
  const scrollTo = (share: number) =>
    visitor.page.evaluate((part) => window.scrollTo(0, part * document.documentElement.scrollHeight), share);

  it("keeps what is left and the way on in sight, wherever somebody is in the list, and hides nothing behind them", async () => {
    const { page } = visitor;
    await page.getByRole("checkbox", { name: /사업 가3$/ }).check();
    expect(await barText()).to.contain("남은 예산 3,250만 원 / 7,000만 원");
    for (const share of [0, 0.3, 0.6]) {
      await scrollTo(share);
      const { y = 0, height = 0 } = (await bar().boundingBox()) ?? {};
      expect(height, "at most 88 pixels").to.be.at.most(88);
      expect(Math.round(y + height), `at ${share}`).to.equal(844);
      expect(await next().isVisible()).to.equal(true);
    }
    await scrollTo(0);
    for (let tabs = 0; tabs < 24; tabs += 1) {
      await page.keyboard.press("Tab");
      const isBehind = await page.evaluate(() => {
        const { activeElement } = document;
        const over = document.querySelector("[data-testid=ballot-bar]");
        if (!activeElement || !over || over.contains(activeElement)) return false;
        return activeElement.getBoundingClientRect().bottom > over.getBoundingClientRect().top + 1;
      });
      expect(isBehind, `after ${tabs + 1} tabs`).to.equal(false);
    }
    expect(await wider(), "80 letters stay inside").to.equal(0);
    expect(await violations(page)).to.deep.equal([]);
  });

  it("is searched, filtered and sorted, and what a filter hides stays chosen and is in the sum", async () => {
    const { page } = visitor;
    await page.getByLabel("찾기").fill("사업 가1");
    expect(await options()).to.equal(11);
    await page.getByText("32개 중 11개").first().waitFor();
    await page.getByLabel("찾기").fill("");
    await page.getByLabel("분야").selectOption("길");
    expect(await options()).to.equal(16);
    expect(await page.getByRole("checkbox", { name: /사업 가3$/ }).count()).to.equal(0);
    expect(await barText()).to.contain("남은 예산 3,250만 원");
    await page.getByLabel("비용").selectOption("left");
    await page.getByLabel("순서").selectOption("비용이 많은 순서");
    expect(await page.locator(".option-title").first().textContent()).to.equal("8. 사업 가8");
    await visitor.press("고른 것 1개만 보기");
    expect(await page.locator(".option-title").allTextContents()).to.deep.equal(["3. 사업 가3"]);
    await visitor.press("모두 보기");
    expect(await options()).to.equal(COUNT);
    await page.getByLabel("순서").selectOption("투표지 순서");
  });

  it("lays up to three side by side, and gives the focus back", async () => {
    const { page } = visitor;
    for (const option of [1, 3]) {
      await page.locator(".option").nth(option).locator("summary").click();
      await page.locator(".option").nth(option).getByRole("button", { name: "비교에 담기" }).click();
    }
    await visitor.press("고른 2개 비교하기");
    const dialog = page.getByRole("dialog", { name: "나란히 비교" });
    expect(await dialog.getByRole("heading", { level: 3 }).allTextContents()).to.deep.equal([
      "2. 사업 가2",
      "4. 사업 가4",
    ]);
    expect(await violations(page)).to.deep.equal([]);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    expect(await page.evaluate(() => document.activeElement?.textContent)).to.equal("고른 2개 비교하기");
  });

  it("says how much is too much, and leads to the message, not behind the bar", async () => {
    const { page } = visitor;
    await page.getByRole("checkbox", { name: /사업 가1$/ }).check();
    expect(await barText()).to.contain("750만 원 넘었습니다");
    await next().click();
    const message = page.getByText("고른 것의 비용이 7,750만 원으로, 예산 7,000만 원을 넘습니다.");
    await message.waitFor();
    const { y = 0, height = 0 } = (await message.boundingBox()) ?? {};
    const { y: over = 0 } = (await bar().boundingBox()) ?? {};
    expect(y + height).to.be.at.most(over);
    await page.getByRole("checkbox", { name: /사업 가1$/ }).uncheck();
  });

  it("stays usable at 320 pixels with text twice as large, and beside its basket in a wide window", async () => {
    const { page } = visitor;
    await page.setViewportSize({ width: 320, height: 640 });
    await rootText("125%");
    expect(await wider()).to.equal(0);
    expect(await violations(page)).to.deep.equal([]);
    await page.setViewportSize({ width: 1280, height: 800 });
    await rootText("");
    await scrollTo(0.5);
    expect(await page.getByTestId("receipt").textContent()).to.contain("3. 사업 가3");
    expect(await next().isVisible()).to.equal(true);
    await page.setViewportSize({ width: 390, height: 844 });
  });

  it("comes to a receipt with each cost, the sum and what is left", async () => {
    const { page } = visitor;
    await page.getByRole("checkbox", { name: /사업 가31$/ }).check();
    await next().click();
    await page.getByTestId("commitment").waitFor();
    const lines = await page.locator(".receipt-line").allTextContents();
    expect(lines).to.deep.equal([
      ...["3. 사업 가33,750만 원", "31. 사업 가31250만 원"],
      ...["합계4,000만 원", "남은 예산3,000만 원"],
    ]);
    expect(await violations(page)).to.deep.equal([]);
  });
});
