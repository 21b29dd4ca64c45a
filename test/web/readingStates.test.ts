import { expect } from "chai";
import { recordContentHash } from "../../sdk/verify/contentHash.ts";
import { violations } from "./accessibility.ts";
import { type ServedPage, servedPage } from "./servedPage.ts";
import { visit } from "./visit.ts";

/** Record files, and browsers that are unfit; all with `npm run test:web`. */
describe("the reading pages, where something is unusual,", function () {
  this.timeout(300_000);
  let served: ServedPage;

  before(async function () {
    if (process.env.HANPYO_WEB !== "1") this.skip();
    served = await servedPage();
  });

  /** Gives the audit a record file, compared with the page's node or not. */
  const audited = (record: unknown, compare: boolean, verdict: RegExp) =>
    visit(served, "#/audit", "en", async ({ page, errors }) => {
      await page.getByRole("radio", { name: "A record file" }).check();
      const buffer = Buffer.from(typeof record === "string" ? record : JSON.stringify(record));
      await page
        .locator("input[type=file]")
        .setInputFiles({ name: "record.json", mimeType: "application/json", buffer });
      if (!compare) await page.getByRole("checkbox").uncheck();
      await page.getByRole("button", { name: "Start verifying" }).click();
      await page.getByText(verdict).first().waitFor({ timeout: 120_000 });
      const isRecord = typeof record !== "string";
      expect(await page.getByText("This is a practice vote. It binds nobody.").count()).to.equal(isRecord ? 1 : 0);
      if (isRecord) await page.getByText(recordContentHash(record)).waitFor();
      expect(await violations(page)).to.deep.equal([]);
      expect(errors).to.deep.equal([]);
    });

  it("verify a record file alone, and against the chain", async () => {
    const { record } = served.town;
    await audited(record, false, /All \d+ checks hold/);
    await audited(record, true, /All \d+ checks hold/);
  });

  it("name the check that a changed record fails, and refuse a file that is none", async () => {
    const { record } = served.town;
    const [first = "0", ...others] = record.result?.counts ?? [];
    const changed = { ...record, result: { ...record.result, counts: [String(BigInt(first) + 1n), ...others] } };
    await audited(changed, false, /\d+ of \d+ checks fail/);
    await audited("{ not JSON", false, /This is not a record file/);
  });

  it("show what speaks for and against, and who says so", async () => {
    await visit(served, `#/elections/${served.elections.coming}`, "en", async ({ page }) => {
      await page.getByRole("heading", { name: "Arguments" }).waitFor();
      const sides = page.locator("section", { has: page.getByRole("heading", { name: "Arguments" }) }).locator(".card");
      const [pro, contra] = await sides.allTextContents();
      expect(pro).to.contain("For").and.contain("Children walk at ease").and.contain("Market traders");
      expect(contra).to.contain("Against").and.contain("The cars go through the next street");
      expect(await violations(page)).to.deep.equal([]);
    });
  });

  it("tell who comes inside another app to open a browser", async () => {
    const userAgent =
      "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36 KAKAOTALK 11.2";
    const context = await served.browser.newContext({ locale: "ko-KR", userAgent });
    const page = await context.newPage();
    await page.goto(served.url);
    await page.getByText("다른 앱 안에서 열린 화면입니다.").waitFor();
    await page.getByText("진행 중인 투표").waitFor();
    await context.close();
  });
});
