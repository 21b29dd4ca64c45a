import { readdirSync, readFileSync } from "node:fs";
import type { Plugin } from "vite";

const DECLARATION = /(--[\w-]+)\s*:\s*([^;{}]+);/g;
const USE = /var\(\s*(--[\w-]+)/g;

/** Leaves out of KRDS's 700 tokens those that no style of the page uses, directly or by another token. */
export function usedTokens(styles: string): Plugin {
  return {
    name: "used-tokens",
    enforce: "pre",
    transform(code, id) {
      if (!id.includes("krds_tokens.css")) return;
      const wanted = closure(namesUsed(styles), code);
      return code.replace(DECLARATION, (declaration, name: string) => (wanted.has(name) ? declaration : ""));
    },
  };
}

function namesUsed(styles: string): ReadonlySet<string> {
  const files = readdirSync(styles, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".css"));
  return usesIn(files.map((file) => readFileSync(`${styles}/${file}`, "utf8")).join("\n"));
}

/** Tokens name other tokens: follows them until there is nothing new. */
function closure(names: ReadonlySet<string>, tokens: string): ReadonlySet<string> {
  const values = new Map([...tokens.matchAll(DECLARATION)].map((match) => [match[1] ?? "", match[2] ?? ""] as const));
  const found = new Set(names);
  for (const name of found) for (const used of usesIn(values.get(name) ?? "")) found.add(used);
  return found;
}

function usesIn(text: string): Set<string> {
  return new Set([...text.matchAll(USE)].map((match) => match[1] ?? ""));
}
