import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect } from "chai";
import { violations } from "./accessibility.ts";
import { type ServedPage, servedPage } from "./servedPage.ts";
import { visit } from "./visit.ts";

describe("what is taken along from the page", function () {
  this.timeout(600_000);
  let served: ServedPage;
  before(async () => {
    served = await servedPage();
  });

  /** The file that a button of this name gives. */
  async function saved(page: Page, name: string): Promise<string> {
    const coming = page.waitForEvent("download");
    await page.getByRole("button", { name, exact: true }).click();
    return readFileSync(await (await coming).path(), "utf8");
  }

  /** Share button and calendar stand with the schedule, one tap away; what was open stays open. */
  const openTools = (page: Page) => page.locator("summary", { hasText: "일정 · 공유" }).click();

  it("is a calendar file with the moments that are still to come, in universal time, with Korea's said", async () => {
    const { coming } = served.elections;
    const shell = (await served.shells()).find(({ election }) => election === coming);
    const utc = (seconds = 0) => `${new Date(seconds * 1000).toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z`;
    await visit(served, `v/${coming}`, "ko", async ({ page }) => {
      await openTools(page);
      const file = (await saved(page, "일정 저장")).replaceAll("\r\n ", "");
      const starts = [...file.matchAll(/^DTSTART:(.*)\r$/gm)].map(([, at]) => at);
      expect(starts).to.have.length(3);
      expect(starts.slice(0, 2)).to.deep.equal([utc(shell?.opensAt), utc(shell?.closesAt)]);
      expect(file)
        .to.match(/^SUMMARY:투표 마감: /m)
        .and.match(/^DESCRIPTION:한국 시간 \d{4}년/m);
      expect(file).to.contain(`URL:${served.url}v/${coming}`);
    });
    await visit(served, `v/${served.elections.open}`, "ko", async ({ page }) => {
      await openTools(page);
      const file = await saved(page, "일정 저장");
      expect(file.match(/BEGIN:VEVENT/g)).to.have.length(2);
    });
  });

  // The rest with all states of the page.
  const whole = process.env.HANPYO_WEB === "1" ? it : it.skip;

  whole("is the address, by the system's own sheet where there is one, else copied", async () => {
    const url = `${served.url}v/${served.elections.open}`;
    await visit(served, `v/${served.elections.open}`, "ko", async ({ page }) => {
      await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
      await page.evaluate(() => Object.defineProperty(navigator, "share", { value: undefined }));
      await openTools(page);
      await page.getByRole("button", { name: "공유하기" }).click();
      await page.getByText("주소를 복사했습니다").waitFor();
      expect(await page.evaluate(() => navigator.clipboard.readText())).to.equal(url);

      await page.reload();
      // As text: what runs the tests' TypeScript wraps functions with a helper that a page does not have.
      await page.evaluate(`Object.defineProperty(navigator, "canShare", { value: () => true });
        Object.defineProperty(navigator, "share", {
          value: async (data) => document.body.setAttribute("data-shared", JSON.stringify(data)),
        });`);
      if (!(await page.getByRole("button", { name: "공유하기" }).isVisible())) await openTools(page);
      await page.getByRole("button", { name: "공유하기" }).click();
      await page.locator("body[data-shared]").waitFor();
      const data = JSON.parse((await page.locator("body").getAttribute("data-shared")) ?? "{}") as ShareData;
      expect(data.url).to.equal(url);
      expect(data.text).to.match(/^투표: .*까지$/);
    });
  });

  it("is the result as a table and as data, with the chain's counts", async () => {
    const { record } = served.town;
    const counts = record.result?.counts.map(Number).slice(0, 3) ?? [];
    expect(counts).to.deep.equal([1, 1, 2]);
    await visit(served, `v/${record.election}/result`, "ko", async ({ page }) => {
      const csv = await saved(page, "표로 저장(CSV)");
      expect(csv.startsWith('\uFEFF"#","')).to.equal(true);
      const rows = csv.trim().split("\r\n").slice(1);
      expect(rows.map((row) => Number(/^\d+,"(?:[^"]|"")*",(\d+)/.exec(row)?.[1]))).to.deep.equal(counts);
      const data = JSON.parse(await saved(page, "자료로 저장(JSON)")) as {
        election: string;
        options: { votes: number }[];
      };
      expect(data.options.map(({ votes }) => votes)).to.deep.equal(counts);
      expect(data.election).to.equal(record.election);
    });
  });

  whole("is a sheet of paper without anything to press, as the result on paper is", async () => {
    const { open, decided } = served.elections;
    for (const [path, word] of [
      [`v/${open}/notice`, "투표 마감"],
      [`v/${decided}/result`, "표로 저장(CSV)"],
    ] as const) {
      await visit(served, path, "ko", async ({ page, errors }) => {
        await page.locator("#main").getByText(word).first().waitFor();
        expect(await violations(page)).to.deep.equal([]);
        await page.emulateMedia({ media: "print" });
        const pressed = page.locator("button:visible, nav:visible, select:visible, .button:visible");
        expect(await pressed.allTextContents(), path).to.deep.equal([]);
        expect(await page.locator("h1").isVisible()).to.equal(true);
        if (path.endsWith("notice")) {
          expect(await page.locator(".qr svg").isVisible()).to.equal(true);
          const sheets = await page.pdf({ format: "A4", preferCSSPageSize: true });
          expect(sheets.toString("latin1").match(/\/Type\s*\/Page\b/g)).to.have.length(1);
        }
        expect(errors).to.deep.equal([]);
      });
    }
  });
});
