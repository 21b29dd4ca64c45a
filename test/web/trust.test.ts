import { expect } from "chai";
import { servePage } from "../../scripts/page/servePage.ts";
import { withDemoManifest } from "../../scripts/rehearsal/demoTrust.ts";
import { trustOf } from "../../scripts/rehearsal/pageDemo.ts";
import { anchorLine, anchorOf } from "../../sdk/trust/anchor.ts";
import { type Manifest, signManifest } from "../../sdk/trust/manifest.ts";
import type { TrustFile } from "../../sdk/trust/trustFile.ts";
import { loadTrust } from "../../web/src/shared/trust/acceptance.ts";
import { errorOf } from "../errorOf.ts";
import { type ServedPage, servedPage } from "./servedPage.ts";
import { visit } from "./visit.ts";

/** The code of the booth, which is fetched only when it is needed. */
const BOOTH = /\/assets\/Booth-[^/]*\.js$/;
/** What somebody without a voting identity reads before the booth: whoever has one would open it here. */
const UNLOCKING = "There is no voting identity on this device";

describe("whose board and roll the page shows", function () {
  this.timeout(600_000);
  let served: ServedPage;
  let file: TrustFile;
  let without: TrustFile;
  before(async () => {
    served = await servedPage();
    ({ file } = served.trust);
    const { town, chain } = served.town;
    const lines = file.lines.filter(({ kind }) => kind !== "board");
    without = await withDemoManifest({ ...file, lines, manifests: [] }, town, chain.provider);
  });

  for (const [language, names] of [
    [
      "ko",
      ["한표대학교, 대표", "한표변호사회, 대표", "한표시의회, 대표", "한표시, 시장", "한표시 선거관리위원회, 위원장"],
    ],
    ["en", ["Hanpyo University, Representative", "City of Hanpyo, Mayor", "Residents' office of Hanpyo, Head"]],
  ] as const) {
    it(`is said by organisations and positions, with the gazette's line to compare: ${language}`, async () => {
      await visit(served, `#/elections/${served.elections.open}`, language, async ({ page, errors }) => {
        await page.locator("summary").last().waitFor();
        for (const fold of await page.locator("summary").all()) await fold.click();
        for (const name of names) await page.getByText(name).first().waitFor({ timeout: 60_000 });
        const line = anchorLine(served.trust.anchor);
        await page.getByText(line).waitFor();
        const text = ((await page.locator("main").textContent()) ?? "").replace(line, "");
        for (const { account } of served.town.town.trustees) expect(text).not.to.include(account.address);
        expect(text).not.to.include(served.town.town.organizer.address);
        expect(errors).to.deep.equal([]);
      });
    });
  }

  it("lets a resident come to the booth where the gazette covers all of it", async () => {
    await votePage(served.url, async (text) => {
      expect(await text(UNLOCKING)).to.equal(true);
    });
  });

  it("loads no booth and opens no identity where one contract has another code than the manifest's", async () => {
    const first = file.manifests[0] as Manifest;
    const code = first.code.map((one) =>
      one.name === "Semaphore" ? { ...one, codeHash: `0x${"ab".repeat(32)}` } : one,
    );
    const changed = await signManifest({ ...first, code }, served.town.town.organizer);
    await refused({ ...file, manifests: [changed] }, 1, "This vote is not the municipality's. Do not vote here.", [
      "the code of the contracts",
    ]);
  });

  it("loads no booth where genuine code holds the organizer's own keys in every seat of the board", async () => {
    await refused(without, 1, "This vote is not the municipality's. Do not vote here.", ["what each trustee signed"]);
  });

  it("loads no booth while the board is not yet in the gazette, and marks what is not", async () => {
    const { town, chain } = served.town;
    const later = await withDemoManifest({ ...without, lines: file.lines }, town, chain.provider);
    await refused(later, 1, "You cannot vote here yet.", ["what each trustee signed"]);
  });

  it("loads no booth where the file does not fit the configured line of the gazette", async () => {
    const anchor = { ...served.trust.anchor, manifest: `0x${"cd".repeat(32)}` };
    const server = await servePage({ ...page(), trust: () => ({ file, anchor }) });
    await votePage(server.url, async (text) => {
      expect(await text("Of serial 1 there are two manifests")).to.equal(true);
      expect(await text(UNLOCKING, 0)).to.equal(false);
    });
    await server.close();
  });

  it("takes no older file, and no other manifest of its serial, than this browser has seen", async () => {
    const { town, chain } = served.town;
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    };
    const { anchor } = served.trust;
    const load = (shown: TrustFile) =>
      loadTrust({ trust: "https://vote.example/trust.json", anchor }, storage, async () => Response.json(shown));
    const second = await withDemoManifest(file, town, chain.provider);
    expect((await load(file)).latest.serial).to.equal(1);
    expect((await load(second)).latest.serial).to.equal(2);
    expect(await errorOf(load(file), Error)).to.have.property("code", "TRUST_FILE_OLD");
    const [first, own] = second.manifests as [Manifest, Manifest];
    const other = await signManifest({ ...own, finality: 9 }, town.organizer);
    const forked = load({ ...second, manifests: [first, other] });
    expect(await errorOf(forked, Error)).to.have.property("code", "TRUST_FORKED");
    const gone = loadTrust(
      { trust: "https://vote.example/trust.json", anchor },
      undefined,
      async () => new Response("no"),
    );
    expect(await errorOf(gone, Error)).to.have.property("code", "TRUST_FILE_INVALID");
  });

  const page = () => ({ config: served.config, node: served.town.chain.url });

  async function refused(
    shown: TrustFile,
    serial: number,
    title: string,
    statements: readonly string[],
  ): Promise<void> {
    const anchor = anchorOf(shown.manifests[serial - 1] as Manifest);
    const server = await servePage({ ...page(), trust: () => ({ ...trustOf(shown), anchor }) });
    await votePage(server.url, async (text) => {
      expect(await text(title), title).to.equal(true);
      for (const statement of statements) expect(await text(statement), statement).to.equal(true);
      expect(await text(UNLOCKING, 0)).to.equal(false);
    });
    await server.close();
  }

  /** Opens the open election's booth, as far as it lets a visitor; no code of it may be fetched before the identity. */
  async function votePage(
    url: string,
    look: (text: (wanted: string, timeout?: number) => Promise<boolean>) => Promise<void>,
  ): Promise<void> {
    const asked: string[] = [];
    await visit({ ...served, url }, "#/help", "en", async ({ page: tab }) => {
      tab.on("request", (request) => asked.push(request.url()));
      await tab.goto(`${url}#/elections/${served.elections.open}/vote`);
      await look(async (wanted, timeout = 60_000) => {
        const found = tab.getByText(wanted).first();
        if (timeout === 0) return (await found.count()) > 0;
        return found.waitFor({ timeout }).then(
          () => true,
          () => false,
        );
      });
    });
    expect(asked.filter((address) => BOOTH.test(address))).to.deep.equal([]);
  }
});
