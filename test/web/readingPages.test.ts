import { expect } from "chai";
import { comingDemoElection } from "../../scripts/rehearsal/demoElections.ts";
import { createFurther } from "../../scripts/rehearsal/furtherElection.ts";
import { trackerOf } from "../../sdk/crypto/tracker.ts";
import { violations } from "./accessibility.ts";
import { type ServedPage, servedPage } from "./servedPage.ts";
import { visit } from "./visit.ts";

const HOUR = 3600;
const DAY = 24 * HOUR;

/** Trackers of the ballots that the decided election's first voter to change cast, in order. */
function changedTrackers({ town }: ServedPage): readonly string[] {
  const { record } = town;
  const ballots = record.batches.flatMap((batch) => batch.ballots);
  const changed = ballots.find(({ version }) => version === "1");
  return ballots
    .filter(({ nullifier }) => nullifier === changed?.nullifier)
    .map(({ nullifier, version, next }) =>
      trackerOf({
        election: record.election,
        nullifier: BigInt(nullifier),
        version: BigInt(version),
        next: next.map(BigInt),
      }),
    );
}

describe("the reading pages", function () {
  this.timeout(600_000);
  let served: ServedPage;
  before(async () => {
    served = await servedPage();
  });

  /** Pages by address, with a text that is there once the page is ready, in Korean and English. */
  const pages = (): readonly (readonly [hash: string, ko: string, en: string])[] => {
    const { open, coming, decided } = served.elections;
    return [
      ["#/", "진행 중인 투표", "Open now"],
      [`#/elections/${open}`, "투표 신원 복구하기", "Who sees what?"],
      [`#/elections/${coming}`, "등록하고 참여하기", "Register to take part"],
      [`#/elections/${decided}`, "결과 보기", "See the result"],
      [`#/elections/${decided}/results`, "이 브라우저가 검증했습니다", "Verified by this browser"],
      ["#/tracker", "확인 번호", "Tracker"],
      ["#/audit", "검증 시작", "Start verifying"],
      ["#/submit", "확인하고 제출", "Check and submit"],
      ["#/trustee", "열쇠 열기", "Open your key"],
      ["#/help", "자주 묻는 것", "Questions people ask"],
      ["#/how", "지켜 주지 못하는 것", "What is not protected"],
      ["#/nowhere", "찾는 화면이 없습니다", "There is no such page"],
    ];
  };

  it("show of a box that stays closed turnout and why, verify it, and show no counts", async () => {
    const { shut } = served.elections;
    await visit(served, `#/elections/${shut}`, "ko", async ({ page, errors }) => {
      await page.getByText("정족수에 못 미쳐, 규약대로 투표함을 열지 않고 개표하지 않습니다.").waitFor();
      await page.getByText("투표함 열지 않음").first().waitFor();
      await page.locator("summary", { hasText: "투표 규약" }).click();
      await page.getByText(/참여가 그보다 적으면 투표함을 열지 않고.*2004년/).waitFor();
      await page.getByText("일정 · 공유").click();
      expect(await page.locator(".line-never").count()).to.equal(2);
      expect(await violations(page)).to.deep.equal([]);
      expect(errors).to.deep.equal([]);
    });
    await visit(served, `#/elections/${shut}/results`, "en", async ({ page, errors }) => {
      await page.getByText("The quorum was missed: the box stays closed").waitFor();
      await page.getByText("0 of 3 (0%)").waitFor();
      await page.getByText("10% of the residents on the roll or more (from 1 on)").waitFor();
      await page.getByText(/Verified by this browser: all \d+ checks hold, and the quorum was missed/).waitFor();
      expect(await page.getByText("Votes by option").count()).to.equal(0);
      await page.getByRole("link", { name: "Verify in more detail" }).click();
      await page.getByRole("button", { name: "Start verifying" }).click();
      await page.getByText("ended without a result, and will have none: Box stays closed").waitFor();
      expect(await page.locator("table").count()).to.equal(0);
      expect(await violations(page)).to.deep.equal([]);
      expect(errors).to.deep.equal([]);
    });
  });

  for (const language of ["ko", "en"] as const) {
    it(`show themselves in ${language}, accessibly, from their own origin alone and within the content policy`, async () => {
      for (const [hash, ko, en] of pages()) {
        await visit(served, hash, language, async ({ page, errors, foreign }) => {
          await page
            .getByText(language === "ko" ? ko : en)
            .first()
            .waitFor({ timeout: 30_000 });
          expect(await page.locator("html").getAttribute("lang")).to.equal(language);
          // Colours and structure are the same in both languages.
          if (language === "ko") expect(await violations(page), hash).to.deep.equal([]);
          expect(errors, hash).to.deep.equal([]);
          expect(foreign, hash).to.deep.equal([]);
        });
      }
    });
  }

  it("stay accessible in dark, in high contrast, in the largest text and with the settings open", async () => {
    for (const theme of ["dark", "contrast"]) {
      await visit(served, `#/elections/${served.elections.open}`, "ko", async ({ page }) => {
        await page.evaluate(
          (settings) => localStorage.setItem("hanpyo.settings", settings),
          JSON.stringify({ language: "ko", theme, size: "largest" }),
        );
        await page.reload();
        await page.locator("summary", { hasText: "투표 규약" }).waitFor();
        expect(await page.locator("html").getAttribute("data-theme")).to.equal(theme);
        expect(await violations(page), theme).to.deep.equal([]);
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(wider, "nothing sticks out at 390 pixels").to.equal(0);
        await page.getByRole("button", { name: "화면 설정" }).click();
        await page.getByRole("dialog").waitFor();
        expect(await violations(page), `${theme}, settings`).to.deep.equal([]);
      });
    }
  });

  it("say on every screen of a test election that it is one", async () => {
    const { open, decided } = served.elections;
    for (const [language, title, badge] of [
      ["ko", "연습 투표입니다. 효력이 없습니다.", "연습 투표"],
      ["en", "This is a practice vote. It binds nobody.", "Practice vote"],
    ] as const) {
      await visit(served, "#/", language, async ({ page }) => {
        await page.locator("article").first().waitFor();
        for (const card of await page.locator("article").all())
          expect(await card.getByText(badge, { exact: true }).count()).to.equal(1);
      });
      for (const hash of [`#/elections/${open}`, `#/elections/${open}/vote`, `#/elections/${decided}/results`])
        await visit(served, hash, language, async ({ page }) => {
          await page.getByText(title).waitFor();
        });
    }
  });

  it("change to English at once, and keep it for the next visit", async () => {
    await visit(served, "#/help", "ko", async ({ page }) => {
      await page.getByRole("button", { name: "화면 설정" }).click();
      await page.getByRole("radio", { name: "English" }).check();
      await page.keyboard.press("Escape");
      await page.getByRole("heading", { name: "Help", exact: true }).waitFor();
      await page.reload();
      await page.getByRole("heading", { name: "Help", exact: true }).waitFor();
    });
  });

  it("lead from one to another and back, without an error", async () => {
    await visit(served, "#/", "en", async ({ page, errors }) => {
      // Other tests of the page may have held the same election on this chain.
      await page.getByRole("link", { name: "Choose our district's projects (demonstration)" }).first().click();
      await page.getByRole("heading", { name: "Who sees what?" }).waitFor();
      for (const name of ["My votes", "Help", "Votes"]) {
        await page.getByRole("navigation").getByRole("link", { name, exact: true }).click();
        await page.getByRole("navigation").locator("[aria-current=page]", { hasText: name }).waitFor();
        await page.locator("h1").waitFor();
      }
      await page.goBack();
      await page.getByRole("heading", { name: "Help", exact: true }).waitFor();
      expect(errors).to.deep.equal([]);
    });
  });

  it("find an election by a word of its name or by its district, once there are many", async () => {
    await visit(served, "#/", "en", async ({ page }) => {
      await page.locator("article").first().waitFor();
      const isMany = (await page.locator("article").count()) >= 7;
      expect(await page.getByLabel("Find a vote").count()).to.equal(isMany ? 1 : 0);
    });
    const { town, chain } = served.town;
    const now = await chain.now();
    const opensAt = now + 2 * DAY;
    const later = { censusTime: now + DAY, opensAt, openGrace: HOUR, closesAt: opensAt + 2 * DAY, closeGrace: HOUR };
    for (let more = 0; more < 3; more++) {
      await createFurther(town, comingDemoElection, { ...later, sharesDueAt: opensAt + 4 * DAY, sealDelay: 600 });
    }
    await visit(served, "#/", "en", async ({ page }) => {
      await page.getByLabel("Find a vote").fill("car-free");
      const found = new Set(await page.locator("article h3").allTextContents());
      expect([...found]).to.deep.equal(["Car-free street ordinance (demonstration)"]);
      await page.getByLabel("Find a vote").fill("");
      await page.getByLabel("District").selectOption("Dupyo district");
      await page.getByText("No vote matches").waitFor();
    });
  });

  it("lead from the keyboard: the first tab stop skips to the content", async () => {
    await visit(served, "#/help", "en", async ({ page }) => {
      const first = page.locator("button, a, input, select, summary").first();
      await first.focus();
      await page.keyboard.press("Enter");
      expect(await page.evaluate(() => document.activeElement?.id)).to.equal("main");
    });
  });

  it("show the counts and the outcome that the contract holds", async () => {
    const { record, plan } = served.town;
    const counts = record.result?.counts.slice(0, plan.rules.optionCount).toSorted((a, b) => Number(b) - Number(a));
    await visit(served, `#/elections/${served.elections.decided}/results`, "en", async ({ page }) => {
      await page.getByText("Votes by option").waitFor();
      expect(await page.locator("tbody td:nth-child(2)").allTextContents()).to.deep.equal(counts);
      await page.getByText("30% of the residents on the roll or more (from").waitFor();
    });
  });

  it("read a verification out by its start and its end, and nothing between", async () => {
    await visit(served, `#/elections/${served.elections.decided}/results`, "en", async ({ page }) => {
      await page.getByText("Verified by this browser").waitFor({ timeout: 30_000 });
      const told = await page.getByRole("log").locator("p").allTextContents();
      expect(told[0]).to.equal("Verification has begun.");
      expect(told.slice(1).join()).to.match(/^Verification has ended: \d+ checks, 0 fail, 0 could not be made\.$/);
      expect(await page.locator(".check-part").count()).to.be.greaterThan(5);
      expect(await page.locator("[aria-live] .check-part, [role=status] .check-part").count()).to.equal(0);
    });
  });

  it("verify more ballots than one batch takes in workers of the verifier's own, and name the first that is false", async () => {
    const { record } = served.town;
    const batches = record.batches.map((batch) => ({ ...batch }));
    const last = batches.at(-1) as (typeof batches)[number];
    const copied = last.ballots[0] as (typeof last.ballots)[number];
    // Copies of a true ballot under nullifiers of nobody: each looks right, and its proof is of another.
    const copies = Array.from({ length: 600 }, (_, m) => ({ ...copied, version: "0", nullifier: String(1_000 + m) }));
    const before = batches.reduce((sum, { ballots }) => sum + ballots.length, 0);
    batches[batches.length - 1] = { ...last, ballots: [...last.ballots, ...copies] };
    const buffer = Buffer.from(JSON.stringify({ ...record, batches }));
    await visit(served, "#/audit", "en", async ({ page, errors }) => {
      const workers: string[] = [];
      page.context().on("request", (request) => workers.push(request.url()));
      await page.getByRole("radio", { name: "A record file" }).check();
      await page.locator("input[type=file]").setInputFiles({ name: "r.json", mimeType: "application/json", buffer });
      await page.getByRole("button", { name: "Start verifying" }).click();
      const found = `the first ${before} of ${before + 600}, but not nullifier 1000, version 0`;
      await page.getByText(found).first().waitFor({ state: "attached", timeout: 300_000 });
      expect(workers.filter((url) => /\/proofWorker-[^/]*\.js$/.test(url))).not.to.deep.equal([]);
      expect(errors).to.deep.equal([]);
    });
  });

  it("find a ballot by its tracker, and say that a later one replaced it; never what it chose", async () => {
    const [earlier = "", later = ""] = changedTrackers(served);
    const typed = later.toLowerCase().replaceAll("-", " ");
    await visit(served, "#/tracker", "en", async ({ page }) => {
      await page.getByLabel("Tracker").fill(typed);
      await page.getByRole("button", { name: "Look it up" }).click();
      await page.getByText("Your ballot is in the record").waitFor();
      await page.getByText("number 2").waitFor();
      const text = await page.locator("main").textContent();
      for (const option of served.town.plan.content.options) expect(text).not.to.contain(option.title.en);
    });
    await visit(served, `#/tracker?code=${encodeURIComponent(earlier)}`, "ko", async ({ page }) => {
      await page.getByText("다시 투표했습니다").waitFor();
    });
  });

  it("tell a mistyped tracker from one that is not there", async () => {
    const [code = ""] = changedTrackers(served);
    // One character: two that differ in any way could come to the same check symbol, once in 37 codes.
    const mistyped = code.replace(/^./, (first) => (first === "0" ? "1" : "0"));
    await visit(served, "#/tracker", "en", async ({ page }) => {
      await page.getByLabel("Tracker").fill(mistyped);
      await page.getByRole("button", { name: "Look it up" }).click();
      await page.getByText("one character is wrong, or two are swapped").waitFor();
      const other = trackerOf({ election: served.elections.open, nullifier: 1n, version: 0n, next: [] });
      await page.getByLabel("Tracker").fill(other);
      await page.getByRole("button", { name: "Look it up" }).click();
      await page.getByText("Nothing was found yet").waitFor();
    });
  });
});
