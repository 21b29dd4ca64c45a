import type { Page } from "@playwright/test";
import { expect } from "chai";
import { hexlify, Mnemonic } from "ethers";
import type { Resident } from "../../scripts/rehearsal/enrolment.ts";
import { violations } from "./accessibility.ts";
import { type PageWorld, pageWorld, type Visitor } from "./pageWorld.ts";
import { CHECK_CODES, checkWords, fillCodes, REGISTERED } from "./registering.ts";
import { storedIn } from "./storedIn.ts";

/** What a browser keeps of an origin that keeps nothing. */
const NOTHING = ["cookies "];

/** A device of the community centre, which people use one after another. */
describe("A device that many people use", function () {
  this.timeout(600_000);
  let world: PageWorld;
  let visitor: Visitor;

  before(async () => {
    world = await pageWorld();
  });
  beforeEach(async () => {
    visitor = await world.visitor({ permissions: ["clipboard-read", "clipboard-write"] });
  });
  afterEach(() => visitor?.context.close());

  const follow = (name: string) => visitor.page.getByRole("link", { name, exact: true }).first().click();
  const places = (page: Page) => page.evaluate(() => ({ at: location.pathname + location.search, of: history.length }));

  /** Opens an identity by its words, as at the community centre. */
  const begin = async ({ privateKey }: Pick<Resident, "privateKey">) => {
    const { page, press, shows } = visitor;
    await follow("복구 단어로 시작하기");
    await page.locator("#restore-text").fill(Mnemonic.fromEntropy(hexlify(privateKey)).phrase);
    await press("복구");
    await shows("투표 신원을 열었습니다.");
    await follow("투표로 가기");
    await shows("투표 신원을 열었습니다. 아래에서 투표를 고르세요.");
  };

  it("keeps nothing of whoever is there, and is wiped when they say so", async () => {
    const { page, goTo, press, shows } = visitor;
    await goTo("kiosk");
    const opened = await places(page);
    await shows("도와주는 분은 고르는 동안 화면을 보지 않습니다.");
    expect(await violations(page)).to.deep.equal([]);
    await begin(world.decided.town.residents[2] as Resident);
    expect(await violations(page)).to.deep.equal([]);
    await page.evaluate(() => navigator.clipboard.writeText("words"));
    await follow("도움말");
    expect(await places(page), "no page has a place in the history").to.deep.equal(opened);
    expect(await storedIn(page)).to.deep.equal(NOTHING);
    await press("지우고 끝내기");
    await shows("모두 지우고 끝낼까요?");
    expect(await violations(page)).to.deep.equal([]);
    await page.getByRole("dialog").getByRole("button", { name: "지우고 끝내기" }).click();
    await shows("모두 지웠습니다. 이 기기에 남은 것이 없습니다.");
    await shows("복구 단어로 시작하기");
    expect(await places(page)).to.deep.equal({ at: `${opened.at}?ended`, of: opened.of });
    expect(await page.evaluate(() => navigator.clipboard.readText())).to.equal("");
    expect(await storedIn(page)).to.deep.equal(NOTHING);
    expect(visitor.faults).to.deep.equal([]);
  });

  // The rest with all states of the page.
  const whole = process.env.HANPYO_WEB === "1" ? it : it.skip;

  whole(
    "asks after 90 seconds without a touch, goes on at a touch, and is wiped 20 seconds later without one",
    async () => {
      const { page, goTo, shows } = visitor;
      await page.clock.install();
      await goTo("kiosk");
      await page.clock.fastForward(600_000);
      expect(await page.getByRole("dialog").count(), "nobody is there").to.equal(0);
      await begin(world.decided.town.residents[2] as Resident);
      await page.clock.fastForward(85_000);
      expect(await page.getByRole("dialog").count()).to.equal(0);
      await page.clock.fastForward(7_000);
      await shows("계속할까요?");
      await page.keyboard.press("Shift");
      await page.getByRole("dialog").waitFor({ state: "detached" });
      await page.clock.fastForward(92_000);
      await shows("계속할까요?");
      await page.clock.fastForward(21_000);
      await shows("모두 지웠습니다. 이 기기에 남은 것이 없습니다.");
      expect(await storedIn(page)).to.deep.equal(NOTHING);
    },
  );

  whole(
    "registers by codes alone, offers nothing that stays on it, and says what is lost with words unwritten",
    async () => {
      const { page, goTo, press, shows } = visitor;
      await goTo("kiosk");
      await follow("인증번호로 처음 등록하기");
      await fillCodes(visitor);
      expect(await page.getByRole("radio").count(), "no other way than codes").to.equal(0);
      await press(CHECK_CODES);
      await shows("한표동 주민입니다.");
      for (const absent of ["지갑 쓰기", "투표 신원을 어떻게 열까요?"]) {
        expect(await page.getByText(absent).count(), absent).to.equal(0);
      }
      await press("등록하기");
      await shows(REGISTERED);
      await shows("이 기기는 끝나면 모두 지웁니다.");
      expect(await page.getByText("복구 파일").count()).to.equal(0);
      await press("지우고 끝내기");
      await shows("복구 단어를 확인하지 않았습니다.");
      await press("계속하기");
      await checkWords(page);
      await page.getByText("명부 번호").waitFor();
      expect(await page.getByText("내 투표 신원").count()).to.equal(0);
      expect(await storedIn(page)).to.deep.equal(NOTHING);
      expect(await violations(page)).to.deep.equal([]);
    },
  );

  whole(
    "takes a ballot with nothing kept and nothing to copy or save, and begins with the one election of its address",
    async () => {
      const { page, goTo, press, shows } = visitor;
      await goTo(`kiosk/v/${world.demo.open}`);
      await page.getByRole("article").first().waitFor();
      expect(await page.getByRole("article").count()).to.equal(1);
      await begin(world.decided.town.residents[2] as Resident);
      await follow("참여할 수 있는지 확인");
      await page.getByRole("checkbox").nth(1).check();
      await press("다음: 확인하기");
      await page.getByTestId("commitment").waitFor();
      expect(await page.getByRole("button", { name: /복사|저장/ }).count()).to.equal(0);
      expect(await violations(page)).to.deep.equal([]);
      await press("제출하기");
      const tracker = await page.getByTestId("tracker").textContent();
      expect(tracker).to.match(/^[0-9A-Z-]+$/);
      expect(await page.getByRole("button", { name: /복사|저장/ }).count()).to.equal(0);
      expect(await page.getByRole("button", { name: /인쇄/ }).count()).to.equal(1);
      await page.reload();
      await shows("복구 단어로 시작하기");
      expect(await page.getByText(tracker as string).count()).to.equal(0);
      expect(visitor.faults).to.deep.equal([]);
    },
  );
});
