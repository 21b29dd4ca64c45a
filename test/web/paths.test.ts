import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, extname, join } from "node:path";
import { expect } from "chai";
import { Hono } from "hono";
import { type PageServer, servePage } from "../../scripts/page/servePage.ts";
import { writePage } from "../../scripts/page/writePage.ts";
import { listen } from "../../services/hosting/listening.ts";
import { type ServedPage, servedPage } from "./servedPage.ts";
import { visit } from "./visit.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
};

/** All addresses with `npm run test:web`; with every change one of each kind. */
const isWhole = process.env.HANPYO_WEB === "1";

describe("the page's addresses", function () {
  this.timeout(600_000);
  let served: ServedPage;
  let prefixed: PageServer;
  before(async () => {
    served = await servedPage();
    const { config, town } = served;
    prefixed = await servePage({ config, trust: () => served.trust, node: town.chain.url, prefix: "/city/votes/" });
  });
  after(() => prefixed?.close());

  it("open a page each by a path, behind any prefix, with or without a slash at the end", async () => {
    const { open, decided } = served.elections;
    const pages = [
      [`v/${open}`, "무엇을 정하나요?"],
      [`v/${open}/`, "무엇을 정하나요?"],
      [`v/${decided}/result`, "개표"],
      ["help", "자주 묻는 것"],
      ["me/identity/", "내 투표 신원"],
    ] as const;
    for (const url of isWhole ? [served.url, prefixed.url] : [prefixed.url]) {
      for (const [path, text] of isWhole ? pages : pages.slice(1, 3)) {
        await visit({ ...served, url }, path, "ko", async ({ page, errors, foreign }) => {
          await page.locator("#main").getByText(text).first().waitFor();
          expect(errors, url + path).to.deep.equal([]);
          expect(foreign, url + path).to.deep.equal([]);
        });
      }
    }
  });

  it("take over from the addresses after #, with which earlier links were made, and keep from servers what they kept", async () => {
    const { open, decided } = served.elections;
    const links = [
      [`#/elections/${open}`, `v/${open}`],
      [`#/elections/${open}/vote`, `v/${open}/vote`],
      [`#/elections/${decided}/results`, `v/${decided}/result`],
      [`#/v/${decided}/result`, `v/${decided}/result`],
      ["#/register", "me/register"],
      ["#/register/restore", "me/restore"],
      ["#/register/standing", "me/standing"],
      ["#/tracker?code=7ACF", "check#code=7ACF"],
      ["#/check", "check/device"],
      [`#/audit?election=${decided}`, `v/${decided}/verify`],
      ["#/audit", "verify"],
      ["#/me/identity", "me/identity"],
      ["#/", ""],
    ] as const;
    await visit({ ...served, url: prefixed.url }, "", "ko", async ({ page, errors }) => {
      const asked: string[] = [];
      const missing: string[] = [];
      page.on("request", (request) => asked.push(request.url()));
      page.on("response", (response) => response.status() === 404 && missing.push(response.url()));
      const isOfKind = (path: string) => path.includes("/vote") || path.includes("7ACF") || path === "";
      for (const [hash, path] of isWhole ? links : links.filter(([, path]) => isOfKind(path))) {
        await page.goto("about:blank");
        await page.goto(prefixed.url + hash);
        await page.waitForURL(prefixed.url + path);
        await page.locator("h1").waitFor();
      }
      await page.goto(prefixed.url);
      // A link of old that is opened where the page is already shown.
      await page.evaluate(() => location.assign("#/how"));
      await page.waitForURL(`${prefixed.url}how`);
      expect(asked.filter((address) => address.includes("7ACF"))).to.deep.equal([]);
      expect(missing).to.deep.equal([]);
      expect(errors).to.deep.equal([]);
    });
  });

  it("tell whoever previews a link what is voted on, and only of the office's own elections", async () => {
    const { open } = served.elections;
    const html = await (await fetch(`${prefixed.url}v/${open}`)).text();
    expect(html).to.match(/<meta property="og:title" content="[^"]*예산[^"]*"/);
    expect(html).to.match(/<meta property="og:description" content="[^"]*마감[^"]*"/);
    expect(html).to.contain(`<meta property="og:url" content="${prefixed.url}v/${open}"`);
    const [, picture = ""] = /<meta property="og:image" content="([^"]+)"/.exec(html) ?? [];
    expect(picture.startsWith(prefixed.url), picture).to.equal(true);
    const image = await fetch(picture);
    expect([image.status, image.headers.get("content-type")]).to.deep.equal([200, "image/png"]);

    const elsewhere = await (await fetch(`${prefixed.url}v/0x${"ab".repeat(20)}`)).text();
    expect(elsewhere).not.to.contain("og:description");
    const hostile = await (await fetch(`${prefixed.url}v/${served.elections.hostile}`)).text();
    expect(hostile.match(/<script/g)).to.have.length(1);
  });

  it("say what is voted on and until when before any script has come", async () => {
    const context = await served.browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${served.url}v/${served.elections.open}`);
    const text = await page.locator("body").textContent();
    expect(text).to.contain("예산").and.contain("마감").and.contain("시청 02-000-0000");
    await context.close();
  });

  it("stop where the server's text of an election is not what the chain says", async () => {
    const path = `v/${served.elections.open}`;
    const context = await served.browser.newContext({ locale: "ko" });
    const page = await context.newPage();
    await page.route(served.url + path, async (route) => {
      const answer = await route.fetch();
      const body = (await answer.text()).replace(/(property="og:title" content=")[^"]*/, "$1다른 투표");
      await route.fulfill({ response: answer, body });
    });
    await page.goto(served.url + path);
    await page.getByText("보이는 내용이 공개 기록과 다릅니다").waitFor();
    expect(await page.getByRole("link", { name: "투표하기" }).count()).to.equal(0);
    await context.close();
  });

  it("answer an address that leads nowhere with a page that says so, and no file for what is no page", async () => {
    const answer = await fetch(`${served.url}nowhere`, { headers: { Accept: "text/html" } });
    expect(answer.status).to.equal(404);
    for (const file of ["nowhere.js", "assets/nowhere.js", "v/0x12.png"]) {
      const missing = await fetch(served.url + file, { headers: { Accept: "text/html" } });
      expect(await missing.text(), file).to.equal("There is nothing here");
    }
    await visit(served, "nowhere", "ko", async ({ page }) => {
      await page.getByText("찾는 화면이 없습니다").first().waitFor();
    });
  });

  it("are folders of a written page, with a fallback for elections that came later", async () => {
    const folder = join(mkdtempSync(join(tmpdir(), "hanpyo-paths-")), "page");
    const { chain } = served.town;
    let publicUrl = "";
    // As plain hosts do: a folder by its index, with a slash; what is missing by 404.html.
    const host = new Hono().get("*", (context) => {
      const path = join(folder, context.req.path.replace("/below/", "/"));
      const answer = (file: string, status: 200 | 404) =>
        context.body(readFileSync(file), status, {
          "Content-Type": TYPES[extname(file)] ?? "application/octet-stream",
        });
      if (!existsSync(path)) return answer(join(folder, "404.html"), 404);
      if (!statSync(path).isDirectory()) return answer(path, 200);
      if (!context.req.path.endsWith("/")) return context.redirect(`${context.req.path}/`, 301);
      return answer(join(path, "index.html"), 200);
    });
    const server = await listen(host, {});
    publicUrl = `${server.url}/below/`;
    const { open, coming } = served.elections;
    const config = { ...served.config, rpc: chain.url };
    const known = (await served.shells()).filter(({ election }) => election === open);
    writePage(folder, { config, trust: served.trust, publicUrl, shells: known });

    expect(readFileSync(join(folder, "v", open, "index.html"), "utf8")).to.match(/og:title" content="[^"]*예산/);
    const written = [
      [`v/${coming}/`, "무엇을 정하나요?"],
      [`v/${open}`, "무엇을 정하나요?"],
      ["me/register", "등록"],
    ] as const;
    for (const [path, text] of isWhole ? written : written.slice(0, 1)) {
      await visit({ ...served, url: publicUrl }, path, "ko", async ({ page, foreign }) => {
        await page.locator("#main").getByText(text).first().waitFor();
        expect(foreign.filter((address) => address !== `${chain.url}/`)).to.deep.equal([]);
      });
    }
    await server.close();
    rmSync(dirname(folder), { recursive: true });
  });
});
