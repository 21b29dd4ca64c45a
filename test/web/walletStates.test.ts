import { expect } from "chai";
import { type InjectedWallet, injectWallet } from "./injectedWallet.ts";
import { type PageWorld, pageWorld, type Visitor } from "./pageWorld.ts";
import { identify, lookForWallets } from "./registering.ts";

const CHAIN_ID = 31337;
const NOTHING_SENT = "eth_signTypedData_v4";

/** Wallets that are several, locked, busy or gone; all with `npm run test:web`. */
describe("The registration with a wallet that is not simply there", function () {
  this.timeout(300_000);
  let world: PageWorld;
  let visitor: Visitor;
  let wallet: InjectedWallet;

  before(async function () {
    if (process.env.HANPYO_WEB !== "1") this.skip();
    world = await pageWorld();
  });

  beforeEach(async () => {
    visitor = await world.visitor();
    wallet = await injectWallet(visitor.page, CHAIN_ID);
  });

  afterEach(() => visitor?.context.close());

  /** Goes to the choice of who signs. */
  async function toSigner(): Promise<void> {
    await identify(visitor);
    await lookForWallets(visitor);
    await visitor.page.getByRole("button", { name: "Test Wallet" }).waitFor();
  }

  it("offers every wallet that announces itself, and asks none but the chosen one", async () => {
    const other = await injectWallet(visitor.page, CHAIN_ID, "Second Wallet");
    await toSigner();
    expect(await visitor.page.locator("main button img").count()).to.equal(2);
    await visitor.press("Second Wallet");
    await visitor.shows(other.address);
    await visitor.press("서명하고 등록 신청");
    await visitor.shows("명부에 번호로 올랐습니다");
    expect(other.signed).to.have.length(1);
    expect(wallet.asked).not.to.include("eth_requestAccounts");
  });

  it("says that a wallet is locked, keeps the identity, and goes on when it is unlocked", async () => {
    await toSigner();
    wallet.answer("locked");
    await visitor.press("Test Wallet");
    await visitor.shows("지갑이 답하지 않습니다.");
    await visitor.shows("지갑의 잠금을 풀거나 다른 방법을 고르세요.");
    wallet.answer("accept");
    await visitor.press("Test Wallet");
    await visitor.shows(wallet.address);
  });

  it("says that a wallet waits for its person", async () => {
    await toSigner();
    wallet.answer("pending");
    await visitor.press("Test Wallet");
    await visitor.shows("지갑이 아직 답을 기다립니다.");
    expect(wallet.asked).not.to.include(NOTHING_SENT);
  });

  it("notices that a wallet is locked midway, has signed nothing, and another way still leads on", async () => {
    await toSigner();
    await visitor.press("Test Wallet");
    await visitor.shows(wallet.address);
    await wallet.lock();
    await visitor.shows("지갑 연결이 끊겼습니다. 다시 고르세요.");
    expect(await visitor.page.getByRole("button", { name: "서명하고 등록 신청" }).count()).to.equal(0);
    expect(wallet.asked).not.to.include(NOTHING_SENT);
    await visitor.press("등록하기");
    await visitor.shows("명부에 번호로 올랐습니다");
  });

  it("has changed nothing when the signature itself is declined, and can be tried again", async () => {
    await toSigner();
    await visitor.press("Test Wallet");
    await visitor.shows(wallet.address);
    wallet.answer("reject");
    await visitor.press("서명하고 등록 신청");
    await visitor.page.locator("main .notice-danger").waitFor();
    expect(wallet.signed).to.deep.equal([]);
    expect(await visitor.page.locator("main .notice-danger").textContent()).to.contain("지갑에서 거절했습니다.");
  });
});
