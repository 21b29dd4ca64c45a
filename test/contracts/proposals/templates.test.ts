import { expect } from "chai";
import { type ContractTransactionReceipt, ZeroAddress } from "ethers";
import {
  type AbiTemplate,
  seriesKey as keyOf,
  templateFromAbi,
  templateHash,
} from "../../../sdk/proposals/template.ts";
import { expectRefusal } from "../elections/refusal.ts";
import { forgePosting } from "./forgedSignals.ts";
import {
  DAY,
  type ProposalTown,
  postFacts,
  proposalTown,
  templateOf,
  WEEK,
  word,
  writeCensus,
} from "./proposalTown.ts";

const NOTICE = 14 * DAY;
const NONE = `0x${"00".repeat(32)}`;
const ROOT = 4242n;

describe("Templates", () => {
  let town: ProposalTown;
  beforeEach(async () => {
    town = await proposalTown("SyntheticSignalVerifier", false);
  });

  const hashOf = (template: AbiTemplate) => templateHash(town.templatesPlace, templateOf(template));
  const seriesKey = (template: AbiTemplate) => keyOf(templateOf(template));
  const publish = (changes: Partial<AbiTemplate> = {}) => town.published.publish({ ...town.template, ...changes });
  const passNotice = () => town.networkHelpers.time.increase(NOTICE);
  const isInForce = async (template: AbiTemplate) => {
    const answer = town.templates.requireInForce(template) as Promise<string>;
    return answer.then(
      (hash) => hash === hashOf(template),
      () => false,
    );
  };

  it("are published with all their fields, and in force two weeks later to the second", async () => {
    const { template, templates } = town;
    const receipt: ContractTransactionReceipt = await (await publish()).wait();
    const inForceFrom = (await receipt.getBlock()).timestamp + NOTICE;
    const event = templates.interface.parseLog(receipt.logs[0] as (typeof receipt.logs)[number]);
    const [hash, key, serial, from, fields] = event?.args ?? [];
    expect([hash, key, serial, from]).to.deep.equal([hashOf(template), seriesKey(template), 1n, BigInt(inForceFrom)]);
    expect(await templates.hashOf(template)).to.equal(hash);
    expect(templateFromAbi(fields)).to.deep.equal(templateOf(template));
    expect(await templates.current(key)).to.equal(hash);
    expect((await templates.publication(hash)).toObject()).to.deep.equal({
      organizer: template.organizer,
      inForceFrom: BigInt(inForceFrom),
      serial: 1n,
      takesNewcomers: true,
      reviewer: template.reviewer,
      answerTerm: BigInt(template.answerTerm),
      convertTerm: 0n,
      kind: 0n,
      conversion: 0n,
      council: template.council,
      lastPostingAt: 2n ** 48n - 1n,
      quota: BigInt(template.quota),
      board: ZeroAddress,
      consentsRequired: 0n,
      takenOverAt: 0n,
    });

    await town.networkHelpers.time.increaseTo(inForceFrom - 1);
    const early = templates.requireInForce(template);
    await expectRefusal(early, templates, "TemplateNotYetInForce", inForceFrom, inForceFrom - 1);
    await town.networkHelpers.time.increaseTo(inForceFrom);
    expect(await templates.requireInForce(template)).to.equal(hash);
  });

  it("have the boundary of every field, with and without the mark of a test", async () => {
    const { template, templates } = town;
    const real: readonly (readonly [keyof AbiTemplate, AbiTemplate[keyof AbiTemplate], boolean])[] = [
      ["reviewer", ZeroAddress, false],
      ["reviewer", template.organizer, false],
      ["reviewer", template.council, false],
      ["council", ZeroAddress, true],
      ["council", template.organizer, true],
      ["rollId", 2n ** 255n - 1n, true],
      ["rollId", 2n ** 255n, false],
      ["quota", 0, false],
      ["quota", 1, true],
      ["quota", 2 ** 20, true],
      ["quota", 2 ** 20 + 1, false],
      ["leastMembers", 99, false],
      ["leastMembers", 100, true],
      ["leastMembers", 2 ** 20, true],
      ["leastMembers", 2 ** 20 + 1, false],
      ["window", 14 * DAY - 1, false],
      ["window", 14 * DAY, true],
      ["window", 400 * DAY, true],
      ["window", 400 * DAY + 1, false],
      ["periodLength", DAY - 1, false],
      ["periodLength", DAY, true],
      ["periodLength", 400 * DAY, true],
      ["periodLength", 400 * DAY + 1, false],
      ["postsPerPeriod", 0, false],
      ["postsPerPeriod", 1, true],
      ["postsPerPeriod", 255, true],
      ["answerTerm", 14 * DAY - 1, false],
      ["answerTerm", 14 * DAY, true],
      ["answerTerm", 400 * DAY, true],
      ["answerTerm", 400 * DAY + 1, false],
      ["legalBasis", NONE, false],
      ["quotaArithmetic", NONE, false],
    ];
    for (const [field, value, holds] of real) {
      const call = town.published.publish.staticCall({ ...template, [field]: value });
      if (holds) await call;
      else await expectRefusal(call, templates, "TemplateInvalid", field);
    }

    const test = await proposalTown("SyntheticSignalVerifier");
    const floors: readonly (readonly [keyof AbiTemplate, number, boolean])[] = [
      ["leastMembers", 0, false],
      ["leastMembers", 1, true],
      ["window", 59, false],
      ["window", 60, true],
      ["periodLength", DAY - 1, false],
      ["answerTerm", 59, false],
      ["answerTerm", 60, true],
    ];
    for (const [field, value, holds] of floors) {
      const call = test.published.publish.staticCall({ ...test.template, [field]: value });
      if (holds) await call;
      else await expectRefusal(call, test.templates, "TemplateInvalid", field);
    }
    await test.published.publish(test.template);
    expect(await test.templates.requireInForce(test.template)).to.equal(
      templateHash(test.templatesPlace, templateOf(test.template)),
    );
  });

  it("are published by their organizer alone, once, over genuine rolls with the same mark", async () => {
    const { template, templates, organizer, stranger, factory } = town;
    const [theirs, ours] = [await stranger.getAddress(), await organizer.getAddress()];
    const foreign = (templates.connect(stranger) as typeof templates).publish(template);
    await expectRefusal(foreign, templates, "NotTheOrganizer", theirs, ours);
    await expectRefusal(publish({ rolls: theirs }), factory, "RollNotGenuine", theirs);
    await expectRefusal(publish({ isTest: true }), templates, "TemplateMarkDiffers", true, false);
    await publish();
    await expectRefusal(publish(), templates, "TemplateKnown", hashOf(template));
    expect(await templates.current(seriesKey(template))).to.equal(hashOf(template));
  });

  it("that name one limit agree on its period and its posts", async () => {
    const { template, templates } = town;
    await publish();
    const { periodLength, postsPerPeriod } = template;
    for (const other of [{ periodLength: periodLength + 1 }, { postsPerPeriod: postsPerPeriod + 1 }]) {
      const differing = publish({ series: word(0x5f), ...other });
      await expectRefusal(differing, templates, "LimitsDiffer", periodLength, postsPerPeriod);
      await publish({ series: word(0x5f), limitName: word(Object.keys(other).join().length), ...other });
    }
    await publish({ series: word(0x60) });
  });

  it("take over from one another after their notice, by anybody, never backwards", async () => {
    const { template, templates, stranger } = town;
    const successor = { ...template, quota: 4 };
    await publish();
    await publish(successor);
    const anybody = templates.connect(stranger) as typeof templates;
    await expectRefusal(anybody.takeOver(successor), templates, "TemplateNotYetInForce");
    await passNotice();
    await expectRefusal(anybody.takeOver({ ...template, quota: 5 }), templates, "TemplateUnknown");
    await expectRefusal(anybody.takeOver(template), templates, "TemplateNotCurrent", hashOf(template));
    await writeCensus(town, { root: ROOT });
    await expect(anybody.takeOver(successor))
      .to.emit(templates, "TemplateTookOver")
      .withArgs(seriesKey(template), hashOf(successor), hashOf(template));
    expect((await templates.publication(hashOf(template))).takenOverAt).to.equal(
      BigInt(await town.networkHelpers.time.latest()),
    );
    expect(await templates.current(seriesKey(template))).to.equal(hashOf(successor));
    await town.networkHelpers.time.increase(DAY);
    expect([await isInForce(template), await isInForce(successor)]).to.deep.equal([false, true]);
    await expectRefusal(anybody.takeOver(template), templates, "TemplateNotCurrent", hashOf(successor));
    await expectRefusal(templates.requireInForce(template), templates, "TemplateNotCurrent", hashOf(successor));
    expect(await templates.requireKnown(template)).to.equal(hashOf(template));
  });

  it("that were taken over from can be posted under for a day more, however many follow one another", async () => {
    const { template, templates, proposals, networkHelpers } = town;
    const stock = [template, { ...template, quota: 2 }, { ...template, quota: 1 }];
    for (const one of stock) await town.published.publish(one);
    await passNotice();
    await writeCensus(town, { root: ROOT });
    const takenOver = [];
    for (const successor of stock.slice(1)) {
      await networkHelpers.time.increase(DAY / 24);
      await templates.takeOver(successor);
      takenOver.push(await networkHelpers.time.latest());
    }
    const posting = await postFacts(town);
    await proposals.post(forgePosting(town, posting, ROOT, 5n));
    for (const [i, at] of takenOver.entries()) {
      await networkHelpers.time.increaseTo(at + DAY - 1);
      expect(await isInForce(stock[i] as AbiTemplate)).to.equal(true);
      await networkHelpers.time.increaseTo(at + DAY);
      expect(await isInForce(stock[i] as AbiTemplate)).to.equal(false);
    }
    await expectRefusal(templates.requireInForce(template), templates, "TemplateNotCurrent", hashOf(stock[2] as never));
    expect(await isInForce(stock[2] as AbiTemplate)).to.equal(true);
  });

  it("with more supports than half of the census's members take over from none that asks for fewer", async () => {
    const { template, templates } = town;
    const [above, half, fewer] = [101, 100, 99].map((quota) => ({ ...template, quota })) as [
      AbiTemplate,
      AbiTemplate,
      AbiTemplate,
    ];
    for (const one of [template, above, half, { ...above, window: 15 * DAY }, fewer]) await town.published.publish(one);
    await passNotice();
    await writeCensus(town, { root: ROOT, activeMembers: 201 });
    await expectRefusal(templates.takeOver(above), templates, "QuotaOutOfReach", 101, 100);
    await templates.takeOver(half);
    await town.networkHelpers.time.increase(WEEK);
    // The roll shrank: as many supports as before are asked for all the same, and not one more.
    await writeCensus(town, { root: ROOT, activeMembers: 100 });
    await expectRefusal(templates.takeOver({ ...above, window: 15 * DAY }), templates, "QuotaOutOfReach", 101, 100);
    await templates.takeOver(fewer);
    expect(await templates.current(seriesKey(template))).to.equal(hashOf(fewer));
  });

  it("that nobody can post under take over from none, so new proposals cannot be stopped", async () => {
    const { template, templates, proposals, networkHelpers } = town;
    const [first, trap] = [
      { ...template, leastMembers: 300 },
      { ...template, leastMembers: 201 },
    ];
    await publish(first);
    await publish(trap);
    await passNotice();
    await writeCensus(town, { root: ROOT, activeMembers: 200 });
    await expectRefusal(templates.takeOver(trap), templates, "WeeklyCensusTooSmall", 200, 201);
    await networkHelpers.time.increase(WEEK);
    await writeCensus(town, { root: ROOT, activeMembers: 300, depth: 21 });
    await expectRefusal(templates.takeOver(trap), templates, "WeeklyCensusTooDeep", 21, 20);
    expect(await isInForce(first)).to.equal(true);

    // Once somebody can post under it, the same template takes over.
    await networkHelpers.time.increase(WEEK);
    await writeCensus(town, { root: ROOT + 1n, activeMembers: 201 });
    await templates.takeOver(trap);
    expect(await isInForce(trap)).to.equal(true);
    await proposals.post(forgePosting(town, await postFacts(town, { template: trap }), ROOT + 1n, 5n));
  });

  it("over another roll, or that ask for more members, take over from none, whatever stands there now", async () => {
    const { template, templates, rolls } = town;
    const elsewhere = [
      { rollId: 8n },
      { rolls: await town.ethers.deployContract("MockRollHistory", [false]) },
    ] as const;
    await publish();
    const [rollId, others] = [elsewhere[0], { rolls: await elsewhere[1].rolls.getAddress() }];
    for (const other of [rollId, others]) {
      await publish(other);
      expect(await templates.current(seriesKey({ ...template, ...other }))).to.equal(hashOf({ ...template, ...other }));
    }
    await expectRefusal(publish({ leastMembers: 101 }), templates, "LeastMembersRaised", 101, 100);
    await passNotice();
    await writeCensus(town, { root: ROOT, activeMembers: 200 });
    await rolls.write(8n, { time: town.start, depth: 8, activeMembers: 200, root: ROOT });
    expect(await isInForce(template)).to.equal(true);
    for (const other of [rollId, others]) {
      const of = { ...template, ...other };
      await expectRefusal(templates.takeOver(of), templates, "TemplateNotCurrent", hashOf(of));
    }
    expect(await isInForce(template)).to.equal(true);
  });

  it("of another organizer and of a test have series and limits of their own", async () => {
    const { template, templates, stranger } = town;
    await publish();
    const theirs = { ...template, organizer: await stranger.getAddress(), periodLength: 2 * DAY };
    await (templates.connect(stranger) as typeof templates).publish(theirs);
    expect(await templates.current(seriesKey(template))).to.equal(hashOf(template));
    expect(await templates.current(seriesKey(theirs))).to.equal(hashOf(theirs));

    const rolls = await town.ethers.deployContract("MockRollHistory", [true]);
    const test = { ...template, isTest: true, rolls: await rolls.getAddress(), periodLength: 3 * DAY };
    await publish(test);
    expect(await isInForce(test)).to.equal(true);
    expect(await templates.current(seriesKey(template))).to.equal(hashOf(template));
  });
});
