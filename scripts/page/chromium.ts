import { existsSync } from "node:fs";
import type { Browser } from "@playwright/test";

/** Where systems put a Chromium or a Chrome. */
const INSTALLED = [
  ...["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium"],
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

const quiet = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** An installed Chromium or Playwright's own; nothing where there is none, or no Playwright, which is a tool of development. */
export async function findChromium(): Promise<string | undefined> {
  try {
    const { chromium } = await import("@playwright/test");
    return [...INSTALLED, chromium.executablePath()].find((path) => existsSync(path));
  } catch (error) {
    if ((error as { readonly code?: unknown }).code === "ERR_MODULE_NOT_FOUND") return undefined;
    throw error;
  }
}

/** Starts a Chromium without a window. As root it has no sandbox, which it refuses to make there. */
export async function startChromium(executablePath: string): Promise<Browser> {
  const { chromium } = await import("@playwright/test");
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({ executablePath, args: isRoot ? ["--no-sandbox", ...quiet] : quiet });
}
