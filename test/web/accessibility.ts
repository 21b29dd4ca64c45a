import { mkdirSync } from "node:fs";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { projectRoot } from "../../scripts/checkout/projectRoot.ts";

const stateFolder = `${projectRoot}build/screenshots/states/`;

let pictures = 0;

/** What axe finds on a page, by all of its rules or by those that are named, as lines that say where. With `HANPYO_PICTURES=1` the state is also pictured, for people to look at. */
export async function violations(page: Page, ...rules: readonly string[]): Promise<readonly string[]> {
  if (process.env.HANPYO_PICTURES === "1") await picture(page);
  const axe = new AxeBuilder({ page });
  const { violations: found } = await (rules.length === 0 ? axe : axe.withRules([...rules])).analyze();
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target} ${failureSummary}`),
  );
}

/** The whole page as it is, and on a desktop's screen; in the usual colours alone. */
async function picture(page: Page): Promise<void> {
  if ((await page.evaluate(() => document.documentElement.dataset.theme)) !== "light") return;
  mkdirSync(stateFolder, { recursive: true });
  const name = `${stateFolder}${process.pid}-${String(++pictures).padStart(3, "0")}`;
  const size = page.viewportSize();
  await page.screenshot({ path: `${name}.png`, fullPage: true });
  if (size === null || size.width >= 1280) return;
  await page.setViewportSize({ width: 1280, height: 844 });
  await page.screenshot({ path: `${name}-wide.png`, fullPage: true });
  await page.setViewportSize(size);
}
