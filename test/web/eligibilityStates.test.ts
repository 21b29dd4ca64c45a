import { expect } from "chai";
import { startPageOffices } from "../../scripts/rehearsal/pageOffices.ts";
import type { OfficeRole } from "../../sdk/enrolling/officeAnswers.ts";
import type { Person } from "../../services/registrar/roll/rollStore.ts";
import { closeBeforeChain } from "../end-to-end/decidedElection.ts";
import { violations } from "./accessibility.ts";
import { type PageWorld, pageWorld, type Visitor } from "./pageWorld.ts";
import { CHECK_CODES, identify } from "./registering.ts";

const ROLES = ["registrar", "approver"] as const satisfies readonly OfficeRole[];
const DONE = "명부에 번호로 올랐습니다";

/** Residents whom the offices refuse, or do not agree about; all with `npm run test:web`. */
describe("The registration, when the offices do not go on,", function () {
  this.timeout(300_000);
  let world: PageWorld;
  let visitor: Visitor;
  let people = 0;

  before(async function () {
    if (process.env.HANPYO_WEB !== "1") this.skip();
    world = await pageWorld();
  });

  beforeEach(async () => {
    visitor = await world.visitor();
  });

  afterEach(() => visitor?.context.close());

  /** Another person in both books. @param differently In one book, another entry than in the other. */
  function settle(differently: Partial<Record<OfficeRole, Partial<Person>>> = {}): string {
    const number = `state-resident-${++people}`;
    for (const role of ROLES) world.demo.offices.both[role].settle(number, differently[role]);
    return number;
  }

  const letters = (number: string, life?: number) =>
    ROLES.map((role) => world.demo.offices.both[role].code(number, life));

  /** Makes an identity and asks both offices with codes. */
  async function register(codes: readonly string[], by = visitor): Promise<void> {
    await identify(by, codes as readonly [string, string]);
    const go = by.page.getByRole("button", { name: "등록하기", exact: true });
    await go.or(by.page.locator(".notice-danger, .notice-warning, .field-error")).first().waitFor();
    if (await go.isVisible()) await go.click();
  }

  /** What is said where something does not go on, once it is said. */
  async function said(by = visitor, where = "main .notice-danger"): Promise<string> {
    await by.page.locator(where).first().waitFor();
    expect(await violations(by.page)).to.deep.equal([]);
    return (await by.page.locator(where).first().textContent()) ?? "";
  }

  it("says that the two books differ, that nothing was registered, and whom to tell", async () => {
    await register(letters(settle({ approver: { rollIds: [2n] } })));
    const text = await said();
    expect(text).to.contain("두 기관의 기록이 서로 다릅니다.").and.contain("아무것도 등록되지 않았습니다.");
    expect(text).to.contain("OFFICES_DISAGREE");
  });

  it("says that somebody who moved out cannot be registered, and how to object", async () => {
    const moved = { state: "movedOut" } as const;
    await register(letters(settle({ registrar: moved, approver: moved })));
    expect(await said())
      .to.contain("등록할 수 없습니다.")
      .and.contain("이의를 신청하세요.");
  });

  it("says that a code has expired, and takes a new one for the same identity", async () => {
    const number = settle();
    await register(letters(number, -1));
    expect(await said(visitor, ".field-error"))
      .to.contain("기한이 지난 인증번호입니다.")
      .and.contain("새 인증번호를 청하세요.");
    for (const [index, code] of letters(number).entries()) {
      await visitor.page.locator(".field textarea").nth(index).fill(code);
    }
    await visitor.press(CHECK_CODES);
    await visitor.press("등록하기");
    await visitor.shows(DONE);
  });

  it("says that a code was used; a new code of that person finds the identity that is registered, and keeps it", async () => {
    const number = settle();
    const codes = letters(number);
    await register(codes);
    await visitor.shows(DONE);
    const other = await world.visitor();
    await register(codes, other);
    expect(await said(other, ".field-error")).to.contain("이미 다른 신원을 등록하는 데 쓴 인증번호입니다.");
    await other.context.close();

    const third = await world.visitor();
    await register(letters(number), third);
    await third.shows("이미 다른 신원으로 등록되어 있습니다.");
    await third.shows("아직 아무것도 바뀌지 않았습니다.");
    expect(await violations(third.page)).to.deep.equal([]);
    await third.press("그대로 두기");
    expect(await said(third))
      .to.contain("아무것도 바뀌지 않았습니다.")
      .and.contain("먼저 등록한 기기에서 투표하세요.");
    await third.context.close();
  });

  it("replaces the registered identity of a lost device when told so", async () => {
    const number = settle();
    await register(letters(number));
    await visitor.shows(DONE);
    const found = await world.visitor();
    await register(letters(number), found);
    await found.press("새 신원으로 바꾸기");
    await found.press("등록하기");
    await found.shows(DONE);
    await found.context.close();
  });

  it("says that another device is about to register the same person, and until then changes nothing", async () => {
    const number = settle();
    // The first device has both vouchers, and cannot bring them to the chain.
    await visitor.context.route(/\/enrolments$/, (route) => route.abort());
    await register(letters(number));
    expect(await said()).to.contain("기관의 서비스가 지금 답하지 않습니다.");
    const other = await world.visitor();
    await register(letters(number), other);
    expect(await said(other)).to.contain("이미 다른 신원으로 등록했거나 등록하는 중입니다.");
    await other.context.close();
  });

  it("says that one office gives no answer midway, keeps the identity, and goes on when it does", async () => {
    const { approver } = world.demo.offices.urls;
    await visitor.context.route(`${approver}/sessions`, (route) => route.abort());
    const number = settle();
    await register(letters(number));
    expect(await said()).to.contain("기관의 서비스가 지금 답하지 않습니다.");
    await visitor.context.unroute(`${approver}/sessions`);
    await visitor.press(CHECK_CODES);
    await visitor.press("등록하기");
    await visitor.shows(DONE);
  });

  it("says that nobody tells whether an ID is valid while its issuer is silent, and that nothing was registered", async () => {
    const { decided, demo } = world;
    const { town, chain } = decided;
    const office = { ...town, registry: town.shared.registry.address };
    const offices = await startPageOffices(office, 1n, demo.url, chain);
    closeBeforeChain(offices.close);
    await offices.silenceIssuer();
    const { context, goTo, press, page } = visitor;
    await context.route(/\/config\.json$/, async (route) => {
      const response = await route.fetch();
      return route.fulfill({ response, json: { ...(await response.json()), offices: offices.urls } });
    });
    await context.route(/\/demo\/eid$/, async (route) =>
      route.fulfill({ json: await offices.present(route.request().postDataJSON()) }),
    );
    await goTo("#/register");
    await page.getByRole("radio", { name: "모바일 신분증·전자지갑" }).check();
    await press("신분증 보여 주기");
    await press("체험용 신분증으로 답하기");
    const text = await said();
    expect(text).to.contain("신분증 발급 기관이 지금 답하지 않아").and.contain("아무것도 등록되지 않았습니다.");
  });

  it("tells who registers after a roll was fixed, when it was, and that the next vote is theirs", async () => {
    await register(letters(settle()));
    await visitor.shows(DONE);
    await visitor.press("나중에 하기");
    await visitor.shows("이미 확정된 명부의 투표에는 참여할 수 없고, 다음 투표부터 참여합니다.");
    await visitor.goTo(`#/elections/${world.demo.open}/vote`);
    await visitor.shows("이 투표의 선거인 명부에 없는 투표 신원입니다.");
    await visitor.shows(/에 확정되었습니다/);
  });
});
