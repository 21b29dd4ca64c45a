import type { Page } from "@playwright/test";
import { launchChromium } from "./chromium.ts";
import { type Say, wordsOf } from "./pageWords.ts";
import { type Shooting, shootAll, shownIn } from "./screenshots.ts";

/** Takes a picture of every screen of registration, vote, proposals and shared device. */
async function everyStep(
  { page, way, shot }: Shooting,
  url: string,
  { open, proposal }: Readonly<Record<"open" | "proposal", string>>,
): Promise<void> {
  const say = wordsOf(way);
  await registering(page, url, say, shot);
  await voting(page, url, open, say, shot);
  await proposing(page, url, proposal, say, shot);
  await sharing(page, url, open, say, shot);
}

type Shot = Shooting["shot"];

const pressIn = (page: Page) => (name: string) => page.getByRole("button", { name, exact: true }).first().click();

async function codes(page: Page, say: Say): Promise<void> {
  await pressIn(page)(say("register", "demo.codes"));
  await page.locator(".field textarea:not(:empty)").first().waitFor();
}

async function registering(page: Page, url: string, say: Say, shot: Shot): Promise<void> {
  const press = pressIn(page);
  await page.goto(`${url}#/register`);
  await codes(page, say);
  await shot("register-1-identify");
  await page.locator(".field textarea").nth(1).fill("0000-0000-0000-0000");
  await press(say("register", "identify.codes"));
  await page.locator(".field-error").waitFor();
  await shot("register-2-wrong-code");
  // One code was right: only from the beginning the demonstration gives both anew.
  await page.goto("about:blank");
  await page.goto(`${url}#/register`);
  await page.locator("main .button-small").click();
  await codes(page, say);
  await press(say("register", "identify.codes"));
  await page.locator("summary").first().waitFor();
  await shot("register-3-enrol");
  for (const summary of await page.locator("summary").all()) await summary.click();
  await page.waitForTimeout(800);
  await shot("register-4-folds");
  await press(say("register", "enrol.go"));
  await page.locator("#enrolment-progress").waitFor();
  await shot("register-5-progress");
  await page.getByRole("button", { name: say("register", "recovery.show") }).waitFor();
  await shot("register-6-registered");
  await press(say("register", "recovery.show"));
  await shot("register-7-words");
  await press(say("register", "recovery.hide"));
  await shot("register-8-which");
  await page.goto("about:blank");
  await page.goto(`${url}#/register`);
  await press(say("register", "recovery.later"));
  await page.locator("#registered, dd.code").first().waitFor();
  await page.waitForTimeout(1_000);
  await shot("register-9-done");
  await page.goto(`${url}#/me/identity`);
  await page.locator("section.card").waitFor();
  await shot("identity");
  await page.locator("section.card button").last().click();
  await page.locator("#delete-words").waitFor();
  await shot("identity-delete");
  await page.goto(`${url}#/register`);
  await page.locator(".notice-warning").waitFor();
  await shot("register-have");
}

async function voting(page: Page, url: string, election: string, say: Say, shot: Shot): Promise<void> {
  const press = pressIn(page);
  await page.goto(`${url}#/elections/${election}/vote`);
  await page.locator("#several-identities, .option, .notice-warning").first().waitFor();
  await shot("vote-0-preparing");
  await page.evaluate(() => indexedDB.deleteDatabase("hanpyo-vault"));
  await page.goto("about:blank");
  await page.goto(`${url}#/register`);
  await press(say("register", "demo.use"));
  await page.locator("main .notice-success").waitFor();
  await shot("demo-identity");
  await page.goto(`${url}#/elections/${election}`);
  await page.locator(".button-main").waitFor();
  await shot("election-can-vote");
  await page.goto(`${url}#/elections/${election}/vote`);
  await page.locator(".option input").nth(1).check();
  await page.getByRole("button", { name: say("vote", "next") }).waitFor();
  await shot("vote-1-choose");
  await press(say("vote", "next"));
  await page.getByTestId("commitment").waitFor();
  await shot("vote-2-review");
  const code = (await page.getByTestId("commitment").textContent()) ?? "";
  await page.getByText(say("vote", "review.doubt")).click();
  await press(say("vote", "review.challenge"));
  await page.locator("#opened").waitFor();
  await shot("vote-3-opened");
  const opening = (await page.getByTestId("opening").textContent()) ?? "";
  const other = await page.context().newPage();
  await other.goto(`${url}#/check?opening=${encodeURIComponent(opening)}`);
  await other.locator("#check-code").fill(code);
  await other.locator("form button[type=submit]").click();
  await other.locator("main .notice").waitFor();
  await shot("vote-4-check", other);
  // A tab behind another one is not drawn.
  await other.close();
  await page.bringToFront();
  await press(say("vote", "opened.again"));
  await page.context().route(/\/ballots$/, (route) => route.abort(), { times: 4 });
  await press(say("vote", "next"));
  await press(say("vote", "review.cast"));
  await page.locator(".steps").first().waitFor();
  await shot("vote-5-sending");
  await page.locator("#stuck").waitFor();
  await shot("vote-5-stuck");
  await page.context().unrouteAll();
  await page.reload();
  await page.locator("main .notice-warning .button").first().waitFor();
  await shot("vote-6-found");
  await page.locator("main .notice-warning .button").first().click();
  await page.getByTestId("tracker").waitFor();
  await page.waitForTimeout(8_000);
  await shot("vote-7-tracker");
  await page.goto(`${url}#/elections/${election}`);
  await page.getByTestId("own-ballot").waitFor();
  await shot("election-voted");
  await page.goto(`${url}#/me`);
  await page.waitForTimeout(2_000);
  await shot("me-voted");
}

async function proposing(page: Page, url: string, proposal: string, say: Say, shot: Shot): Promise<void> {
  const press = pressIn(page);
  await page.goto(url + proposal);
  await page.getByRole("button", { name: say("proposals", "support.do") }).waitFor();
  await page.waitForLoadState("networkidle");
  await shot("proposal-can-support");
  await press(say("proposals", "support.do"));
  await page.waitForTimeout(1_500);
  await shot("proposal-sending");
  await page.waitForTimeout(12_000);
  await shot("proposal-supported");
  await page.goto(`${url}p/new`);
  await page.locator("#propose-title").waitFor();
  await press(say("proposals", "write.preview"));
  await page.waitForTimeout(500);
  await shot("proposal-new-missing");
  await page.locator("#propose-title").fill("밤길 가로등을 밝게");
  await page.locator("#propose-category").fill("안전");
  await page.locator("#propose-body").fill("밤길이 어둡습니다.\n\n가로등을 더 밝게 합니다.");
  await press(say("proposals", "write.preview"));
  await page.locator("article.card").waitFor();
  await shot("proposal-preview");
  await page.goto(`${url}p/mine`);
  await page.waitForLoadState("networkidle");
  await shot("proposal-mine-some");
}

async function sharing(page: Page, url: string, election: string, say: Say, shot: Shot): Promise<void> {
  const press = pressIn(page);
  await page.goto(`${url}kiosk/v/${election}`);
  await page.locator("article").waitFor();
  await shot("kiosk-1-begin");
  await page.locator("main a.button-second").first().click();
  await codes(page, say);
  await shot("kiosk-2-codes");
  await press(say("register", "identify.codes"));
  await press(say("register", "enrol.go"));
  await page.getByRole("button", { name: say("register", "recovery.show") }).waitFor();
  await shot("kiosk-3-registered");
  await page.locator(".kiosk-bar button").click();
  await page.locator("dialog").waitFor();
  await shot("kiosk-4-asking");
  await page.locator("dialog button").last().click();
  await page.locator("main .notice-success").waitFor();
  await shot("kiosk-5-ended");
}

/** `node test/web/votingShots.ts URL`, with what `npm start` prints. */
if (import.meta.main) {
  const [url = ""] = process.argv.slice(2);
  const browser = await launchChromium();
  const shown = await shownIn(browser, url);
  await shootAll(browser, (shooting) => everyStep(shooting, url, shown));
  await browser.close();
}
