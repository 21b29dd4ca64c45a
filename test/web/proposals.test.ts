import { expect } from "chai";
import { readProposal } from "../../sdk/chain/postedProposals.ts";
import { identityOf } from "../../web/src/shared/vault/identities.ts";
import { violations } from "./accessibility.ts";
import { injectWallet } from "./injectedWallet.ts";
import { type PageWorld, pageWorld, restore, type Visitor } from "./pageWorld.ts";
import { secretsIn, storedIn } from "./storedIn.ts";

const CHAIN_ID = 31337;

/** A proposal that was posted, a relayer, three mirrors, and a resident's proof: all real. */
describe("A proposal in the page", function () {
  this.timeout(300_000);
  let world: PageWorld;
  let visitor: Visitor;
  let privateKey: Uint8Array<ArrayBuffer>;

  before(async () => {
    world = await pageWorld();
    visitor = await world.visitor();
    const ready = await (await fetch(`${world.demo.url}demo/resident`)).json();
    privateKey = Uint8Array.from(Buffer.from((ready as { privateKey: string }).privateKey.slice(2), "hex"));
  });
  after(() => visitor?.context.close());

  /** What the chain keeps of it now. */
  function kept() {
    const { proposals } = world.decided.town.shared.proposals;
    return readProposal(proposals.address, world.demo.proposal, world.decided.chain.provider);
  }

  it("is read from mirrors and supported within three taps of the first page, and no wallet is asked", async () => {
    const { page } = visitor;
    const wallet = await injectWallet(page, CHAIN_ID);
    await restore(visitor, { privateKey });
    await visitor.goTo("");
    const before = (await kept()).supporters;

    await page.getByRole("navigation").getByRole("link", { name: "제안", exact: true }).click();
    const title = "학교 앞길을 걷는 길로 만드는 조례 (체험)";
    await page.getByRole("link", { name: title }).waitFor();
    expect(await violations(page), "list").to.deep.equal([]);
    await page.getByRole("link", { name: title }).click();
    await visitor.shows(/^아침 8시부터 9시까지/);
    await visitor.shows("지지에는 이름이 없습니다. 법이 정한 주민 청구의 서명에는 더하지 않습니다.");
    expect(await violations(page), "proposal").to.deep.equal([]);
    await visitor.press("지지하기");
    await visitor.shows("지지했습니다.");
    await visitor.shows(/^공개 기록에 (있습니다|확정)/);
    await page
      .getByTestId("supporters")
      .getByText(`${before + 1}명 지지`)
      .waitFor();
    expect(await violations(page), "supported").to.deep.equal([]);

    expect((await kept()).supporters).to.equal(before + 1);
    expect(wallet.asked).to.deep.equal([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).to.be.at.most(390);
    const stored = await storedIn(page);
    expect(secretsIn(stored, identityOf(privateKey))).to.deep.equal([]);
    // Whom somebody supports is under no name in the vault either.
    expect(stored.filter((entry) => entry.includes(world.demo.proposal.toString(16)))).to.deep.equal([]);
    expect(visitor.faults).to.deep.equal([]);
  });
});
