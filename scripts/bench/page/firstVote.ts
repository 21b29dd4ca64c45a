import type { Browser, BrowserContext, Page } from "@playwright/test";
import { provingFiles } from "../../checkout/circuitFiles.ts";
import type { PageDemo } from "../../rehearsal/pageDemo.ts";
import { type Figures, median } from "../figures.ts";
import { review } from "./stall.ts";

/** Votes of each kind; of each the median counts. */
const VOTES = 5;
/** Milliseconds that a voter reads the review, at least. */
const READING = 3_000;
/** The size of the keys that are counted. */
const SIZE = 8;

/**
 * Seconds from the press that casts a ballot until the page has its proof: after a review of 3 s, and beside it pressed
 * at once, in turns.
 */
export async function submitSeconds(browser: Browser, demo: PageDemo): Promise<Figures> {
  const seconds: Readonly<Record<"read" | "atOnce", number[]>> = { read: [], atOnce: [] };
  for (let vote = 0; vote < VOTES; vote++) {
    for (const [kind, reading] of [["read", READING] as const, ["atOnce", 0] as const]) {
      const context = await browser.newContext({ locale: "en-GB", viewport: { width: 390, height: 844 } });
      seconds[kind].push(await submitted(context, demo, reading));
      await context.close();
    }
  }
  return {
    "seconds.page.submitToProof": median(seconds.read),
    "seconds.page.proofAtOnce": median(seconds.atOnce),
  };
}

async function submitted(context: BrowserContext, demo: PageDemo, reading: number): Promise<number> {
  await context.addInitScript(noteProof);
  const page = await context.newPage();
  await review(page, demo);
  await page.waitForTimeout(reading);
  await page.evaluate(
    `addEventListener("click", () => { pressed = performance.now(); }, { capture: true, once: true })`,
  );
  await page.getByRole("button", { name: "Submit", exact: true }).click();
  await page.getByTestId("tracker").waitFor();
  const seconds = (await page.evaluate("(proved - pressed) / 1000")) as number;
  // The next vote is for the slot's next version.
  await page.getByRole("heading", { name: /confirmed|final/i }).waitFor({ timeout: 120_000 });
  return seconds;
}

/** Runs in the page before it does: notes when a worker gave it a proof. */
const noteProof = `{
  globalThis.pressed = 0;
  globalThis.proved = 0;
  const Plain = globalThis.Worker;
  globalThis.Worker = class extends Plain {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", ({ data }) => {
        if (data?.result?.proof !== undefined) globalThis.proved = performance.now();
      });
    }
  };
}`;

/**
 * Bytes of circuit and key that a device without anything downloads before a first vote with 8 options, as they come
 * over the network; beside them the files as they are.
 * @param worker Address of the page's proving worker.
 */
export async function firstVoteBytes(browser: Browser, { url }: PageDemo, worker: string): Promise<Figures> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const counted: Promise<number>[] = [];
  page.on("requestfinished", (request) => {
    if (!request.url().startsWith(`${url}keys/`)) return;
    counted.push(request.sizes().then((sizes) => sizes.responseBodySize));
  });
  await page.goto(url);
  await loadKey(page, worker, url);
  const bytes = (await Promise.all(counted)).reduce((sum, size) => sum + size, 0);
  await context.close();
  const { wasm, provingKey } = provingFiles(`ballot-${SIZE}`);
  return {
    "bytes.page.firstVote": bytes,
    "bytes.page.keysUncompressed": wasm.length + provingKey.length,
  };
}

function loadKey(page: Page, worker: string, url: string): Promise<unknown> {
  const config = { rpc: `${url}rpc`, chainId: 31_337, firstBlock: 0, keys: `${url}keys/` };
  return page.evaluate(`new Promise((done, fail) => {
    const proving = new Worker(${JSON.stringify(worker)}, { type: "module" });
    proving.onerror = ({ message }) => fail(new Error(message));
    proving.onmessage = ({ data }) => {
      if (data.kind === "failed") fail(new Error(data.failure.what));
      if (data.kind === "done") done(null);
    };
    const task = { kind: "load", circuit: "ballot-${SIZE}" };
    proving.postMessage({ id: 1, task, config: ${JSON.stringify(config)}, singleThread: false });
  })`);
}
