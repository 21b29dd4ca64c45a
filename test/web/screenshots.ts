import { mkdirSync } from "node:fs";
import type { Browser, Page } from "@playwright/test";
import { projectRoot } from "../../scripts/checkout/projectRoot.ts";
import { launchChromium } from "./chromium.ts";

export const screenshotFolder = `${projectRoot}build/screenshots/`;

const WIDTHS = [390, 1280] as const;
const WAYS = ["ko", "easy", "en"] as const;

/** A page to be shown: its name, its address, and what to do before the picture is taken. */
export type Shot = { readonly name: string; readonly hash: string; readonly prepare?: (page: Page) => Promise<void> };

/** What the reading pages are of: elections' addresses, and a proposal's path. */
type Shown = Readonly<Record<"open" | "coming" | "decided" | "proposal", string>>;

/** The reading pages, of an open, a coming and a decided election and of a proposal. */
export function readingShots({ open, coming, decided, proposal }: Shown): Shot[] {
  return [
    { name: "elections", hash: "#/" },
    { name: "election-open", hash: `#/elections/${open}` },
    { name: "election-folds", hash: `#/elections/${open}`, prepare: openFolds },
    { name: "election-coming", hash: `#/elections/${coming}` },
    { name: "election-decided", hash: `#/elections/${decided}` },
    {
      name: "results",
      hash: `#/elections/${decided}/results`,
      prepare: (page) => page.locator(".badge-success, .notice-success").first().waitFor({ timeout: 120_000 }),
    },
    { name: "results-folds", hash: `#/elections/${decided}/results`, prepare: openFolds },
    { name: "tracker", hash: "#/tracker" },
    { name: "tracker-wrong", hash: "#/tracker", prepare: wrongTracker },
    { name: "audit", hash: `#/audit?election=${decided}` },
    { name: "verify", hash: "verify" },
    { name: "trustee", hash: "#/trustee" },
    { name: "trustee-folds", hash: "#/trustee", prepare: openFolds },
    { name: "standing", hash: "#/register/standing" },
    { name: "submit", hash: "#/submit" },
    { name: "check", hash: "#/check" },
    { name: "help", hash: "#/help" },
    { name: "how", hash: "#/how" },
    { name: "me", hash: "#/me" },
    { name: "identity-none", hash: "#/me/identity" },
    { name: "restore", hash: "#/register/restore" },
    { name: "notice", hash: `#/v/${open}/notice` },
    { name: "kiosk", hash: "kiosk" },
    { name: "missing", hash: "#/nowhere" },
    { name: "proposals", hash: "p" },
    { name: "proposal", hash: proposal, prepare: openFolds },
    { name: "proposal-new", hash: "p/new", prepare: openFolds },
    { name: "proposal-mine", hash: "p/mine" },
    { name: "proposal-log", hash: "p/log" },
    { name: "settings", hash: "#/", prepare: openSettings },
    { name: "record-silent", hash: "#/", prepare: (page) => withoutRecord(page) },
    { name: "election-silent", hash: `#/v/${open}`, prepare: (page) => withoutRecord(page) },
  ];
}

async function openFolds(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => {
    for (const one of document.querySelectorAll("details")) one.open = true;
  });
  await page.waitForTimeout(500);
}

async function openSettings(page: Page): Promise<void> {
  await page.locator("header button").last().click();
  await page.getByRole("radio").first().waitFor();
}

async function wrongTracker(page: Page): Promise<void> {
  await page.locator("main form textarea").first().fill("7ACF-C4XM-6SFR-MASN-8FZZ-0FTC-1G9");
  await page.locator("main form button[type=submit]").click();
  await page.waitForTimeout(2_000);
}

/** Loads the page anew where no node answers. */
async function withoutRecord(page: Page): Promise<void> {
  await page.route("**/rpc", (route) => route.abort());
  await page.reload();
  await page.locator("main .notice").first().waitFor();
  await page.unrouteAll();
}

/** What takes pictures of a page at one width, in one way of saying. */
export type Shooting = {
  readonly page: Page;
  readonly way: (typeof WAYS)[number];
  /** Takes the picture of a state: the whole page, of this tab or of another. */
  readonly shot: (name: string, of?: Page) => Promise<void>;
};

/** Shows the page to `look` at both widths in every way of saying, each in a browser that knows nothing. */
export async function shootAll(
  browser: Browser,
  look: (shooting: Shooting) => Promise<void>,
  widths: readonly number[] = WIDTHS,
  ways: readonly Shooting["way"][] = WAYS,
): Promise<void> {
  mkdirSync(screenshotFolder, { recursive: true });
  for (const width of widths) {
    for (const way of ways) {
      const locale = way === "en" ? "en" : "ko-KR";
      const timezoneId = way === "en" ? "Europe/London" : "Asia/Seoul";
      const context = await browser.newContext({ viewport: { width, height: 844 }, locale, timezoneId });
      const settings = JSON.stringify({ language: way, theme: "light", size: "normal" });
      await context.addInitScript((kept) => localStorage.setItem("hanpyo.settings", kept), settings);
      const page = await context.newPage();
      page.setDefaultTimeout(90_000);
      const shot: Shooting["shot"] = async (name, of = page) => {
        await of.screenshot({ path: `${screenshotFolder}${name}-${width}-${way}.png`, fullPage: true });
      };
      await look({ page, way, shot });
      await context.close();
    }
  }
}

/** Takes every shot at both widths in every way of saying, whole pages. */
export async function takeScreenshots(browser: Browser, url: string, shots: readonly Shot[]): Promise<void> {
  await shootAll(browser, async ({ page, shot }) => {
    for (const { name, hash, prepare } of shots) {
      // Another hash alone would not load the page anew.
      await page.goto("about:blank");
      await page.goto(url + hash);
      await page.locator("h1").waitFor();
      await prepare?.(page);
      await page.waitForLoadState("networkidle");
      await page
        .locator(".spinner")
        .first()
        .waitFor({ state: "hidden", timeout: 15_000 })
        .catch(() => undefined);
      await shot(name);
    }
  });
}

/** The elections and the proposal that a demonstration's page shows first of each kind. */
export async function shownIn(browser: Browser, url: string): Promise<Shown> {
  const page = await browser.newPage();
  const paths = async (path: string, part: string): Promise<string[]> => {
    await page.goto(url + path);
    await page.locator(`main a[href*="${part}"]`).first().waitFor({ state: "attached" });
    await page.waitForLoadState("networkidle");
    return page.evaluate(
      (wanted) => [...document.querySelectorAll<HTMLAnchorElement>(`main a[href*="${wanted}"]`)].map((a) => a.pathname),
      part,
    );
  };
  const elections = (await paths("", "/v/0x")).map((path) => /0x[0-9a-fA-F]{40}/.exec(path)?.[0] ?? "");
  const [open = "", coming = "", decided = ""] = new Set(elections);
  const [proposal = ""] = await paths("p", "/p/0x");
  await page.close();
  return { open, coming, decided, proposal: proposal.slice(1) };
}

/** `node test/web/screenshots.ts URL [NAME]`, with what `npm start` prints; only those whose name contains NAME. */
if (import.meta.main) {
  const [url = "", only = ""] = process.argv.slice(2);
  const browser = await launchChromium();
  const shots = readingShots(await shownIn(browser, url)).filter(({ name }) => name.includes(only));
  await takeScreenshots(browser, url, shots);
  await browser.close();
}
