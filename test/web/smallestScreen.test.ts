import type { Browser, Page } from "@playwright/test";
import { expect } from "chai";
import { launchChromium } from "./chromium.ts";
import { cutOff } from "./smallestScreen.ts";

/** What tests of the smallest screen stand on. */
describe("What is cut off on a page", function () {
  this.timeout(120_000);
  let browser: Browser;
  let page: Page;
  before(async function () {
    if (process.env.HANPYO_WEB !== "1") return this.skip();
    browser = await launchChromium();
    page = await browser.newPage({ viewport: { width: 320, height: 640 } });
  });
  after(() => browser?.close());

  async function foundIn(html: string): Promise<readonly string[]> {
    await page.setContent(`<body style="margin: 0">${html}</body>`);
    return cutOff(page);
  }

  it("is found: beyond the screen, beyond a box that hides it, below a box of fixed height", async () => {
    const long = "one line that is far too long for a screen so small, and is not broken";
    expect(await foundIn(`<p style="white-space: nowrap">${long}</p>`)).to.have.length(1);
    expect(await foundIn(`<p style="width: 99px; overflow: hidden; white-space: nowrap">${long}</p>`)).to.have.length(
      1,
    );
    expect(await foundIn(`<p style="width: 99px; height: 30px; overflow: hidden">${long}</p>`)).to.have.length(1);
  });

  it("is not what fits, scrolls, is said to screen readers alone, or is shown whole by a button", async () => {
    const lines = "some words and some more of them, on as many lines as it takes to say all of it";
    expect(await foundIn(`<p>${lines}</p>`)).to.deep.equal([]);
    expect(await foundIn(`<pre style="overflow-x: auto">${lines}</pre>`)).to.deep.equal([]);
    const hidden = "position: absolute; width: 1px; height: 1px; overflow: hidden; white-space: nowrap";
    expect(await foundIn(`<p style="${hidden}">${lines}</p>`)).to.deep.equal([]);
    const clamp = "display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 1; overflow: hidden";
    expect(await foundIn(`<div style="${clamp}">${lines}</div>`)).to.deep.equal([]);
  });
});
