import { readFileSync } from "node:fs";
import type { BrowserContext, Page } from "@playwright/test";
import { expect } from "chai";
import { makeBallot } from "../../scripts/rehearsal/casting.ts";
import { dealAll, newTrustees, registerAll, type Trustee } from "../../scripts/rehearsal/ceremony.ts";
import { comingDemoElection } from "../../scripts/rehearsal/demoElections.ts";
import type { Town } from "../../scripts/rehearsal/electionSteps.ts";
import { createFurther, openFurther, sealFurther } from "../../scripts/rehearsal/furtherElection.ts";
import { deployBoard } from "../../sdk/chain/deploy.ts";
import { readPhase, readShares } from "../../sdk/chain/observer.ts";
import { castBallots } from "../../sdk/chain/relayer.ts";
import { readOpenElection } from "../../sdk/chain/resident.ts";
import { readRollHistory } from "../../sdk/chain/roll.ts";
import { recoverShareSecret } from "../../sdk/chain/trustee.ts";
import { rollTree } from "../../sdk/election/roll.ts";
import { censusAt } from "../../sdk/election/rollHistory.ts";
import { type ServedPage, servedPage } from "./servedPage.ts";

const HOUR = 3600;
const DAY = 24 * HOUR;
const PASSPHRASE = "세 마디로 된 긴 암호";
const silent = { say: () => {}, spent: () => {} };

/** From a new key to a released share; with `npm run test:web`. */
describe("a trustee in the page", function () {
  this.timeout(600_000);
  let served: ServedPage;
  let context: BrowserContext | undefined;
  let page: Page;
  let keyFile = "";
  let account = "";
  let other: Trustee;
  let board = "";
  let election = "";
  let town: Town;

  before(async function () {
    if (process.env.HANPYO_WEB !== "1") this.skip();
    served = await servedPage();
    context = await served.browser.newContext({ locale: "en", acceptDownloads: true });
    page = await context.newPage();
    page.setDefaultTimeout(60_000);
    town = served.town.town;
    await page.goto(`${served.url}#/trustee`);
  });
  after(() => context?.close());

  const press = (name: string) => page.getByRole("button", { name, exact: true }).click();

  async function open(passphrase: string): Promise<void> {
    await page.getByLabel("Key file").setInputFiles({
      ...{ name: "key.json", mimeType: "application/json", buffer: Buffer.from(keyFile) },
    });
    await page.getByLabel("Passphrase", { exact: true }).fill(passphrase);
    await press("Open the key");
  }

  async function lookAtBoard(): Promise<void> {
    await page.getByLabel("Address of the board's contract").fill(board);
    await press("Look at the board");
  }

  it("makes a key that is saved as a file under a passphrase of at least twelve characters", async () => {
    await page.getByText("Make a new key").click();
    await page.getByLabel(/New passphrase/).fill("short");
    await press("Make the key and save its file");
    await page.getByText("Use at least 12 characters.").waitFor();
    await page.getByLabel(/New passphrase/).fill(PASSPHRASE);
    await page.getByLabel("The passphrase again").fill(PASSPHRASE);
    const [download] = await Promise.all([page.waitForEvent("download"), press("Make the key and save its file")]);
    keyFile = readFileSync(await download.path(), "utf8");
    account = (JSON.parse(keyFile) as { account: string }).account;
    await page.getByText(account).waitFor();
    expect(keyFile).not.to.contain(PASSPHRASE);
  });

  it("is told when the passphrase is wrong, and when the file is none", async () => {
    await open("another passphrase");
    await page.getByText("PASSPHRASE_WRONG").waitFor();
    const right = keyFile;
    keyFile = "{}";
    await open(PASSPHRASE);
    await page.getByText("KEY_FILE_INVALID").waitFor();
    keyFile = right;
  });

  it("takes part in both rounds of the ceremony, with fingerprints to compare", async () => {
    const { chain } = served.town;
    [other] = (await newTrustees(chain, 2)).slice(1) as [Trustee];
    const now = await chain.now();
    const deployed = await deployBoard(
      {
        factory: town.shared.factory.address,
        trustees: [account, other.account.address],
        ...{ threshold: 2, registerBy: now + 30 * DAY, dealBy: now + 60 * DAY, termEndsAt: now + 365 * DAY },
        verifier: town.shared.keyShareVerifier.address,
      },
      town.organizer,
    );
    board = deployed.address;
    await (await chain.funded.sendTransaction({ to: account, value: 10n ** 18n })).wait();
    await open(PASSPHRASE);
    await lookAtBoard();
    await press("Register my key");
    await page.getByText("Your part is done; the other trustees are awaited.").waitFor();
    await registerAll(board, [other], silent);
    await lookAtBoard();
    expect(await page.getByRole("button", { name: "Deal the shares" }).isDisabled()).to.equal(true);
    await page.getByLabel("We compared it, and it is the same").check();
    await press("Deal the shares");
    await page.getByText("Your part is done; the other trustees are awaited.").waitFor();
    await dealAll(board, [other], silent);
    await lookAtBoard();
    await page.getByText("The key is made.").waitFor();
    await page.getByText("Fingerprint of the election key").waitFor();
  });

  it("consents to an election after having read it", async () => {
    const { chain } = served.town;
    const now = await chain.now();
    const secret = await recoverShareSecret(other.key, board, 2, chain.provider);
    const schedule = {
      ...{ censusTime: now + HOUR, opensAt: now + 2 * DAY, openGrace: DAY, closesAt: now + 9 * DAY },
      ...{ closeGrace: HOUR, sharesDueAt: now + 12 * DAY, sealDelayBlocks: 8 },
    };
    const own = { ...town, board, trustees: [other], secrets: [0n, secret] };
    election = await createFurther(own, comingDemoElection, schedule, chain, 2);
    await page.getByText("Your key is open.").waitFor();
    const card = page.locator(".own-elections > li").first();
    await card.getByLabel(/I have read the texts/).check({ timeout: 60_000 });
    await card.getByRole("button", { name: "Consent to this vote" }).click();
    await card.getByText("You have consented.").waitFor();
    await openFurther(election, town, chain);
    expect(await readPhase(election, chain.provider)).to.equal("open");
  });

  it("checks every ballot, compares the sum, and releases one share", async () => {
    const { chain } = served.town;
    const open = await readOpenElection(election, chain.provider);
    const history = await readRollHistory(town.shared.registry.address, chain.provider);
    const tree = rollTree(censusAt(history, 1n, open.constitution.schedule.censusTime).leaves);
    const voter = town.residents[0] as Town["residents"][number];
    const ballot = await makeBallot(open, tree, voter, [1, 0, 0, 0, 0, 0, 0, 0], town.relayer);
    await castBallots(election, [ballot], town.relayer);
    await sealFurther(election, town, 2, chain);
    const card = page.locator(".own-elections > li").first();
    await card.getByRole("button", { name: "Check all ballots" }).click();
    await card.getByText("All 1 ballots were checked, and their sum is the sealed one.").waitFor();
    expect(await card.getByRole("button", { name: "Release my share" }).isDisabled()).to.equal(true);
    await card.getByLabel(/Other trustees read 1 ballots/).check();
    await card.getByRole("button", { name: "Release my share" }).click();
    await card.getByText("You have released your share.").waitFor();
    expect((await readShares(election, chain.provider)).map(({ seat }) => seat)).to.deep.equal([1]);
  });

  it("leaves neither key nor passphrase in the browser's storage", async () => {
    const kept = await page.evaluate(async () => {
      const names = (await indexedDB.databases()).map(({ name }) => name);
      return JSON.stringify([names, { ...localStorage }, { ...sessionStorage }]);
    });
    expect(kept).to.contain("hanpyo-trustee-journal");
    const { cipher } = JSON.parse(keyFile) as { cipher: { ciphertext: string } };
    for (const secret of [PASSPHRASE, cipher.ciphertext]) expect(kept).not.to.contain(secret);
  });
});
