import { readFileSync } from "node:fs";
import { expect } from "chai";
import { Wallet } from "ethers";
import { ballotKeys } from "../../scripts/checkout/circuitFiles.ts";
import { withDemoManifest } from "../../scripts/rehearsal/demoTrust.ts";
import type { Resident } from "../../scripts/rehearsal/enrolment.ts";
import { trustOf } from "../../scripts/rehearsal/pageDemo.ts";
import { judgeOmission, parseOmission } from "../../sdk/relaying/omission.ts";
import { type Relayer, startRelayer } from "../../services/relayer/relayer.ts";
import { closeBeforeChain } from "../end-to-end/decidedElection.ts";
import { violations } from "./accessibility.ts";
import { type PageWorld, pageWorld, restore, type Visitor } from "./pageWorld.ts";

/** Blocks on top that make a ballot final, by the manifest. */
const FINALITY = 12;
/** Milliseconds that a ballot waits for others at the relayer. */
const PATIENCE = 8_000;

/** Relayers without money, and one that breaks its promise; all with `npm run test:web`. */
describe("A ballot handed over, when relayer or chain fail,", function () {
  this.timeout(300_000);
  let world: PageWorld;
  /** No money; and one whose money is gone after it has promised. */
  let poor: Relayer;
  let idle: Relayer;
  let resident: Resident;
  let visitor: Visitor | undefined;

  before(async function () {
    if (process.env.HANPYO_WEB !== "1") this.skip();
    world = await pageWorld();
    const { chain, town } = world.decided;
    resident = town.residents[0] as Resident;
    const shared = { rpc: chain.url, elections: [world.demo.open], proofs: ballotKeys() };
    poor = await startRelayer({ ...shared, key: Wallet.createRandom().privateKey, interval: 500 });
    idle = await startRelayer({
      ...shared,
      key: (await chain.newAccount()).privateKey,
      interval: 500,
      limits: { promise: 1, batchDelay: PATIENCE, finality: 5, setAsideDelay: 500 },
    });
    closeBeforeChain(async () => {
      await poor.close();
      await idle.close();
    });
  });

  afterEach(() => visitor?.context.close());

  /** A resident who has pressed "submit", at a page with these relayers. */
  async function submitted(relayers: readonly Relayer[]): Promise<{ readonly by: Visitor; readonly code: string }> {
    const { chain, town } = world.decided;
    // The chain calls every block final; the manifest's rule lets a ballot wait for it.
    const file = await withDemoManifest(world.demo.trust.file, town, chain.provider, FINALITY + 1);
    const trust = trustOf(file);
    const announced = relayers.map(({ url, address }) => ({ url, address }));
    const { url, close } = await world.serve({ relayers: announced, demo: null }, () => trust);
    closeBeforeChain(close);
    const by = await world.visitor({}, url);
    visitor = by;
    await restore(by, resident);
    await by.goTo(`#/elections/${world.demo.open}/vote`);
    await by.page.locator(".option input").nth(1).check();
    await by.press("다음: 확인하기");
    const code = (await by.page.getByTestId("commitment").textContent()) ?? "";
    await by.press("제출하기");
    return { by, code };
  }

  it("says that the relayer has no money, keeps the ballot, and offers the other ways", async () => {
    const { by } = await submitted([poor]);
    await by.shows("지금은 전달 서버가 투표지를 받지 못합니다.");
    await by.shows("전달 서버의 수수료가 떨어졌습니다. 담당자가 채울 때까지 받지 못합니다.");
    await by.shows(/투표지는 다 만들어졌고 이 기기에 보관되어 있습니다\./);
    await by.page.getByText("서버들이 한 말").click();
    await by.shows(/ACCOUNT_EMPTY/);
    await by.shows("다른 사람에게 제출 부탁하기");
    expect(await violations(by.page)).to.deep.equal([]);
  });

  it("goes on to the next relayer, whose promise it keeps and follows: late, on the record, dropped, final", async () => {
    const { chain } = world.decided;
    const { by, code } = await submitted([poor, idle]);
    await by.shows("전달 서버가 받았다고 서명했습니다.");
    const balance = (wei: string) => chain.provider.send("hardhat_setBalance", [idle.address, wei]);
    await balance("0x0");
    await by.shows(idle.url);
    const other = await world.visitor();
    const lookUp = () => other.goTo(`#/tracker?code=${encodeURIComponent(code)}`);
    // Its own page's relayers: only they know the ballot.
    const elsewhere = await world.visitor({}, new URL("/", by.page.url()).href);
    const track = () => elsewhere.goTo(`#/tracker?code=${encodeURIComponent(code)}`);
    await track();
    await elsewhere.shows("전달 서버가 투표지를 받았습니다. 아직 공개 기록에는 없습니다.");
    await lookUp();
    await other.shows("아직 찾지 못했습니다.");

    await chain.provider.send("evm_increaseTime", [900]);
    await chain.mine(1);
    await by.shows("전달 서버가 약속한 시각이 지났는데 공개 기록에 아직 없습니다.");
    await by.shows(/투표지는 이 기기에 있고/);
    expect(await violations(by.page)).to.deep.equal([]);
    const [file] = await Promise.all([by.page.waitForEvent("download"), by.press("증거 파일 저장")]);
    const evidence = parseOmission(readFileSync(await file.path(), "utf8"));
    expect(await judgeOmission(evidence, idle.address, chain.provider)).to.deep.equal({ state: "broken" });
    await track();
    await elsewhere.shows("전달 서버가 약속한 시각이 지났는데 공개 기록에 없습니다.");
    await elsewhere.shows(/그것이 증거이니/);

    await balance("0xde0b6b3a7640000");
    const before = await chain.provider.send("evm_snapshot", []);
    await by.shows("공개 기록에 올랐습니다. 확정을 기다립니다.");
    await chain.provider.send("evm_revert", [before]);
    await by.shows("공개 기록이 다시 정리되면서 이 투표지가 든 블록이 빠졌습니다.");
    await by.shows(/두 번 세지 않습니다\./);
    expect(await by.page.getByTestId("tracker").textContent()).to.equal(code);
    await by.shows("공개 기록에 올랐습니다. 확정을 기다립니다.");
    await chain.mine(FINALITY + 1);
    await by.page.getByRole("heading", { name: "투표가 확정되었습니다" }).waitFor();
    expect(await by.page.getByTestId("tracker").textContent()).to.equal(code);
    await lookUp();
    await other.shows("투표지가 공개 기록에 있고, 더는 바뀌지 않습니다.");

    await isPrinted(by, code);
    await other.context.close();
    await elsewhere.context.close();
  });

  /** On paper stand the tracker and its picture: no menu, no button, and nothing of the choice. */
  async function isPrinted({ page, press, shows }: Visitor, code: string): Promise<void> {
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("header.header").isVisible()).to.equal(false);
    expect(await page.locator("main button:visible").count()).to.equal(0);
    expect(await page.getByTestId("tracker").isVisible()).to.equal(true);
    expect(await page.locator("main .qr svg").isVisible()).to.equal(true);
    // biome-ignore lint/performance/useDomNodeTextContent: what is not shown is not printed
    const paper = await page.locator("body").innerText();
    expect(paper).to.contain(code);
    for (const title of ["어린이 놀이터", "도서관 밤", "골목 가로등", "자전거 길"]) expect(paper).not.to.contain(title);
    await page.emulateMedia({ media: "screen" });
    await press("인쇄");
    expect(await page.getByText("이 브라우저에서는 인쇄할 수 없습니다.").count()).to.equal(0);
    // Browsers inside other apps have a `print` that does nothing.
    await page.evaluate(() => {
      window.print = () => {};
    });
    await press("인쇄");
    await shows("이 브라우저에서는 인쇄할 수 없습니다. 저장하거나 확인 번호를 적어 두세요.");
  }
});
