import { mkdirSync } from "node:fs";
import type { Browser, Page } from "@playwright/test";
import { projectRoot } from "../../scripts/checkout/projectRoot.ts";
import { launchChromium } from "./chromium.ts";

export const screenshotFolder = `${projectRoot}build/screenshots/`;

const WIDTHS = [390, 1280] as const;
const LANGUAGES = ["ko", "en"] as const;

/** A page to be shown: its name, its address after the #, and what to do before the picture is taken. */
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
      prepare: (page) =>
        page.getByText(/이 브라우저가 확인했습니다|Verified by this browser/).waitFor({ timeout: 120_000 }),
    },
    { name: "tracker", hash: "#/tracker" },
    { name: "audit", hash: `#/audit?election=${decided}` },
    { name: "trustee", hash: "#/trustee" },
    { name: "standing", hash: "#/register/standing" },
    { name: "submit", hash: "#/submit" },
    { name: "check", hash: "#/check" },
    { name: "help", hash: "#/help" },
    { name: "how", hash: "#/how" },
    { name: "missing", hash: "#/nowhere" },
  ];
}

/** Takes every shot at both widths in both languages, whole pages. */
export async function takeScreenshots(browser: Browser, url: string, shots: readonly Shot[]): Promise<void> {
  mkdirSync(screenshotFolder, { recursive: true });
  for (const width of WIDTHS) {
    for (const language of LANGUAGES) {
      const context = await browser.newContext({ viewport: { width, height: 844 }, locale: language });
      const page = await context.newPage();
      for (const { name, hash, prepare } of shots) {
        // Another hash alone would not load the page anew.
        await page.goto("about:blank");
        await page.goto(url + hash);
        await page.locator("h1").waitFor();
        await prepare?.(page);
        await page.waitForLoadState("networkidle");
        await page.screenshot({ path: `${screenshotFolder}${name}-${width}-${language}.png`, fullPage: true });
      }
      await context.close();
    }
  }
}

/** `node test/web/screenshots.ts URL OPEN COMING DECIDED`, with what `npm start` prints. */
if (import.meta.main) {
  const [url = "", open = "", coming = "", decided = "", only] = process.argv.slice(2);
  const browser = await launchChromium();
  const shots = readingShots({ open, coming, decided }).filter(({ name }) => only === undefined || name.includes(only));
  await takeScreenshots(browser, url, shots);
  await browser.close();
}
