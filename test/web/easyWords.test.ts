import { expect } from "chai";
import { violations } from "./accessibility.ts";
import { type ServedPage, servedPage } from "./servedPage.ts";
import { visit } from "./visit.ts";

const isWhole = process.env.HANPYO_WEB === "1";

/** Words of each page that a voter meets; the first two with every change, all with `npm run test:web`. */
const PAGES = (open: string) =>
  (
    [
      ["", "지금 하는 투표"],
      [`v/${open}`, "고를 것"],
      [`v/${open}/vote`, "이 기기에는 투표 신원이 없습니다."],
      ["check", "고른 것은 나오지 않습니다."],
      ["me/register", "여기서는 등록할 수 없습니다."],
      ["me/restore", "무엇으로 다시 가져올까요?"],
    ] as const
  ).slice(0, isWhole ? undefined : 2);

describe("easy Korean", function () {
  this.timeout(600_000);
  let served: ServedPage;
  before(async () => {
    served = await servedPage();
  });

  it("is chosen in the settings, kept, and Korean for machines; what has no easy text is said in Korean", async () => {
    const { open } = served.elections;
    await visit(served, "", "ko", async ({ page, errors }) => {
      await page.getByRole("button", { name: "화면 설정" }).click();
      await page.getByRole("radio", { name: "쉬운 말" }).check();
      await page.getByText("지금 하는 투표").waitFor();
      expect(await page.locator("html").getAttribute("lang")).to.equal("ko");
      await page.keyboard.press("Escape");
      // No easy text of it: it is easy already.
      await page.getByRole("link", { name: "내 투표", exact: true }).first().waitFor();

      for (const [path, text] of PAGES(open)) {
        await page.goto(served.url + path);
        await page.getByText(text).first().waitFor();
        expect(await violations(page), path).to.deep.equal([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth), path).to.be.at.most(390);
      }
      expect(errors).to.deep.equal([]);
    });
  });

  it("is loaded by nobody else", async () => {
    await visit(served, "", "ko", async ({ page }) => {
      await page.locator("article").first().waitFor();
      await page.waitForLoadState("networkidle");
      const loaded = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
      expect(loaded.filter((name) => name.includes("easyTexts"))).to.deep.equal([]);
    });
  });
});
