import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { attachmentName } from "../../sdk/election/attachments.ts";
import { parseConfig } from "../../web/src/shared/config.ts";
import { ELECTION_PARTS, electionPath, kioskPath, PATHS } from "../../web/src/shared/paths.ts";
import { requireAbsent, toJson } from "../terminal/checkedFile.ts";
import type { StoredAttachment } from "./attachmentRoutes.ts";
import { pageFolder } from "./buildPage.ts";
import type { ElectionShell } from "./electionShells.ts";
import { FOR_EVER, pageFiles } from "./pageFiles.ts";
import { securityHeaders } from "./securityHeaders.ts";
import { configBeside, type PageConfigFile, type ServedTrust } from "./servePage.ts";
import { type ShellPlace, shellOf } from "./shell.ts";

/** Stands for the page's own origin, which is not known before the folder lies somewhere. */
const OWN_ORIGIN = "https://page.invalid";

export type PageToWrite = {
  readonly config: Omit<PageConfigFile, "trust" | "anchor">;
  readonly trust: ServedTrust;
  /** A folder of rolls as files, of which a copy is put beside the page as `rolls`. */
  readonly rolls?: string;
  /** Pictures and papers of options, which are put beside the page as `files`. */
  readonly attachments?: readonly StoredAttachment[];
  /** Where residents will find the page, with a slash at the end: pictures in previews need it, and elections to come. */
  readonly publicUrl?: string;
  /** The elections that have a page of their own for whoever previews a link. */
  readonly shells?: readonly ElectionShell[];
};

/**
 * Writes the built page (see buildPage.ts) into a new folder that any web server can give out: with its keys, its
 * configuration and the trust file, a folder for each of its paths, what a host sends where it has nothing (`404.html`),
 * and its headers as static hosts (`_headers`) and nginx (`nginx-headers.conf`) take them. The folder is whole or not
 * there. Throws `FileExistsError`, or `ConfigUnreadableError` for a configuration that
 * the page would refuse.
 * @returns How many files it has.
 */
export function writePage(
  folder: string,
  { config, trust, rolls, attachments = [], publicUrl, shells = [] }: PageToWrite,
): number {
  requireAbsent(folder);
  const whole = configBeside(config, trust);
  const headers = securityHeaders(parseConfig(whole, `${OWN_ORIGIN}/`), OWN_ORIGIN);
  const files = [...pageFiles()].filter(([address]) => address !== "");
  const texts = {
    "config.json": `${toJson(whole)}\n`,
    "trust.json": `${toJson(trust.file)}\n`,
    _headers: staticHostHeaders(headers),
    "nginx-headers.conf": nginxHeaders(headers, publicUrl),
    ...pathFiles(config.contact, publicUrl, shells),
  };

  const unfinished = mkdtempSync(`${folder}.`);
  try {
    for (const [address, { path }] of files) {
      mkdirSync(join(unfinished, dirname(address)), { recursive: true });
      cpSync(path, join(unfinished, address));
    }
    for (const [name, text] of Object.entries(texts)) {
      mkdirSync(join(unfinished, dirname(name)), { recursive: true });
      writeFileSync(join(unfinished, name), text);
    }
    if (attachments.length > 0) mkdirSync(join(unfinished, "files"));
    for (const file of attachments) cpSync(file.path, join(unfinished, "files", attachmentName(file)));
    if (rolls !== undefined) cpSync(rolls, join(unfinished, "rolls"), { recursive: true });
    chmodSync(unfinished, 0o755);
    renameSync(unfinished, folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true });
    throw error;
  }
  return files.length + Object.keys(texts).length + attachments.length;
}

/** The page once more for each of its paths, and for every address that has no file. */
function pathFiles(
  contact: ShellPlace["contact"],
  publicUrl: string | undefined,
  shells: readonly ElectionShell[],
): Readonly<Record<string, string>> {
  const html = readFileSync(`${pageFolder}index.html`, "utf8");
  // Known, it holds with and without a slash at the end; otherwise hosts add the slash to a folder's address.
  const prefix = publicUrl === undefined ? undefined : new URL(publicUrl).pathname;
  const entry = (path: string, shell?: ElectionShell) => {
    const at = path.slice(1);
    const root = prefix ?? "../".repeat(at.split("/").length);
    return [`${at}/index.html`, shellOf(html, { root, path: at, publicUrl, contact }, shell)] as const;
  };
  const fixed = Object.values(PATHS).filter((path) => path !== PATHS.elections);
  const ofElections = shells.flatMap((shell) => ELECTION_PARTS.map((part) => [shell, part] as const));
  return Object.fromEntries([
    ["404.html", prefix === undefined ? NOTHING_HERE : shellOf(html, { root: prefix, path: "", contact })],
    ...fixed.map((path) => entry(path)),
    ...shells.map(({ election }) => entry(kioskPath(election))),
    ...ofElections.map(([shell, part]) => entry(electionPath(shell.election, part), shell)),
  ]);
}

/** Where the page stands is not known: its scripts could not be named from any depth. */
const NOTHING_HERE = `<!doctype html>
<html lang="ko">
  <meta charset="utf-8" />
  <meta name="viewport" content="width=device-width, initial-scale=1" />
  <title>한표 Hanpyo</title>
  <p>찾는 화면이 없습니다. <a href="/">처음 화면으로</a></p>
  <p lang="en">There is no such page. <a href="/">To the first page</a></p>
</html>
`;

/** As Netlify, Cloudflare Pages and others read them. */
function staticHostHeaders(headers: Readonly<Record<string, string>>): string {
  const lines = Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`);
  return [
    ...["/*", ...lines],
    ...["/config.json", "  Cache-Control: no-store", "/trust.json", "  Cache-Control: no-store"],
    ...["/files/*", `  Cache-Control: ${FOR_EVER}`],
    ...["/assets/*", `  Cache-Control: ${FOR_EVER}`, ""],
  ].join("\n");
}

/** To be included in the block of the page's server; a block inside it that adds a header of its own drops these. */
function nginxHeaders(headers: Readonly<Record<string, string>>, publicUrl = "https://page.invalid/"): string {
  const lines = Object.entries(headers).map(([name, value]) => `add_header ${name} "${value}" always;`);
  return [
    "# include nginx-headers.conf; inside server { }, where the page's folder is the root",
    ...lines,
    "set $hanpyo_cache no-cache;",
    `if ($uri ~ /assets/) { set $hanpyo_cache "${FOR_EVER}"; }`,
    "add_header Cache-Control $hanpyo_cache always;",
    "index index.html;",
    `error_page 404 ${new URL("404.html", publicUrl).pathname};`,
    "",
  ].join("\n");
}
