import { expect } from "chai";
import { violations } from "./accessibility.ts";
import { type PageWorld, pageWorld, type Visitor } from "./pageWorld.ts";
import { REGISTERED } from "./registering.ts";

/** What the test gives to the page, as an extension has its card. */
type Exposed = { signWithDemoCard(nonce: string, origin: string): Promise<{ readonly token: object }> };

const WALLET = "모바일 신분증·전자지갑";

/** Wallets that answer an office themselves and send their user back, and cards; with `npm run test:web`. */
describe("Registration by an eID", function () {
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

  async function begin(method: string, by = visitor): Promise<void> {
    await by.goTo("#/register");
    await by.page.getByRole("radio", { name: method, exact: true }).check();
    await by.press("신분증 보여 주기");
    await by.page.locator("#present-title").waitFor();
  }

  /** The demonstration's residents are registered by whichever test comes first. */
  async function finish(by = visitor): Promise<void> {
    const replace = by.page.getByRole("button", { name: "새 신원으로 바꾸기" });
    const go = by.page.getByRole("button", { name: "등록하기", exact: true });
    await replace.or(go).first().waitFor();
    if (await replace.isVisible()) await replace.click();
    await go.click();
    await by.shows(REGISTERED);
    expect(by.faults).to.deep.equal([]);
  }

  /** What the wallet of somebody who scanned a picture does: it asks as the panel's link says. */
  async function answerElsewhere(by = visitor): Promise<string> {
    let redirect = "";
    await by.context.route(/\/demo\/wallet$/, async (route) => {
      redirect = await world.demo.offices.answerOffice(route.request().postDataJSON());
      await route.abort();
    });
    await by.press("체험용 신분증 앱 열기");
    while (redirect === "") await by.page.waitForTimeout(50);
    await by.context.unroute(/\/demo\/wallet$/);
    return redirect;
  }

  it("goes on in the tab to which the wallet sends its user, at both offices, and nothing is typed", async () => {
    await begin(WALLET);
    expect(await violations(visitor.page)).to.deep.equal([]);
    await visitor.press("체험용 신분증 앱 열기");
    await visitor.press("두 번째 기관에도 신분증 보여 주기");
    await visitor.press("체험용 신분증 앱 열기");
    await finish();
  });

  it("goes on in a new tab of the same browser, and the first tab follows", async () => {
    await begin(WALLET);
    const back = await answerElsewhere();
    const tab = await visitor.context.newPage();
    await tab.goto(back);
    await tab.getByRole("button", { name: "두 번째 기관에도 신분증 보여 주기" }).waitFor();
    await visitor.page.getByRole("button", { name: "두 번째 기관에도 신분증 보여 주기" }).waitFor();
    await tab.close();
  });

  it("shows another device the code to carry, with its warning; typed where it was begun, it goes on", async () => {
    await begin(WALLET);
    const back = await answerElsewhere();
    const phone = await world.visitor();
    await phone.page.goto(back);
    await phone.shows("내가 시작한 등록이 아니면 멈추세요");
    expect(await violations(phone.page)).to.deep.equal([]);
    const code = (await phone.page.locator(".tracker").textContent()) ?? "";
    await phone.context.close();
    await visitor.page.getByText("다른 휴대전화에 앱이 있다면").click();
    expect(await violations(visitor.page)).to.deep.equal([]);
    await visitor.page.locator("#present-code").fill(code.toLowerCase());
    await visitor.page.getByRole("button", { name: "보내기" }).first().click();
    await visitor.shows("2곳 중 2번째");
  });

  it("by a card takes one press where Web eID is installed", async () => {
    await visitor.context.exposeFunction("signWithDemoCard", (nonce: string, origin: string) =>
      world.demo.offices.present({ kind: "certificate", nonce, origin }),
    );
    await visitor.context.addInitScript(() => {
      addEventListener("message", async ({ data }) => {
        if (data?.action !== "web-eid:authenticate") return;
        const { signWithDemoCard: sign } = globalThis as unknown as Exposed;
        postMessage({ action: "web-eid:authenticate-ack" }, location.origin);
        const { token } = await sign(data.challengeNonce, location.origin);
        postMessage({ action: "web-eid:authenticate-success", ...token }, location.origin);
      });
    });
    await begin("인증서");
    for (const place of [1, 2]) {
      await visitor.shows(`2곳 중 ${place}번째`);
      await visitor.press("인증서 선택");
    }
    await finish();
  });

  it("by a card says what is missing where Web eID is not, and the other ways stay", async () => {
    await begin("인증서");
    await visitor.press("인증서 선택");
    await visitor.shows("이 브라우저에서 카드를 읽을 수 없습니다.");
    expect(await violations(visitor.page)).to.deep.equal([]);
    await visitor.press("체험용 신분증으로 답하기");
    await visitor.shows("2곳 중 2번째");
  });
});
