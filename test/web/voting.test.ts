import type { Page } from "@playwright/test";
import { expect } from "chai";
import { readBatches } from "../../sdk/chain/ballotBox.ts";
import { readOpenElection } from "../../sdk/chain/resident.ts";
import { readRollHistory } from "../../sdk/chain/roll.ts";
import { parseTracker, trackerOf } from "../../sdk/crypto/tracker.ts";
import { ENROLMENT_STATEMENT } from "../../sdk/enrolling/enrolmentRequest.ts";
import type { VotingIdentity } from "../../web/src/shared/vault/identities.ts";
import { identityOfPhrase } from "../../web/src/shared/vault/recovery.ts";
import { violations } from "./accessibility.ts";
import { type InjectedWallet, injectWallet } from "./injectedWallet.ts";
import { type PageWorld, pageWorld, type Visitor } from "./pageWorld.ts";
import { CHECK_CODES, checkWords, fillCodes, lookForWallets, REGISTERED } from "./registering.ts";
import { keepSealedIn, readSealedIn, sealedNames } from "./sealedIn.ts";
import { secretsIn, storedIn } from "./storedIn.ts";

const CHAIN_ID = 31337;

/** From the letters of two offices to a changed vote: every screen, proof, office, relayer and block is real. */
describe("A resident in the page", function () {
  this.timeout(600_000);
  let world: PageWorld;
  let visitor: Visitor;
  let wallet: InjectedWallet;
  let identity: VotingIdentity;
  let sent: string[];
  let firstCode: string;

  before(async () => {
    world = await pageWorld();
    visitor = await world.visitor();
    wallet = await injectWallet(visitor.page, CHAIN_ID);
    await visitor.page.addInitScript(recordWorkers);
    sent = [];
    visitor.context.on("request", (request) => {
      sent.push(`${request.method()} ${request.url()} ${request.postData() ?? ""}`);
    });
  });

  after(() => visitor.context.close());

  const press = (name: string) => visitor.page.getByRole("button", { name, exact: true }).click();

  const isAccessible = async (page = visitor.page) => expect(await violations(page)).to.deep.equal([]);

  /** Addresses of keys and rolls that the visitor's browser asked for. */
  const fetched = () => sent.map((request) => request.split(" ")[1] as string).filter(isLarge);

  async function textOf(testId: string): Promise<string> {
    return (await visitor.page.getByTestId(testId).textContent()) ?? "";
  }

  /** Trackers of the ballots that the election has taken, oldest first. */
  async function trackersOnChain(): Promise<string[]> {
    const election = world.demo.coming;
    const batches = await readBatches(election, world.decided.chain.provider);
    return batches.flatMap(({ ballots }) => ballots.map((ballot) => trackerOf({ election, ...ballot })));
  }

  async function choose(option: string): Promise<string> {
    await visitor.page.getByRole("radio", { name: option }).check();
    const { y = 0, height = 0 } = (await visitor.page.getByTestId("ballot-bar").boundingBox()) ?? {};
    expect(y + height, "the way on is in sight").to.be.within(1, 844);
    await press("다음: 확인하기");
    return textOf("commitment");
  }

  it("shows who they are with the codes of both offices, before anything is signed", async () => {
    const { page, goTo } = visitor;
    await goTo("#/register");
    await fillCodes(visitor);
    await isAccessible();
    await press(CHECK_CODES);
    await page.getByRole("button", { name: "등록하기", exact: true }).waitFor();
    await isAccessible();
    expect(wallet.asked).to.deep.equal([]);
  });

  it("signs one plain text with the wallet, and is on the roll as a number", async () => {
    const { page } = visitor;
    await lookForWallets(visitor);
    await press("Test Wallet");
    await page.getByText(wallet.address).waitFor();
    await isAccessible();
    await press("서명하고 등록 신청");
    await page.getByText(REGISTERED).waitFor();
    await isAccessible();
    identity = identityOfPhrase((await checkWords(page)).join(" "));
    await page.getByText("명부 번호").waitFor();
    await isAccessible();
    expect(wallet.signed.map(({ statement }) => statement)).to.deep.equal([ENROLMENT_STATEMENT]);
    expect(wallet.asked.filter((method) => /send|sign/i.test(method))).to.deep.equal(["eth_signTypedData_v4"]);
    const history = await readRollHistory(world.decided.town.shared.registry.address, world.decided.chain.provider);
    const enrolled = history.flatMap(({ enrolments }) => enrolments);
    expect(enrolled.at(-1)?.identityCommitment).to.equal(identity.commitment);
  });

  it("is told whether an election is one of the rolls registered for", async () => {
    const { page, goTo } = visitor;
    await goTo(`#/elections/${world.demo.coming}`);
    await page.getByText("참여", { exact: true }).click();
    await page.getByText("이 기기로 이 명부에 등록했습니다.").waitFor();
    const note = (await sealedNames(page)).find((name) => name.startsWith("note ")) as string;
    const own = JSON.parse(await readSealedIn(page, note)) as { readonly rollIds: readonly string[] };
    await keepSealedIn(page, note, JSON.stringify({ ...own, rollIds: ["999"] }));
    await goTo(`#/elections/${world.demo.coming}`);
    await page.getByText("참여", { exact: true }).click();
    await page.getByText("이 기기로 등록한 명부는 명부 999입니다. 이 투표의 명부가 아닙니다.").waitFor();
    await keepSealedIn(page, note, JSON.stringify(own));
  });

  it("has key and roll fetched while reading about the election, whole, and before anything is pressed", async () => {
    const { goTo } = visitor;
    await goTo("#/");
    await press("시작 전 투표 열기");
    const wanted = [/keys\/ballot-4\.zkey\.gz$/, /rolls\/0x[0-9a-f]{64}\/leaves-00000\.bin$/];
    const isFetched = () => wanted.every((one) => fetched().some((address) => one.test(address)));
    expect(isFetched()).to.equal(false);
    await goTo(`#/elections/${world.demo.coming}`);
    await visitor.page.getByRole("link", { name: "투표하기" }).waitFor();
    await until(isFetched);
  });

  it("fetches none of it for a visitor who holds no identity", async () => {
    const other = await world.visitor();
    const asked: string[] = [];
    other.context.on("request", (request) => asked.push(request.url()));
    await other.goTo(`#/elections/${world.demo.coming}`);
    await other.page.getByRole("link", { name: "투표 신원 복구하기" }).waitFor();
    await other.page.waitForTimeout(3_000);
    await other.context.close();
    expect(asked.some((address) => address.includes("/rpc"))).to.equal(true);
    expect(asked.filter(isLarge)).to.deep.equal([]);
  });

  it("is committed to an encrypted ballot before anything is sent, and the page says so", async () => {
    const { page } = visitor;
    await page.getByRole("link", { name: "투표하기" }).click();
    firstCode = await choose("찬성");
    expect(() => parseTracker(firstCode)).not.to.throw();
    expect(await page.getByText("아직 제출되지 않았습니다").isVisible()).to.equal(true);
    expect(sent.some((request) => request.includes("/ballots"))).to.equal(false);
    // What the tests of trust find not to be fetched is fetched here.
    expect(sent.some((request) => /\/assets\/Booth-[^/]*\.js/.test(request))).to.equal(true);
    await isAccessible();
  });

  it("proves it while the voter reads, and ends the prover before it opens it: nobody else ever held the proof", async () => {
    const { page } = visitor;
    const provers = () => page.workers().filter((worker) => /\/proofWorker-[^/]*\.js/.test(worker.url()));
    await until(() => provers().length === 1);
    const before = { stored: await storedIn(page), sent: sent.length };
    // As long as a proof takes and longer, on a machine that has nothing else to do.
    await page.waitForTimeout(3_000);
    expect(provers()).to.have.length(1);

    await page.getByText("이 기기 점검하기").click();
    await press("열어서 비교하기");
    await page.getByTestId("opening").waitFor({ state: "attached" });
    await until(() => provers().length === 0);
    const heard = await page.evaluate(() => (globalThis as unknown as { heard: readonly string[] }).heard);
    expect(
      heard.filter((message) => message.includes('"scalars"')),
      "the opening",
    ).to.have.length(1);
    expect(heard.filter((message) => message.includes('"proof"'))).to.deep.equal([]);
    expect(await storedIn(page)).to.deep.equal(before.stored);
    for (const request of sent.slice(before.sent)) expect(request).to.match(/^POST \S*\/rpc .*"eth_(?!send)/);
  });

  it("challenges it: another device finds the very choice, and a forged opening is caught", async () => {
    const opening = await textOf("opening");
    await isAccessible();
    const other = await world.visitor();
    await other.goTo(`#/check?opening=${encodeURIComponent(opening)}`);
    await other.page.locator("#check-code").fill(firstCode);
    const check = () => other.page.getByRole("button", { name: "확인", exact: true }).click();
    await check();
    const verdict = await other.page.locator("main .notice-success").textContent();
    expect(verdict).to.contain("번호가 맞습니다").and.contain("찬성").and.not.contain("반대");
    expect(other.page.url()).not.to.contain("opening");

    await other.page.locator("#check-text").fill(opening.replace('"choices":[1,0', '"choices":[0,1'));
    await check();
    const caught = await other.page.locator("main .notice-danger").textContent();
    await isAccessible(other.page);
    expect(caught).to.contain("번호가 맞지 않습니다. 그 기기로 투표하지 마세요.").and.contain(firstCode);
    await other.context.close();
  });

  it("votes anew in at most six presses, and finds on the chain the code that was shown before", async () => {
    const { page, goTo } = visitor;
    await press("새 투표지로 다시 하기");
    await goTo(`#/elections/${world.demo.coming}`);
    const presses = await countPresses(page);
    // The choices of the ballot that was checked are still here.
    await page.getByRole("link", { name: "이어서 고르기" }).click();
    const code = await choose("반대");
    expect(code).not.to.equal(firstCode);
    await press("제출하기");
    expect(await textOf("tracker")).to.equal(code);
    expect(await presses()).to.be.within(4, 6);
    const heard = await page.evaluate(() => (globalThis as unknown as { heard: readonly string[] }).heard);
    expect(
      heard.filter((message) => message.includes('"proof"')),
      "once it is cast",
    ).to.have.length(1);
    await page.getByRole("heading", { name: "투표가 확정되었습니다" }).waitFor();
    expect(await trackersOnChain()).to.deep.equal([code]);
  });

  it("changes the vote: the page knows of the earlier one, and the later one takes its slot", async () => {
    const { page } = visitor;
    const earlier = await textOf("tracker");
    await press("투표 바꾸기");
    await page.getByText("이미 투표하셨습니다. 다시 제출할 수 있습니다.").waitFor();
    await isAccessible();
    const code = await choose("기권");
    await press("제출하기");
    await page.getByRole("heading", { name: "투표가 확정되었습니다" }).waitFor();
    expect(await trackersOnChain()).to.deep.equal([earlier, code]);
    await isAccessible();
    const { election } = await readOpenElection(world.demo.coming, world.decided.chain.provider);
    const [first, second] = (await readBatches(election, world.decided.chain.provider)).flatMap(
      ({ ballots }) => ballots,
    );
    expect([first?.version, second?.version]).to.deep.equal([0n, 1n]);
    expect(second?.nullifier).to.equal(first?.nullifier);
  });

  it("fetched every key and every part of the roll once, whatever was voted since", () => {
    const addresses = fetched();
    expect(addresses.length).to.be.greaterThan(4);
    expect(new Set(addresses).size).to.equal(addresses.length);
  });

  it("looks the ballot up on another device by its tracker", async () => {
    const code = await textOf("tracker");
    const href = await visitor.page.getByRole("link", { name: "지금 확인하기" }).getAttribute("href");
    const other = await world.visitor();
    await other.goTo((href ?? "").replace(/^\//, ""));
    await other.page.locator("main").getByText(code).first().waitFor();
    await other.context.close();
  });

  it("leaves no secret in what the browser keeps, in addresses, and in anything that was sent", async () => {
    const { page } = visitor;
    const stored = await storedIn(page);
    expect(stored.some((entry) => entry.includes("hanpyo-vault") && entry.includes("extractable: false"))).to.equal(
      true,
    );
    expect(secretsIn([...stored, page.url()], identity)).to.deep.equal([]);
    expect(sent.length).to.be.greaterThan(20);
    // The commitment is public, and the offices must know it; the rest never leaves the device.
    expect(secretsIn(sent, identity)).to.deep.equal(["identity commitment"]);
  });

  it("never saw an error of the page, or a refusal by its security policy", () => {
    expect(visitor.faults).to.deep.equal([]);
  });
});

/** Runs in the page before it does: keeps every message that a worker sends to it, as text. */
const recordWorkers = `{
  const heard = [];
  const Plain = globalThis.Worker;
  globalThis.heard = heard;
  globalThis.Worker = class extends Plain {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", ({ data }) => {
        heard.push(JSON.stringify(data, (_, value) => (typeof value === "bigint" ? String(value) : value)));
      });
    }
  };
}`;

function isLarge(address: string): boolean {
  return /\/(keys|rolls)\//.test(address);
}

/** Waits until something holds; the test's own time limit ends it otherwise. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((later) => setTimeout(later, 100));
}

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
