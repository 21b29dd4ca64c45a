import type { Page } from "@playwright/test";
import { expect } from "chai";
import type { Resident } from "../../scripts/rehearsal/enrolment.ts";
import { readOpenElection, readSlot } from "../../sdk/chain/resident.ts";
import { parseTracker, trackerOf } from "../../sdk/crypto/tracker.ts";
import { nullifierOf } from "../../sdk/proofs/ballotProof.ts";
import { type PageWorld, pageWorld, restore, type Visitor } from "./pageWorld.ts";
import { secretsIn, storedIn } from "./storedIn.ts";

describe("A resident's ballot in the page", function () {
  this.timeout(600_000);
  let world: PageWorld;
  let resident: Resident;
  let visitor: Visitor;
  let cast: string;

  before(async () => {
    world = await pageWorld();
    resident = world.decided.town.residents[0] as Resident;
    visitor = await world.visitor();
  });

  after(() => visitor.context.close());

  /** What the resident's slot holds, as the tracker of the ballot that put it there. */
  async function trackerOnChain(): Promise<string> {
    const { provider } = world.decided.chain;
    const open = await readOpenElection(world.demo.open, provider);
    const nullifier = nullifierOf(open.scope, resident.secret);
    const { version, held } = await readSlot(world.demo.open, nullifier, provider);
    return trackerOf({ election: world.demo.open, nullifier, version: version - 1n, next: held });
  }

  /** Ticks options, by their places from 0, and goes to the review. @returns The code that the device commits to. */
  async function choose(...options: readonly number[]): Promise<string> {
    const { page } = visitor;
    for (const option of options) await page.locator(".option input").nth(option).check();
    await page.getByRole("button", { name: "다음: 확인하기" }).click();
    return textOf("commitment");
  }

  async function textOf(testId: string): Promise<string> {
    return (await visitor.page.getByTestId(testId).textContent()) ?? "";
  }

  const press = (name: string) => visitor.page.getByRole("button", { name }).click();

  it("begins with the identity, which 24 words bring to a new device", async () => {
    await restore(visitor, resident);
    expect(visitor.faults).to.deep.equal([]);
  });

  it("is committed to before anything is sent, and says so", async () => {
    const { page, goTo } = visitor;
    await goTo(`#/elections/${world.demo.open}`);
    await page.getByRole("link", { name: "투표하기" }).click();
    const code = await choose(1);
    expect(() => parseTracker(code)).not.to.throw();
    expect(await page.getByText("아직 제출되지 않았습니다").isVisible()).to.equal(true);
  });

  it("is opened when challenged: another device finds the very choice, and a forged opening is caught", async () => {
    const { page } = visitor;
    const code = await textOf("commitment");
    await page.getByText("이 기기가 내 선택을 제대로 담았는지 시험하기").click();
    await press("열어서 확인하기");
    const opening = await textOf("opening");

    const other = await world.visitor();
    await other.goTo(`#/check?opening=${encodeURIComponent(opening)}`);
    await other.page.locator("#check-code").fill(code);
    await other.page.getByRole("button", { name: "확인", exact: true }).click();
    const verdict = other.page.locator("main .notice-success");
    expect(await verdict.textContent())
      .to.contain("번호가 맞습니다")
      .and.contain("도서관 밤 시간 열기");
    expect(other.page.url()).not.to.contain("opening");

    await other.page.locator("#check-text").fill(opening.replace('"choices":[0,1', '"choices":[1,0'));
    await other.page.getByRole("button", { name: "확인", exact: true }).click();
    const caught = other.page.locator("main .notice-danger");
    expect(await caught.textContent()).to.contain("번호가 맞지 않습니다. 그 기기로 투표하지 마세요.");
    await other.context.close();
  });

  it("is another one after a challenge, and is on the chain under the code that was shown before", async () => {
    const { page } = visitor;
    const opened = await page.locator("p.tracker").first().textContent();
    await press("새 투표지로 다시 하기");
    const code = await choose();
    expect(code).not.to.equal(opened);
    await press("이대로 제출");
    cast = await textOf("tracker");
    expect(cast).to.equal(code);
    await page.getByText("전달 서버가 받았다고 서명했습니다.").or(page.getByText("공개 기록에")).first().waitFor();
    await page.getByRole("heading", { name: "투표가 확정되었습니다" }).waitFor();
    expect(await trackerOnChain()).to.equal(cast);
    expect(visitor.faults).to.deep.equal([]);
  });

  it("can be changed in at most six presses from the election's page, and the later one takes its place", async () => {
    const { page, goTo } = visitor;
    await goTo(`#/elections/${world.demo.open}`);
    const presses = await countPresses(page);
    await page.getByRole("link", { name: "투표하기" }).click();
    await page.getByText("이미 투표하셨습니다. 다시 낼 수 있습니다.").waitFor();
    const code = await choose(0);
    await press("이대로 제출");
    await page.getByTestId("tracker").waitFor();
    expect(await presses()).to.be.within(4, 6);
    await page.getByRole("heading", { name: "투표가 확정되었습니다" }).waitFor();
    expect(await textOf("tracker")).to.equal(code);
    expect(code).not.to.equal(cast);
    expect(await trackerOnChain()).to.equal(code);
  });

  it("leaves no secret in what the browser stores, in addresses or in what was sent", async () => {
    const { page, context } = visitor;
    const stored = await storedIn(page);
    expect(stored.join("\n")).to.contain("hanpyo-vault");
    expect(secretsIn([...stored, page.url()], resident)).to.deep.equal([]);
    const { origins } = await context.storageState();
    expect(secretsIn([JSON.stringify(origins)], resident)).to.deep.equal([]);
  });
});

/** Counts the presses of a person on the page from now on. */
async function countPresses(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const count = () => {
      const { dataset } = document.documentElement;
      dataset.presses = String(Number(dataset.presses ?? 0) + 1);
    };
    addEventListener("pointerdown", count, { capture: true });
  });
  return () => page.evaluate(() => Number(document.documentElement.dataset.presses));
}
