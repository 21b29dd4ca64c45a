import { expect } from "chai";
import type { ContractTransactionReceipt } from "ethers";
import { FIELD_ORDER } from "../../../sdk/crypto/field.ts";
import { templateHash } from "../../../sdk/proposals/template.ts";
import { weeklyCut } from "../../../sdk/proposals/weeklyCut.ts";
import { expectRefusal } from "../elections/refusal.ts";
import { forgeAction, forgePosting } from "./forgedSignals.ts";
import {
  DAY,
  idOf,
  PERIOD,
  type PostFacts,
  type ProposalTown,
  postFacts,
  proposalTown,
  skipsOf,
  stateOf,
  templateOf,
  WEEK,
  word,
  writeCensus,
} from "./proposalTown.ts";

const ROOT = 4242n;
const SOMEBODY = FIELD_ORDER / 3n;

describe("Posting a proposal", () => {
  let town: ProposalTown;
  let cut: number;
  beforeEach(async () => {
    town = await proposalTown("SyntheticSignalVerifier");
    await town.published.publish(town.template);
    cut = await writeCensus(town, { root: ROOT });
  });

  /** As somebody posts whose proof is over `root`. */
  async function posting(changes: Partial<PostFacts> = {}, nullifier = SOMEBODY, root = ROOT) {
    return forgePosting(town, await postFacts(town, changes), root, nullifier);
  }

  it("keeps what supporting needs, whoever sends it, and the event has the rest", async () => {
    const { proposals, template, templatesPlace, stranger } = town;
    const sent = await posting();
    const id = idOf(town, sent, ROOT, SOMEBODY);
    expect(await stateOf(town, id)).to.equal("None");
    const anybody = proposals.connect(stranger) as typeof proposals;
    expect(await anybody.post.staticCall(sent)).to.equal(id);
    const receipt: ContractTransactionReceipt = await (await anybody.post(sent)).wait();
    const postedAt = BigInt((await receipt.getBlock()).timestamp);
    const hash = templateHash(templatesPlace, templateOf(template));
    expect((await proposals.proposal(id)).toObject()).to.deep.equal({
      censusRoot: ROOT,
      postedAt,
      closesAt: postedAt + BigInt(template.window),
      reachedAt: 0n,
      supporters: 0n,
      quota: BigInt(template.quota),
      activeMembers: 200n,
      week: BigInt(cut / WEEK),
      templateHash: hash,
      digest: sent.digest,
    });
    const facts = [id, hash, sent.digest, ROOT, BigInt(cut), BigInt(sent.period), 0n, SOMEBODY, sent.proof];
    expect(proposals.interface.parseLog(receipt.logs[0] as (typeof receipt.logs)[number])?.args).to.deep.equal(facts);
    expect(await proposals.postedWith(SOMEBODY)).to.equal(id);
    expect(await stateOf(town, id)).to.equal("Open");
  });

  it("takes the census of the week, and for a day the one before, to the second", async () => {
    const { proposals, networkHelpers } = town;
    const turn = cut + WEEK + DAY;
    await writeCensus(town, { root: ROOT + 1n, time: cut + 100 });
    const at = async (time: number, changes: Partial<PostFacts>, root: bigint) => {
      await networkHelpers.time.setNextBlockTimestamp(time);
      return proposals.post(await posting({ period: Math.floor(time / PERIOD), ...changes }, BigInt(time), root));
    };
    const early = at(turn - 1, { cut: cut + WEEK }, ROOT + 1n);
    await expectRefusal(early, proposals, "CutNotCurrent", cut + WEEK, cut);
    await at(turn, { cut: cut + WEEK }, ROOT + 1n);
    await at(turn + DAY - 1, { cut }, ROOT);
    await expectRefusal(at(turn + DAY, { cut }, ROOT), proposals, "CutNotCurrent", cut, cut + WEEK);
    await at(turn + DAY + 2, { cut: cut + WEEK }, ROOT + 1n);
    for (const wrong of [0, cut + WEEK + 1, cut + WEEK - DAY]) {
      const refused = at(turn + DAY + 10 + (wrong % 7), { cut: wrong }, ROOT + 1n);
      await expectRefusal(refused, proposals, "CutNotCurrent", wrong, cut + WEEK);
    }
  });

  it("takes the period of now, and for a day the one before, to the second", async () => {
    const { proposals, networkHelpers } = town;
    const turn = (Math.floor((await networkHelpers.time.latest()) / PERIOD) + 1) * PERIOD;
    const now = turn / PERIOD;
    const at = async (time: number, period: number) => {
      const facts = await postFacts(town, { period, cut: weeklyCut(time) });
      await networkHelpers.time.setNextBlockTimestamp(time);
      return proposals.post(forgePosting(town, facts, ROOT, BigInt(time)));
    };
    await expectRefusal(at(turn - 2, now), proposals, "PeriodNotCurrent", now, now - 1);
    await at(turn, now);
    await at(turn + DAY - 1, now - 1);
    await expectRefusal(at(turn + DAY, now - 1), proposals, "PeriodNotCurrent", now - 1, now);
    await at(turn + DAY + 2, now);
  });

  it("takes as many posts of a resident as the limit says, each once, whatever they propose", async () => {
    const { proposals } = town;
    const sent = await posting();
    await proposals.post(sent);
    await expectRefusal(proposals.post(sent), proposals, "SlotUsed", SOMEBODY);
    // Two digests with one nullifier of a slot.
    await expectRefusal(proposals.post(await posting({ digest: word(0xd2) })), proposals, "SlotUsed", SOMEBODY);
    await proposals.post(await posting({ digest: word(0xd2), slot: 1 }, SOMEBODY + 1n));
    const third = await posting({ digest: word(0xd3), slot: 2 }, SOMEBODY + 2n);
    await expectRefusal(proposals.post(third), proposals, "SlotTooHigh", 2, 2);
    // The text itself may be proposed again, as another proposal.
    await proposals.post(await posting({ slot: 1 }, SOMEBODY + 3n));
  });

  it("takes a nullifier in one spelling alone", async () => {
    const { proposals, verifier } = town;
    const sent = await posting();
    await proposals.post(sent);
    for (let times = 1n; times <= 4n; times++) {
      const nullifier = SOMEBODY + times * FIELD_ORDER;
      const refused = proposals.post({ ...sent, nullifier });
      await expectRefusal(refused, verifier, "FieldElementTooLarge", nullifier);
    }
  });

  it("takes a proof for this template, text, period, slot, census, chain and contract alone", async () => {
    const { proposals, template, published } = town;
    const other = { ...template, series: word(0x60), quota: 5 };
    await published.publish(other);
    const sent = await posting();
    const { proof } = sent;
    const [proposalsElsewhere, chainElsewhere] = [
      { ...town, place: { ...town.place, proposals: await town.templates.getAddress() } },
      { ...town, place: { ...town.place, chainId: 1n } },
    ];
    const foreign = [
      { ...sent, template: other },
      { ...sent, digest: word(0xd2) },
      { ...sent, slot: 1 },
      { ...sent, nullifier: SOMEBODY + 1n },
      { ...(await posting({}, SOMEBODY, ROOT + 1n)) },
      { ...sent, proof: forgePosting(proposalsElsewhere as ProposalTown, sent, ROOT, SOMEBODY).proof },
      { ...sent, proof: forgePosting(chainElsewhere as ProposalTown, sent, ROOT, SOMEBODY).proof },
      { ...sent, proof: proof.with(0, 0n) },
      { ...sent, proof: proof.map(() => 0n) },
      { ...sent, proof: proof.with(7, (proof[7] as bigint) + 1n) },
    ];
    for (const [i, one] of foreign.entries()) {
      await expectRefusal(proposals.post(one), proposals, "PostProofInvalid").catch((error) => {
        throw new Error(`posting ${i}`, { cause: error });
      });
    }
    // A proof of a support is none of a post.
    const id = idOf(town, sent, ROOT, SOMEBODY);
    const support = forgeAction(town, { id, root: ROOT, nullifier: SOMEBODY });
    await expectRefusal(proposals.post({ ...sent, proof: support.proof }), proposals, "PostProofInvalid");
    await proposals.post(sent);
  });

  it("needs a template that is in force, whole as it was published", async () => {
    const { proposals, templates, template, published } = town;
    const changed = { ...template, quota: 1 };
    await expectRefusal(proposals.post(await posting({ template: changed })), templates, "TemplateUnknown");
    // A relayer that posts under another template than the resident signed for: the proof does not follow.
    const weaker = { ...template, series: word(0x61), quota: 1 };
    await published.publish(weaker);
    await expectRefusal(proposals.post({ ...(await posting()), template: weaker }), proposals, "PostProofInvalid");
    await published.publish({ ...template, quota: 9 });
    await templates.takeOver({ ...template, quota: 9 });
    await town.networkHelpers.time.increase(DAY);
    await expectRefusal(proposals.post(await posting()), templates, "TemplateNotCurrent");
    await proposals.post(await posting({ template: { ...template, quota: 9 } }));
  });

  it("needs a census with somebody on it, enough of them, and not too deep", async () => {
    const { proposals, templates, template, published } = town;
    const empty = { ...template, series: word(0x62), rollId: 9n };
    const large = { ...template, series: word(0x63), leastMembers: 201 };
    const deep = { ...template, series: word(0x64), rollId: 10n };
    for (const one of [empty, large, deep]) await published.publish(one);
    await expectRefusal(proposals.post(await posting({ template: empty })), templates, "WeeklyCensusTooSmall", 0, 1);
    await writeCensus(town, { root: 0n, activeMembers: 50, rollId: 9n });
    const withoutRoot = await posting({ template: empty }, SOMEBODY, 0n);
    await expectRefusal(proposals.post(withoutRoot), templates, "WeeklyCensusTooSmall", 0, 1);
    await expectRefusal(
      proposals.post(await posting({ template: large })),
      templates,
      "WeeklyCensusTooSmall",
      200,
      201,
    );
    await writeCensus(town, { root: ROOT, depth: 21, rollId: 10n });
    await expectRefusal(proposals.post(await posting({ template: deep })), templates, "WeeklyCensusTooDeep", 21, 20);
  });

  it("gives another id under another census or to another poster, so that supports of one never count for another", async () => {
    const { proposals, networkHelpers } = town;
    const sent = await posting();
    const first = idOf(town, sent, ROOT, SOMEBODY);
    const beforePosting = await networkHelpers.takeSnapshot();
    await proposals.post(sent);
    const support = forgeAction(town, { id: first, root: ROOT, nullifier: 5n });
    await proposals.act([support]);

    // A reorganisation leaves another census at the cut, over which the same resident posts again.
    await beforePosting.restore();
    await writeCensus(town, { root: ROOT + 1n });
    const again = await posting({}, SOMEBODY, ROOT + 1n);
    await proposals.post(again);
    const second = idOf(town, again, ROOT + 1n, SOMEBODY);
    expect(second).not.to.equal(first);
    const receipt = await (await proposals.act([support])).wait();
    expect(skipsOf(town, receipt)).to.deep.equal([[0, "ProposalUnknown"]]);
    expect((await proposals.proposal(second)).supporters).to.equal(0n);
    expect(await stateOf(town, first)).to.equal("None");
  });
});
