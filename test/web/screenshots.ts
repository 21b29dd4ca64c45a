import { mkdirSync } from "node:fs";
import type { Browser, Page } from "@playwright/test";
import { projectRoot } from "../../scripts/checkout/projectRoot.ts";
import { launchChromium } from "./chromium.ts";

export const screenshotFolder = `${projectRoot}build/screenshots/`;

const WIDTHS = [390, 1280] as const;
const WAYS = ["ko", "easy", "en"] as const;

/** A page to be shown: its name, its address, and what to do before the picture is taken. */
export type Shot = { readonly name: string; readonly hash: string; readonly prepare?: (page: Page) => Promise<void> };

/** The reading pages, of an open, a coming and a decided election. */
export function readingShots({
  open,
  coming,
  decided,
}: Readonly<Record<"open" | "coming" | "decided", string>>): Shot[] {
  return [
    { name: "elections", hash: "#/" },
    { name: "election-open", hash: `#/elections/${open}` },
    { name: "election-coming", hash: `#/elections/${coming}` },
    { name: "election-decided", hash: `#/elections/${decided}` },
    {
      name: "results",
      hash: `#/elections/${decided}/results`,
      prepare: (page) => page.locator(".badge-success, .notice-success").first().waitFor({ timeout: 120_000 }),
    },
    { name: "tracker", hash: "#/tracker" },
    { name: "audit", hash: `#/audit?election=${decided}` },
    { name: "trustee", hash: "#/trustee" },
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
  ];
}

/** What takes pictures of a page at one width, in one way of saying. */
export type Shooting = {
  readonly page: Page;
  readonly way: (typeof WAYS)[number];
  /** Takes the picture of a state: the whole page, of this tab or of another. */
  readonly shot: (name: string, of?: Page) => Promise<void>;
};

/** Shows the page to `look` at both widths in every way of saying, each in a browser that knows nothing. */
export async function shootAll(browser: Browser, look: (shooting: Shooting) => Promise<void>): Promise<void> {
  mkdirSync(screenshotFolder, { recursive: true });
  for (const width of WIDTHS) {
    for (const way of WAYS) {
      const locale = way === "en" ? "en" : "ko-KR";
      const context = await browser.newContext({ viewport: { width, height: 844 }, locale });
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
      await shot(name);
    }
  });
}

/** `node test/web/screenshots.ts URL OPEN COMING DECIDED`, with what `npm start` prints. */
if (import.meta.main) {
  const [url = "", open = "", coming = "", decided = "", only] = process.argv.slice(2);
  const browser = await launchChromium();
  const shots = readingShots({ open, coming, decided }).filter(({ name }) => only === undefined || name.includes(only));
  await takeScreenshots(browser, url, shots);
  await browser.close();
}
