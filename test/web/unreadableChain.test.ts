import { expect } from "chai";
import { servePage } from "../../scripts/page/servePage.ts";
import { limitedNode } from "../rpcLimits.ts";
import { startRpcProxy } from "../rpcProxy.ts";
import { type ServedPage, servedPage } from "./servedPage.ts";
import { visit } from "./visit.ts";

describe("a page whose chain cannot be read or trusted", function () {
  this.timeout(600_000);
  let served: ServedPage;
  before(async () => {
    served = await servedPage();
  });

  it("shows what it read last, and when, while the node is silent; then goes on", async () => {
    await visit(served, "#/", "en", async ({ page }) => {
      await page.getByText("Open now").waitFor();
      await page.route("**/rpc", (route) => route.abort());
      await page.reload();
      await page.getByText(/The record cannot be reached; this is what was read at/).waitFor();
      await page.getByText("Open now").waitFor();
      await page.unroute("**/rpc");
      await page.reload();
      await page.getByText("Open now").waitFor();
      expect(await page.getByText("The record cannot be reached").count()).to.equal(0);
    });
  });

  it("says that ballots are safe and what to do where nothing was read before", async () => {
    const context = await served.browser.newContext({ locale: "ko" });
    const page = await context.newPage();
    await page.route("**/rpc", (route) => route.abort());
    await page.goto(`${served.url}#/elections/${served.elections.open}`);
    await page.getByText("연결할 수 없습니다").waitFor({ timeout: 30_000 });
    await page.getByText("공개 기록에 오른 투표지는 그대로입니다").waitFor();
    expect(await page.getByRole("button", { name: "다시 시도" }).count()).to.equal(1);
    await context.close();
  });

  for (const [what, contentType, body] of [
    ["a page of another server", "text/html", "<h1>Sign in to the network</h1>"],
    ["that it answers no more today", "application/json", '{"jsonrpc":"2.0","id":1,"error":{"code":-32005}}'],
  ] as const) {
    it(`says the same where the node's answer is ${what}`, async () => {
      const context = await served.browser.newContext({ locale: "en" });
      const page = await context.newPage();
      await page.route("**/rpc", (route) => route.fulfill({ contentType, body }));
      await page.goto(`${served.url}#/elections/${served.elections.open}`);
      await page.getByText("The public record cannot be reached.").waitFor({ timeout: 30_000 });
      await context.close();
    });
  }

  for (const limits of [{ range: 10 }, { results: 3 }, { rate: 7 }]) {
    it(`shows elections from a node behind ${JSON.stringify(limits)}`, async () => {
      const node = await startRpcProxy(served.town.chain.url, limitedNode(limits));
      const server = await servePage({ config: served.config, trust: () => served.trust, node: node.url });
      await visit({ ...served, url: server.url }, "#/", "en", async ({ page }) => {
        await page.getByText("Open now").waitFor({ timeout: 60_000 });
      });
      await server.close();
      await node.close();
    });
  }

  for (const [what, changes] of [
    ["another chain than the configured one", { chainId: 1 }],
    ["a chain without the configured factory", { factory: `0x${"12".repeat(20)}` }],
  ] as const) {
    it(`stops hard before ${what}, without showing an election`, async () => {
      const server = await servePage({
        config: { ...served.config, ...changes },
        trust: () => served.trust,
        node: served.town.chain.url,
      });
      await visit({ ...served, url: server.url }, "#/", "en", async ({ page }) => {
        await page
          .getByText("This page is connected to another record. Do not vote here.")
          .waitFor({ timeout: 30_000 });
        expect(await page.locator("article").count()).to.equal(0);
      });
      await server.close();
    });
  }

  it("stops hard when the node tells another text than the one that the election stands for", async () => {
    const honest = Buffer.from("Choose our district's projects").toString("hex");
    const retold = Buffer.from("Choose your district's project").toString("hex");
    await visit(served, "#/help", "en", async ({ page }) => {
      await page.route("**/rpc", async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, body: (await response.text()).replaceAll(honest, retold) });
      });
      await page.goto(`${served.url}#/elections/${served.elections.open}`);
      await page
        .getByText("What is shown differs from what the record says. Do not vote here.")
        .waitFor({ timeout: 30_000 });
      expect(await page.locator("[data-action]").count()).to.equal(0);
    });
  });

  it("says so for an address where no election is", async () => {
    await visit(served, `#/elections/0x${"ab".repeat(20)}`, "en", async ({ page }) => {
      await page.getByText("There is no vote at this address.").waitFor({ timeout: 30_000 });
    });
  });
});
