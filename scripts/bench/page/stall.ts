import type { Browser, Page } from "@playwright/test";
import type { PageDemo } from "../../rehearsal/pageDemo.ts";
import { type Figures, median } from "../figures.ts";

/** Votes whose proofs are watched. Each has its longest stall; of these the median counts, as of seconds. */
const VOTES = 5;

/** What a page counts while it is watched. */
type Watched = { readonly gap: number; readonly task: number };

/**
 * The longest time that the page's thread answered nothing from the press that casts a ballot until it was proved and
 * taken, by the largest gap of a timer that is always due, whatever kept it; and beside it the longest task that the
 * browser reports of the page itself. The reference is the same page, watched as long without a proof.
 * @returns The figures, and the address of the proving worker that the page started.
 */
export async function stalls(browser: Browser, demo: PageDemo): Promise<{ figures: Figures; worker: string }> {
  const [proving, idle]: readonly [Watched[], Watched[]] = [[], []];
  let worker = "";
  for (let vote = 0; vote < VOTES; vote++) {
    const context = await browser.newContext({ locale: "en-GB", viewport: { width: 390, height: 844 } });
    const page = await context.newPage();
    page.on("worker", (started) => {
      if (worker === "" && !started.url().startsWith("blob:")) worker = started.url();
    });
    await review(page, demo);
    const started = performance.now();
    await page.evaluate(`(${watch})("click")`);
    await page.getByRole("button", { name: "Submit", exact: true }).click();
    await page.getByTestId("tracker").waitFor();
    proving.push(await page.evaluate(ended));
    const taken = performance.now() - started;
    await page.evaluate(`(${watch})()`);
    await page.waitForTimeout(taken);
    idle.push(await page.evaluate(ended));
    await context.close();
  }
  return {
    worker,
    figures: {
      "milliseconds.page.longestGap.proving": Math.round(median(proving.map(({ gap }) => gap))),
      "milliseconds.page.longestGap.idle": Math.round(median(idle.map(({ gap }) => gap))),
      "milliseconds.page.longestTask.proving": Math.round(median(proving.map(({ task }) => task))),
    },
  };
}

/** Up to an encrypted ballot that waits for the voter's word. */
export async function review(page: Page, { url, open }: PageDemo): Promise<void> {
  await page.goto(`${url}me/register`);
  await page.getByRole("button", { name: "Use the ready identity" }).click();
  await page.getByRole("alert").waitFor();
  await page.goto(`${url}v/${open}/vote`);
  await page.locator(".option input").first().check();
  await page.getByRole("button", { name: "Next: review" }).click();
  await page.getByTestId("commitment").waitFor();
}

/**
 * Runs in the page, and watches from the next event of that name on (what drives the browser stalls it before), or at
 * once. As text, because what runs this file's TypeScript wraps functions with helpers of its own.
 */
const watch = `(event) => {
  const watched = { gap: 0, task: 0, isOn: true };
  window.watched = watched;
  const begin = () => {
    const begun = performance.now();
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) {
        if (watched.isOn && startTime + duration > begun) watched.task = Math.max(watched.task, duration);
      }
    }).observe({ type: "longtask" });
    let last = begun;
    const tick = () => {
      const now = performance.now();
      watched.gap = Math.max(watched.gap, now - last);
      last = now;
      if (watched.isOn) setTimeout(tick, 0);
    };
    setTimeout(tick, 0);
  };
  if (event === undefined) begin();
  else addEventListener(event, begin, { capture: true, once: true });
}`;

const ended = `(async () => {
  const { watched } = window;
  await new Promise((later) => setTimeout(later, 100));
  watched.isOn = false;
  return { gap: watched.gap, task: watched.task };
})()`;
