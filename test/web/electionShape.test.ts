import type { Page } from "@playwright/test";
import { expect } from "chai";
import { violations } from "./accessibility.ts";
import { type ServedPage, servedPage } from "./servedPage.ts";
import { visit } from "./visit.ts";

/** Pixels that an election's page of four options may take on a phone. */
const MOST_HEIGHT = 1_700;

/** What stands on an election's page and its result, and what is one tap away. */
describe("An election's page", function () {
  this.timeout(120_000);
  let served: ServedPage;
  before(async () => {
    served = await servedPage();
  });

  const open = () => `#/elections/${served.elections.open}`;
  const result = () => `#/elections/${served.elections.decided}/results`;
  const fold = (page: Page, name: string) => page.locator("details").filter({ hasText: name }).last();
  const openAll = (page: Page) =>
    page.evaluate(() => {
      for (const one of document.querySelectorAll("details")) one.open = true;
    });
  const rules = (page: Page) => page.getByText("투표를 만든 뒤에는 바꿀 수 없습니다.");

  it("is short on a phone: state, question, options and one button, and no hash without a tap", async () => {
    await visit(served, open(), "ko", async ({ page }) => {
      const action = page.locator("[data-action] a").first();
      await action.waitFor();
      await page.getByText("참관 위원", { exact: true }).waitFor();
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      expect(height).to.be.at.most(MOST_HEIGHT);
      const { y = 0 } = (await action.boundingBox()) ?? {};
      expect(y, "the button is on the first screen").to.be.below(600);
      expect(await page.locator("main .code:visible").count()).to.equal(0);
      expect(await page.getByText("4,000만 원").first().isVisible()).to.equal(true);
      expect(await violations(page)).to.deep.equal([]);
    });
  });

  // The rest with all states of the page.
  const whole = process.env.HANPYO_WEB === "1" ? it : it.skip;

  whole("opens each part in place, keeps it open for whoever comes back, and prints all of them", async () => {
    await visit(served, open(), "ko", async ({ page }) => {
      await page.locator("summary", { hasText: "투표 규약" }).waitFor();
      expect(await rules(page).isVisible()).to.equal(false);
      await page.emulateMedia({ media: "print" });
      expect(await rules(page).isVisible()).to.equal(true);
      await page.emulateMedia({ media: "screen" });
      await page.locator("summary", { hasText: "투표 규약" }).click();
      expect(await rules(page).isVisible()).to.equal(true);
      await page.getByRole("link", { name: "투표 목록" }).click();
      await page.locator("article").first().waitFor();
      await page.goBack();
      await rules(page).waitFor();
      expect(await fold(page, "규약의 대조 코드").getAttribute("open")).to.equal(null);
      await openAll(page);
      expect(await violations(page)).to.deep.equal([]);
    });
  });

  whole("uses a wide window: lines of text end, and what can be done stays beside them", async () => {
    await visit(served, open(), "ko", async ({ page }) => {
      await page.setViewportSize({ width: 1280, height: 800 });
      const action = page.locator("[data-action] a").first();
      await action.waitFor();
      await openAll(page);
      const text = await page.locator(".column-text").evaluate((column) => ({
        width: column.getBoundingClientRect().width,
        em: Number.parseFloat(getComputedStyle(column).fontSize),
        end: column.getBoundingClientRect().right,
      }));
      expect(text.width).to.be.at.most(40 * text.em);
      const before = (await action.boundingBox()) ?? { x: 0, y: 0 };
      expect(before.x).to.be.above(text.end);
      await page.evaluate(() => scrollTo(0, 1_000));
      await page.waitForFunction(() => scrollY === 1_000);
      const { y: later = -1 } = (await action.boundingBox()) ?? {};
      expect(later, "the button is still on the screen").to.be.within(0, before.y);
    });
  });

  it("begins a result with what was selected, best first with its reason, and one badge for all checks", async () => {
    const { record, plan } = served.town;
    const counts = (record.result?.counts.slice(0, plan.rules.optionCount) ?? []).map(Number);
    await visit(served, result(), "ko", async ({ page }) => {
      await page.getByText(/^\d개 사업 선정$/).waitFor();
      const shown = (await page.locator("tbody td").allTextContents()).map((text) => Number.parseInt(text, 10));
      expect(shown).to.deep.equal(counts.toSorted((a, b) => b - a));
      expect(await page.locator("tbody th").filter({ hasText: "✓ 선정" }).count()).to.be.above(0);
      const badge = page.getByText(/이 브라우저가 검증했습니다\. 검사 \d+개가 모두 맞습니다\./);
      await badge.waitFor({ timeout: 60_000 });
      expect(await page.locator(".check-part:visible").count()).to.equal(0);
      expect(await page.evaluate(() => document.documentElement.scrollHeight)).to.be.at.most(MOST_HEIGHT);
      await badge.click();
      expect(await page.locator(".check-part:visible").count()).to.be.above(5);
      expect(await violations(page)).to.deep.equal([]);
    });
  });
});
