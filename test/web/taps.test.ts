import { expect } from "chai";
import { type PageWorld, pageWorld, type Visitor } from "./pageWorld.ts";
import { CHECK_CODES, checkWords, REGISTERED } from "./registering.ts";

/** How often somebody must press, from the first page on, counted by the browser; with `npm run test:web`. */
describe("From the first page", function () {
  this.timeout(300_000);
  let world: PageWorld;
  let visitor: Visitor;

  before(async function () {
    if (process.env.HANPYO_WEB !== "1") this.skip();
    world = await pageWorld();
    visitor = await world.visitor();
    await visitor.page.addInitScript(() => {
      const count = ({ isTrusted }: Event) => {
        if (isTrusted) sessionStorage.setItem("taps", String(Number(sessionStorage.getItem("taps")) + 1));
      };
      addEventListener("click", count, true);
    });
  });
  after(() => visitor?.context.close());

  const taps = () => visitor.page.evaluate(() => Number(sessionStorage.getItem("taps")));

  it("to the roll it takes at most 4 taps and two codes, and at most 9 with the recovery words checked", async () => {
    const { page, goTo, press, shows } = visitor;
    const { registrar, approver } = world.demo.offices.newCodes();
    await goTo("");
    await page.getByRole("link", { name: "내 투표", exact: true }).click();
    await page.getByRole("link", { name: "등록하기", exact: true }).click();
    const fields = page.locator(".field textarea");
    await fields.nth(0).fill(registrar);
    await fields.nth(1).fill(approver);
    await press(CHECK_CODES);
    await press("등록하기");
    await shows(REGISTERED);
    expect(await taps()).to.be.within(1, 4);
    await checkWords(page);
    await page.getByText("명부 번호").waitFor();
    expect(await taps()).to.be.within(5, 9);
  });

  it("to a ballot that was received it takes at most 5 taps beside the choices", async () => {
    const { page, goTo, press } = visitor;
    await goTo("#/me/identity");
    await press("이 기기에서 지우기");
    await page.locator("#delete-words").fill("복구 단어 없이 지우기");
    await press("지우기");
    await visitor.shows("이 기기에는 투표 신원이 없습니다.");
    await goTo("me/register#ready");
    await press("준비된 신원 쓰기");
    await visitor.shows("준비된 신원을 이 기기에 넣었습니다.");
    const before = await taps();
    await goTo("");
    await page.locator(`article:has(a[href$="${world.demo.open}"]) [data-action] a`).first().click();
    await page.getByRole("checkbox").nth(1).check();
    await press("다음: 확인하기");
    await press("제출하기");
    await page.getByTestId("tracker").waitFor();
    expect((await taps()) - before - 1).to.be.within(1, 5);
  });
});
