import { expect } from "chai";
import { makeBallot } from "../../scripts/rehearsal/casting.ts";
import { comingDemoElection } from "../../scripts/rehearsal/demoElections.ts";
import type { Resident } from "../../scripts/rehearsal/enrolment.ts";
import { createFurther, openFurther } from "../../scripts/rehearsal/furtherElection.ts";
import { castBallot } from "../../sdk/chain/relayer.ts";
import { readOpenElection } from "../../sdk/chain/resident.ts";
import { readRollHistory } from "../../sdk/chain/roll.ts";
import { rollTree } from "../../sdk/election/roll.ts";
import { censusAt } from "../../sdk/election/rollHistory.ts";
import { violations } from "./accessibility.ts";
import { type PageWorld, pageWorld, restore, type Visitor } from "./pageWorld.ts";
import { CHECK_CODES } from "./registering.ts";

const HOUR = 3600;
const DAY = 24 * HOUR;

/** States of the booth that come from the election, its clock and the browser; all with `npm run test:web`. */
describe("The booth, before, at the end of and after a vote,", function () {
  this.timeout(300_000);
  let world: PageWorld;
  let visitor: Visitor;
  let resident: Resident;

  before(async function () {
    if (process.env.HANPYO_WEB !== "1") this.skip();
    world = await pageWorld();
    resident = world.decided.town.residents[2] as Resident;
  });

  beforeEach(async () => {
    visitor = await world.visitor();
  });

  afterEach(() => visitor?.context.close());

  const booth = (election = world.demo.open) => visitor.goTo(`#/elections/${election}/vote`);
  const options = () => visitor.page.locator(".option").count();

  /** An election of one ballot a person that opens a day after its census. */
  async function electionOfOneBallot(): Promise<string> {
    const { decided } = world;
    const now = await decided.chain.now();
    const opensAt = now + DAY + HOUR;
    const schedule = {
      censusTime: now + HOUR,
      opensAt,
      openGrace: HOUR,
      closesAt: opensAt + 2 * DAY,
      closeGrace: HOUR,
      sharesDueAt: opensAt + 4 * DAY,
      sealDelay: 600,
    };
    return createFurther(decided.town, { ...comingDemoElection, revoting: false }, schedule);
  }

  it("says that voting has not begun, when it does, and leads back; then that a second ballot is not taken", async () => {
    const { decided } = world;
    const { town, chain } = decided;
    const election = await electionOfOneBallot();
    await restore(visitor, resident);
    await booth(election);
    await visitor.shows("아직 투표가 시작되지 않았습니다.");
    await visitor.shows(/에 시작합니다\./);
    expect(await options()).to.equal(0);
    expect(await violations(visitor.page)).to.deep.equal([]);
    const back = visitor.page.getByRole("link", { name: "투표 안내로 돌아가기" });
    expect(await back.getAttribute("href")).to.contain(election);

    await openFurther(election, town, chain);
    const open = await readOpenElection(election, chain.provider);
    const history = await readRollHistory(town.shared.registry.address, chain.provider);
    const tree = rollTree(censusAt(history, open.constitution.rollId, open.constitution.schedule.censusTime).leaves);
    await castBallot(election, await makeBallot(open, tree, resident, [1, 0, 0, 0], town.relayer), town.relayer);
    await booth(election);
    await visitor.shows("이미 투표하셨습니다.");
    await visitor.shows("이 투표는 한 번만 할 수 있습니다. 제출한 투표지는 그대로입니다.");
    expect(await options()).to.equal(0);
    expect(await violations(visitor.page)).to.deep.equal([]);
  });

  it("warns in the last five minutes, says what still counts, and takes choices as before", async () => {
    await restore(visitor, resident);
    const { closesAt } = (await readOpenElection(world.demo.open, world.decided.chain.provider)).constitution.schedule;
    // A node whose head is shortly before the end; named by number, its blocks have the times they have.
    type Call = { readonly id: number; readonly params: readonly unknown[] };
    await visitor.context.route(/\/rpc$/, async (route) => {
      const response = await route.fetch();
      const calls = [route.request().postDataJSON()].flat() as readonly Call[];
      const heads = calls.filter(({ params }) => /^[a-z]+$/.test(String(params?.[0]))).map(({ id }) => id);
      const told = await response.json();
      for (const { id, result } of [told].flat()) {
        if (heads.includes(id) && result?.timestamp !== undefined)
          result.timestamp = `0x${(closesAt - 200).toString(16)}`;
      }
      return route.fulfill({ response, json: told });
    });
    await booth();
    await visitor.shows(/곧 마감됩니다\. 남은 시간: [23]분/);
    await visitor.shows("마감 전에 접수되어야 셉니다. 공개 기록에 오른 투표지는 그대로입니다.");
    await visitor.page.locator(".option input").nth(1).check();
    expect(await violations(visitor.page)).to.deep.equal([]);
  });

  it("stops hard where the node tells another text than the election stands for", async () => {
    await restore(visitor, resident);
    const honest = Buffer.from("우리 동네 예산").toString("hex");
    const retold = Buffer.from("우리 도시 예산").toString("hex");
    await visitor.context.route(/\/rpc$/, async (route) => {
      const response = await route.fetch();
      return route.fulfill({ response, body: (await response.text()).replaceAll(honest, retold) });
    });
    await booth();
    await visitor.shows("보이는 내용이 공개 기록과 다릅니다. 여기서 투표하지 마세요.");
    expect(await options()).to.equal(0);
  });

  it("asks before a ballot is left that is being made, and says when the voting tools cannot be downloaded", async () => {
    await visitor.context.route(/ballot-4\.zkey(\.gz)?$/, (route) => route.abort(), { times: 2 });
    await restore(visitor, resident);
    await booth();
    await visitor.shows("투표 도구를 내려받지 못했습니다.");
    await visitor.shows("아무것도 제출되지 않았습니다.");
    await visitor.press("다시 시도");
    await visitor.page.locator(".option input").nth(1).check();
    await visitor.press("다음: 확인하기");
    await visitor.press("제출하기");
    await visitor.shows("투표지 잠그기");
    const asked = visitor.page.waitForEvent("dialog");
    await visitor.page.close({ runBeforeUnload: true });
    const dialog = await asked;
    expect(dialog.type()).to.equal("beforeunload");
    await dialog.dismiss();
    await visitor.page.getByTestId("tracker").waitFor();
  });

  it("says that a browser which keeps nothing cannot hold an identity, and that nothing was sent", async () => {
    const { origin } = new URL(world.demo.url);
    const devtools = await visitor.context.newCDPSession(visitor.page);
    await visitor.goTo("#/register");
    await devtools.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 1 });
    await visitor.press("체험용 편지의 인증번호 넣기");
    await visitor.page.locator(".field textarea:not(:empty)").first().waitFor();
    await visitor.press(CHECK_CODES);
    await visitor.shows("이 브라우저는 아무것도 보관하지 못합니다.");
    await visitor.shows("비밀 창을 닫고 보통 창에서 여세요.");
    await devtools.send("Storage.overrideQuotaForOrigin", { origin });
    await visitor.press(CHECK_CODES);
    await visitor.page.getByRole("button", { name: "등록하기", exact: true }).waitFor();
  });

  it("says that an identity is gone after the browser was cleared, and how to bring it back", async () => {
    await restore(visitor, resident);
    await booth();
    await visitor.page.locator(".option").first().waitFor();
    const devtools = await visitor.context.newCDPSession(visitor.page);
    await visitor.page.goto("about:blank");
    await devtools.send("Storage.clearDataForOrigin", { origin: new URL(world.demo.url).origin, storageTypes: "all" });
    await booth();
    await visitor.shows("이 기기에 투표 신원이 없습니다.");
    expect(await visitor.page.getByRole("link", { name: "복구하기" }).getAttribute("href")).to.contain("restore");
    await restore(visitor, resident);
    await booth();
    await visitor.page.locator(".option").first().waitFor();
  });
});
