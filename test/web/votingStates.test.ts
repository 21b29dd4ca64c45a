import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect } from "chai";
import { projectRoot } from "../../scripts/checkout/projectRoot.ts";
import { makeBallot } from "../../scripts/rehearsal/casting.ts";
import type { Resident } from "../../scripts/rehearsal/enrolment.ts";
import { castBallot } from "../../sdk/chain/relayer.ts";
import { readOpenElection } from "../../sdk/chain/resident.ts";
import { readRollHistory } from "../../sdk/chain/roll.ts";
import { parseBallotPackage } from "../../sdk/election/ballotPackage.ts";
import { rollTree } from "../../sdk/election/roll.ts";
import { censusAt } from "../../sdk/election/rollHistory.ts";
import { newIdentity } from "../../web/src/shared/vault/identities.ts";
import { type PageWorld, pageWorld, restore, type Visitor } from "./pageWorld.ts";

/** One state of the booth that is not the normal one, each; all with `npm run test:web`. */
describe("The booth, when something is wrong,", function () {
  this.timeout(300_000);
  let world: PageWorld;
  let visitor: Visitor;
  let residents: readonly Resident[];

  before(async function () {
    if (process.env.HANPYO_WEB !== "1") this.skip();
    world = await pageWorld();
    residents = world.decided.town.residents;
  });

  beforeEach(async () => {
    visitor = await world.visitor();
  });

  afterEach(() => visitor?.context.close());

  const press = (name: string) => visitor.page.getByRole("button", { name, exact: true }).click();
  const shows = (text: string | RegExp) => visitor.page.getByText(text).first().waitFor();
  const booth = () => visitor.goTo(`#/elections/${world.demo.open}/vote`);
  const relayers = /\/ballots(\/|$)/;

  /** Restores a resident and chooses the option; ends on the review. */
  async function review(resident: Resident, option = 1): Promise<string> {
    await restore(visitor, resident);
    await booth();
    await visitor.page.locator(".option input").nth(option).check();
    await press("다음: 확인하기");
    return (await visitor.page.getByTestId("commitment").textContent()) ?? "";
  }

  it("says that no identity is here, and how to get one", async () => {
    await booth();
    await shows("이 기기에 투표 신원이 없습니다.");
    expect(await visitor.page.getByRole("link", { name: "복구하기" }).getAttribute("href")).to.contain("me/restore");
  });

  it("says that an identity is not on the roll, since when the roll stands, and whom to ask", async () => {
    const { privateKey } = newIdentity();
    await restore(visitor, { privateKey });
    await booth();
    await shows("이 투표의 선거인 명부에 없는 투표 신원입니다.");
    await shows(/에 확정되었습니다/);
    expect(await visitor.page.locator(".option").count()).to.equal(0);
  });

  it("asks which of two identities to use, and opens neither by itself", async () => {
    await restore(visitor, { privateKey: newIdentity().privateKey });
    await restore(visitor, residents[2] as Resident);
    await booth();
    await shows("이 기기에 투표 신원이 여럿 있습니다");
    await visitor.page.getByRole("button", { name: /^신원 2/ }).click();
    await visitor.page.locator(".option").first().waitFor();
  });

  it("refuses choices over the budget, and names both sums", async () => {
    await restore(visitor, residents[2] as Resident);
    await booth();
    for (const option of [0, 3]) {
      await visitor.page.locator(".option input").nth(option).focus();
      await visitor.page.keyboard.press("Space");
    }
    await visitor.page.getByTestId("ballot-bar").getByText("0원 / 7,000만 원").waitFor();
    await visitor.page.locator(".option input").nth(1).check();
    await press("다음: 확인하기");
    await shows("고른 것의 비용이 9,500만 원으로, 예산 7,000만 원을 넘습니다.");
    expect(await visitor.page.getByTestId("commitment").count()).to.equal(0);
  });

  it("refuses a proving key of which one byte was changed, and downloads it anew when asked again", async () => {
    const key = readFileSync(`${projectRoot}circuits/keys/ballot-4.zkey`);
    key[key.length - 1] = (key[key.length - 1] as number) ^ 1;
    await visitor.context.route(/ballot-4\.zkey\.gz$/, (route) => route.fulfill({ body: gzipSync(key) }), { times: 1 });
    await restore(visitor, residents[2] as Resident);
    await booth();
    await shows("내려받은 투표 도구가 원래 것과 다릅니다. 여기서 투표하지 마세요.");
    await press("다시 시도");
    await visitor.page.locator(".option input").nth(1).check();
    await press("다음: 확인하기");
    await visitor.page.getByTestId("commitment").waitFor();
  });

  it("says that the record cannot be reached while choosing, and goes on when it can", async () => {
    await restore(visitor, residents[2] as Resident);
    await booth();
    await visitor.page.locator(".option input").nth(1).check();
    await visitor.page.getByRole("button", { name: "다음: 확인하기" }).waitFor();
    await visitor.context.route(/\/rpc$/, (route) => route.abort());
    await press("다음: 확인하기");
    await shows("공개 기록에 연결할 수 없습니다.");
    expect(await visitor.page.locator(".option input").nth(1).isChecked()).to.equal(true);
    await visitor.context.unroute(/\/rpc$/);
    await press("다음: 확인하기");
    await visitor.page.getByTestId("commitment").waitFor();
  });

  it("stops on a node of another chain", async () => {
    await visitor.context.route(/\/rpc$/, async (route) => {
      const body = route.request().postData() ?? "";
      if (!body.includes("eth_chainId")) return route.continue();
      const { id } = [JSON.parse(body)].flat()[0] as { id: number };
      const answer = { jsonrpc: "2.0", id, result: "0x1" };
      return route.fulfill({ json: body.startsWith("[") ? [answer] : answer });
    });
    await visitor.page.goto(`${world.demo.url}#/elections/${world.demo.open}/vote`);
    await shows("이 화면이 다른 공개 기록에 연결되어 있습니다. 여기서 투표하지 마세요.");
    expect(await visitor.page.locator(".option").count()).to.equal(0);
  });

  const crash = async (script: RegExp) => {
    const worker = visitor.page.workers().find((one) => script.test(one.url()));
    await worker?.evaluate(() => {
      setTimeout(() => {
        throw new Error("out of memory");
      });
    });
  };

  it("loses nothing when the prover crashes behind the review: the ballot is proved again, without threads", async () => {
    const code = await review(residents[2] as Resident);
    await crash(/proofWorker-/);
    await visitor.context.route(relayers, (route) => route.abort());
    await press("제출하기");
    await shows("지금은 전달 서버가 투표지를 받지 못합니다.");
    expect(await visitor.page.locator("p.tracker").first().textContent()).to.equal(code);
  });

  it("says that nothing was sent when the worker that encrypts crashes, and makes a new ballot", async () => {
    await restore(visitor, residents[2] as Resident);
    await booth();
    await visitor.page.locator(".option input").nth(1).check();
    await visitor.page.getByRole("button", { name: "다음: 확인하기" }).waitFor();
    await visitor.context.route(/\/rpc$/, () => {});
    await press("다음: 확인하기");
    await crash(/\/worker-/);
    await shows("증명을 만들던 부분이 멈추었습니다. 기억 장치가 모자란 것 같습니다.");
    await visitor.context.unroute(/\/rpc$/);
    await press("다음: 확인하기");
    await visitor.page.getByTestId("commitment").waitFor();
  });

  it("stops proving when told to, and has sent nothing", async () => {
    // As long as the key is on its way nothing is proved.
    await visitor.context.route(/ballot-4\.zkey(\.gz)?$/, () => {});
    await review(residents[2] as Resident);
    await press("제출하기");
    await press("그만두기");
    await visitor.page.locator(".option").first().waitFor();
    expect(await visitor.page.locator(".option input").nth(1).isChecked()).to.equal(true);
  });

  it("climbs the ladder to its last rung: package, file, another tab later, an account of its own", async () => {
    await visitor.context.route(relayers, (route) => route.abort());
    const code = await review(residents[0] as Resident);
    await press("제출하기");
    await shows("지금은 전달 서버가 투표지를 받지 못합니다.");
    const [file] = await Promise.all([visitor.page.waitForEvent("download"), press("파일로 저장")]);
    const pack = parseBallotPackage(readFileSync(await file.path(), "utf8"));
    expect(pack.election).to.equal(world.demo.open);

    // A closed tab: the ballot is offered again, under the same code.
    await visitor.page.reload();
    await shows("만들어 놓고 아직 제출하지 못한 투표지가 있습니다.");
    expect(await visitor.page.locator("p.tracker").textContent()).to.equal(code);
    await press("이어서 제출");
    await shows("지금은 전달 서버가 투표지를 받지 못합니다.");

    await visitor.page.getByText("마지막 방법: 새 계정으로 직접 제출하기").click();
    await press("새 계정 만들기");
    const account = (await visitor.page.locator("details p.code").filter({ hasText: /^0x/ }).textContent()) ?? "";
    expect(account).to.match(/^0x[0-9a-fA-F]{40}$/);
    await world.decided.chain.provider.send("hardhat_setBalance", [account, "0xde0b6b3a7640000"]);
    await press("직접 제출");
    await visitor.page.getByRole("heading", { name: "투표가 확정되었습니다" }).waitFor();
    expect(await visitor.page.getByTestId("tracker").textContent()).to.equal(code);
  });

  it("says that another device was quicker when the slot has moved on, and the earlier ballot stands", async () => {
    const resident = residents[1] as Resident;
    const { chain, town } = world.decided;
    const open = await readOpenElection(world.demo.open, chain.provider);
    await review(resident);
    const history = await readRollHistory(town.shared.registry.address, chain.provider);
    const tree = rollTree(censusAt(history, open.constitution.rollId, open.constitution.schedule.censusTime).leaves);
    const other = await makeBallot(open, tree, resident, [1, 0, 0, 0], town.relayer);
    await castBallot(world.demo.open, other, town.relayer);
    await press("제출하기");
    await shows("그사이 같은 신원으로 다른 투표지가 제출되었습니다.");
    await shows("이미 투표하셨습니다. 다시 제출할 수 있습니다.");
  });

  it("says that the vote ended while choosing, and that nothing was sent", async () => {
    await restore(visitor, residents[2] as Resident);
    const { closesAt } = (await readOpenElection(world.demo.open, world.decided.chain.provider)).constitution.schedule;
    await booth();
    await visitor.page.locator(".option input").nth(1).check();
    // The page's own look at the chain tells it: a block that is later than the closing.
    await visitor.context.route(/\/rpc$/, async (route) => {
      const response = await route.fetch();
      const text = await response.text();
      const late = `"timestamp":"0x${(closesAt + 1).toString(16)}"`;
      return route.fulfill({ response, body: text.replace(/"timestamp":"0x[0-9a-f]+"/g, late) });
    });
    await shows("고르는 동안 투표가 끝났습니다.");
    await shows("이번 선택은 제출되지 않았습니다.");
  });
});
