import { expect } from "chai";
import type { Resident } from "../../scripts/rehearsal/enrolment.ts";
import { violations } from "./accessibility.ts";
import { type PageWorld, pageWorld, restore, type Visitor } from "./pageWorld.ts";

/** What a device knows of its person's own votes, in every tab. */
describe("One's own votes", function () {
  this.timeout(300_000);
  let world: PageWorld;
  let visitor: Visitor;
  let tracker: string;
  let isSilent = false;

  before(async () => {
    world = await pageWorld();
    visitor = await world.visitor();
    await visitor.context.route(/\/rpc$/, (route) => (isSilent ? route.abort() : route.continue()));
  });
  after(() => visitor?.context.close());

  it("are none on a device that holds nothing, which leads on", async () => {
    await visitor.goTo("#/me");
    await visitor.shows("이 기기에는 아직 투표한 것이 없습니다.");
    await visitor.shows("이 기기에 투표 신원이 없습니다.");
    expect(await violations(visitor.page)).to.deep.equal([]);
  });

  // The rest, which casts a ballot of its own, with all states of the page.
  const whole = process.env.HANPYO_WEB === "1" ? it : it.skip;

  whole(
    "are sent by one tab of a browser alone: another drops what it prepared, and shows what became of the first",
    async () => {
      const { context, page } = visitor;
      const sent: string[] = [];
      context.on("request", (request) => {
        if (request.method() === "POST" && /\/ballots$/.test(request.url())) sent.push(request.url());
      });
      await restore(visitor, world.decided.town.residents[1] as Resident);
      const other = await context.newPage();
      other.setDefaultTimeout(90_000);
      for (const [tab, option] of [
        [page, 1],
        [other, 2],
      ] as const) {
        await tab.goto(`${world.demo.url}#/elections/${world.demo.open}/vote`);
        await tab.locator(".option input").nth(option).check();
        await tab.getByRole("button", { name: "다음: 확인하기" }).click();
        await tab.getByTestId("commitment").waitFor();
      }
      await page.getByRole("button", { name: "제출하기" }).click();
      await other.getByText("이 브라우저의 다른 탭에서 제출하고 있습니다.").waitFor();
      expect(await other.getByRole("button", { name: "제출하기" }).count()).to.equal(0);
      tracker = (await page.getByTestId("tracker").textContent()) ?? "";
      expect(await other.getByTestId("tracker").textContent()).to.equal(tracker);
      expect(sent).to.have.length(1);
      expect(await other.evaluate(() => document.activeElement?.tagName)).to.equal("H1");
      await other.close();
    },
  );

  whole("stand on one page over all elections, with what each can be done with, and the identity", async () => {
    const { page } = visitor;
    await visitor.goTo("#/");
    await page.getByRole("navigation").getByRole("link", { name: "내 투표", exact: true }).click();
    const card = page.locator("article", { hasText: "우리 동네 예산 고르기" });
    await card.getByText(tracker).waitFor();
    await card.getByRole("link", { name: "투표 바꾸기" }).waitFor();
    expect(await page.locator("article").count()).to.equal(1);
    await page.getByRole("link", { name: "투표 신원 관리" }).waitFor();
    expect(await violations(page)).to.deep.equal([]);
  });

  whole("are shown from the device alone where the record is silent", async () => {
    isSilent = true;
    await visitor.goTo("#/me");
    await visitor.shows("이 투표를 공개 기록에서 읽지 못했습니다.");
    expect(await visitor.page.locator(".tracker").textContent()).to.equal(tracker);
  });
});
