import { expect } from "chai";
import { comingDemoElection } from "../../scripts/rehearsal/demoElections.ts";
import type { Resident } from "../../scripts/rehearsal/enrolment.ts";
import { createFurther, openFurther } from "../../scripts/rehearsal/furtherElection.ts";
import { violations } from "./accessibility.ts";
import { type PageWorld, pageWorld, restore, type Visitor } from "./pageWorld.ts";
import { sealedNames } from "./sealedIn.ts";

const HOUR = 3600;
const DAY = 24 * HOUR;

/** What a vote leaves behind: choices, ballots and outcomes that no reload, back or change of phase takes away. */
describe("A vote in the page, left and taken up again,", function () {
  this.timeout(300_000);
  let world: PageWorld;
  let visitor: Visitor;
  let resident: Resident;

  before(async () => {
    world = await pageWorld();
    resident = world.decided.town.residents[2] as Resident;
  });
  beforeEach(async () => {
    visitor = await world.visitor();
  });
  afterEach(() => visitor?.context.close());

  // Behind `npm run test:web`, but for the first.
  const whole = process.env.HANPYO_WEB === "1" ? it : it.skip;

  const option = (name: string, by = visitor) => by.page.getByRole("radio", { name });
  const commitment = (by = visitor) => by.page.getByTestId("commitment").textContent();

  async function electionOf(hours: number): Promise<string> {
    const { chain, town } = world.decided;
    const now = await chain.now();
    const opensAt = now + DAY + HOUR;
    const schedule = {
      censusTime: now + HOUR,
      opensAt,
      openGrace: HOUR,
      closesAt: opensAt + hours * HOUR,
      closeGrace: HOUR,
      sharesDueAt: opensAt + 4 * DAY,
      sealDelay: 600,
    };
    const election = await createFurther(town, comingDemoElection, schedule);
    await openFurther(election, town, chain);
    return election;
  }

  /** Chooses and submits; ends once the ballot is on the record. */
  async function vote(by: Visitor, election: string, choice: string): Promise<string> {
    await by.goTo(`#/elections/${election}/vote`);
    const change = by.page.getByRole("button", { name: "투표 바꾸기" });
    await option(choice, by).or(change).first().waitFor();
    if (await change.isVisible()) await change.click();
    await option(choice, by).check();
    await by.press("다음: 확인하기");
    const code = (await commitment(by)) ?? "";
    await by.press("제출하기");
    await by.page.getByRole("heading", { name: "투표가 확정되었습니다" }).waitFor();
    return code;
  }

  it("keeps its choices over back, forward and a reload, and says that a ballot made anew has another number", async () => {
    const { page, goTo, press, shows } = visitor;
    await restore(visitor, resident);
    await goTo(`#/elections/${world.demo.open}`);
    await goTo(`#/elections/${world.demo.open}/vote`);
    const second = page.locator(".option input").nth(1);
    await second.check();
    await press("다음: 확인하기");
    const first = await commitment();
    // The review has its place in the history a moment after it is shown: nobody goes back within it.
    await page.waitForFunction(() => history.state?.usr?.stage === "review");
    await page.goBack();
    await second.waitFor();
    expect(await second.isChecked()).to.equal(true);
    await page.waitForFunction(() => document.activeElement?.tagName === "H1");
    await page.goForward();
    await shows("새로 잠가서 확인 번호가 바뀌었습니다.");
    const renewed = await commitment();
    expect(renewed).not.to.equal(first);
    await page.reload();
    await shows("새로 잠가서 확인 번호가 바뀌었습니다.");
    expect(await commitment()).not.to.equal(renewed);
    await press("다시 고르기");
    await second.waitFor();
    expect(await second.isChecked()).to.equal(true);
    expect((await sealedNames(page)).filter((name) => name.startsWith("draft "))).to.have.length(1);
    await press("비우기");
    expect(await second.isChecked()).to.equal(false);
    await page.reload();
    await second.waitFor();
    expect(await second.isChecked()).to.equal(false);
  });

  whole(
    "shows the ballot that counts after a reload, and notices a later one of another device, final or not",
    async () => {
      const election = await electionOf(48);
      await restore(visitor, resident);
      const first = await vote(visitor, election, "찬성");
      const second = await vote(visitor, election, "반대");
      await visitor.goTo(`#/elections/${election}`);
      const own = visitor.page.getByTestId("own-ballot");
      await own.waitFor();
      expect(await own.locator(".notice .tracker").textContent()).to.equal(second);
      expect(await own.locator(".notice").textContent()).to.contain("투표하셨습니다.");
      await visitor.page.getByText("이 기기의 다른 투표지 1개 (세지 않음)").click();
      expect(await own.locator("details .tracker").textContent()).to.equal(first);
      expect(await violations(visitor.page)).to.deep.equal([]);
      await visitor.context.grantPermissions(["clipboard-read", "clipboard-write"]);
      await own.getByRole("button", { name: "확인 번호 복사" }).first().click();
      await visitor.shows("복사했습니다");
      expect(await visitor.page.evaluate(() => navigator.clipboard.readText())).to.equal(second);

      const other = await world.visitor();
      await restore(other, resident);
      await other.goTo(`#/elections/${election}/vote`);
      await other.shows("이미 투표하셨습니다. 다시 제출할 수 있습니다.");
      await vote(other, election, "기권");
      await other.context.close();
      await visitor.page.getByText("더 나중에 제출된 투표지가 있습니다.").waitFor({ timeout: 20_000 });
      await visitor.press("내가 하지 않았습니다");
      await visitor.shows(/투표 신원을 다른 사람이 쓴 것 같습니다\./);
      await visitor.page.reload();
      await visitor.press("내가 바꿨습니다");
      await visitor.page.reload();
      await own.waitFor();
      await visitor.shows("더 나중에 제출된 투표지가 있습니다.");
      expect(await visitor.page.getByRole("button", { name: "내가 바꿨습니다" }).count()).to.equal(0);
    },
  );

  whole(
    "says of what was submitted too late that it was not, also once the phase has changed and after a reload",
    async () => {
      const { chain } = world.decided;
      const election = await electionOf(2);
      const { page, press, shows } = visitor;
      await restore(visitor, resident);
      const earlier = await vote(visitor, election, "찬성");
      await visitor.goTo(`#/elections/${election}/vote`);
      await press("투표 바꾸기").catch(() => undefined);
      await option("반대").check();
      await press("다음: 확인하기");
      const late = await commitment();
      await chain.provider.send("evm_increaseTime", [2 * HOUR]);
      await press("제출하기");
      await page.getByRole("heading", { name: "제출되지 않았습니다", level: 1 }).waitFor();
      await shows("접수되기 전에 마감되었습니다.");
      await shows("앞서 제출한 투표지를 셉니다.");
      expect(await violations(page)).to.deep.equal([]);
      await chain.provider.send("evm_increaseTime", [2 * HOUR]);
      // The page looks at the chain every 15 seconds, and finds another phase.
      await page.getByTestId("own-ballot").waitFor({ timeout: 40_000 });
      await shows("접수되기 전에 마감되었습니다.");
      expect(await page.getByTestId("own-ballot").locator(".notice .tracker").textContent()).to.equal(earlier);
      for (const hash of [`#/elections/${election}/vote`, `#/elections/${election}`]) {
        await visitor.goTo(hash);
        await shows("제출되지 않았습니다");
        await page.getByTestId("own-ballot").waitFor();
        const counted = await page.getByTestId("own-ballot").locator(".notice .tracker").textContent();
        expect(counted, hash).to.equal(earlier).and.not.equal(late);
      }
      await press("알겠습니다");
      await visitor.goTo(`#/elections/${election}`);
      await page.getByTestId("own-ballot").waitFor();
      expect(await page.getByText("접수되기 전에 마감되었습니다.").count()).to.equal(0);
      expect(visitor.faults).to.deep.equal([]);
    },
  );
});
