import { readFileSync } from "node:fs";
import { expect } from "chai";
import { dealAll, newTrustees, registerAll, type Trustee } from "../../scripts/rehearsal/ceremony.ts";
import { comingDemoElection } from "../../scripts/rehearsal/demoElections.ts";
import { withBoard, withDemoManifest } from "../../scripts/rehearsal/demoTrust.ts";
import { consentToFurther, createFurther, openFurther, sealFurther } from "../../scripts/rehearsal/furtherElection.ts";
import { localShareTask } from "../../scripts/rehearsal/localShareTask.ts";
import { trustOf } from "../../scripts/rehearsal/pageDemo.ts";
import { tallyElection } from "../../scripts/rehearsal/tallyElection.ts";
import { createBoard } from "../../sdk/chain/factories.ts";
import { readPhase } from "../../sdk/chain/observer.ts";
import { recoverShareSecret } from "../../sdk/chain/trustee.ts";
import { memoryJournal } from "../../sdk/chain/trusteeJournal.ts";
import { parseKeyFile, unsealKeyFile } from "../../sdk/chain/trusteeKeyFile.ts";
import { makeShare, postShare } from "../../sdk/chain/trusteeShare.ts";
import { injectWallet } from "./injectedWallet.ts";
import { type PageWorld, pageWorld, type Visitor } from "./pageWorld.ts";
import { identify, lookForWallets, REGISTERED } from "./registering.ts";

const CHAIN_ID = 31337;
const HOUR = 3_600;
const DAY = 24 * HOUR;
const PASSPHRASE = "세 마디로 된 긴 암호";
const DESKTOP = { viewport: { width: 1280, height: 900 }, locale: "en" };
const silent = { say: () => {}, spent: () => {} };

/** What each resident chooses; the last one changes it. */
const VOTES = [["찬성"], ["찬성"], ["반대", "기권"]] as const;

/** A whole election by people who never share a browser; with `npm run test:web`. */
describe("Three residents, a trustee and an observer in the page", function () {
  this.timeout(600_000);
  let world: PageWorld;
  let trustee: Visitor;
  let residents: Visitor[];
  let other: Trustee;
  let secret: bigint;
  let board: string;
  let election: string;

  before(async function () {
    if (process.env.HANPYO_WEB !== "1") this.skip();
    world = await pageWorld();
    trustee = await world.visitor({ ...DESKTOP, acceptDownloads: true });
    residents = await Promise.all(VOTES.map(() => world.visitor()));
  });
  after(async () => {
    for (const visitor of [trustee, ...(residents ?? [])]) await visitor?.context.close();
  });

  const ownCard = () => trustee.page.locator(".own-elections > li").first();

  async function lookAtBoard(): Promise<void> {
    await trustee.page.getByLabel("Address of the board's contract").fill(board);
    await trustee.press("Look at the board");
  }

  it("make the key of a board, the trustee in the page and another one beside it", async () => {
    const { page, press, shows } = trustee;
    const { chain, town } = world.decided;
    await trustee.goTo("#/trustee");
    await page.getByText("Make a new key").click();
    await page.getByLabel(/New passphrase/).fill(PASSPHRASE);
    await page.getByLabel("The passphrase again").fill(PASSPHRASE);
    const [download] = await Promise.all([page.waitForEvent("download"), press("Make the key and save its file")]);
    const keyFile = readFileSync(await download.path(), "utf8");
    const { account } = JSON.parse(keyFile) as { account: string };
    [other] = (await newTrustees(chain, 2)).slice(1) as [Trustee];
    const now = await chain.now();
    const deployed = await createBoard(
      town.shared.boardFactory.address,
      {
        factory: town.shared.factory.address,
        trustees: [account, other.account.address],
        threshold: 2,
        registerBy: now + 30 * DAY,
        dealBy: now + 60 * DAY,
        termEndsAt: now + 365 * DAY,
        isTest: true,
      },
      town.organizer,
    );
    board = deployed.address;
    await (await chain.funded.sendTransaction({ to: account, value: 10n ** 18n })).wait();
    const buffer = Buffer.from(keyFile);
    await page.getByLabel("Key file").setInputFiles({ name: "key.json", mimeType: "application/json", buffer });
    await page.getByLabel("Passphrase", { exact: true }).fill(PASSPHRASE);
    await press("Open the key");
    await page.getByLabel(/Go on with this page's servers alone/).check();
    await lookAtBoard();
    await page.getByLabel("We compared it, and it is the same").check();
    await press("Register my key");
    await shows("Your part is done; the other trustees are awaited.");
    await registerAll(board, [other], silent);
    await lookAtBoard();
    await page.getByLabel("We compared it, and it is the same").check();
    await press("Deal the shares");
    await shows("Your part is done; the other trustees are awaited.");
    await dealAll(board, [other], silent);
    await lookAtBoard();
    await shows("The key is made.");
    secret = await recoverShareSecret(other.key, board, 2, chain.provider);
    // Both sign for the board, and the gazette prints the next manifest: residents come to the booth by it.
    const own = (await unsealKeyFile(parseKeyFile(keyFile), PASSPHRASE)).account;
    const { file } = world.demo.trust;
    const signed = await withBoard(file, board, [own, other.account], chain.provider);
    world.demo.publish(trustOf(await withDemoManifest(signed, town, chain.provider)));
  });

  it("begin with an election, a roll on which all three register, and both trustees' consent to that roll", async () => {
    const { chain, town } = world.decided;
    const now = await chain.now();
    const schedule = {
      censusTime: now + DAY,
      opensAt: now + 3 * DAY,
      openGrace: DAY,
      closesAt: now + 9 * DAY,
      closeGrace: HOUR,
      sharesDueAt: now + 12 * DAY,
      sealDelay: 600,
    };
    const own = { ...town, board, trustees: [other], secrets: [0n, secret] };
    election = await createFurther(own, comingDemoElection, schedule, 2);
    for (const resident of residents) await register(resident);
    await consentToFurther(election, own, chain);
    // This tab still holds the file from before the board.
    await trustee.page.getByLabel(/Go on although nothing says whose board and roll these are/).check();
    await ownCard()
      .getByLabel(/I have read the texts/)
      .check();
    await ownCard().getByRole("button", { name: "Consent to this vote" }).click();
    await ownCard().getByText("You have consented.").waitFor();
    await openFurther(election, town, chain);
    expect(await readPhase(election, chain.provider)).to.equal("open");
  });

  async function register(resident: Visitor): Promise<void> {
    const wallet = await injectWallet(resident.page, CHAIN_ID);
    await identify(resident);
    await lookForWallets(resident);
    await resident.press("Test Wallet");
    await resident.shows(wallet.address);
    await resident.press("서명하고 등록 신청");
    await resident.shows(REGISTERED);
  }

  it("vote at the same time, and one of them once more", async () => {
    await Promise.all(residents.map((resident, index) => vote(resident, VOTES[index] as readonly string[])));
  });

  async function vote(resident: Visitor, choices: readonly string[]): Promise<void> {
    await resident.goTo(`#/elections/${election}/vote`);
    for (const [times, choice] of choices.entries()) {
      if (times > 0) await resident.press("투표 바꾸기");
      await resident.page.getByRole("radio", { name: choice }).check();
      await resident.press("다음: 확인하기");
      await resident.press("제출하기");
      await resident.page.getByRole("heading", { name: "투표가 확정되었습니다" }).waitFor();
    }
  }

  it("end with the trustee's share in the page, and a result that an observer's browser verifies", async () => {
    const { chain, town } = world.decided;
    await sealFurther(election, town, 2, chain);
    await ownCard().getByRole("button", { name: "Check all rules and ballots" }).click();
    await ownCard().getByText("All 3 ballots were checked, and their sum is the sealed one.").waitFor();
    await ownCard()
      .getByLabel(/Other trustees read/)
      .check();
    const note = ownCard().getByRole("button", { name: "Note this in my key file and save it" }).click();
    const [saved] = await Promise.all([trustee.page.waitForEvent("download"), note]);
    await ownCard()
      .getByLabel("Open the key file that was just saved")
      .setInputFiles(await saved.path());
    await ownCard().getByRole("button", { name: "Release my share" }).click();
    await ownCard().getByText("You have released your share.").waitFor();
    const task = await localShareTask(election, 2, chain);
    await postShare(election, await makeShare(secret, task, memoryJournal()), town.relayer);
    const told = { done: () => {}, searching: () => {} };
    await tallyElection(election, { trustees: 2, threshold: 2 }, town.relayer, told);

    const observer = await world.visitor(DESKTOP);
    await observer.goTo(`#/elections/${election}/results`);
    await observer.shows(/Verified by this browser/);
    const rows = await observer.page.locator("table tbody tr").allTextContents();
    expect(rows.map((row) => /(\d+)/.exec(row)?.[1])).to.deep.equal(["2", "0", "1"]);
    const [first] = residents as [Visitor];
    await first.goTo(`#/elections/${election}/vote`);
    await first.shows("투표가 끝났습니다.");
    await first.shows("투표하셨습니다. 공개 기록에서 확정되었습니다.");
    await first.page.getByRole("link", { name: "공개 기록에서 확인하기" }).first().click();
    await first.shows("투표지가 공개 기록에 있고, 더는 바뀌지 않습니다.");
    for (const { faults } of [observer, trustee, ...residents]) expect(faults).to.deep.equal([]);
    await observer.context.close();
  });
});
