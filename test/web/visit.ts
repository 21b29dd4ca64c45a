import type { Page } from "@playwright/test";
import type { ServedPage } from "./servedPage.ts";

/** A visit of the page, with everything that it should not have done. */
export type Visit = {
  readonly page: Page;
  /** Errors on the console, and of scripts: refusals of the content policy are among them. */
  readonly errors: readonly string[];
  /** Addresses outside the page's own origin. */
  readonly foreign: readonly string[];
};

/** Opens the page in a browser context of its own, runs `look`, and closes it. */
export async function visit(
  { browser, url }: Pick<ServedPage, "browser" | "url">,
  hash: string,
  language: "ko" | "en",
  look: (visit: Visit) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ locale: language, viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  const errors: string[] = [];
  const foreign: string[] = [];
  page.on("pageerror", ({ message }) => errors.push(message));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  page.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    if (origin !== new URL(url).origin && !["data:", "blob:"].includes(protocol)) foreign.push(request.url());
  });
  try {
    await page.goto(url + hash);
    await page.locator("h1").waitFor();
    await look({ page, errors, foreign });
  } finally {
    await context.close();
  }
}
