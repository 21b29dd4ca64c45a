import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { type Browser, chromium } from "@playwright/test";

/** Where systems put a Chromium or a Chrome. */
const INSTALLED = [
  ...["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium"],
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

const quiet = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** Starts a Chromium: an installed one, Playwright's own, or, as root on Debian, one that apt installs now. */
export function launchChromium(): Promise<Browser> {
  const isRoot = process.getuid?.() === 0;
  const executablePath = findChromium() ?? (isRoot ? installChromium() : undefined);
  if (executablePath === undefined) {
    throw new Error("The tests of the page need a Chromium: run `npx playwright install chromium` and try again");
  }
  return chromium.launch({ executablePath, args: isRoot ? ["--no-sandbox", ...quiet] : quiet });
}

function findChromium(): string | undefined {
  return [...INSTALLED, chromium.executablePath()].find((path) => existsSync(path));
}

/** Nothing where there is no apt, or it does not succeed. */
function installChromium(): string | undefined {
  if (!existsSync("/usr/bin/apt-get")) return undefined;
  try {
    execFileSync("apt-get", ["update"], { stdio: "ignore" });
    execFileSync("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], { stdio: "ignore" });
  } catch {
    return undefined;
  }
  return findChromium();
}
