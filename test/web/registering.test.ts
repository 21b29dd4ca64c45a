import { expect } from "chai";
import { readRollHistory } from "../../sdk/chain/roll.ts";
import { identityOfPhrase } from "../../web/src/shared/vault/recovery.ts";
import { violations } from "./accessibility.ts";
import { type PageWorld, pageWorld, type Visitor } from "./pageWorld.ts";
import { CHECK_CODES, checkWords, fillCodes, identify, REGISTERED, register } from "./registering.ts";

/** A registration that is left, reloaded and finished, and the words that come with it. */
describe("A registration in the page", function () {
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

  const enrolled = async () => {
    const { registry } = world.decided.town.shared;
    const history = await readRollHistory(registry.address, world.decided.chain.provider);
    return history.flatMap(({ enrolments }) => enrolments).map(({ identityCommitment }) => identityCommitment);
  };
  const heading = () => visitor.page.getByRole("heading", { level: 1 });
  const focusIsOnHeading = () => visitor.page.waitForFunction(() => document.activeElement?.tagName === "H1");

  it("goes on at every step after a reload, and enrols once", async () => {
    const { page, press, shows } = visitor;
    await visitor.goTo("#/register");
    await fillCodes(visitor);
    await press(CHECK_CODES);
    await shows("한표동 주민입니다.");
    await page.reload();
    await shows("2단계부터 이어서 합니다.");
    const before = await enrolled();
    await press("등록하기");
    await shows("서명하기");
    // In the middle of the offices' work.
    await page.reload();
    const going = page.getByRole("button", { name: "등록하기", exact: true });
    await going.or(page.getByText(REGISTERED)).first().waitFor();
    if (await going.isVisible()) await going.click();
    await shows(REGISTERED);
    expect((await enrolled()).length - before.length).to.equal(1);
    await page.reload();
    await press("단어 보기");
    const words = await page.getByTestId("words").locator("li").allTextContents();
    expect(words.every((word) => /^[가-힣]{2,4}$/.test(word))).to.equal(true);
    expect((await enrolled()).at(-1)).to.equal(identityOfPhrase(words.join(" ")).commitment);
    expect(visitor.faults).to.deep.equal([]);
  });

  // The rest with all states of the page.
  const whole = process.env.HANPYO_WEB === "1" ? it : it.skip;

  whole("takes nothing for written down that a person cannot name, and has the words again later", async () => {
    const { page, press, goTo, shows } = visitor;
    await register(visitor);
    await press("나중에 하기");
    await goTo("#/");
    await page.getByRole("link", { name: "내 투표", exact: true }).click();
    await shows("복구 단어를 아직 확인하지 않았습니다");
    await page.getByRole("link", { name: "투표 신원 관리" }).click();
    await shows("복구 단어를 아직 확인하지 않았습니다.");
    expect(await violations(page)).to.deep.equal([]);
    await press("복구 단어 확인하기");
    await press("단어 보기");
    const words = await page.getByTestId("words").locator("li").allTextContents();
    await press("가리고 확인하기");
    const asked = Number(/^(\d+)/.exec((await heading().textContent()) ?? "")?.[1]);
    await focusIsOnHeading();
    expect(await page.getByTestId("words").count()).to.equal(0);
    const offered = await page.locator("fieldset button").allTextContents();
    await press(offered.find((word) => word !== words[asked - 1]) as string);
    await shows("그 단어가 아닙니다.");
    expect(await violations(page)).to.deep.equal([]);
    await press("가리고 확인하기");
    for (let question = 0; question < 3; question++) {
      const place = Number(/^(\d+)/.exec((await heading().textContent()) ?? "")?.[1]);
      await press(words[place - 1] as string);
      await page.getByRole("heading", { name: new RegExp(`^${place}번째`) }).waitFor({ state: "detached" });
    }
    await shows(/에 확인했습니다/);
    expect(await page.getByText("복구 단어를 아직 확인하지 않았습니다.").count()).to.equal(0);
  });

  whole("deletes an identity for whoever names its words, or writes that they go without", async () => {
    const { page, press, goTo, shows } = visitor;
    await register(visitor);
    await press("나중에 하기");
    await goTo("#/me/identity");
    await press("이 기기에서 지우기");
    expect(await page.getByRole("button", { name: "지우기", exact: true }).isDisabled()).to.equal(true);
    await page.locator("#delete-words").fill("복구 단어 없이 지우기");
    await press("지우기");
    await shows("이 기기에서 지웠습니다.");
    await shows("이 기기에는 투표 신원이 없습니다.");
    await register(visitor);
    await press("나중에 하기");
    await goTo("#/me/identity");
    await press("이 기기에서 지우기");
    await checkWords(page);
    await shows("이 기기에서 지웠습니다.");
  });

  whole("says what is wrong with a code before any word and signature, at the code, with the focus on it", async () => {
    const { page, press, shows } = visitor;
    const { registrar: used, approver } = world.demo.offices.newCodes();
    world.demo.offices.both.registrar.roll.useCode(used, 7n, Math.floor(Date.now() / 1_000));
    const given = world.demo.offices.newCodes();
    const expired = world.demo.offices.newCodes();
    const { database } = world.demo.offices.both.registrar.roll;
    const field = () => page.locator(".field textarea").first();
    const said = async (text: string) => {
      await shows(text);
      expect(await field().evaluate((input) => input === document.activeElement)).to.equal(true);
      expect(await page.title()).to.match(/^오류: /);
    };
    await identify(visitor, ["0000-0000-0000-0000", given.approver]);
    await said("이 기관이 드린 인증번호가 아닙니다.");
    expect(await violations(page)).to.deep.equal([]);
    await visitor.goTo("#/");
    const other = await world.visitor();
    await identify(other, [given.approver, given.registrar]);
    await other.shows("두 인증번호를 서로 바꾸어 넣지 않았는지 보세요.");
    await other.context.close();
    await visitor.goTo("#/register");
    await field().fill(used);
    await press(CHECK_CODES);
    await said("이미 다른 신원을 등록하는 데 쓴 인증번호입니다.");
    database.exec("UPDATE codes SET expiresAt = 1 WHERE usedFor IS NULL");
    await field().fill(expired.registrar);
    await press(CHECK_CODES);
    await said("기한이 지난 인증번호입니다.");
    expect(await page.getByText("지갑 쓰기").count()).to.equal(0);
    expect(approver).not.to.equal(used);
  });

  whole("takes three presses for whoever has their codes, and asks nothing else to be typed", async () => {
    const { page, press, shows } = visitor;
    await identify(visitor);
    await page.getByRole("button", { name: "등록하기", exact: true }).waitFor();
    expect(await page.locator(":is(input, textarea):visible:not([type=radio])").count()).to.equal(0);
    await press("등록하기");
    await shows(REGISTERED);
  });
});
