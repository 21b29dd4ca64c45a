import { expect } from "chai";
import type { Resident } from "../../scripts/rehearsal/enrolment.ts";
import { violations } from "./accessibility.ts";
import { type PageWorld, pageWorld, restore, type Visitor } from "./pageWorld.ts";
import { fillCodes, register } from "./registering.ts";

/** What different people are told to do with the same elections. */
describe("The page's one button", function () {
  this.timeout(300_000);
  let world: PageWorld;
  let visitor: Visitor;

  before(async () => {
    world = await pageWorld();
  });
  beforeEach(async () => {
    visitor = await world.visitor();
  });
  afterEach(() => visitor?.context.close());

  const action = (key: string) => visitor.page.locator(`[data-action="${key}"]`);
  const election = (address: string) => `#/elections/${address}`;

  it("sends no stranger to register for a vote whose roll is fixed, and says so on every page alike", async () => {
    const server = await world.serve({ demo: null });
    const stranger = await world.visitor({}, server.url);
    const restoring = () => stranger.page.locator('[data-action="restore"]');
    await stranger.goTo(election(world.demo.open));
    await restoring().waitFor();
    const sentence = (await restoring().locator("p").first().textContent()) ?? "";
    expect(sentence).to.match(
      /명부가 .+에 확정되어, 지금 등록하면 이번 투표에는 참여할 수 없고 다음 투표부터 참여합니다\./,
    );
    expect(await stranger.page.getByRole("link", { name: "투표하기", exact: true }).count()).to.equal(0);
    expect(await violations(stranger.page)).to.deep.equal([]);
    await stranger.goTo("#/");
    const card = stranger.page
      .locator(`article:has(a[href*="${world.demo.open}" i])`)
      .locator('[data-action="restore"]');
    expect(await card.locator("p").first().textContent()).to.equal(sentence);
    expect(await violations(stranger.page)).to.deep.equal([]);
    await stranger.context.close();
    await server.close();
  });

  it("gives a stranger of the demonstration an identity that can vote at once", async () => {
    await visitor.goTo(election(world.demo.open));
    await action("ready").getByRole("link", { name: "연습용 신원으로 투표하기" }).click();
    await visitor.press("준비된 신원 쓰기");
    await visitor.page.getByRole("link", { name: "투표로 가기" }).click();
    await visitor.page.getByRole("link", { name: "투표하기", exact: true }).first().waitFor();
  });

  it("tells who registered after the roll was fixed that it is the next vote, and who is on it to vote", async function () {
    if (process.env.HANPYO_WEB !== "1") this.skip();
    await register(visitor);
    await visitor.press("나중에 하기");
    await visitor.goTo(election(world.demo.open));
    await visitor.shows(/명부가 .+에 확정되어 이번 투표에는 참여할 수 없습니다\. 다음 투표부터 참여합니다\./);
    const other = await world.visitor();
    await restore(other, world.decided.town.residents[2] as Resident);
    await other.goTo(election(world.demo.open));
    await other.page.getByRole("link", { name: "참여할 수 있는지 확인" }).click();
    await other.page.locator(".option").first().waitFor();
    await other.goTo(election(world.demo.open));
    await other.page.getByRole("link", { name: "투표하기", exact: true }).waitFor();
    await other.context.close();
  });

  it("goes on with a registration that was left", async function () {
    if (process.env.HANPYO_WEB !== "1") this.skip();
    await visitor.goTo("#/register");
    await fillCodes(visitor);
    await visitor.press("인증번호 확인");
    await visitor.page.getByRole("button", { name: "등록하기", exact: true }).waitFor();
    await visitor.goTo(election(world.demo.open));
    await action("resumeLate").getByRole("link", { name: "등록 이어서 하기" }).click();
    await visitor.shows("2단계부터 이어서 합니다.");
  });
});
