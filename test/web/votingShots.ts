import { mkdirSync } from "node:fs";
import type { Browser, Page } from "@playwright/test";
import { launchChromium } from "./chromium.ts";
import { screenshotFolder } from "./screenshots.ts";

const WIDTHS = [390, 1280] as const;

/** What is pressed, in both languages. */
const words = {
  ko: {
    codes: "체험용 편지의 인증번호 넣기",
    next: "인증번호 확인",
    go: "등록하기",
    wallet: "지갑 쓰기",
    show: "단어 보기",
    hide: "가리고 확인하기",
    later: "나중에 하기",
    ready: "준비된 신원 쓰기",
    review: "다음: 확인하기",
    doubt: "이 기기 점검하기",
    open: "열어서 비교하기",
    anew: "새 투표지로 다시 하기",
    cast: "이대로 제출",
    check: "확인",
  },
  en: {
    codes: "Fill in the demonstration's letters",
    next: "Check the codes",
    go: "Register",
    wallet: "use a wallet instead",
    show: "Show the words",
    hide: "Hide and check",
    later: "Later",
    ready: "Use the ready identity",
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
  await press(say.codes);
  await page.locator(".field input:not([value=''])").first().waitFor();
  await shot("register-1-identify");
  await page.locator(".field input").nth(1).fill("0000-0000-0000-0000");
  await press(say.next);
  await page.locator(".field-error").waitFor();
  await shot("register-2-wrong-code");
  await page.goto("about:blank");
  await page.goto(`${url}#/register`);
  await page.getByRole("button", { name: say.codes }).or(page.locator(".field input")).first().waitFor();
  await page.locator(".row .button-small").click();
  await press(say.codes);
  await page.locator(".field input:not([value=''])").first().waitFor();
  await press(say.next);
  await page.getByText(say.wallet).waitFor();
  await shot("register-3-enrol");
  await page.getByText(say.wallet).click();
  await page.waitForTimeout(800);
  await page.locator("summary").first().click();
  await shot("register-4-folds");
  await press(say.go);
  await page.locator("#enrolment-progress").waitFor();
  await shot("register-5-progress");
  await page.getByRole("button", { name: say.show }).waitFor();
  await shot("register-6-registered");
  await press(say.show);
  await shot("register-7-words");
  await press(say.hide);
  await shot("register-8-which");
  await page.goto("about:blank");
  await page.goto(`${url}#/register`);
  await press(say.later);
  await page.locator("#registered, dd.code").first().waitFor();
  await page.waitForTimeout(1_000);
  await shot("register-9-done");
  await page.goto(`${url}#/me/identity`);
  await page.locator("section.card").waitFor();
  await shot("identity");
  await page.locator("section.card button").last().click();
  await page.locator("#delete-words").waitFor();
  await shot("identity-delete");
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
