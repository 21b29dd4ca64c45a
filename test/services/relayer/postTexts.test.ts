import { expect } from "chai";
import { FIELD_ORDER } from "../../../sdk/crypto/field.ts";
import type { ActPackage } from "../../../sdk/proposals/actPackage.ts";
import { hideLeaves } from "../../../sdk/proposals/hiddenLeaves.ts";
import { writeTextFile } from "../../../sdk/proposals/textFile.ts";
import { leafHash, type TextLeaf, textDigest } from "../../../sdk/proposals/textLeaf.ts";
import { askForText } from "../../../sdk/relaying/mirrorClient.ts";
import { startMirror } from "../../../services/mirror/mirror.ts";
import type { Relayer } from "../../../services/relayer/relayer.ts";
import { openStore } from "../../../services/relayer/store.ts";
import { forgePosting } from "../../contracts/proposals/forgedSignals.ts";
import { postFacts, writeCensus } from "../../contracts/proposals/proposalTown.ts";
import { leavesOf } from "../../sdk/proposals/sampleText.ts";
import { type ActWorld, forgedChange, forgedProposal, postAct, postPackage, ROOT, startActWorld } from "./actWorld.ts";

const RESIDENT = FIELD_ORDER / 3n;
const REACH = { timeout: 30_000, fetch };

describe("A posting's text, by way of a relayer", function () {
  this.timeout(120_000);
  let world: ActWorld;
  const leaves = leavesOf();
  const digest = textDigest(leaves);

  before(async () => {
    world = await startActWorld("SyntheticSignalVerifier");
    await writeCensus(world.town, { root: ROOT });
  });
  after(() => world.close());

  async function posting(resident: bigint, slot = 0): Promise<ActPackage> {
    const facts = await postFacts(world.town, { digest, slot });
    return postPackage(world, forgePosting(world.town, facts, ROOT, RESIDENT + resident));
  }

  async function handOver({ url }: Pick<Relayer, "url">, tracker: unknown, text: string) {
    const response = await fetch(`${url}/acts/${tracker}/text`, { method: "POST", body: text });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  it("is handed to every mirror once the posting is in a block, also after a mirror was down and the relayer died", async () => {
    const { town, url: rpc } = world;
    const notices = await town.ethers.deployContract("Notices", [town.proposals]);
    const served = { organizer: town.template.organizer, rolls: [town.template.rolls] };
    const settings = { rpc, notices: await notices.getAddress(), served, interval: 0, limits: { finality: 3 } };
    const [first, second] = [await startMirror(settings), await startMirror(settings)];
    const port = Number(new URL(second.url).port);
    await second.close();
    const file = world.newFile();
    const store = openStore(file);
    const mirrors = [first.url, second.url];
    const relayer = await world.relayer({ store, mirrors });
    const { tracker } = (await postAct(relayer, await posting(1n))).body;

    expect(await handOver(relayer, tracker, writeTextFile(leaves))).to.deep.equal({ status: 202, body: { digest } });
    expect(await askForText(first.url, digest, REACH)).to.equal(undefined);
    for (let i = 0; i < 3; i++) await relayer.work();
    expect(await askForText(first.url, digest, REACH)).to.deep.equal(leaves);
    expect(store.texts()).to.have.length(1);
    await relayer.close();
    store.close();
    const again = openStore(file);
    const later = await world.relayer({ store: again, mirrors });
    const back = await startMirror({ ...settings, port });
    for (let i = 0; i < 3; i++) await later.work();
    expect(await askForText(back.url, digest, REACH)).to.deep.equal(leaves);
    expect(again.texts()).to.deep.equal([]);
    await later.close();
    again.close();
    for (const mirror of [first, back]) await mirror.close();
  });

  it("is refused of another digest, with a part that nobody sees, of no posting and where no mirror is known; the posting is taken all the same", async () => {
    const relayer = await world.relayer({ mirrors: ["http://127.0.0.1:9"] });
    const { tracker } = (await postAct(relayer, await posting(2n))).body;
    const other = writeTextFile(leavesOf(undefined, "another"));
    expect((await handOver(relayer, tracker, other)).body.code).to.equal("PROPOSAL_TEXT_MISMATCH");
    expect((await handOver(relayer, tracker, "{}")).body.code).to.equal("PROPOSAL_TEXT_MALFORMED");
    const part = leafHash(2, leaves[2] as TextLeaf);
    const kept = writeTextFile(hideLeaves(leaves, new Set([part])));
    expect((await handOver(relayer, tracker, kept)).body.code).to.equal("PROPOSAL_LEAF_MISSING");
    const id = await forgedProposal(world, { slot: 1 }, RESIDENT + 3n);
    const support = (await postAct(relayer, forgedChange(world, id, RESIDENT + 4n))).body.tracker;
    for (const tracker of [support, "0000-0000-0000-0000-0000-0000-000"]) {
      expect((await handOver(relayer, tracker, writeTextFile(leaves))).body.code).to.equal("TEXT_OF_NO_POST");
    }
    await relayer.close();
    const alone = await world.relayer();
    const { status, body } = await postAct(alone, await posting(5n, 1));
    expect(status).to.equal(201);
    expect((await handOver(alone, body.tracker, writeTextFile(leaves))).body.code).to.equal("MIRRORS_UNKNOWN");
    await alone.close();
  });
});
