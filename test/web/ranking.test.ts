import { expect } from "chai";
import { type DemoElection, openDemoElection } from "../../scripts/rehearsal/demoElections.ts";
import type { Resident } from "../../scripts/rehearsal/enrolment.ts";
import { createFurther, openFurther } from "../../scripts/rehearsal/furtherElection.ts";
import { NO_BUDGET } from "../../sdk/election/constitution.ts";
import { violations } from "./accessibility.ts";
import { type PageWorld, pageWorld, restore, type Visitor } from "./pageWorld.ts";

const HOUR = 3600;
const DAY = 24 * HOUR;
const NAMES = ["도서관", "놀이터", "가로등", "자전거 길"];

const places: DemoElection = {
  ...openDemoElection,
  content: {
    ...openDemoElection.content,
    title: { ko: "네 곳의 순서", en: "Four places in order" },
    options: NAMES.map((name) => ({ title: { ko: name, en: name } })),
  },
  rules: {
    ...openDemoElection.rules,
    ...{ optionCount: 4, maxPerOption: 3, minTotal: 0, maxTotal: 6, distinct: true },
    ...{ budget: NO_BUDGET, costs: [0, 0, 0, 0] },
  },
};

/** A ballot that puts options into an order; with `npm run test:web`. */
describe("A ballot of ranks", function () {
  this.timeout(300_000);
  let world: PageWorld;
  let visitor: Visitor;

  before(async function () {
    if (process.env.HANPYO_WEB !== "1") this.skip();
    world = await pageWorld();
    const { town, chain } = world.decided;
    const now = await chain.now();
    const opensAt = now + DAY + HOUR;
    const ends = { closesAt: opensAt + 2 * DAY, closeGrace: HOUR, sharesDueAt: opensAt + 4 * DAY, sealDelay: 600 };
    const election = await createFurther(town, places, { censusTime: now + HOUR, opensAt, openGrace: HOUR, ...ends });
    await openFurther(election, town, chain);
    visitor = await world.visitor();
    await restore(visitor, town.residents[2] as Resident);
    await visitor.goTo(`#/elections/${election}/vote`);
    await visitor.page.getByRole("button", { name: "다음: 확인하기" }).waitFor();
  });
  after(() => visitor?.context.close());

  const order = async () => {
    const texts = await visitor.page.locator(".option-chosen .option-title").allTextContents();
    return texts.map((text) => text.trim());
  };
  const focused = () => visitor.page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
  const said = () => visitor.page.locator("fieldset [role=status]").first().textContent();

  it("is put into order by presses, by taps and keys alike, and says what moved", async () => {
    const { page, press } = visitor;
    await press("가로등: 1순위로");
    expect(await said()).to.equal("가로등, 1순위");
    await press("도서관: 2순위로");
    await press("놀이터: 3순위로");
    expect(await order()).to.deep.equal(["가로등", "도서관", "놀이터"]);
    expect(await page.getByRole("button", { name: /^자전거 길/ }).getAttribute("aria-disabled")).to.equal("true");
    await press("놀이터 한 순위 올리기");
    expect(await said()).to.equal("놀이터, 3순위에서 2순위로");
    expect(await focused()).to.equal("놀이터 한 순위 올리기");
    await page.keyboard.press("Enter");
    expect(await order()).to.deep.equal(["놀이터", "가로등", "도서관"]);
    expect(await focused()).to.equal("놀이터 한 순위 올리기");
    await press("놀이터 한 순위 내리기");
    expect(await focused()).to.equal("놀이터 한 순위 내리기");
    await press("도서관 빼기");
    expect(await order()).to.deep.equal(["가로등", "놀이터"]);
    expect(await focused()).to.equal("도서관: 3순위로");
    expect(await violations(page)).to.deep.equal([]);
  });

  it("is reviewed in that order", async () => {
    const { page, press } = visitor;
    await press("다음: 확인하기");
    await page.getByTestId("commitment").waitFor();
    const lines = await page.getByTestId("receipt").locator("li").allTextContents();
    expect(lines).to.deep.equal(["3. 가로등1순위", "2. 놀이터2순위"]);
    expect(await violations(page)).to.deep.equal([]);
  });
});
