import { expect } from "chai";
import { violations } from "./accessibility.ts";
import { type ServedPage, servedPage } from "./servedPage.ts";
import { visit } from "./visit.ts";

const THEMES = ["light", "dark", "contrast"] as const;

/** Every reading page in every language and theme, on the smallest screen with text twice as large; all with `npm run test:web`. */
describe("The reading pages on a screen of 320 pixels with text twice as large", function () {
  this.timeout(600_000);
  let served: ServedPage;
  before(async function () {
    if (process.env.HANPYO_WEB !== "1") this.skip();
    served = await servedPage();
  });

  for (const language of ["ko", "en"] as const) {
    for (const theme of THEMES) {
      it(`are accessible and stay inside it, in ${language} and ${theme}`, async () => {
        const { open, coming, decided, hostile } = served.elections;
        const elections = [open, coming, decided, hostile].map((address) => `#/elections/${address}`);
        for (const hash of ["#/", "#/me", "#/help", ...elections, `#/elections/${decided}/results`]) {
          await visit(served, hash, language, async ({ page }) => {
            await page.setViewportSize({ width: 320, height: 640 });
            const settings = JSON.stringify({ language, theme, size: "normal" });
            await page.evaluate((kept) => localStorage.setItem("hanpyo.settings", kept), settings);
            await page.reload();
            await page.locator("h1").waitFor();
            await page.evaluate(() => {
              document.documentElement.style.fontSize = "125%";
            });
            await page.waitForLoadState("networkidle");
            await page.evaluate(() => {
              for (const one of document.querySelectorAll("details")) one.open = true;
            });
            expect(await violations(page), hash).to.deep.equal([]);
            const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
            expect(wider, hash).to.equal(0);
          });
        }
      });
    }
  }
});
