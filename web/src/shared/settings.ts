import { isKiosk } from "./kiosk/kiosk.ts";
import { languageOf, WAYS_TO_SAY, type WayToSay } from "./language.ts";

export const THEMES = ["system", "light", "dark", "contrast"] as const;
export const SIZES = ["normal", "large", "largest"] as const;

/** How a visitor wants to see the page. Kept in plain storage: it says nothing about votes. */
export type Settings = {
  readonly language: WayToSay;
  readonly theme: (typeof THEMES)[number];
  readonly size: (typeof SIZES)[number];
};

const KEY = "hanpyo.settings";

/** The kept settings, or those of the visitor's system: Korean unless the browser asks for English only. */
export function readSettings(
  storage: Pick<Storage, "getItem"> | undefined,
  languages: readonly string[] = [],
): Settings {
  const kept = parse(storage?.getItem(KEY) ?? null);
  const asked = languages.some((tag) => tag.toLowerCase().startsWith("ko")) ? "ko" : languageOf(languages[0] ?? "ko");
  return {
    language: oneOf(WAYS_TO_SAY, kept.language) ?? asked,
    theme: oneOf(THEMES, kept.theme) ?? "system",
    size: oneOf(SIZES, kept.size) ?? (isKiosk ? "largest" : "normal"),
  };
}

export function writeSettings(storage: Pick<Storage, "setItem"> | undefined, settings: Settings): void {
  storage?.setItem(KEY, JSON.stringify(settings));
}

/** What a visitor's system asks of pages. */
export type SystemWish = { readonly dark: boolean; readonly contrast: boolean };

/** The colours of a theme: the visitor's choice, else what their system asks for. */
export function coloursOf(theme: Settings["theme"], { dark, contrast }: SystemWish): "light" | "dark" | "contrast" {
  if (theme !== "system") return theme;
  if (contrast) return "contrast";
  return dark ? "dark" : "light";
}

const WISHES = { dark: "(prefers-color-scheme: dark)", contrast: "(prefers-contrast: more)" } as const;

function systemWish(): SystemWish {
  return { dark: matchMedia(WISHES.dark).matches, contrast: matchMedia(WISHES.contrast).matches };
}

/** Tells when the system's wish changes, until it is told to stop. */
export function watchSystem(changed: () => void): () => void {
  const queries = Object.values(WISHES).map((query) => matchMedia(query));
  for (const query of queries) query.addEventListener("change", changed);
  return () => {
    for (const query of queries) query.removeEventListener("change", changed);
  };
}

/** Shows the document in the settings' language, colours and size. */
export function applySettings({ language, theme, size }: Settings, root: HTMLElement): void {
  root.lang = language === "easy" ? "ko" : language;
  root.dataset.theme = coloursOf(theme, systemWish());
  root.dataset.size = size;
}

/** The browser's storage; nothing where the visitor forbids it, or many people use the device. */
export function browserStorage(): Storage | undefined {
  if (isKiosk) return undefined;
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}

function parse(text: string | null): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? "{}");
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function oneOf<T extends string>(values: readonly T[], found: unknown): T | undefined {
  return values.find((value) => value === found);
}
