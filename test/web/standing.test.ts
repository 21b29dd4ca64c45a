import { expect } from "chai";
import { objectionStore } from "../../services/registrar/objectionStore.ts";
import { violations } from "./accessibility.ts";
import { type PageWorld, pageWorld, type Visitor } from "./pageWorld.ts";
import { REGISTERED, register as registerByCodes } from "./registering.ts";

/** What an office has written down of a resident, and objections; with `npm run test:web`. */
describe("The page where a resident asks about the roll", function () {
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

  const isAccessible = async () => expect(await violations(visitor.page)).to.deep.equal([]);

  /** Asks the registrar with one of the demonstration's eIDs. */
  async function askWith(method: string): Promise<void> {
    await visitor.goTo("#/register/standing");
    await visitor.page.getByRole("radio", { name: method, exact: true }).check();
    await visitor.press("물어보기");
    await visitor.press("체험용 신분증으로 답하기");
    await visitor.shows("투표할 수 있는 주민입니다.");
  }

  /** Registers with the demonstration's certificate and a key made on the device. */
  async function register(): Promise<string> {
    await visitor.goTo("#/register");
    await visitor.page.getByRole("radio", { name: "인증서", exact: true }).check();
    await visitor.press("신분증 보여 주기");
    for (let office = 0; office < 2; office++) await visitor.press("체험용 신분증으로 답하기");
    const replace = visitor.page.getByRole("button", { name: "새 신원으로 바꾸기" });
    const go = visitor.page.getByRole("button", { name: "등록하기", exact: true });
    await replace.or(go).first().waitFor();
    if (await replace.isVisible()) await replace.click();
    await go.click();
    await visitor.shows(REGISTERED);
    await visitor.press("나중에 하기");
    return (await visitor.page.locator("dd.code").textContent()) ?? "";
  }

  it("shows the place on the roll that the registration took, checked against the chain", async () => {
    const commitment = await register();
    await askWith("체험용 인증서");
    await visitor.shows(commitment);
    await visitor.shows(/지금 \d+명이 있는 명부의 \d+번째 자리\. 공개 기록의 명부와 맞습니다\./);
    await isAccessible();
  });

  it("takes an objection, and shows the office's answer to whoever asks again", async () => {
    await askWith("체험용 지갑");
    expect(await visitor.page.getByRole("button", { name: "이의 신청하기" }).isDisabled()).to.equal(true);
    await visitor.page.locator("#objection-text").fill("제 동이 잘못 적혀 있습니다. <b>굵게</b>");
    await visitor.press("이의 신청하기");
    await visitor.shows("접수했습니다. 나중에 이 화면에서 다시 물으면 답을 볼 수 있습니다.");
    await isAccessible();
    const { roll } = world.demo.offices.both.registrar;
    const [stored] = objectionStore(roll.database).allObjections().slice(-1);
    expect(stored?.text).to.equal("제 동이 잘못 적혀 있습니다. <b>굵게</b>");
    expect(stored?.answer).to.equal(null);
    await askWith("체험용 지갑");
    await visitor.shows("아직 답이 없습니다.");
    await visitor.shows("제 동이 잘못 적혀 있습니다. <b>굵게</b>");
    objectionStore(roll.database).answerObjection(stored?.objection as string, "고쳤습니다.");
    await askWith("체험용 지갑");
    await visitor.shows("고쳤습니다.");
    expect(visitor.faults).to.deep.equal([]);
  });

  it("notices a slip in a code, and says that a code is unknown, without asking twice", async () => {
    await visitor.goTo("#/register/standing");
    const field = visitor.page.locator(".field textarea").first();
    await field.fill("0000-0000-0000-0001");
    await visitor.press("물어보기");
    await visitor.shows("잘못 옮긴 글자가 있습니다. 편지나 문자와 한 글자씩 비교해 보세요.");
    await field.fill("0000-0000-0000-0000");
    await visitor.press("물어보기");
    await visitor.shows("이 기관이 드린 인증번호가 아닙니다.");
    await isAccessible();
  });

  it("answers and takes an objection from whoever has only the code that registered them", async () => {
    const { registrar, approver } = world.demo.offices.newCodes();
    await registerByCodes(visitor, [registrar, approver]);
    await visitor.goTo("#/register/standing");
    await visitor.page.locator(".field textarea").first().fill(registrar);
    await visitor.press("물어보기");
    await visitor.shows("등록되어 있습니다 (1번째).");
    await visitor.page.locator("#objection-text").fill("제 동이 잘못 적혀 있습니다.");
    await visitor.press("이의 신청하기");
    await visitor.shows("접수했습니다. 나중에 이 화면에서 다시 물으면 답을 볼 수 있습니다.");
  });
});
