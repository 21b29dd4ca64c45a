import { chmodSync, cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseConfig } from "../../web/src/shared/config.ts";
import { requireAbsent, toJson } from "../terminal/checkedFile.ts";
import { FOR_EVER, pageFiles } from "./pageFiles.ts";
import { securityHeaders } from "./securityHeaders.ts";
import { configBeside, type PageConfigFile, type ServedTrust } from "./servePage.ts";

/** Stands for the page's own origin, which is not known before the folder lies somewhere. */
const OWN_ORIGIN = "https://page.invalid";

export type PageToWrite = {
  readonly config: Omit<PageConfigFile, "trust" | "anchor">;
  readonly trust: ServedTrust;
  /** A folder of rolls as files, of which a copy is put beside the page as `rolls`. */
  readonly rolls?: string;
};

/**
 * Writes the built page (see buildPage.ts) into a new folder that any web server can give out: with its keys, its
 * configuration and the trust file, and its headers as static hosts (`_headers`) and nginx (`nginx-headers.conf`) take
 * them. The folder is whole or not there. Throws `FileExistsError`, or `ConfigUnreadableError` for a configuration that
 * the page would refuse.
 * @returns How many files it has.
 */
export function writePage(folder: string, { config, trust, rolls }: PageToWrite): number {
  requireAbsent(folder);
  const whole = configBeside(config, trust);
  const headers = securityHeaders(parseConfig(whole, `${OWN_ORIGIN}/`), OWN_ORIGIN);
  const files = [...pageFiles()].filter(([address]) => address !== "");
  const texts = {
    "config.json": `${toJson(whole)}\n`,
    "trust.json": `${toJson(trust.file)}\n`,
    _headers: staticHostHeaders(headers),
    "nginx-headers.conf": nginxHeaders(headers),
  };

  const unfinished = mkdtempSync(`${folder}.`);
  try {
    for (const [address, { path }] of files) {
      mkdirSync(join(unfinished, dirname(address)), { recursive: true });
      cpSync(path, join(unfinished, address));
    }
    for (const [name, text] of Object.entries(texts)) writeFileSync(join(unfinished, name), text);
    if (rolls !== undefined) cpSync(rolls, join(unfinished, "rolls"), { recursive: true });
    chmodSync(unfinished, 0o755);
    renameSync(unfinished, folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true });
    throw error;
  }
  return files.length + Object.keys(texts).length;
}

/** As Netlify, Cloudflare Pages and others read them. */
function staticHostHeaders(headers: Readonly<Record<string, string>>): string {
  const lines = Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`);
  return [
    ...["/*", ...lines],
    ...["/config.json", "  Cache-Control: no-store", "/trust.json", "  Cache-Control: no-store"],
    ...["/assets/*", `  Cache-Control: ${FOR_EVER}`, ""],
  ].join("\n");
}

/** To be included in the block of the page's server; a block inside it that adds a header of its own drops these. */
function nginxHeaders(headers: Readonly<Record<string, string>>): string {
  const lines = Object.entries(headers).map(([name, value]) => `add_header ${name} "${value}" always;`);
  return [
    "# include nginx-headers.conf; inside server { }, where the page's folder is the root",
    ...lines,
    "set $hanpyo_cache no-cache;",
    `if ($uri ~ /assets/) { set $hanpyo_cache "${FOR_EVER}"; }`,
    "add_header Cache-Control $hanpyo_cache always;",
    "",
  ].join("\n");
}
