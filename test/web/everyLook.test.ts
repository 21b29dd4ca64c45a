import type { Page } from "@playwright/test";
import type { Resident } from "../../scripts/rehearsal/enrolment.ts";
import { type Say, wordsOf } from "./pageWords.ts";
import { type PageWorld, pageWorld, restore, type Visitor } from "./pageWorld.ts";
import { type ServedPage, servedPage } from "./servedPage.ts";
import { enlargeText, openFolds, SMALLEST, staysInsideInEveryTheme } from "./smallestScreen.ts";
import { visit } from "./visit.ts";

const LANGUAGES = ["ko", "en"] as const;
type Language = (typeof LANGUAGES)[number];

/** Every page in both languages and all themes, on the smallest screen with text twice as large; with `npm run test:web`. */
describe("On a screen of 320 pixels with text twice as large", function () {
  this.timeout(600_000);

  describe("the reading pages", () => {
    let served: ServedPage;
    before(async function () {
      if (process.env.HANPYO_WEB !== "1") return this.skip();
      served = await servedPage();
    });

    for (const language of LANGUAGES) {
      it(`are accessible and stay inside it, in ${language} and every theme`, async () => {
        const { open, coming, decided, hostile } = served.elections;
        const elections = [open, coming, decided, hostile].map((address) => `#/elections/${address}`);
        for (const hash of ["#/", "#/me", "#/help", ...elections, `#/elections/${decided}/results`]) {
          await visit(served, hash, language, async ({ page }) => {
            await page.setViewportSize(SMALLEST);
            await enlargeText(page);
            await page.waitForLoadState("networkidle");
            await openFolds(page);
            await staysInsideInEveryTheme(page, `${hash} in ${language}`);
          });
        }
      });
    }
  });

  describe("registration and booth", () => {
    let world: PageWorld;
    let visitor: Visitor;
    before(async function () {
      if (process.env.HANPYO_WEB !== "1") return this.skip();
      world = await pageWorld();
    });
    afterEach(() => visitor?.context.close());

    /** Somebody on such a screen, who begins to look at a state. */
    async function smallVisitor(language: Language): Promise<Look> {
      visitor = await world.visitor({ viewport: SMALLEST, locale: language === "ko" ? "ko-KR" : "en-US" });
      await visitor.context.addInitScript(() => {
        addEventListener("DOMContentLoaded", () => {
          document.documentElement.style.fontSize = "125%";
        });
      });
      const { page } = visitor;
      return async (state, of = page) => {
        await openFolds(of);
        await staysInsideInEveryTheme(of, `${state} in ${language}`);
      };
    }

    for (const language of LANGUAGES) {
      const say = wordsOf(language);

      it(`take a code, sign, show the words and ask for them, in ${language}`, async () => {
        const looked = await smallVisitor(language);
        await registering(visitor, say, looked);
      });

      it(`choose, review, check, wait for a relayer and show the tracker, in ${language}`, async () => {
        const looked = await smallVisitor(language);
        await restore(visitor, world.decided.town.residents[language === "ko" ? 0 : 1] as Resident);
        await voting(visitor, say, looked, world.demo.open);
      });

      it(`say why nobody can vote here now, in ${language}`, async () => {
        const looked = await smallVisitor(language);
        await visitor.goTo(`#/elections/${world.demo.open}/vote`);
        await visitor.page.locator("main .notice").first().waitFor();
        await looked("no identity");
        await restore(visitor, { privateKey: new Uint8Array(32).fill(9) });
        await looked("restored");
        await visitor.goTo(`#/elections/${world.demo.open}/vote`);
        await visitor.page.locator("main .notice-warning").first().waitFor();
        await looked("not on the roll");
        await visitor.context.route("**/rpc", (route) => route.abort());
        await visitor.goTo(`#/elections/${world.demo.open}/vote`);
        await visitor.page.locator("main .notice").first().waitFor();
        await looked("no record");
      });
    }
  });
});

type Look = (state: string, of?: Page) => Promise<void>;

async function registering({ page, goTo, press }: Visitor, say: Say, looked: Look): Promise<void> {
  const codes = async () => {
    await press(say("register", "demo.codes"));
    await page.locator(".field textarea:not(:empty)").first().waitFor();
  };
  await goTo("#/register");
  await codes();
  await looked("codes");
  for (const index of [1, 2]) {
    await page.getByRole("radio").nth(index).check();
    await looked(`method ${index}`);
  }
  await page.getByRole("radio").first().check();
  const code = page.locator(".field textarea").first();
  const right = await code.inputValue();
  await code.fill("0000-0000-0000-0000");
  await press(say("register", "identify.codes"));
  await page.locator(".field-error").first().waitFor();
  await looked("a wrong code");
  await code.fill(right);
  await press(say("register", "identify.codes"));
  await page.getByRole("button", { name: say("register", "enrol.go"), exact: true }).waitFor();
  await looked("to sign");
  await press(say("register", "enrol.go"));
  await page.getByRole("button", { name: say("register", "recovery.show") }).waitFor();
  await looked("registered");
  await press(say("register", "recovery.show"));
  await looked("words");
  await press(say("register", "recovery.hide"));
  await looked("a word is asked");
  await goTo("#/register");
  await press(say("register", "recovery.later"));
  await page.locator("dd.code").first().waitFor();
  await looked("done");
  await goTo("me/identity");
  await page.locator("section.card button").last().click();
  await page.locator("#delete-words").waitFor();
  await looked("my identity");
  await goTo("me/standing");
  await page.waitForLoadState("networkidle");
  await looked("how the offices have me");
  await goTo("#/register");
  await page.locator(".notice-warning").first().waitFor();
  await looked("registered before");
}

async function voting(
  { page, context, goTo, press }: Visitor,
  say: Say,
  looked: Look,
  election: string,
): Promise<void> {
  await goTo(`#/elections/${election}/vote`);
  const change = page.getByRole("button", { name: say("vote", "tracker.change") });
  const option = page.locator(".option input").first();
  await option.or(change).first().waitFor();
  if (await change.isVisible()) await change.click();
  await option.check();
  await page.getByRole("button", { name: say("vote", "next") }).waitFor();
  await looked("choosing");
  await press(say("vote", "next"));
  await page.getByTestId("commitment").waitFor();
  await looked("review");
  await press(say("vote", "review.challenge"));
  await page.locator("#opened").waitFor();
  await looked("opened");
  await press(say("vote", "opened.again"));
  let isDown = true;
  await context.route(/\/ballots$/, (route) => (isDown ? route.abort() : route.continue()));
  await press(say("vote", "next"));
  await press(say("vote", "review.cast"));
  await page.locator("#stuck").waitFor();
  await looked("no relayer");
  await page.reload();
  await page.locator("main .notice-warning .button").first().waitFor();
  await looked("found unsent");
  isDown = false;
  await page.locator("main .notice-warning .button").first().click();
  await page.getByTestId("tracker").waitFor();
  await looked("tracker");
  await goTo(`#/elections/${election}`);
  await page.getByTestId("own-ballot").waitFor();
  await looked("own ballot");
  await goTo("me");
  await page.waitForLoadState("networkidle");
  await looked("my votes");
}
