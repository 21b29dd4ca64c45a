import { statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { toBeHex, toQuantity } from "ethers";
import { koreanRefusal } from "../../../scripts/terminal/koreanRefusal.ts";
import { noticesInterface as proposalNotices } from "../../../sdk/chain/proposalContracts.ts";
import { canonicalJson } from "../../../sdk/election/canonicalJson.ts";
import { writeTextFile } from "../../../sdk/proposals/textFile.ts";
import { isShown, leafHash, type ShownLeaf, type TextLeaf, textDigest } from "../../../sdk/proposals/textLeaf.ts";
import { findText, MirrorRefusedError, offerText, offerWhereLacking } from "../../../sdk/relaying/mirrorClient.ts";
import type { Mirror } from "../../../services/mirror/mirror.ts";
import { MirrorDatabaseForeignError } from "../../../services/mirror/store.ts";
import { WHY } from "../../contracts/proposals/proposalLife.ts";
import { postFacts, word } from "../../contracts/proposals/proposalTown.ts";
import { errorOf } from "../../errorOf.ts";
import { startRpcProxy } from "../../rpcProxy.ts";
import { leavesOf, SAMPLE } from "../../sdk/proposals/sampleText.ts";
import { ask, type MirrorWorld, offer, startMirrorWorld } from "./mirrorWorld.ts";

const HOUR = 3_600;
const DAY = 24 * HOUR;
const REACH = { timeout: 5_000, fetch };

describe("A mirror", function () {
  this.timeout(120_000);
  let world: MirrorWorld;
  let mirror: Mirror;
  let leaves: readonly ShownLeaf[];
  let id: bigint;
  let poster = 100n;

  before(async () => {
    world = await startMirrorWorld();
  });
  beforeEach(async () => {
    poster++;
    leaves = leavesOf(SAMPLE, `text ${poster}`);
    id = await world.life.posted(leaves, poster);
    mirror = await world.mirror();
  });
  afterEach(() => mirror.close());
  after(() => world.close());

  const given = async (from = mirror, of: readonly TextLeaf[] = leaves) => ask(from, `/texts/${textDigest(of)}`);
  /** Which leaves a mirror shows. */
  const shownBy = async (from = mirror) => {
    const { text } = (await given(from)).body as { readonly text: string };
    return (JSON.parse(text) as { readonly leaves: TextLeaf[] }).leaves.map(isShown);
  };
  const pass = async (seconds: number) => {
    await world.life.networkHelpers.time.increase(seconds);
    await mirror.work();
  };
  const hashOf = (place: number) => leafHash(place, leaves[place] as TextLeaf);

  it("takes a text whose proposal was posted a moment ago, and gives its file by the digest", async () => {
    expect((await given()).body.code).to.equal("TEXT_UNKNOWN");
    await world.life.networkHelpers.mine(4);
    const kept = { digest: textDigest(leaves), leaves: 4, missing: 0 };
    expect(await offer(mirror, id, leaves)).to.deep.equal({ status: 201, body: kept });
    expect(await offer(mirror, id, leaves)).to.deep.equal({ status: 201, body: kept });
    expect(await given()).to.deep.equal({ status: 200, body: { text: writeTextFile(leaves) } });
    await mirror.work();
    const { status, proposals, texts, missing } = mirror.health();
    expect([status, texts, proposals - missing]).to.deep.equal(["single-node", 1, 1]);
  });

  it("refuses what was not posted, is of another digest, breaks the rules of texts, or is no request", async () => {
    const { posted } = world.life;
    const refused = async (text: readonly TextLeaf[] | string, of = id) => (await offer(mirror, of, text)).body.code;
    expect(await refused(leaves, id + 1n)).to.equal("TEXT_NOT_POSTED");
    const told = await errorOf(offerText(mirror.url, id + 1n, leaves, { timeout: 20_000, fetch }), MirrorRefusedError);
    expect(koreanRefusal(told, "refused"))
      .to.contain("(TEXT_NOT_POSTED) ")
      .and.contain(` (번호 ${id + 1n}) (주소 `);
    expect(await refused(leavesOf(SAMPLE, "another's"))).to.equal("PROPOSAL_TEXT_MISMATCH");
    expect(await refused("no file")).to.equal("PROPOSAL_TEXT_MALFORMED");
    expect(await refused(`${writeTextFile(leaves)} `)).to.equal("PROPOSAL_TEXT_MALFORMED");
    const file = (of: readonly TextLeaf[]) => canonicalJson({ format: "hanpyo-proposal-text-1", leaves: of });
    // Software of one's own posts any digest; a mirror takes no text that others may not see.
    const bad = async (place: number, text: string) => {
      const changed = leaves.map((leaf, at) => (at === place ? { ...leaf, text } : leaf));
      const other = await posted(changed, poster * 1_000n + BigInt(place + text.length));
      await mirror.work();
      return refused(file(changed), other);
    };
    expect(await bad(2, "\u202eright to left")).to.equal("PROPOSAL_TEXT_CHARACTER");
    expect(await bad(3, "a\u0007b")).to.equal("PROPOSAL_TEXT_CHARACTER");
    expect(await bad(2, "가".repeat(9_000))).to.equal("PROPOSAL_TEXT_TOO_LONG");
    const many = [...leaves, ...Array.from({ length: 61 }, (_, n) => ({ salt: word(n + 1), text: "글" }))];
    const long = await posted(many, poster * 1_000n);
    await mirror.work();
    expect(await refused(file(many), long)).to.equal("PROPOSAL_TEXT_TOO_LONG");
    const response = await fetch(`${mirror.url}/texts`, { method: "POST", body: '{"id":1}' });
    expect(((await response.json()) as { code: string }).code).to.equal("REQUEST_MALFORMED");
    const large = await fetch(`${mirror.url}/texts`, { method: "POST", body: "x".repeat(300_000) });
    expect(large.status).to.equal(413);
    expect(mirror.health().texts).to.equal(0);
  });

  it("keeps no text of a template that another organizer, or another roll, stands behind", async () => {
    const { stranger, template, templates, networkHelpers } = world.life;
    const own = { ...template, organizer: await stranger.getAddress(), series: word(Number(poster) % 200) };
    await (templates.connect(stranger) as typeof templates).getFunction("publish")(own);
    const foreign = await world.life.posted(leaves, poster * 10n, { template: own });
    await networkHelpers.mine(1);
    expect((await offer(mirror, foreign, leaves)).body.code).to.equal("TEXT_NOT_POSTED");
    const elsewhere = await world.mirror({ served: { organizer: template.organizer, rolls: [template.reviewer] } });
    expect((await offer(elsewhere, id, leaves)).body.code).to.equal("TEXT_NOT_POSTED");
    await elsewhere.close();
    expect(await postFacts(world.life)).to.have.property("slot", 0);
  });

  it("hides a leaf for the hours that a notice says, and shows it again by itself", async () => {
    const { as, council } = world.life;
    await offer(mirror, id, leaves);
    await as(council).hide(id, hashOf(2), 2 * HOUR, 0, WHY);
    await mirror.work();
    expect(await shownBy()).to.deep.equal([true, true, false, true]);
    await pass(2 * HOUR + 1);
    expect(await shownBy()).to.deep.equal([true, true, true, true]);
  });

  it("hides what the reviewer and another name together until a day after it is restored, also of a text offered later", async () => {
    const { as, council, reviewer } = world.life;
    await as(council).name(id, hashOf(1), 0, WHY);
    await mirror.work();
    await offer(mirror, id, leaves);
    expect(await shownBy()).to.deep.equal([true, true, true, true]);
    await as(reviewer).name(id, hashOf(1), 1, WHY);
    await mirror.work();
    expect(await shownBy()).to.deep.equal([true, false, true, true]);
    await offer(mirror, id, leaves);
    await pass(30 * DAY);
    expect(await shownBy()).to.deep.equal([true, false, true, true]);
    await as(reviewer).restore(id, hashOf(1), WHY);
    await pass(HOUR);
    expect(await shownBy()).to.deep.equal([true, false, true, true]);
    await pass(DAY);
    expect(await shownBy()).to.deep.equal([true, true, true, true]);
    // Time has moved far beyond the window: the other tests begin with a census of their own week.
    await world.close();
    world = await startMirrorWorld();
    id = await world.life.posted(leaves, poster);
    mirror = await world.mirror();
  });

  it("hides it too where the same text is posted once more, and by no notice of strangers", async () => {
    const { as, council, stranger, template, templates } = world.life;
    await offer(mirror, id, leaves);
    const again = await world.life.posted(leaves, poster * 7n);
    await as(council).hide(again, hashOf(2), HOUR, 0, WHY);
    const own = {
      ...template,
      ...{ organizer: await stranger.getAddress(), council: await stranger.getAddress(), series: word(0x99) },
    };
    await (templates.connect(stranger) as typeof templates).getFunction("publish")(own);
    const copy = await world.life.posted(leaves, poster * 11n, { template: own });
    await as(stranger).hide(copy, hashOf(3), HOUR, 0, WHY);
    await mirror.work();
    expect(await shownBy()).to.deep.equal([true, true, false, true]);
  });

  it("keeps every text through a restart, in a file that its owner alone reads and that follows one contract", async () => {
    const db = world.newFile();
    const first = await world.mirror({ db });
    await offer(first, id, leaves);
    await world.life.networkHelpers.mine(4);
    await first.work();
    await first.close();
    expect(statSync(db).mode & 0o077).to.equal(0);
    const second = await world.mirror({ db });
    expect((await given(second)).status).to.equal(200);
    await second.close();
    const other = await world.life.ethers.deployContract("Notices", [world.life.place.proposals]);
    await errorOf(world.mirror({ db, notices: await other.getAddress() }), MirrorDatabaseForeignError);
  });

  it("goes on giving texts while its node is silent, says so, takes none, and stops in time", async () => {
    await offer(mirror, id, leaves);
    const node = await startRpcProxy(world.chain.url);
    const own = await world.mirror({ rpc: node.url, rpcTimeout: 500, mirrors: [mirror.url], grace: 500 });
    await own.work();
    expect((await given(own)).status).to.equal(200);
    node.vanish();
    await own.work();
    expect((await given(own)).status).to.equal(200);
    expect((await ask(own, "/health")).body.status).to.equal("chain unreachable");
    expect(await offer(own, id + 5n, leaves)).to.have.nested.property("body.code", "CHAIN_UNREACHABLE");
    const begun = Date.now();
    await own.close();
    expect(Date.now() - begun).to.be.lessThan(5_000);
    await node.close();
  });

  it("believes no notice and no posting that one of two nodes shows alone", async () => {
    const { as, council } = world.life;
    await offer(mirror, id, leaves);
    await world.life.networkHelpers.mine(4);
    const hiding = await startRpcProxy(world.chain.url);
    const both = await world.mirror({ rpc: [world.chain.url, hiding.url], mirrors: [mirror.url] });
    await both.work();
    await as(council).hide(id, hashOf(2), HOUR, 0, WHY);
    hiding.answer = async ({ method }, pass) => (method === "eth_getLogs" ? { result: [] } : pass());
    await both.work();
    expect(await shownBy(both)).to.deep.equal([true, true, true, true]);
    await world.life.networkHelpers.mine(4);
    await both.work();
    expect(both.health().status).to.equal("nodes disagree");
    hiding.answer = () => undefined;
    await both.work();
    expect(await shownBy(both)).to.deep.equal([true, true, false, true]);
    await both.work();
    expect(both.health().status).to.equal("ok");
    await both.close();
    await hiding.close();
  });

  it("follows what two of three nodes show and their time, whatever the third shows instead", async () => {
    const { as, council } = world.life;
    await offer(mirror, id, leaves);
    await world.life.networkHelpers.mine(4);
    const lying = await startRpcProxy(world.chain.url);
    const honest = await startRpcProxy(world.chain.url);
    const three = await world.mirror({ rpc: [lying.url, world.chain.url, honest.url], mirrors: [mirror.url] });
    await three.work();
    await as(council).hide(id, hashOf(2), HOUR, 0, WHY);
    const topic = proposalNotices.getEvent("LeafHidden")?.topicHash;
    lying.answer = async (call, pass) => {
      const { result } = (await pass()) as { readonly result: unknown };
      if (call.method === "eth_getLogs") {
        const logs = result as readonly { readonly topics: readonly string[] }[];
        const invented = logs.filter(({ topics }) => topics[0] === topic);
        const others = [1n, 2n].flatMap((by) =>
          invented.map((log) => ({ ...log, topics: log.topics.with(1, toBeHex(id + by, 32)) })),
        );
        return { result: [...logs.filter(({ topics }) => topics[0] !== topic), ...others] };
      }
      const block = result as { readonly timestamp: string } | null;
      if (call.method !== "eth_getBlockByNumber" || call.params[0] !== "latest" || block === null) return { result };
      return { result: { ...block, timestamp: toQuantity(Number(block.timestamp) + 2 * HOUR) } };
    };
    await three.work();
    expect(await shownBy(three)).to.deep.equal([true, true, false, true]);
    await three.close();
    for (const one of [lying, honest]) await one.close();
  });

  it("gets from other mirrors what it lacks, is found out where it lies, and takes what residents kept", async () => {
    await offer(mirror, id, leaves);
    let answer = "";
    const liar = createServer((_, response) => response.end(JSON.stringify({ text: answer })));
    await new Promise<void>((done) => liar.listen(0, "127.0.0.1", done));
    const lies = `http://127.0.0.1:${(liar.address() as AddressInfo).port}`;
    answer = writeTextFile(leavesOf(SAMPLE, "of another salt"));
    let now = Date.now();
    const second = await world.mirror({ mirrors: [lies, mirror.url], clock: () => now });
    expect((await given(second)).status).to.equal(200);
    now += 60_000;
    const { mirrorsFalse, status } = second.health();
    expect([mirrorsFalse, status]).to.deep.equal([1, "mirror false"]);

    const silent = "http://127.0.0.1:1";
    const third = await world.mirror();
    const mirrors = [lies, silent, mirror.url, third.url];
    const found = await findText(mirrors, textDigest(leaves), REACH);
    expect(found.leaves).to.deep.equal(leaves);
    expect(found.lacking).to.deep.equal([third.url]);
    expect(found.failures.map(({ error }) => error.code)).to.deep.equal([
      "PROPOSAL_TEXT_MISMATCH",
      "MIRROR_UNREACHABLE",
    ]);
    const { taken } = await offerWhereLacking(mirrors, { id, digest: textDigest(leaves), leaves }, REACH);
    expect(taken).to.deep.equal([third.url]);
    expect((await given(third)).status).to.equal(200);
    await Promise.all([second.close(), third.close()]);
    liar.closeAllConnections();
    liar.close();
  });

  it("completes a text leaf by leaf, and not where its author made of two texts one that nobody may read", async () => {
    const hide = (...places: readonly number[]) =>
      leaves.map((leaf, at) => (places.includes(at) ? { hash: leafHash(at, leaf) } : leaf));
    expect((await offer(mirror, id, hide(2, 3))).body.missing).to.equal(2);
    expect((await offer(mirror, id, hide(0, 2))).body.missing).to.equal(1);
    expect((await offer(mirror, id, hide(3))).body.missing).to.equal(0);
    const salt = word(0x77);
    const doubled = leaves.map((leaf, at) => (at > 1 ? { ...leaf, salt } : leaf));
    const half = (place: number) => doubled.map((leaf, at) => (at === place ? { hash: leafHash(at, leaf) } : leaf));
    const other = await world.life.posted(doubled, poster * 13n);
    await mirror.work();
    expect((await offer(mirror, other, half(2))).body.missing).to.equal(1);
    expect(await offer(mirror, other, half(3))).to.deep.include({ status: 201 });
    expect((await given(mirror, doubled)).body.text).to.equal(writeTextFile(half(2)));
  });

  it("describes itself, and bounds how often one network asks", async () => {
    const own = await world.mirror({ limits: { readsPerMinute: 3, requestsPerMinute: 1 } });
    const { body } = await ask(own, "/openapi.json");
    expect(Object.keys(body.paths as object)).to.deep.equal(["/texts", "/texts/{digest}", "/health", "/openapi.json"]);
    await ask(own, "/health");
    await ask(own, "/nothing");
    expect((await ask(own, "/health")).body.code).to.equal("RATE_EXCEEDED");
    expect((await offer(own, id, leaves)).status).to.equal(201);
    expect((await offer(own, id, leaves)).body.code).to.equal("RATE_EXCEEDED");
    await own.close();
  });
});
