import { readFileSync } from "node:fs";
import { projectRoot } from "../../scripts/checkout/projectRoot.ts";
import type { WayToSay } from "../../web/src/shared/language.ts";

/** The page's own words, so that what is pressed goes with them. */
export type Say = (feature: "register" | "vote" | "challenge" | "proposals", key: string) => string;

/** What the page says in one way of saying; in Korean where that has no words of its own. */
export function wordsOf(way: WayToSay): Say {
  const found = (feature: string, language: string, key: string): unknown => {
    const file = `${projectRoot}web/src/features/${feature}/texts/${language}.json`;
    try {
      const texts: unknown = JSON.parse(readFileSync(file, "utf8"));
      return key.split(".").reduce((all, part) => (all as Record<string, unknown> | undefined)?.[part], texts);
    } catch {
      return undefined;
    }
  };
  return (feature, key) => String(found(feature, way, key) ?? found(feature, "ko", key));
}
