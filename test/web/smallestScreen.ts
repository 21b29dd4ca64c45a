import type { Page } from "@playwright/test";
import { expect } from "chai";
import { violations } from "./accessibility.ts";

const THEMES = ["light", "dark", "contrast"] as const;

/** The smallest screen that somebody may vote on, in pixels. */
export const SMALLEST = { width: 320, height: 640 } as const;

/** Makes all text twice as large as it is at the usual size. */
export async function enlargeText(page: Page): Promise<void> {
  await page.evaluate(() => {
    document.documentElement.style.fontSize = "125%";
  });
}

export async function openFolds(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const one of document.querySelectorAll("details")) one.open = true;
  });
}

/** That a page does not scroll sideways, and cuts nothing off. */
async function staysInside(page: Page, name: string): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), name).to.equal(0);
  expect(await cutOff(page), name).to.deep.equal([]);
}

/** That a page has no fault of accessibility and stays inside the screen in every theme, one after the other, without a reload. */
export async function staysInsideInEveryTheme(page: Page, name: string): Promise<void> {
  for (const theme of THEMES) {
    await page.evaluate((wanted) => {
      document.documentElement.dataset.theme = wanted;
    }, theme);
    // Another theme is other colours and borders, and nothing else.
    const rules = theme === "light" ? [] : ["color-contrast", "link-in-text-block"];
    expect(await violations(page, ...rules), `${name} in ${theme}`).to.deep.equal([]);
    await staysInside(page, `${name} in ${theme}`);
  }
}

/** Texts that stick out of the screen, or out of something that hides what sticks out, fields' own too; as their beginnings. */
export function cutOff(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    for (const field of document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
      "main input, main textarea",
    )) {
      const isWider = field.scrollWidth > field.clientWidth + 1 && field.clientWidth > 1;
      if (isWider || field.scrollHeight > field.clientHeight + 1) found.push(field.value.slice(0, 40));
    }
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = node.textContent?.trim() ?? "";
      const parent = node.parentElement;
      if (text === "" || parent === null || !parent.checkVisibility({ visibilityProperty: true })) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const { left, right, top, bottom, width } = range.getBoundingClientRect();
      if (width === 0) continue;
      let [from, to] = [0, innerWidth];
      for (let box: Element | null = parent; box !== null && box !== document.body; box = box.parentElement) {
        const edge = box.getBoundingClientRect();
        // What only a screen reader is to find.
        if (edge.width <= 1) {
          [from, to] = [-Infinity, Infinity];
          break;
        }
        const { overflowX, overflowY, webkitLineClamp } = getComputedStyle(box);
        if (overflowX === "auto" || overflowX === "scroll") [from, to] = [-Infinity, Infinity];
        else if (overflowX !== "visible") [from, to] = [Math.max(from, edge.left), Math.min(to, edge.right)];
        const isLow =
          (overflowY === "hidden" || overflowY === "clip") && (bottom > edge.bottom + 2 || top < edge.top - 2);
        // The first lines of what a button shows whole are meant.
        if (isLow && webkitLineClamp === "none") found.push(text.slice(0, 40));
      }
      if (left < from - 1 || right > to + 1) found.push(text.slice(0, 40));
    }
    return found;
  });
}
