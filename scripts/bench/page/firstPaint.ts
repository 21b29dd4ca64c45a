import type { Browser, Page } from "@playwright/test";
import type { PageDemo } from "../../rehearsal/pageDemo.ts";
import { type Figures, median } from "../figures.ts";

/** Bytes a second, and milliseconds to an answer, of a slow mobile network. */
const SLOW = { downloadThroughput: 50_000, uploadThroughput: 50_000, latency: 100 } as const;
/** Loads; of them the median counts. */
const LOADS = 3;

/**
 * Seconds from the address to the first words on the screen over a slow network, with nothing on the device, and to the
 * list of elections; the largest paint, whose element is said; and the bytes that came until then, fonts with them.
 */
export async function firstPaint(browser: Browser, { url }: PageDemo): Promise<Figures> {
  const loads: Load[] = [];
  for (let load = 0; load < LOADS; load++) loads.push(await firstLoad(browser, url));
  console.error(`The largest paint of the first load is ${loads.at(-1)?.largest.element}`);
  return {
    "seconds.page.firstPaint": median(loads.map(({ painted }) => painted)),
    "seconds.page.listShown": median(loads.map(({ listed }) => listed)),
    "seconds.page.largestPaint": median(loads.map(({ largest }) => largest.seconds)),
    "bytes.page.firstLoad": median(loads.map(({ bytes }) => bytes)),
  };
}

type Largest = { readonly seconds: number; readonly element: string };
type Load = {
  readonly painted: number;
  readonly listed: number;
  readonly largest: Largest;
  readonly bytes: number;
};

async function firstLoad(browser: Browser, url: string): Promise<Load> {
  const context = await browser.newContext({ locale: "ko-KR", viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.emulateNetworkConditions", { offline: false, ...SLOW });
  let bytes = 0;
  devtools.on("Network.loadingFinished", ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  const started = performance.now();
  await page.goto(url, { waitUntil: "commit" });
  await page.locator("article").first().waitFor({ timeout: 120_000 });
  const listed = (performance.now() - started) / 1000;
  const painted = await page.evaluate(
    () => (performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN) / 1000,
  );
  await page.waitForLoadState("networkidle");
  const largest = await largestPaint(page);
  await context.close();
  return { painted, listed, largest, bytes };
}

type PaintEntry = { readonly startTime: number; readonly size: number; readonly element: Element | null };

/** The largest paint so far, as the browser tells it: when, and of which element. */
function largestPaint(page: Page): Promise<Largest> {
  return page.evaluate(
    () =>
      new Promise<Largest>((done) => {
        const observer = new PerformanceObserver((list) => {
          const { startTime, size, element } = list.getEntries().at(-1) as unknown as PaintEntry;
          const path = [element?.parentElement, element]
            .map((one) => [one?.tagName.toLowerCase(), ...(one?.classList ?? [])].join("."))
            .join(" > ");
          const words = (element?.textContent ?? "").slice(0, 40);
          const named = element === null ? "an element that is gone since" : `${path} "${words}"`;
          done({ seconds: startTime / 1000, element: `${named}, ${size} square pixels` });
        });
        observer.observe({ type: "largest-contentful-paint", buffered: true });
      }),
  );
}
