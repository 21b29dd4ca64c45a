import { readFileSync } from "node:fs";
import type { BrowserContext, Page } from "@playwright/test";
import { expect } from "chai";
import { Hono } from "hono";
import { nodeProxy } from "../../scripts/page/nodeProxy.ts";
import { servePage } from "../../scripts/page/servePage.ts";
import { makeBallot } from "../../scripts/rehearsal/casting.ts";
import { dealAll, newTrustees, registerAll, type Trustee } from "../../scripts/rehearsal/ceremony.ts";
import { comingDemoElection } from "../../scripts/rehearsal/demoElections.ts";
import { consentToFurther, createFurther, openFurther, sealFurther } from "../../scripts/rehearsal/furtherElection.ts";
import type { Town } from "../../scripts/rehearsal/town.ts";
import { electionAt, read } from "../../sdk/chain/contracts.ts";
import { createBoard } from "../../sdk/chain/factories.ts";
import { readPhase, readShares } from "../../sdk/chain/observer.ts";
import { castBallots } from "../../sdk/chain/relayer.ts";
import { readOpenElection } from "../../sdk/chain/resident.ts";
import { readRollHistory } from "../../sdk/chain/roll.ts";
import { recoverShareSecret } from "../../sdk/chain/trustee.ts";
import { parseKeyFile, unsealKeyFile } from "../../sdk/chain/trusteeKeyFile.ts";
import { rollTree } from "../../sdk/election/roll.ts";
import { censusAt } from "../../sdk/election/rollHistory.ts";
import { parseShareFile } from "../../sdk/verify/shareFile.ts";
import { startTamperingNode } from "../scripts/tamperingNode.ts";
import { violations } from "./accessibility.ts";
import { type ServedPage, servedPage } from "./servedPage.ts";

const HOUR = 3600;
const DAY = 24 * HOUR;
const PASSPHRASE = "세 마디로 된 긴 암호";
const silent = { say: () => {}, spent: () => {} };

/** Two large words in hex: a point, and no empty list. */
const POINT = /^0x(?!0{8})[0-9a-f]{128}$/;

/** Hex with its last digit changed. */
const retold = (data: string) => (data === "0x" ? data : `${data.slice(0, -1)}${data.endsWith("0") ? "1" : "0"}`);

/** From a new key to a released share; with `npm run test:web`. */
describe("a trustee in the page", function () {
  this.timeout(600_000);
  let served: ServedPage;
  let context: BrowserContext | undefined;
  let page: Page;
  let keyFile = "";
  /** The same as handed out after the consent. */
  let consented = "";
  let account = "";
  let other: Trustee;
  let board = "";
  let election = "";
  let town: Town;
  let lies = false;
  let close: (() => Promise<void>) | undefined;

  before(async function () {
    if (process.env.HANPYO_WEB !== "1") this.skip();
    served = await servedPage();
    const { chain } = served.town;
    // A second node beside the page's own, which lies when told to.
    const node = await startTamperingNode(chain.url, (method, _, answer) => {
      if (!lies) return answer;
      // Every point, and every event.
      if (method === "eth_call" && POINT.test(String(answer.result))) {
        return { ...answer, result: retold(String(answer.result)) };
      }
      if (method !== "eth_getLogs") return answer;
      const logs = answer.result as readonly { readonly data: string }[];
      return { ...answer, result: logs.map((log) => ({ ...log, data: retold(log.data) })) };
    });
    const more = new Hono().post("/second", nodeProxy(node.url));
    const server = await servePage({
      config: { ...served.config, nodes: ["second"] },
      trust: () => served.trust,
      node: chain.url,
      more,
    });
    close = async () => {
      await server.close();
      await node.close();
    };
    context = await served.browser.newContext({ locale: "en", acceptDownloads: true });
    page = await context.newPage();
    page.setDefaultTimeout(60_000);
    town = served.town.town;
    await page.goto(`${server.url}#/trustee`);
  });
  after(async () => {
    await context?.close();
    await close?.();
  });

  const chosen = (text: string) => ({ name: "file.json", mimeType: "application/json", buffer: Buffer.from(text) });
  const press = (name: string) => page.getByRole("button", { name, exact: true }).click();

  async function open(passphrase: string): Promise<void> {
    await page.getByLabel("Key file").setInputFiles({
      name: "key.json",
      mimeType: "application/json",
      buffer: Buffer.from(keyFile),
    });
    await page.getByLabel("Passphrase", { exact: true }).fill(passphrase);
    await press("Open the key");
  }

  async function lookAtBoard(): Promise<void> {
    await page.getByLabel("Address of the board's contract").fill(board);
    await press("Look at the board");
  }

  /** In a browser that knows nothing, with the key file from before the consent. */
  async function refusesOlderCopy(): Promise<void> {
    const elsewhere = await served.browser.newContext({ locale: "en", acceptDownloads: true });
    const other = await elsewhere.newPage();
    other.setDefaultTimeout(60_000);
    await other.goto(page.url());
    await other.getByLabel("Key file").setInputFiles(chosen(keyFile));
    await other.getByLabel("Passphrase", { exact: true }).fill(PASSPHRASE);
    await other.getByRole("button", { name: "Open the key", exact: true }).click();
    await other.getByLabel(/Go on with this page's servers alone/).check();
    await other.getByLabel(/Go on although nothing says whose board and roll these are/).check();
    const card = other.locator(".own-elections > li").first();
    await card.getByRole("button", { name: "Check all rules and ballots" }).click();
    await card.getByLabel(/Other trustees read 1 ballots/).check();
    const note = card.getByRole("button", { name: "Note this in my key file and save it" });
    await note.click();
    await card
      .getByText(/JOURNAL_OLDER: This key file is an older copy: the chain has this trustee's consent/)
      .waitFor();
    await other.getByLabel(/every newer copy of this file, is lost/).check();
    const [saved] = await Promise.all([other.waitForEvent("download"), note.click()]);
    const { journal = [] } = await unsealKeyFile(parseKeyFile(readFileSync(await saved.path(), "utf8")), PASSPHRASE);
    expect(journal.map(({ flags }) => flags)).to.deep.equal([["one-node", "no-trust", "journal-lost"]]);
    await elsewhere.close();
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
    await open(PASSPHRASE);
    await lookAtBoard();
    await page.getByText("This is a test board. Its votes bind nobody.").waitFor();
    expect(await page.getByRole("button", { name: "Register my key" }).isDisabled()).to.equal(true);
    await page.getByLabel("We compared it, and it is the same").check();
    // Both of the page's nodes are on its own host, and nobody named another.
    await press("Register my key");
    await page.getByText("Two servers on different hosts are needed, one of them named by you.").waitFor();
    await page.getByLabel("Address of a server that you chose yourself").fill(chain.url);
    await press("Register my key");
    await page.getByText(/NODES_NOT_INDEPENDENT: The nodes are not on two hosts: this machine/).waitFor();
    await page.getByLabel("Address of a server that you chose yourself").fill("");
    await page.getByLabel(/Go on with this page's servers alone/).check();
    expect(await violations(page)).to.deep.equal([]);
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

  it("rehearses with the new key: a made-up ballot is opened, and nothing goes on the chain", async () => {
    const before = await served.town.chain.provider.getTransactionCount(account);
    await press("Rehearse with my key");
    await page.getByText("Your key is right: the made-up ballot was opened.").waitFor();
    expect(await violations(page)).to.deep.equal([]);
    expect(await served.town.chain.provider.getTransactionCount(account)).to.equal(before);
  });

  it("does nothing while two nodes contradict one another, and names both", async () => {
    lies = true;
    await press("Rehearse with my key");
    await page.getByText("The servers of the public record contradict one another. Nothing was done.").waitFor();
    await page.getByText(/RPCS_DISAGREE: .*\(RPC 1\) says .*\(RPC 2\) says/).waitFor();
    lies = false;
    await press("Rehearse with my key");
    await page.getByText("Your key is right: the made-up ballot was opened.").waitFor();
  });

  it("says so where a node hangs up, and goes on once it answers", async () => {
    await page.route("**/rpc", (route) => route.abort());
    await press("Rehearse with my key");
    await page.getByText("A server of the public record gives no answer. Nothing was posted.").waitFor();
    await page.unroute("**/rpc");
    await press("Rehearse with my key");
    await page.getByText("Your key is right: the made-up ballot was opened.").waitFor();
  });

  it("consents to an election after having read it", async () => {
    const { chain } = served.town;
    const now = await chain.now();
    const secret = await recoverShareSecret(other.key, board, 2, chain.provider);
    const schedule = {
      censusTime: now + HOUR,
      opensAt: now + 2 * DAY,
      openGrace: DAY,
      closesAt: now + 9 * DAY,
      closeGrace: HOUR,
      sharesDueAt: now + 12 * DAY,
      sealDelay: 600,
    };
    const own = { ...town, board, trustees: [other], secrets: [0n, secret] };
    election = await createFurther(own, comingDemoElection, schedule, 2);
    await consentToFurther(election, own, chain);
    await page.getByText("Your key is open.").waitFor();
    const card = page.locator(".own-elections > li").first();
    await card.getByText("This is a practice vote. It binds nobody.").waitFor();
    await card.getByLabel(/I have read the texts/).check({ timeout: 60_000 });
    const said = (await card.textContent()) ?? "";
    for (const part of ["What is asked", "can stop it", "seat 2: ", "(Korean time)  census", "constitution: 0x"]) {
      expect(said).to.include(part);
    }
    const consents = () => read<bigint>(electionAt(election, chain.provider), "consents");
    const before = await consents();
    // Nobody has signed for this board: the page's own trust file does not cover it.
    await card.getByRole("button", { name: "Consent to this vote" }).click();
    await card.getByText(/ELECTION_NOT_TRUSTED: .*no line of this trustee over the board/).waitFor();
    expect(await consents()).to.equal(before);
    await page.getByLabel(/Go on although nothing says whose board and roll these are/).check();
    const consent = card.getByRole("button", { name: "Consent to this vote" }).click();
    const [download] = await Promise.all([page.waitForEvent("download"), consent]);
    consented = readFileSync(await download.path(), "utf8");
    const { journal = [] } = await unsealKeyFile(parseKeyFile(consented), PASSPHRASE);
    expect(journal).to.have.length(1);
    expect(journal[0]).to.deep.include({ act: "consent", election, flags: ["one-node", "no-trust"] });
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
    const ballot = await makeBallot(open, tree, voter, [1, 0, 0, 0], town.relayer);
    await castBallots(election, [ballot], town.relayer);
    await sealFurther(election, town, 2, chain);
    await refusesOlderCopy();
    const card = page.locator(".own-elections > li").first();
    lies = true;
    await card.getByRole("button", { name: "Check all rules and ballots" }).click();
    await card.getByText("The servers of the public record contradict one another.").waitFor();
    lies = false;
    await card.getByRole("button", { name: "Check all rules and ballots" }).click();
    await card.getByText("All 1 ballots were checked, and their sum is the sealed one.").waitFor();
    expect(await card.getByRole("button", { name: "Note this in my key file and save it" }).isDisabled()).to.equal(
      true,
    );
    expect(await card.getByRole("button", { name: "Release my share" }).count()).to.equal(0);
    await card.getByLabel(/Other trustees read 1 ballots/).check();
    const noting = card.getByRole("button", { name: "Note this in my key file and save it" }).click();
    const [saved] = await Promise.all([page.waitForEvent("download"), noting]);
    const noted = readFileSync(await saved.path(), "utf8");
    const { journal = [] } = await unsealKeyFile(parseKeyFile(noted), PASSPHRASE);
    expect(journal.map(({ act }) => act)).to.deep.equal(["consent", "share"]);
    expect(journal[1]).to.deep.include({ election, ballots: 1, flags: ["one-node", "no-trust"] });
    // Only the file that was just handed out goes on; an older copy of it does not.
    expect(await card.getByRole("button", { name: "Release my share" }).isDisabled()).to.equal(true);
    for (const older of [keyFile, consented]) {
      await card.getByLabel("Open the key file that was just saved").setInputFiles(chosen(older));
      await card.getByRole("button", { name: "Release my share" }).click();
      await card.getByText("That is an older copy, or another key file").waitFor();
      await card.getByText(/JOURNAL_BEHIND/).waitFor();
    }
    expect(await readShares(election, chain.provider)).to.deep.equal([]);
    await card.getByLabel("Open the key file that was just saved").setInputFiles(chosen(noted));
    expect(await violations(page)).to.deep.equal([]);
    // The chain cannot be reached: the share is saved, and posted later.
    await page.context().route(/\/rpc$/, (route) => route.abort());
    await card.getByRole("button", { name: "Release my share" }).click();
    await card.getByText("If the public record cannot be reached, save the share as a file.").waitFor();
    const save = card.getByRole("button", { name: "Save the share as a file" }).click();
    const [download] = await Promise.all([page.waitForEvent("download"), save]);
    const shareFile = readFileSync(await download.path(), "utf8");
    expect(parseShareFile(shareFile).election).to.equal(election);
    expect(await readShares(election, chain.provider)).to.deep.equal([]);
    await page.context().unroute(/\/rpc$/);
    await page.getByText("Post a saved share").click();
    await page.getByLabel("File of the share").setInputFiles(chosen(keyFile));
    await press("Post the share");
    await page.getByText("SHARE_FILE_INVALID").waitFor();
    await page.getByLabel("File of the share").setInputFiles(chosen(shareFile));
    await press("Post the share");
    await page.getByText("It is in the record.").waitFor();
    await card.getByText("You have released your share.").waitFor();
    expect((await readShares(election, chain.provider)).map(({ seat }) => seat)).to.deep.equal([1]);
  });

  it("is told that a box stays closed below its quorum, and asked for no share of it", async () => {
    const { chain } = served.town;
    const now = await chain.now();
    const { key } = await unsealKeyFile(parseKeyFile(keyFile), PASSPHRASE);
    const secrets = [
      await recoverShareSecret(key, board, 1, chain.provider),
      await recoverShareSecret(other.key, board, 2, chain.provider),
    ];
    const both = { ...town, board, trustees: [{ ...other, seat: 1 }, other], secrets };
    const schedule = {
      censusTime: now + HOUR,
      opensAt: now + 2 * DAY,
      openGrace: HOUR,
      closesAt: now + 3 * DAY,
      closeGrace: HOUR,
      sharesDueAt: now + 5 * DAY,
      sealDelay: 600,
    };
    const outcome = { ...comingDemoElection.outcome, closedBelowQuorum: true };
    const shut = await createFurther(both, { ...comingDemoElection, outcome }, schedule);
    await openFurther(shut, both, chain);
    await chain.moveTo(schedule.closesAt + schedule.closeGrace);
    const card = page.locator(".own-elections > li", { has: page.locator(`a[href$="${shut}"]`) });
    await card.getByText(/by the constitution the box stays closed\. No share is owed/).waitFor();
    await card.getByText("There is nothing more to do for this vote.").waitFor();
    expect(await card.getByRole("button").count()).to.equal(0);
    expect(await readPhase(shut, chain.provider)).to.equal("below quorum");
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
