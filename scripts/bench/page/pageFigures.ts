import { startChromium } from "../../page/chromium.ts";
import type { LocalChain } from "../../rehearsal/localChain.ts";
import type { Figures } from "../figures.ts";
import { startBenchPage } from "./benchPage.ts";
import { firstPaint } from "./firstPaint.ts";
import { firstVoteBytes, submitSeconds } from "./firstVote.ts";
import { rollSeconds } from "./rollLoad.ts";
import { stalls } from "./stall.ts";

/**
 * What the page takes in a real Chromium; nothing, and a line that says so, where there is none.
 * @param chromium Its path.
 */
export async function pageFigures(chain: LocalChain, chromium: string | undefined): Promise<Figures> {
  if (chromium === undefined) {
    console.error("There is no Chromium here: the page's stalls and its loading of a roll were not measured");
    return {};
  }
  const demo = await startBenchPage(chain);
  const browser = await startChromium(chromium);
  try {
    const { figures, worker } = await stalls(browser, demo);
    return {
      ...figures,
      ...(await submitSeconds(browser, demo)),
      ...(await firstPaint(browser, demo)),
      ...(await firstVoteBytes(browser, demo, worker)),
      ...(await rollSeconds(browser, demo, worker)),
    };
  } finally {
    await browser.close();
    await demo.close();
  }
}
