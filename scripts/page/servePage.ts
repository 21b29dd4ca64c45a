import { readFileSync } from "node:fs";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { compress } from "hono/compress";
import type { z } from "zod";
import type { Anchor } from "../../sdk/trust/anchor.ts";
import type { TrustFile } from "../../sdk/trust/trustFile.ts";
import { listen } from "../../services/hosting/listening.ts";
import { RefusalError } from "../../services/hosting/refusal.ts";
import { type pageConfigSchema, parseConfig } from "../../web/src/shared/config.ts";
import { isPagePath } from "../../web/src/shared/paths.ts";
import { pageFolder } from "./buildPage.ts";
import { servedShells } from "./electionShells.ts";
import { fileAnswer } from "./fileAnswer.ts";
import { nodeProxy, RPC_REQUEST_BYTES } from "./nodeProxy.ts";
import { pageFiles } from "./pageFiles.ts";
import { securityHeaders } from "./securityHeaders.ts";
import { shellOf } from "./shell.ts";

/** config.json as it stands beside the page; addresses may be relative to it. */
export type PageConfigFile = z.input<typeof pageConfigSchema>;

/** A trust file, and the line of the gazette that says which one it is. */
export type ServedTrust = { readonly file: TrustFile; readonly anchor: Anchor };

export type PageToServe = {
  readonly config: Omit<PageConfigFile, "trust" | "anchor">;
  /** The trust file as of now, which stands beside the page; the configuration names it. */
  readonly trust: () => ServedTrust;
  /** The node that answers at `rpc` below the page; without it the page asks the node of its configuration itself. */
  readonly node?: string;
  /** Whether the last address of `X-Forwarded-For` is the client's; only behind a proxy that sets it. */
  readonly behindProxy?: boolean;
  /** Path under which the page stands, with slashes at both ends. */
  readonly prefix?: string;
  /** Where residents find the page, with a slash at the end, for previews of links; its own address unless told otherwise. */
  readonly publicUrl?: string;
  /** 127.0.0.1 unless told otherwise. */
  readonly host?: string;
  /** 0 for any free one. */
  readonly port?: number;
  /** Further addresses below the page, for a demonstration. */
  readonly more?: Hono;
};

/** config.json of a page that has its trust file beside it. */
export function configBeside(config: PageToServe["config"], { anchor }: ServedTrust): PageConfigFile {
  return { ...config, trust: "trust.json", anchor };
}

export type PageServer = { readonly url: string; close(): Promise<void> };

/**
 * Serves the built page (see buildPage.ts) with its security headers and its configuration.
 * Throws `ConfigUnreadableError` for a configuration that the page would refuse.
 */
export async function servePage({
  config,
  trust,
  node,
  behindProxy = false,
  prefix = "/",
  publicUrl,
  host = "127.0.0.1",
  port = 0,
  more,
}: PageToServe): Promise<PageServer> {
  const files = pageFiles();
  const page = new Hono();
  let headers: Readonly<Record<string, string>> = {};
  page.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(headers)) context.header(name, value);
  });
  // Not the keys: a device shows how much of their length has arrived.
  page.use(`${prefix}assets/*`, compress());
  const configNow = () => configBeside(config, trust());
  page.get(`${prefix}config.json`, (context) => context.json(configNow(), 200, { "Cache-Control": "no-store" }));
  page.get(`${prefix}trust.json`, (context) => context.json(trust().file, 200, { "Cache-Control": "no-store" }));
  if (node !== undefined) {
    const onError = (context: Context) => context.text("The request is too large", 413);
    page.post(`${prefix}rpc`, bodyLimit({ maxSize: RPC_REQUEST_BYTES, onError }), nodeProxy(node, { behindProxy }));
  }
  if (more !== undefined) page.route(prefix, more);
  let shells: ReturnType<typeof servedShells> | undefined;
  let ownUrl = "";
  const html = readFileSync(`${pageFolder}index.html`, "utf8");
  page.get("*", async (context) => {
    const { pathname } = new URL(context.req.url);
    if (`${pathname}/` === prefix) return context.redirect(prefix, 301);
    if (!pathname.startsWith(prefix)) return context.text("There is nothing here", 404);
    const below = pathname.slice(prefix.length);
    const file = files.get(below);
    if (file !== undefined) {
      const { path, type, cache } = file;
      return fileAnswer(context, path, { "Content-Type": type, "Cache-Control": cache });
    }
    const isPage = isPagePath(`/${below}`);
    if (!isPage && !asksForPage(context, below)) return context.text("There is nothing here", 404);
    const [, address] = /^v\/(0x[0-9a-fA-F]{40})/.exec(below) ?? [];
    const shell = isPage && address !== undefined ? await shells?.find(address) : undefined;
    // From the address as it was asked for: a proxy before this server may have taken a prefix away.
    const root = "../".repeat(below.split("/").length - 1) || "./";
    const place = { root, path: below, publicUrl: publicUrl ?? ownUrl, contact: config.contact };
    return context.html(shellOf(html, place, shell), isPage ? 200 : 404, { "Cache-Control": "no-cache" });
  });
  page.onError((error, context) => {
    if (error instanceof RefusalError) return context.text(error.message, error.status as 400);
    return context.text("The page's server failed", 500);
  });

  const server = await listen(page, { host, port, behindProxy });
  ownUrl = server.url + prefix;
  const parsed = parseConfig(configNow(), ownUrl);
  headers = securityHeaders(parsed, server.url);
  if (node !== undefined) shells = servedShells(parsed, trust, node);
  const close = async () => {
    shells?.close();
    await server.close();
  };
  return { url: ownUrl, close };
}

/** Whether somebody at a browser asks, of whom a page can say that there is none; a file's name ends otherwise. */
function asksForPage(context: Context, below: string): boolean {
  return (context.req.header("Accept") ?? "").includes("text/html") && !/\.\w+$/.test(below);
}
