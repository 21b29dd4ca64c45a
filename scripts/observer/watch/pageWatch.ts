import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Finding } from "./finding.ts";

/** What a page is read by, beside what its index names. */
const ALWAYS = ["index.html", "config.json", "trust.json", "sw.js"];
const DEADLINE_MS = 20_000;
/** Stands for what is not there. */
const MISSING = Buffer.from("no such file");

/**
 * Compares a served page's files with those of a folder that `page write` left, or with what the first look found (P11.9).
 * @param url Of the page, with its path.
 */
export function watchPage(url: string, folder?: string) {
  const base = url.endsWith("/") ? url : `${url}/`;
  const known = new Map<string, string>();

  /** What is due of a file; undefined where nothing is known of it yet. */
  const dueOf = (name: string): string | undefined => {
    if (folder === undefined) return known.get(name);
    const file = join(folder, name);
    return existsSync(file) ? hashOf(readFileSync(file)) : hashOf(MISSING);
  };

  return async (): Promise<readonly Finding[]> => {
    const index = await fetched(base, "");
    if (index === undefined) return [{ kind: "no answer", values: { who: base } }];
    const findings: Finding[] = [];
    for (const name of new Set([...ALWAYS, ...namedIn(index.toString("utf8"))])) {
      const bytes = name === "index.html" ? index : await fetched(base, name);
      if (bytes === undefined) {
        findings.push({ kind: "no answer", values: { who: base + name } });
        continue;
      }
      const [due, found] = [dueOf(name), hashOf(bytes)];
      if (due !== undefined && due !== found)
        findings.push({ kind: "page", values: { file: base + name, due, found } });
      known.set(name, found);
    }
    return findings;
  };
}

/** Files of the page's own that its index names. */
function namedIn(index: string): readonly string[] {
  return [...index.matchAll(/(?:src|href)="(?:\.?\/)?([\w./-]+\.(?:js|css|json|webmanifest|svg|png|woff2?))"/g)].map(
    ([, name]) => name as string,
  );
}

function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** A file's bytes, `MISSING` where the server says so, nothing where it gives no answer. */
async function fetched(base: string, name: string): Promise<Buffer | undefined> {
  try {
    const response = await fetch(base + name, {
      signal: AbortSignal.timeout(DEADLINE_MS),
      headers: { "cache-control": "no-cache" },
    });
    if (response.status === 404) return MISSING;
    return response.ok ? Buffer.from(await response.arrayBuffer()) : undefined;
  } catch {
    return undefined;
  }
}
