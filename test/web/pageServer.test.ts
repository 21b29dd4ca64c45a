import { existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, extname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { expect } from "chai";
import { Hono } from "hono";
import { circuitInstances } from "../../scripts/checkout/instances.ts";
import { sumOf } from "../../scripts/checkout/keys.ts";
import { projectRoot } from "../../scripts/checkout/projectRoot.ts";
import { servePage } from "../../scripts/page/servePage.ts";
import { FIRST_LOAD_LIMIT, firstLoad } from "../../scripts/page/size.ts";
import { writePage } from "../../scripts/page/writePage.ts";
import { listen } from "../../services/hosting/listening.ts";
import { ownCharacters } from "../../web/fontSlices.ts";
import { ConfigUnreadableError } from "../../web/src/shared/config.ts";
import { errorOf } from "../errorOf.ts";
import { type ServedPage, servedPage } from "./servedPage.ts";
import { visit } from "./visit.ts";

describe("the page's server", function () {
  this.timeout(600_000);
  let served: ServedPage;
  before(async () => {
    served = await servedPage();
  });

  it("sends every file with a policy that lets nothing in but the page's own files", async () => {
    for (const file of ["", "index.html", "config.json", "icon.svg", "keys/ballot-8.json", "nowhere"]) {
      const { headers } = await fetch(served.url + file);
      const policy = headers.get("content-security-policy")?.split("; ") ?? [];
      expect(policy, file).to.deep.equal([
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "worker-src 'self' blob:",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self' http://127.0.0.1:* http://localhost:*",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
      ]);
      expect(headers.get("referrer-policy"), file).to.equal("no-referrer");
      expect(headers.get("x-content-type-options"), file).to.equal("nosniff");
    }
  });

  it("names the relayers, offices, rolls and node of its configuration in the policy, and nobody else", async () => {
    const config = {
      ...served.config,
      rpc: "https://node.example/key",
      relayers: [{ url: "https://relayer.example/a", address: `0x${"1".repeat(40)}` }],
      offices: { registrar: "https://one.example", approver: "https://two.example/x" },
      rollFiles: "https://rolls.example/ours/",
    };
    const server = await servePage({ config, trust: () => served.trust });
    const policy = (await fetch(server.url)).headers.get("content-security-policy");
    await server.close();
    expect(policy).to.contain(
      "connect-src 'self' https://node.example https://relayer.example https://one.example https://two.example https://rolls.example http://127.0.0.1:* http://localhost:*;",
    );
  });

  it("refuses to serve a configuration that the page could not read", async () => {
    const error = await errorOf(
      servePage({ config: { ...served.config, factory: "0x12" }, trust: () => served.trust }),
      ConfigUnreadableError,
    );
    expect(error.code).to.equal("CONFIG_UNREADABLE");
    expect(error.message).to.contain("factory");
  });

  it("gives out the keys and circuits that SHA256SUMS names, unchanged", async () => {
    const sums = await (await fetch(`${served.url}keys/SHA256SUMS`)).text();
    for (const { name } of circuitInstances().filter((instance) => instance.name !== "ballot-32")) {
      const key = Buffer.from(await (await fetch(`${served.url}keys/${name}.zkey`)).arrayBuffer());
      const { createHash } = await import("node:crypto");
      const sum = createHash("sha256").update(key).digest("hex");
      expect(sum).to.equal(sumOf(`circuits/keys/${name}.zkey`));
      expect(sums).to.contain(`${sum}  circuits/keys/${name}.zkey`);
    }
  });

  it("gives out both compressed as well, as files with a length and nothing that a browser would inflate", async () => {
    const { createHash } = await import("node:crypto");
    for (const name of ["ballot-4.zkey", "ballot-4.wasm"]) {
      const response = await fetch(`${served.url}keys/${name}.gz`);
      expect(response.headers.get("content-encoding"), name).to.equal(null);
      const file = Buffer.from(await response.arrayBuffer());
      expect(Number(response.headers.get("content-length")), name).to.equal(file.length);
      const path = name.endsWith(".wasm") ? `build/circuits/ballot-4_js/${name}` : `circuits/keys/${name}`;
      expect(createHash("sha256").update(gunzipSync(file)).digest("hex"), name).to.equal(sumOf(path));
    }
  });

  it("opens no other file, whatever the address", async () => {
    for (const path of [
      "../package.json",
      "%2e%2e/package.json",
      "assets/..%2f..%2fpackage.json",
      "keys/../../package.json",
    ]) {
      expect((await fetch(served.url + path)).status, path).to.equal(404);
    }
  });

  it("passes reading and signed transactions on to the node, and nothing that moves a test chain", async () => {
    const ask = (method: string, params: unknown[] = []) =>
      fetch(`${served.url}rpc`, { method: "POST", body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }) });
    expect(await (await ask("eth_chainId")).json()).to.deep.include({ result: "0x7a69" });
    for (const method of ["evm_mine", "hardhat_setBalance", "eth_sendTransaction", "eth_accounts", "debug_traceCall"]) {
      const answer = await ask(method);
      expect(answer.status, method).to.equal(403);
      expect(((await answer.json()) as { error: { code: number } }).error.code, method).to.equal(-32601);
    }
  });

  it("opens no file for a request that wants its head alone, and closes what was not read to the end", async () => {
    const open = () => readdirSync("/proc/self/fd").filter((fd) => isFile(`/proc/self/fd/${fd}`)).length;
    const isFile = (link: string) => {
      try {
        return readlinkSync(link).endsWith(".zkey");
      } catch {
        return false;
      }
    };
    const key = `${served.url}keys/ballot-8.zkey`;
    for (let i = 0; i < 30; i++) {
      const { status, headers } = await fetch(key, { method: "HEAD" });
      expect([status, Number(headers.get("content-length")) > 1_000_000]).to.deep.equal([200, true]);
    }
    for (let i = 0; i < 5; i++) {
      const left = new AbortController();
      await fetch(key, { signal: left.signal });
      left.abort();
    }
    // The last of them end a moment later.
    for (let i = 0; i < 50 && open() > 0; i++) await new Promise((done) => setTimeout(done, 100));
    expect(open()).to.equal(0);
  });

  it("gives its own texts a slice of each font, and the whole one to who meets another character alone", async () => {
    const fontsOf = async (text: string) => {
      const context = await served.browser.newContext();
      // Without a configuration the page shows nothing but texts of its own.
      await context.route(/\/config\.json$/, (route) => route.abort());
      const page = await context.newPage();
      const asked: string[] = [];
      page.on("request", (request) => asked.push(...(/\w+-\w+\.(?:slice|subset)/.exec(request.url()) ?? [])));
      await page.goto(served.url);
      await page.locator("h1").first().waitFor();
      await page.evaluate((shown) => {
        for (const weight of ["400", "700"]) {
          const line = document.createElement("p");
          line.style.fontWeight = weight;
          line.textContent = shown;
          document.body.append(line);
        }
      }, text);
      await page.waitForLoadState("networkidle");
      await page.evaluate(async () => void (await document.fonts.ready));
      await context.close();
      return [...new Set(asked)].sort();
    };
    const slices = ["PretendardGOV-Bold.slice", "PretendardGOV-Regular.slice"];
    const wholes = ["PretendardGOV-Bold.subset", "PretendardGOV-Regular.subset"];
    const own = ownCharacters(`${projectRoot}web/src`);
    expect([...own].length).to.be.greaterThan(500);
    expect(own).to.contain("투").and.contain("표").and.contain("q");
    expect(await fontsOf(own)).to.deep.equal(slices);
    expect(own).not.to.contain("뷁");
    expect(await fontsOf("뷁")).to.deep.equal([...slices, ...wholes].sort());
    const bytes = slices.map((name) => statSync(`${projectRoot}build/fonts/${name}.woff2`).size);
    for (const size of bytes) expect(size).to.be.lessThan(45_000);
  });

  it("works behind a path", async () => {
    const server = await servePage({
      config: served.config,
      trust: () => served.trust,
      node: served.town.chain.url,
      prefix: "/city/votes/",
    });
    await visit({ ...served, url: server.url }, "#/", "en", async ({ page, errors, foreign }) => {
      await page.getByText("Open now").waitFor();
      expect(errors).to.deep.equal([]);
      expect(foreign).to.deep.equal([]);
    });
    expect((await fetch(new URL("/", server.url))).status).to.equal(404);
    await server.close();
  });

  it("works as a written folder at a host that gives out files with the headers written beside them", async () => {
    const folder = join(mkdtempSync(join(tmpdir(), "hanpyo-static-")), "page");
    const { chain } = served.town;
    writePage(folder, { config: { ...served.config, rpc: chain.url, rollFiles: "rolls/" }, trust: served.trust });
    const lines = readFileSync(join(folder, "_headers"), "utf8").split("\n");
    const headers = lines.slice(1, lines.indexOf("/config.json")).map((line) => line.trim().split(/: (.*)/));
    const host = new Hono().get("*", (context) => {
      const path = join(folder, context.req.path === "/" ? "index.html" : context.req.path);
      if (!existsSync(path)) return context.text("There is nothing here", 404);
      for (const [name = "", value = ""] of headers) context.header(name, value);
      const types: Readonly<Record<string, string>> = {
        ".html": "text/html",
        ".js": "text/javascript",
        ".css": "text/css",
      };
      const type = types[extname(path)] ?? "application/octet-stream";
      return context.body(readFileSync(path), 200, { "Content-Type": type });
    });
    const server = await listen(host, {});
    await visit({ ...served, url: `${server.url}/` }, "#/", "en", async ({ page, errors, foreign }) => {
      await page.getByText("Open now").waitFor();
      expect(errors).to.deep.equal([]);
      expect([...new Set(foreign)]).to.deep.equal([`${chain.url}/`]);
    });
    await server.close();
    rmSync(dirname(folder), { recursive: true });
  });

  it("needs at most 250 kB, gzip and without fonts, until the elections are shown", () => {
    const total = firstLoad().reduce((sum, { bytes }) => sum + bytes, 0);
    expect(total).to.be.lessThan(FIRST_LOAD_LIMIT);
  });

  it("loads nothing for the first page that is not counted there", async () => {
    const counted = new Set(firstLoad().map(({ file }) => file));
    const context = await served.browser.newContext();
    const page = await context.newPage();
    const loaded: string[] = [];
    page.on("response", (response) => loaded.push(new URL(response.url()).pathname.slice(1)));
    await page.goto(`${served.url}#/`);
    await page.locator("article").first().waitFor();
    await page.waitForLoadState("networkidle");
    await context.close();
    const code = loaded.filter((file) => /\.(js|css)$/.test(file));
    expect(code).not.to.deep.equal([]);
    expect(code.filter((file) => !counted.has(file))).to.deep.equal([]);
  });
});
