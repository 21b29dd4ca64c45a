import { mkdirSync } from "node:fs";
import type { Browser, Page } from "@playwright/test";
import { launchChromium } from "./chromium.ts";
import { screenshotFolder } from "./screenshots.ts";

const WIDTHS = [390, 1280] as const;

/** What is pressed, in both languages. */
const words = {
  ko: {
    begin: "시작하기",
    codes: "시연용 편지의 번호 넣기",
    next: "다음",
    keep: "이 기기에 보관",
    show: "단어 보기",
    written: "적어 두었습니다",
    without: "지갑 없이: 이 기기에서 만든 열쇠로 서명",
    ready: "준비된 신원 쓰기",
    review: "다음: 확인하기",
    doubt: "이 기기가 내 선택을 제대로 담았는지 시험하기",
    open: "열어서 확인하기",
    anew: "새 투표지로 다시 하기",
    cast: "이대로 제출",
    check: "확인",
  },
  en: {
    begin: "Begin",
    codes: "Fill in the demonstration's letters",
    next: "Next",
    keep: "Keep on this device",
    show: "Show the words",
    written: "I have written them down",
    ready: "Use the ready identity",
    without: "Without a wallet: sign with a key made on this device",
    review: "Next: review",
    doubt: "Test whether this device recorded my choice",
    open: "Open and check",
    anew: "Go on with a new ballot",
    cast: "Submit",
    check: "Check",
  },
} as const;

/** Takes a picture of every screen of registration and vote, at both widths in both languages. */
async function takeVotingShots(browser: Browser, url: string, election: string): Promise<void> {
  mkdirSync(screenshotFolder, { recursive: true });
  for (const width of WIDTHS) {
    for (const language of ["ko", "en"] as const) {
      const context = await browser.newContext({ viewport: { width, height: 844 }, locale: language });
      const page = await context.newPage();
      const shot: Shoot = async (name, of = page) => {
        await of.screenshot({ path: `${screenshotFolder}${name}-${width}-${language}.png`, fullPage: true });
      };
      await registering(page, url, words[language], shot);
      await voting(page, url, election, words[language], shot);
      await context.close();
    }
  }
}

type Shoot = (name: string, of?: Page) => Promise<void>;
type Words = (typeof words)[keyof typeof words];

async function registering(page: Page, url: string, say: Words, shot: Shoot): Promise<void> {
  const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
  await page.goto(`${url}#/register`);
  await page.getByRole("button", { name: say.begin, exact: true }).waitFor();
  await shot("register-1-begin");
  await press(say.begin);
  await press(say.codes);
  await page.locator(".field input:not([value=''])").first().waitFor();
  await shot("register-2-method");
  await press(say.next);
  await page.getByRole("radio").nth(1).check();
  await shot("register-3-lock");
  await page.getByRole("radio").nth(0).check();
  await press(say.keep);
  await press(say.show);
  await shot("register-4-recovery");
  await press(say.written);
  await page.getByRole("button", { name: say.without }).waitFor();
  await shot("register-5-signer");
  await press(say.without);
  await page.locator("#enrolment-progress").waitFor();
  await shot("register-6-progress");
  await page.locator("#registered").waitFor();
  await page.waitForTimeout(1_000);
  await shot("register-7-done");
  await page.goto(`${url}#/register/restore`);
  await page.locator("#restore-text").waitFor();
  await shot("restore");
}

async function voting(page: Page, url: string, election: string, say: Words, shot: Shoot): Promise<void> {
  const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
  await page.goto(`${url}#/elections/${election}/vote`);
  await page.locator("#several-identities, .option, .notice-warning").first().waitFor();
  await shot("vote-0-preparing");
  await page.evaluate(() => indexedDB.deleteDatabase("hanpyo-vault"));
  await page.goto("about:blank");
  await page.goto(`${url}#/register`);
  await press(say.ready);
  await page.locator("main .notice-success").waitFor();
  await page.goto(`${url}#/elections/${election}/vote`);
  await page.locator(".option input").nth(1).check();
  await page.getByRole("button", { name: say.review }).waitFor();
  await shot("vote-1-choose");
  await press(say.review);
  await page.getByTestId("commitment").waitFor();
  await shot("vote-2-review");
  const code = (await page.getByTestId("commitment").textContent()) ?? "";
  await page.getByText(say.doubt).click();
  await press(say.open);
  await page.locator("#opened").waitFor();
  await shot("vote-3-opened");
  const opening = (await page.getByTestId("opening").textContent()) ?? "";
  const other = await page.context().newPage();
  await other.goto(`${url}#/check?opening=${encodeURIComponent(opening)}`);
  await other.locator("#check-code").fill(code);
  await other.getByRole("button", { name: say.check, exact: true }).click();
  await other.locator("main .notice").waitFor();
  await shot("vote-4-check", other);
  await other.close();
  await press(say.anew);
  await page.context().route(/\/ballots$/, (route) => route.abort(), { times: 4 });
  await press(say.review);
  await press(say.cast);
  await page.locator("#stuck").waitFor({ timeout: 90_000 });
  await shot("vote-5-stuck");
  await page.context().unrouteAll();
  await page.reload();
  await page.locator("main .notice-warning .button").first().waitFor();
  await shot("vote-6-found");
  await page.locator("main .notice-warning .button").first().click();
  await page.getByTestId("tracker").waitFor();
  await page.waitForTimeout(8_000);
  await shot("vote-7-tracker");
}

/** `node test/web/votingShots.ts URL OPEN`, with what `npm start` prints. */
if (import.meta.main) {
  const [url = "", open = ""] = process.argv.slice(2);
  const browser = await launchChromium();
  await takeVotingShots(browser, url, open);
  await browser.close();
}
