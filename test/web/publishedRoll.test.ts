import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Identity } from "@semaphore-protocol/core";
import { expect } from "chai";
import { hexlify, Mnemonic } from "ethers";
import { rollRoutes } from "../../scripts/page/rollRoutes.ts";
import { type PageServer, servePage } from "../../scripts/page/servePage.ts";
import { openDemoElection } from "../../scripts/rehearsal/demoElections.ts";
import { withDemoManifest } from "../../scripts/rehearsal/demoTrust.ts";
import { newOffice } from "../../scripts/rehearsal/enrolment.ts";
import { createFurther, openFurther } from "../../scripts/rehearsal/furtherElection.ts";
import { trustOf } from "../../scripts/rehearsal/pageDemo.ts";
import { buildSnapshot } from "../../scripts/rollFiles/buildSnapshot.ts";
import { createPublishedRolls } from "../../sdk/chain/factories.ts";
import { rollFolder } from "../../sdk/election/rollFiles.ts";
import { provedEntries, publishSigned } from "../end-to-end/publishedSnapshots.ts";
import { type ServedPage, servedPage } from "./servedPage.ts";
import { visit } from "./visit.ts";

const DAY = 86_400;
const ROLL = 1n;
const KEY = new Uint8Array(32).fill(7);

/** A vote over a roll that was published as a file, in a browser that has nothing but the page and its files. */
describe("A roll published as a file, in the page", function () {
  this.timeout(600_000);
  let served: ServedPage;
  let server: PageServer;
  let folder: string;
  let files: string;
  let election: string;
  const identity = new Identity(KEY);

  before(async function () {
    if (process.env.HANPYO_WEB !== "1") return this.skip();
    served = await servedPage();
    const { chain, town } = served.town;
    folder = mkdtempSync(join(tmpdir(), "hanpyo-published-"));
    const { rollFactory, registry } = town.shared;
    const terms = { registry: registry.address, challengePeriod: DAY };
    const { address: rolls } = await createPublishedRolls(rollFactory.address, terms, town.relayer);
    const id = { chainId: 31337n, rolls };
    const offices = { registrar: newOffice(town.registrar), approver: newOffice(town.approver) };
    const expiresAt = (await chain.now()) + DAY;
    const publishing = { offices, id, registry: registry.address, sender: town.relayer, expiresAt };
    writeFileSync(join(folder, "entries.bin"), await provedEntries([new Identity(), identity], publishing));
    const out = join(folder, "out");
    const order = { ...id, rollId: ROLL, sequence: 1n, withoutProofs: false, report: () => {}, out };
    const index = await buildSnapshot({ ...order, entries: join(folder, "entries.bin") });
    const { root, contentRoot, activeMembers, children } = index;
    const snapshot = { rollId: ROLL, sequence: 1n, root, contentRoot, activeMembers, expiresAt };
    await publishSigned(snapshot, children, publishing);
    files = join(folder, rollFolder(root));
    renameSync(out, files);

    const censusTime = (await chain.now()) + DAY;
    const closesAt = censusTime + 60 * DAY;
    const times = { censusTime, opensAt: censusTime + 2 * DAY, openGrace: DAY, closesAt, closeGrace: 3_600 };
    const over = { ...town, shared: { ...town.shared, registry: { ...registry, address: rolls } } };
    const schedule = { ...times, sharesDueAt: closesAt + 3 * DAY, sealDelay: 600 };
    election = await createFurther(over, openDemoElection, schedule);
    await openFurther(election, town, chain);
    // The municipality names the published rolls too, in a manifest that the gazette prints.
    const { publishedRolls, ...all } = town.shared.all;
    const named = { ...all, publishedRolls: { ...registry, address: rolls } };
    const signing = { ...town, shared: { ...town.shared, all: named } };
    const trust = trustOf(await withDemoManifest(served.trust.file, signing, chain.provider));
    expect(publishedRolls?.address).not.to.equal(rolls);
    server = await servePage({
      config: { ...served.config, rollFiles: "rolls/" },
      trust: () => trust,
      node: chain.url,
      more: rollRoutes(folder),
    });
  });

  after(async () => {
    await server?.close();
    if (folder !== undefined) rmSync(folder, { recursive: true });
  });

  const open = (hash: string, look: Parameters<typeof visit>[3]) =>
    visit({ browser: served.browser, url: server.url }, hash, "en", look);

  it("gives a resident the path to prove a ballot with", async () => {
    await open("#/register/restore", async ({ page, errors }) => {
      const { phrase } = Mnemonic.fromEntropy(hexlify(KEY));
      await page.locator("#restore-text").fill(phrase);
      await page.locator("form button[type=submit]").click();
      await page.getByRole("button", { name: "Keep on this device" }).click();
      await page.goto(`${server.url}#/elections/${election}/vote`);
      await page.locator(".option input").first().check();
      await page.getByRole("button", { name: "Next: review" }).click();
      await page.getByTestId("commitment").waitFor();
      await page.getByRole("button", { name: "Submit", exact: true }).click();
      // No relayer is configured: the proved ballot waits on the device.
      await page.getByText("No relayer takes the ballot now.").waitFor({ timeout: 60_000 });
      expect(errors).to.deep.equal([]);
    });
  });

  it("is verified by the browser with its files, and not without them", async () => {
    const audit = async (expected: string | RegExp) =>
      open(`#/audit?election=${election}`, async ({ page }) => {
        await page.getByRole("button", { name: "Start verifying" }).click();
        await page.getByText(expected).waitFor({ timeout: 60_000 });
      });
    await audit("This record holds no result yet. What there is so far is right.");
    const aside = join(folder, "aside");
    renameSync(files, aside);
    await audit(/^1 of \d+ checks could not be made; the others hold\.$/);
    renameSync(aside, files);
  });
});
