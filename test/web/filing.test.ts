import { expect } from "chai";
import { type PageServer, servePage } from "../../scripts/page/servePage.ts";
import { type PageOffices, startPageOffices } from "../../scripts/rehearsal/pageOffices.ts";
import { entryStore } from "../../services/registrar/entryStore.ts";
import { violations } from "./accessibility.ts";
import { type ServedPage, servedPage } from "./servedPage.ts";
import { visit } from "./visit.ts";

const ROLES = ["registrar", "approver"] as const;

/** Registration where the offices publish the roll as a file (P12.11); with `npm run test:web`. */
describe("A registration for a published roll", function () {
  this.timeout(300_000);
  let served: ServedPage;
  let server: PageServer;
  let offices: PageOffices;
  let rolls: string;

  before(async function () {
    if (process.env.HANPYO_WEB !== "1") return this.skip();
    served = await servedPage();
    const { chain, town } = served.town;
    rolls = town.shared.publishedRolls.address;
    const place = { registry: town.shared.registry.address, publishedRolls: rolls };
    offices = await startPageOffices({ ...town, ...place }, 1n, served.url, chain);
    server = await servePage({
      config: { ...served.config, offices: offices.urls },
      trust: () => served.trust,
      node: chain.url,
    });
  });

  after(async () => {
    await server?.close();
    await offices?.close();
  });

  it("is filed at both offices, not sent to the chain, and each says so when it is asked", async () => {
    const codes = offices.newCodes();
    await visit({ browser: served.browser, url: server.url }, "#/register", "ko", async ({ page, errors }) => {
      const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
      for (const [index, role] of ROLES.entries()) await page.locator(".field textarea").nth(index).fill(codes[role]);
      for (const name of ["인증번호 확인", "등록하기"]) await press(name);
      await page.getByText("두 기관이 등록을 받아 적었습니다").waitFor({ timeout: 120_000 });
      expect(await violations(page)).to.deep.equal([]);
      await press("나중에 하기");
      const commitment = (await page.locator("dd.code").textContent()) ?? "";
      for (const role of ROLES) {
        const { database } = offices.both[role].roll;
        const filed = [...entryStore(database, { chainId: 31337n, rolls }).all()];
        expect(filed.map(({ identityCommitment }) => String(identityCommitment))).to.deep.equal([commitment]);
      }

      await page.goto(`${server.url}#/register/standing`);
      await page.locator(".field textarea").fill(offices.both.registrar.code("demo-resident-1"));
      await press("물어보기");
      await page.getByText("등록되어 있습니다 (1번째).").waitFor();
      await page.getByText(commitment).waitFor();
      expect(errors).to.deep.equal([]);
    });
  });
});
