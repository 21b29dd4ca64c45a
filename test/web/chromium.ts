import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import type { Browser } from "@playwright/test";
import { findChromium, startChromium } from "../../scripts/page/chromium.ts";

/** Starts a Chromium: an installed one, Playwright's own, or, as root on Debian, one that apt installs now. */
export async function launchChromium(): Promise<Browser> {
  const isRoot = process.getuid?.() === 0;
  const executablePath = (await findChromium()) ?? (isRoot ? await installChromium() : undefined);
  if (executablePath === undefined) {
    throw new Error("The tests of the page need a Chromium: run `npx playwright install chromium` and try again");
  }
  return startChromium(executablePath);
}

/** Nothing where there is no apt, or it does not succeed. */
async function installChromium(): Promise<string | undefined> {
  if (!existsSync("/usr/bin/apt-get")) return undefined;
  try {
    execFileSync("apt-get", ["update"], { stdio: "ignore" });
    execFileSync("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], { stdio: "ignore" });
  } catch {
    return undefined;
  }
  return findChromium();
}
