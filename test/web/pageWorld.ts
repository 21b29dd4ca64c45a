import type { Browser, BrowserContext, BrowserContextOptions, Page } from "@playwright/test";
import { hexlify, Mnemonic } from "ethers";
import { buildPage } from "../../scripts/page/buildPage.ts";
import { type PageServer, type PageToServe, servePage } from "../../scripts/page/servePage.ts";
import type { Resident } from "../../scripts/rehearsal/enrolment.ts";
import { type PageDemo, startPageDemo } from "../../scripts/rehearsal/pageDemo.ts";
import { closeBeforeChain, type DecidedElection, livingElection } from "../end-to-end/decidedElection.ts";
import { launchChromium } from "./chromium.ts";

/** The page on the chain of a decided election, and a browser. */
export type PageWorld = {
  readonly decided: DecidedElection;
  readonly demo: PageDemo;
  readonly browser: Browser;
  /**
   * A browser without any data, as of another person; Korean and phone-sized unless told otherwise.
   * @param url Of the demonstration's page, unless another is named.
   */
  visitor(options?: BrowserContextOptions, url?: string): Promise<Visitor>;
  /** The page again with another configuration, at another address. */
  serve(changes: Partial<PageToServe["config"]>, trust?: PageToServe["trust"]): Promise<PageServer>;
};

/** Somebody at a browser of their own. */
export type Visitor = {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Errors that the page threw or that its console shows, the browser's notes on failed requests apart. */
  readonly faults: readonly string[];
  goTo(hash: string): Promise<void>;
  /** Presses the button of this name. */
  press(name: string): Promise<void>;
  /** Waits until the page shows a text. */
  shows(text: string | RegExp): Promise<void>;
};

const PHONE = { viewport: { width: 390, height: 844 }, locale: "ko-KR" } as const;

let running: Promise<PageWorld> | undefined;

/** Builds and serves the page once for all tests. */
export function pageWorld(): Promise<PageWorld> {
  running ??= start();
  return running;
}

async function start(): Promise<PageWorld> {
  const decided = await livingElection();
  await buildPage();
  const demo = await startPageDemo(decided.town, decided.plan.sharing, [], decided.chain);
  const browser = await launchChromium();
  closeBeforeChain(async () => {
    await browser.close();
    await demo.close();
  });
  return {
    decided,
    demo,
    browser,
    visitor: (options, url = demo.url) => visit(browser, url, options),
    async serve(changes, trust = () => demo.trust) {
      const config = (await (await fetch(`${demo.url}config.json`)).json()) as PageToServe["config"];
      return servePage({ config: { ...config, ...changes }, trust, node: decided.chain.url });
    },
  };
}

async function visit(browser: Browser, url: string, options?: BrowserContextOptions): Promise<Visitor> {
  const context = await browser.newContext({ ...PHONE, ...options });
  // What runs the tests' TypeScript wraps functions with a helper that a page does not have.
  await context.addInitScript("globalThis.__name = (named) => named");
  const page = await context.newPage();
  page.setDefaultTimeout(90_000);
  const faults: string[] = [];
  page.on("pageerror", ({ message }) => faults.push(message));
  page.on("console", (line) => {
    if (line.type() === "error" && !line.text().startsWith("Failed to load resource")) faults.push(line.text());
  });
  return {
    context,
    page,
    faults,
    async goTo(hash) {
      // Another hash alone would not load the page anew.
      await page.goto("about:blank");
      await page.goto(url + hash);
      await page.locator("h1").waitFor();
    },
    press: (name) => page.getByRole("button", { name, exact: true }).click(),
    shows: (text) => page.getByText(text).first().waitFor(),
  };
}

/** Brings a resident's identity to the visitor's browser by its 24 words, as on a new device. */
export async function restore({ page, goTo }: Visitor, { privateKey }: Pick<Resident, "privateKey">): Promise<void> {
  await goTo("#/register/restore");
  await page.locator("#restore-text").fill(Mnemonic.fromEntropy(hexlify(privateKey)).phrase);
  await page.locator("form button[type=submit]").click();
  await page.getByRole("button", { name: /^(이 기기에 보관|Keep on this device)$/ }).click();
  await page.getByText(/^(이 기기에 보관했습니다|It is kept on this device)\.$/).waitFor();
}
