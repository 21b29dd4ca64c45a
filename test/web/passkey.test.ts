import type { CDPSession } from "@playwright/test";
import { expect } from "chai";
import { hexlify, Mnemonic } from "ethers";
import type { Resident } from "../../scripts/rehearsal/enrolment.ts";
import { identityOf } from "../../web/src/shared/vault/identities.ts";
import { violations } from "./accessibility.ts";
import { type PageWorld, pageWorld, type Visitor } from "./pageWorld.ts";
import { secretsIn, storedIn } from "./storedIn.ts";

/** An authenticator inside the device, whose person is asked each time; Chromium's own, through its debugging port. */
const AUTHENTICATOR = {
  protocol: "ctap2",
  ctap2Version: "ctap2_1",
  transport: "internal",
  hasResidentKey: true,
  hasUserVerification: true,
  isUserVerified: true,
} as const;

/** Passkeys with and without PRF; all with `npm run test:web`. */
describe("An identity locked by a passkey", function () {
  this.timeout(300_000);
  let world: PageWorld;
  let visitor: Visitor;
  let resident: Resident;
  let devtools: CDPSession;

  before(async function () {
    if (process.env.HANPYO_WEB !== "1") this.skip();
    world = await pageWorld();
    resident = world.decided.town.residents[2] as Resident;
  });

  beforeEach(async () => {
    // A passkey belongs to a name, never to an address of numbers.
    visitor = await world.visitor({}, world.demo.url.replace("127.0.0.1", "localhost"));
    devtools = await visitor.context.newCDPSession(visitor.page);
    await devtools.send("WebAuthn.enable");
  });

  afterEach(() => visitor?.context.close());

  async function authenticator(hasPrf = true): Promise<string> {
    const options = { ...AUTHENTICATOR, hasPrf };
    return (await devtools.send("WebAuthn.addVirtualAuthenticator", { options })).authenticatorId;
  }

  const booth = () => visitor.goTo(`#/elections/${world.demo.open}/vote`);

  /** Restores the resident and locks it with a passkey. */
  async function lock(): Promise<void> {
    const { page, goTo, press } = visitor;
    await goTo("#/register/restore");
    await page.locator("#restore-text").fill(Mnemonic.fromEntropy(hexlify(resident.privateKey)).phrase);
    await press("복구");
    await page.getByRole("radio", { name: "지문·얼굴" }).check();
    await press("이 기기에 보관");
  }

  it("is sealed, and after a reload opens with the same authenticator alone", async () => {
    const own = await authenticator();
    await lock();
    await visitor.shows("이 기기에 보관했습니다.");
    const stored = await storedIn(visitor.page);
    expect(stored.some((entry) => entry.includes("credentialId"))).to.equal(true);
    expect(secretsIn(stored, identityOf(new Uint8Array(resident.privateKey)))).to.deep.equal([]);

    await booth();
    await visitor.shows("투표 신원 열기");
    expect(await violations(visitor.page)).to.deep.equal([]);
    await visitor.press("지문·얼굴로 열기");
    await visitor.page.locator(".option").first().waitFor();

    const { credentials } = await devtools.send("WebAuthn.getCredentials", { authenticatorId: own });
    expect(credentials).to.have.length(1);
    await devtools.send("WebAuthn.removeVirtualAuthenticator", { authenticatorId: own });
    await authenticator();
    await booth();
    await visitor.press("지문·얼굴로 열기");
    await visitor.shows("지문이나 얼굴로 열 수 없습니다.");
    await visitor.shows("공개 기록에 오른 투표지는 그대로입니다.");
    expect(await visitor.page.locator(".option").count()).to.equal(0);
  });

  it("stays shut, and stays kept, while its person is not recognised", async () => {
    const authenticatorId = await authenticator();
    await lock();
    await visitor.shows("이 기기에 보관했습니다.");
    await devtools.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false });
    await booth();
    await visitor.press("지문·얼굴로 열기");
    await visitor.shows("지문이나 얼굴로 열 수 없습니다.");
    expect(await visitor.page.locator(".option").count()).to.equal(0);
    expect((await storedIn(visitor.page)).some((entry) => entry.includes("credentialId"))).to.equal(true);
  });

  it("is not kept under a passkey that gives no secret: it says so, and another lock is taken", async () => {
    await authenticator(false);
    await lock();
    await visitor.shows("이 기기의 지문이나 얼굴로는 잠글 수 없습니다.");
    expect(await violations(visitor.page)).to.deep.equal([]);
    await visitor.page.getByRole("radio", { name: "이 기기 잠금" }).check();
    await visitor.press("이 기기에 보관");
    await visitor.shows("이 기기에 보관했습니다.");
    await booth();
    await visitor.page.locator(".option").first().waitFor();
  });
});
