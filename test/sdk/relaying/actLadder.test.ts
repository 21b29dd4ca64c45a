import { expect } from "chai";
import { toQuantity } from "ethers";
import { FIELD_ORDER } from "../../../sdk/crypto/field.ts";
import { AcknowledgementInvalidError } from "../../../sdk/election/acknowledgement.ts";
import type { HanpyoError } from "../../../sdk/errors.ts";
import { type ActPackage, parseActPackage } from "../../../sdk/proposals/actPackage.ts";
import { type AcknowledgedAct, postAct } from "../../../sdk/relaying/actClient.ts";
import { ActDisplacedError, ActEndedError, sendAct, submitAct } from "../../../sdk/relaying/actLadder.ts";
import { judgeActPromise } from "../../../sdk/relaying/actPromise.ts";
import type { Ladder } from "../../../sdk/relaying/climb.ts";
import type { Relayer } from "../../../services/relayer/relayer.ts";
import { forgePosting } from "../../contracts/proposals/forgedSignals.ts";
import { DAY, postFacts, WEEK, word, writeCensus } from "../../contracts/proposals/proposalTown.ts";
import { errorOf } from "../../errorOf.ts";
import {
  type ActWorld,
  forgedChange,
  forgedProposal,
  postPackage,
  ROOT,
  startActWorld,
  timesActed,
} from "../../services/relayer/actWorld.ts";

const RESIDENT = FIELD_ORDER / 3n;

describe("The ladder of an act to the chain", function () {
  this.timeout(120_000);
  let world: ActWorld;
  let relayer: Relayer;
  let snapshot: string;
  let residents = 0n;

  before(async () => {
    world = await startActWorld("SyntheticSignalVerifier");
  });
  beforeEach(async () => {
    snapshot = (await world.rpc("evm_snapshot")) as string;
    relayer = await world.relayer();
  });
  afterEach(async () => {
    await relayer.close();
    await world.rpc("evm_revert", snapshot);
  });
  after(() => world.close());

  const own = () => ({ url: relayer.url, address: relayer.address });
  const down = { url: "http://127.0.0.1:9", address: `0x${"1".repeat(40)}` };
  const ladder = (relayers: Ladder["relayers"]): Ladder => ({
    ...{ relayers, provider: world.provider, tries: 2, rounds: 2, delay: 1, timeout: 30_000, fetch },
    wait: async () => {},
  });
  const nullifier = () => RESIDENT + ++residents;
  const proposed = (changes = {}) => forgedProposal(world, changes, nullifier());
  const directly = (...acts: readonly ActPackage[]) => world.town.proposals.act(acts.map(({ act }) => act));
  const fill = async (id: bigint, count = 3) =>
    directly(...Array.from({ length: count }, () => forgedChange(world, id, nullifier())));
  const judge = ({ acknowledgement }: AcknowledgedAct, act: ActPackage) =>
    judgeActPromise(acknowledgement, act, relayer.address, world.provider);
  const postedBy = async (poster: bigint, changes = {}) =>
    postPackage(world, forgePosting(world.town, await postFacts(world.town, changes), ROOT, poster));

  it("takes the next relayer where one is down, and the same act gives the same promise", async () => {
    const act = forgedChange(world, await proposed(), nullifier());
    const submission = await submitAct(act, ladder([down, own()]));
    expect(submission).to.deep.include({ outcome: "acknowledged", relayer: own() });
    expect(await submitAct(act, ladder([own()]))).to.deep.equal(submission);
  });

  it("ends with a file that anybody can submit, and that is the act", async () => {
    const act = forgedChange(world, await proposed(), nullifier());
    const submission = await submitAct(act, ladder([down]));
    if (submission.outcome !== "package") return expect.fail(submission.outcome);
    expect(parseActPackage(submission.file)).to.deep.equal(act);
    const block = await sendAct(parseActPackage(submission.file), await world.newAccount());
    expect(await submitAct(act, ladder([down]))).to.deep.include({ outcome: "cast", blockNumber: block });
    // Once more from an account costs nothing.
    expect(await sendAct(act, await world.newAccount())).to.equal(block);
    expect(await timesActed(world, [act])).to.deep.equal([1]);
    const posting = await postedBy(nullifier(), { slot: 1 });
    expect(await sendAct(posting, await world.newAccount())).to.equal(await world.provider.getBlockNumber());
  });

  it("says that the quota came before, that the time is over, and that another posting took the slot", async () => {
    const [reached, open] = [await proposed(), await proposed({ digest: word(0xc1) })];
    await fill(reached);
    const poster = nullifier();
    const posting = await postedBy(poster, { digest: word(0xc2), slot: 1 });
    await sendAct(await postedBy(poster, { digest: word(0xc3), slot: 1 }), await world.newAccount());
    const latched = forgedChange(world, reached, nullifier());
    const closed = forgedChange(world, open, nullifier());
    for (const way of [(act: ActPackage) => submitAct(act, ladder([own()])), sendDirectly]) {
      expect((await errorOf(() => way(latched), ActEndedError)).end).to.equal("latched");
      await errorOf(() => way(posting), ActDisplacedError);
    }
    await world.town.networkHelpers.time.increase(30 * DAY);
    for (const way of [(act: ActPackage) => submitAct(act, ladder([own()])), sendDirectly]) {
      expect((await errorOf(() => way(closed), ActEndedError)).end).to.equal("closed");
    }
  });
  const sendDirectly = async (act: ActPackage) => sendAct(act, await world.newAccount());

  it("takes no promise that another account signed, or that is of another act", async () => {
    const act = forgedChange(world, await proposed(), nullifier());
    const submission = await submitAct(act, ladder([{ ...own(), address: down.address }]));
    const [failure] = submission.outcome === "package" ? submission.failures : [];
    expect((failure as HanpyoError).code).to.equal("ACKNOWLEDGEMENT_INVALID");
    const given = await postAct(own(), act, ladder([]));
    await errorOf(() => judge(given, forgedChange(world, 5n, act.act.nullifier)), AcknowledgementInvalidError);
  });

  it("judges a promise: pending, kept, broken for want of the act, and broken for a late one", async () => {
    const id = await proposed();
    const [kept, late] = [forgedChange(world, id, nullifier()), forgedChange(world, id, nullifier())];
    const [first, second] = [await postAct(own(), kept, ladder([])), await postAct(own(), late, ladder([]))];
    expect(await judge(first, kept)).to.deep.equal({ state: "pending" });
    await directly(kept);
    const blockNumber = await world.provider.getBlockNumber();
    expect(await judge(first, kept)).to.deep.equal({ state: "kept", blockNumber });
    await world.town.networkHelpers.time.increase(1_500);
    expect(await judge(first, kept)).to.deep.equal({ state: "kept", blockNumber });
    expect(await judge(second, late)).to.deep.equal({ state: "broken" });
    await directly(late);
    expect(await judge(second, late)).to.deep.equal({ state: "broken", blockNumber: blockNumber + 2 });
  });

  it("blames nobody where the quota came first, and the relayer where it came only after the deadline", async () => {
    const [early, later] = [await proposed(), await proposed({ digest: word(0xc4) })];
    const [excused, owed] = [forgedChange(world, early, nullifier()), forgedChange(world, later, nullifier())];
    const [first, second] = [await postAct(own(), excused, ladder([])), await postAct(own(), owed, ladder([]))];
    await fill(early);
    expect(await judge(first, excused)).to.deep.equal({ state: "excused", excuse: "latched" });
    await world.town.networkHelpers.time.increase(1_500);
    await fill(later);
    expect(await judge(first, excused)).to.deep.equal({ state: "excused", excuse: "latched" });
    expect(await judge(second, owed)).to.deep.equal({ state: "broken" });
  });

  it("blames nobody for the last minutes of a window, nor for a proposal that a reorganisation took away", async () => {
    const before = await world.rpc("evm_snapshot");
    const id = await proposed();
    const { closesAt } = await world.town.proposals.proposal(id);
    const gone = forgedChange(world, id, nullifier());
    const first = await postAct(own(), gone, ladder([]));
    await world.town.networkHelpers.time.increaseTo(Number(closesAt) - 30);
    for (let i = 0; i < 2; i++) await relayer.work();
    const last = forgedChange(world, id, nullifier());
    const second = await postAct(own(), last, ladder([]));
    expect(second.acknowledgement.deadline).to.equal(Number(closesAt));
    expect(await judge(second, last)).to.deep.equal({ state: "pending" });
    await world.town.networkHelpers.time.increaseTo(Number(closesAt));
    expect(await judge(second, last)).to.deep.equal({ state: "excused", excuse: "closed" });
    await world.rpc("evm_revert", before);
    expect(await judge(first, gone)).to.deep.equal({ state: "pending" });
    await world.town.networkHelpers.time.increase(1_500);
    expect(await judge(first, gone)).to.deep.equal({ state: "excused", excuse: "not posted" });
  });

  it("blames nobody where another template took over, and tells which posting took the slot", async () => {
    const { town } = world;
    await writeCensus(town, { root: ROOT });
    const template = { ...town.template, series: word(0xc5) };
    for (const one of [template, { ...template, quota: 9 }]) await town.published.publish(one);
    await town.templates.takeOver({ ...template, quota: 9 });
    // For a day more one can post under it; these promises reach beyond.
    const supersededFrom = (await town.networkHelpers.time.latest()) + DAY;
    await town.networkHelpers.time.increaseTo(supersededFrom - 300);
    const [one, other, third] = [nullifier(), nullifier(), nullifier()];
    const superseded = await postedBy(one, { template });
    const displaced = await postedBy(other, { template });
    const owed = await postedBy(third, { digest: word(0xc6) });
    const promises: AcknowledgedAct[] = [];
    for (const act of [superseded, displaced, owed]) promises.push(await postAct(own(), act, ladder([])));
    const [first, second, last] = promises as [AcknowledgedAct, AcknowledgedAct, AcknowledgedAct];
    await sendAct(await postedBy(other, { template, digest: word(0xc7) }), await world.newAccount());
    const blockNumber = await world.provider.getBlockNumber();
    expect(await judge(first, superseded)).to.deep.equal({ state: "pending" });
    await town.networkHelpers.time.increaseTo(supersededFrom);
    expect(await judge(first, superseded)).to.deep.equal({ state: "excused", excuse: "superseded" });
    expect(await judge(second, displaced)).to.deep.equal({ state: "displaced", blockNumber });
    expect(await judge(last, owed)).to.deep.equal({ state: "pending" });
    await world.rpc("hardhat_mine", toQuantity(2), toQuantity(1_500));
    expect(await judge(last, owed)).to.deep.equal({ state: "broken" });
    await town.networkHelpers.time.increase(WEEK + 2 * DAY);
    expect(await judge(last, owed)).to.deep.equal({ state: "broken" });
  });
});
