import { expect } from "chai";
import { hostileContent, PAYLOADS } from "./hostileContent.ts";
import { type ServedPage, servedPage } from "./servedPage.ts";
import { visit } from "./visit.ts";

const FORBIDDEN =
  "main script, main img:not([src^='./']), main iframe, main style, main link, main form, main base, main meta, main math, main noscript, main [style], main [onerror], main [onload], main [onfocus], main a[href^='javascript:' i], main a[href^='data:' i]";

describe("texts of an election that attack the page", function () {
  this.timeout(600_000);
  let served: ServedPage;
  before(async () => {
    served = await servedPage();
  });

  it("stand in every field of its content", () => {
    const { title, question, options, arguments: said = [], test } = hostileContent;
    expect(said.map(({ side }) => side)).to.deep.equal(["for", "against"]);
    const texts = [title, question, ...options.flatMap((option) => [option.title, option.description ?? title])];
    const arguers = said.flatMap(({ text, by }) => (by ? [text, by] : [text]));
    for (const text of [...texts, ...arguers, ...(test?.reasons ?? [])]) {
      for (const payload of PAYLOADS) expect(`${text.ko}${text.en}`).to.contain(payload);
    }
  });

  it("are marked with the language that they are in: the visitor's, or the election's own", async () => {
    for (const language of ["ko", "en"] as const) {
      await visit(served, `#/elections/${served.elections.hostile}`, language, async ({ page }) => {
        const [title, description] = ["h1 span[lang]", "main li .markdown"];
        await page.locator(title).first().waitFor();
        expect(await page.locator(title).first().getAttribute("lang")).to.equal(language);
        expect(await page.locator(description).first().getAttribute("lang")).to.equal(language);
        expect(await page.locator("main .markdown").first().getAttribute("lang"), "the question").to.equal("ko");
        const named = language === "ko" ? "이 투표의 글을 읽을 언어" : "Language of this vote's texts";
        await page.getByLabel(named).selectOption({ label: "Tiếng Việt" });
        await page.locator("h1 span[lang=vi]", { hasText: "Tiếng Việt" }).waitFor();
        expect(await page.locator(description).first().getAttribute("lang"), "what is not translated").to.equal(
          language,
        );
      });
    }
  });

  for (const hash of ["", "/results", "list"]) {
    it(`run nothing, load nothing and look like nothing of the page's own: ${hash || "the election's page"}`, async () => {
      const at = hash === "list" ? "#/" : `#/elections/${served.elections.hostile}${hash}`;
      await visit(served, at, "ko", async ({ page, errors, foreign }) => {
        await page.getByText("연습 투표").first().waitFor();
        await page.waitForLoadState("networkidle");
        for (const link of await page.locator("main .markdown a").all()) {
          expect((await link.getAttribute("href")) ?? "https://").to.match(/^https:/);
        }
        expect(await page.evaluate(() => (globalThis as { hostile?: boolean }).hostile)).to.equal(undefined);
        expect(await page.locator(FORBIDDEN).count()).to.equal(0);
        expect(
          await page.locator("main .markdown [class], main .markdown [id], main .markdown [data-theme]").count(),
        ).to.equal(0);
        // Not even the policy has anything to refuse: what looks like HTML is never parsed as such.
        expect(errors).to.deep.equal([]);
        expect(foreign).to.deep.equal([]);
      });
    });
  }
});
