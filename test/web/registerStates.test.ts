import { expect } from "chai";
import { type InjectedWallet, injectWallet } from "./injectedWallet.ts";
import { type PageWorld, pageWorld, type Visitor } from "./pageWorld.ts";
import { CHECK_CODES, fillCodes, identify, lookForWallets, register } from "./registering.ts";

const CHAIN_ID = 31337;

/** States of the registration that are not the normal one; all with `npm run test:web`. */
describe("The registration, when something is wrong,", function () {
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

  const press = (name: string) => visitor.press(name);
  const shows = (text: string | RegExp) => visitor.shows(text);

  async function withWallet(chainId = CHAIN_ID): Promise<InjectedWallet> {
    const wallet = await injectWallet(visitor.page, chainId);
    await identify(visitor);
    await lookForWallets(visitor);
    return wallet;
  }

  it("needs no wallet: a key made on the device signs once, and is kept nowhere", async () => {
    await register(visitor);
  });

  it("notices a slip in a code before anything is sent", async () => {
    const asked: string[] = [];
    visitor.context.on("request", (request) => asked.push(`${request.method()} ${request.url()}`));
    await visitor.goTo("#/register");
    await fillCodes(visitor);
    const first = visitor.page.locator(".field textarea").first();
    const code = await first.inputValue();
    await first.fill(code.slice(0, -1) + (code.endsWith("7") ? "8" : "7"));
    await press(CHECK_CODES);
    await shows("잘못 옮긴 글자가 있습니다. 편지나 문자와 한 글자씩 비교해 보세요.");
    expect(await first.evaluate((field) => field === document.activeElement)).to.equal(true);
    expect(asked.filter((request) => /sessions/.test(request))).to.deep.equal([]);
    await first.fill(code.toLowerCase());
    await press(CHECK_CODES);
    await visitor.page.getByRole("button", { name: "등록하기", exact: true }).waitFor();
  });

  it("has sent nothing when the wallet declines, and can be tried again", async () => {
    const wallet = await withWallet();
    wallet.answer("reject");
    await press("Test Wallet");
    await shows("지갑에서 거절했습니다.");
    expect(wallet.signed).to.deep.equal([]);
    wallet.answer("accept");
    await press("Test Wallet");
    await shows(wallet.address);
  });

  it("has the wallet add and change to the page's chain before it may sign", async () => {
    const wallet = await withWallet(1);
    await press("Test Wallet");
    await shows("지갑이 다른 체인(1)에 있습니다. Hanpyo demo 체인으로 바꾸어 주세요.");
    expect(await visitor.page.getByRole("button", { name: "서명하고 등록 신청" }).count()).to.equal(0);
    await press("Hanpyo demo 체인으로 바꾸기");
    await visitor.page.getByRole("button", { name: "서명하고 등록 신청" }).waitFor();
    expect(wallet.asked).to.include.members(["wallet_switchEthereumChain", "wallet_addEthereumChain"]);
  });

  it("follows an account that is changed midway, and says so", async () => {
    const wallet = await withWallet();
    await press("Test Wallet");
    await shows(wallet.address);
    const next = await wallet.changeAccount();
    await shows("지갑의 계정이 바뀌었습니다. 바뀐 계정으로 계속합니다.");
    await shows(next);
    await press("서명하고 등록 신청");
    await shows("명부에 번호로 올랐습니다");
  });

  it("says that an office gives no answer, and goes on when it does", async () => {
    await visitor.context.route(/\/office$/, (route) => route.abort());
    await visitor.goTo("#/register");
    await shows("기관의 서비스가 지금 답하지 않습니다.");
    await visitor.context.unroute(/\/office$/);
    await press("다시 시도");
    await visitor.page.getByRole("button", { name: CHECK_CODES }).waitFor();
  });

  it("restores nothing from words that are wrong, and says so without repeating them", async () => {
    await visitor.goTo("#/register/restore");
    await visitor.page.locator("#restore-text").fill("these are not the words");
    await press("복구");
    await shows("단어가 맞지 않습니다.");
    expect(await visitor.page.locator("main .notice").textContent()).not.to.contain("these are");
  });

  it("opens a passphrase-locked identity with the passphrase alone, also after the tab was closed", async () => {
    const { goTo, page } = visitor;
    await identify(visitor);
    await page.getByText("여는 방법: 이 기기 잠금").click();
    await page.getByRole("radio", { name: "암호" }).check();
    await page.getByLabel("새 암호").fill("가나다라 마바사아 자차카타");
    await press("이 방법으로 바꾸기");
    await shows("바꾸었습니다: 암호");
    await page.reload();
    await goTo(`#/elections/${world.demo.open}/vote`);
    await page.getByLabel("암호").fill("다른 암호문입니다");
    await press("암호로 열기");
    await shows("암호가 맞지 않거나, 보관된 것이 바뀌었습니다.");
    await page.getByLabel("암호").fill("가나다라 마바사아 자차카타");
    await press("암호로 열기");
    // Never registered: the identity is open, and not on the roll.
    await shows("이 투표의 선거인 명부에 없는 투표 신원입니다.");
  });
});
