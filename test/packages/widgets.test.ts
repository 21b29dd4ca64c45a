import { globSync, readFileSync, statSync } from "node:fs";
import type { Browser, Page } from "@playwright/test";
import { expect } from "chai";
import { Hono } from "hono";
import { verificationKeys } from "../../scripts/checkout/circuitFiles.ts";
import { projectRoot } from "../../scripts/checkout/projectRoot.ts";
import type { ElectionRecord } from "../../sdk/verify/record.ts";
import { type FactsService, startFacts } from "../../services/facts/service.ts";
import { type Listening, listen } from "../../services/hosting/listening.ts";
import { type DecidedElection, decidedElection } from "../end-to-end/decidedElection.ts";
import { violations } from "../web/accessibility.ts";
import { launchChromium } from "../web/chromium.ts";

const FOLDER = `${projectRoot}packages/widgets/`;
const EXAMPLE_ELECTION = "0x0000000000000000000000000000000000000001";

describe("Elements for other sites", () => {
  const files = globSync("*.js", { cwd: FOLDER });

  it("are smaller than 20 kB together, and import nothing but each other", () => {
    const bytes = files.reduce((sum, file) => sum + statSync(FOLDER + file).size, 0);
    expect(bytes).to.be.lessThan(20_000);
    for (const file of files) {
      const text = readFileSync(FOLDER + file, "utf8");
      for (const [, from = ""] of text.matchAll(/from "([^"]+)"/g)) expect(files).to.include(from.replace("./", ""));
      expect(text, file).to.not.match(/innerHTML|document\.cookie|localStorage|sessionStorage|indexedDB|https?:\/\//);
    }
  });

  describe("in a browser", function () {
    this.timeout(600_000);
    let browser: Browser;
    let page: Page;
    let real: DecidedElection;
    let record: ElectionRecord;
    let service: FactsService;
    let site: Listening;
    /** What the site's own page says in place of the example's addresses. */
    let html: string;
    const asked: string[] = [];

    before(async function () {
      if (process.env.HANPYO_WEB !== "1") return this.skip();
      real = await decidedElection();
      record = real.record;
      const told = {
        organizer: record.creator,
        factories: [{ factory: record.board.factory, withdrawnFrom: 0 }],
        rolls: [record.constitution.rolls],
      };
      const settings = { rpc: real.chain.url, told, keysFor: verificationKeys, interval: 0, limits: { finality: 1 } };
      service = await startFacts(settings);
      html = readFileSync(`${projectRoot}examples/council/index.html`, "utf8")
        .replaceAll("https://facts.example", service.url)
        .replaceAll(EXAMPLE_ELECTION, record.election);
      const app = new Hono();
      // The strictest policy under which they run.
      const policy = `default-src 'none'; script-src 'self'; connect-src ${service.url}; base-uri 'none'`;
      app.get("/", (context) => context.html(html, 200, { "Content-Security-Policy": policy }));
      app.get("/hanpyo/:file", (context) => {
        const text = readFileSync(`${FOLDER}${context.req.param("file").replaceAll("/", "")}`, "utf8");
        return context.body(text, 200, { "Content-Type": "text/javascript" });
      });
      site = await listen(app, { port: 0, host: "127.0.0.1" });
      browser = await launchChromium();
      page = await (await browser.newContext()).newPage();
      page.on("request", (request) => asked.push(new URL(request.url()).origin));
    });
    after(async () => {
      await browser?.close();
      await site?.close();
      await service?.close();
    });

    const rowsOf = (element: string) =>
      page
        .locator(`${element} tbody tr`)
        .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)));

    it("show the record's counts as a table, the end of the voting, and nothing that there is not", async () => {
      await page.goto(site.url);
      await page.locator("hanpyo-result table").waitFor();
      const { counts = [] } = record.result ?? {};
      const used = counts.slice(0, record.constitution.rules.optionCount);
      expect((await rowsOf("hanpyo-result")).map(([, votes]) => votes)).to.deep.equal(used);
      await page.locator("hanpyo-result").getByText("시험 투표: 효력이 없습니다.").waitFor();
      expect(await page.locator("hanpyo-result a").getAttribute("href")).to.equal(
        `https://vote.example/v/${record.election}/result`,
      );
      const { opensAt, closesAt } = record.constitution.schedule;
      // The chain's clock may be ahead of the device's, by which it counts.
      const now = Date.now() / 1000;
      const left = now < opensAt ? "투표 시작까지" : now < closesAt ? "투표 마감까지" : "투표가 끝났습니다.";
      await page.locator("hanpyo-countdown").getByText(left).waitFor();
      await page.getByText("지금은 보여 줄 수 없습니다").waitFor();
      expect(await violations(page)).to.deep.equal([]);
    });

    it("ask the site and the service alone, keep nothing, and send no cookie", async () => {
      expect(new Set(asked)).to.deep.equal(new Set([new URL(site.url).origin, new URL(service.url).origin]));
      expect(await page.context().cookies()).to.deep.equal([]);
      const kept = await page.evaluate(async () => [
        localStorage.length,
        sessionStorage.length,
        (await indexedDB.databases()).length,
      ]);
      expect(kept).to.deep.equal([0, 0, 0]);
    });

    it("show no result that the service did not find right, and none of another election", async () => {
      const answers = `${service.url}/v1/elections/*/result`;
      const change = (changes: object) =>
        page.route(answers, async (route) => {
          const answer = await route.fetch();
          await route.fulfill({ response: answer, json: { ...((await answer.json()) as object), ...changes } });
        });
      const verification = { verified: false, made: 1, failed: ["P10 result"], notMade: [] };
      await change({ verification });
      await page.reload();
      await page.getByText("확인하지 못한 결과라").waitFor();
      expect(await page.locator("hanpyo-result table").count()).to.equal(0);
      await page.unroute(answers);
      await change({ address: record.creator });
      await page.reload();
      await page.locator("hanpyo-result").getByText("지금은 보여 줄 수 없습니다").waitFor();
      await page.unroute(answers);
    });

    it("draw a title as text, whatever stands in it, and link nowhere but to the web", async () => {
      await page.route(`${service.url}/v1/elections/${record.election.toLowerCase()}`, async (route) => {
        const answer = await route.fetch();
        const title = { ko: "<img src=x onerror=document.title='run'>" };
        await route.fulfill({ response: answer, json: { ...((await answer.json()) as object), title } });
      });
      html = html.replaceAll("https://vote.example", "javascript:alert(1)");
      await page.reload();
      await page.locator("hanpyo-result caption").getByText("<img src=x").waitFor();
      expect(await page.locator("hanpyo-result img").count()).to.equal(0);
      expect(await page.locator("hanpyo-result a").count()).to.equal(0);
      expect(await page.title()).to.not.equal("run");
    });
  });
});
