import { expect } from "chai";
import { violations } from "./accessibility.ts";
import { type ServedPage, servedPage } from "./servedPage.ts";
import { visit } from "./visit.ts";

/** What a page is told of voices: the tests' Chromium has none. */
type Spoken = { readonly text: string; readonly voice: string };

/** Reading aloud, with voices put in the place of those that the tests' Chromium lacks; with `npm run test:web`. */
describe("A page that is listened to", function () {
  this.timeout(600_000);
  let served: ServedPage;
  before(async function () {
    if (process.env.HANPYO_WEB !== "1") this.skip();
    served = await servedPage();
  });

  /** Voices of these names; those that begin with "far" send away what they read. */
  const voices = (names: readonly string[]) => `
    globalThis.spoken = [];
    const voices = ${JSON.stringify(names)}.map((name) =>
      ({ name, lang: name.endsWith("en") ? "en-GB" : "ko-KR", localService: !name.startsWith("far") }));
    globalThis.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
    Object.defineProperty(globalThis, "speechSynthesis", { value: {
      getVoices: () => voices, cancel: () => {}, addEventListener: () => {}, removeEventListener: () => {},
      speak(one) {
        spoken.push({ text: one.text, voice: one.voice.name, marked: [...CSS.highlights.values()].map((h) => [...h].join()).join() });
        if (spoken.length < 5) setTimeout(() => one.onend(), 10);
      } } });`;

  it("is read sentence by sentence by a voice of the device, each marked, until it is told to stop", async () => {
    await visit(served, "", "ko", async ({ page, errors }) => {
      await page.evaluate(voices(["far-ko", "near-ko", "near-en"]));
      await page.locator("article").first().waitFor();
      await page.getByRole("button", { name: "화면 설정" }).click();
      await page.getByRole("button", { name: "소리로 듣기" }).click();
      await page.waitForFunction("spoken.length === 5");
      const spoken = (await page.evaluate("spoken")) as (Spoken & { readonly marked: string })[];
      expect(spoken.map(({ voice }) => voice)).to.deep.equal(Array(5).fill("near-ko"));
      for (const { text, marked } of spoken) expect(marked.trim()).to.equal(text);
      const stop = page.getByRole("button", { name: "그만 듣기" });
      expect(await violations(page)).to.deep.equal([]);
      await stop.click();
      await stop.waitFor({ state: "detached" });
      expect(await page.evaluate("CSS.highlights.size")).to.equal(0);
      expect(errors).to.deep.equal([]);
    });
  });

  it("offers no voice where all of them send away what they read", async () => {
    await visit(served, "", "ko", async ({ page }) => {
      await page.evaluate(voices(["far-ko"]));
      await page.getByRole("button", { name: "화면 설정" }).click();
      await page.getByRole("radio", { name: "쉬운 말" }).waitFor();
      expect(await page.getByRole("button", { name: "소리로 듣기" }).count()).to.equal(0);
    });
  });
});
