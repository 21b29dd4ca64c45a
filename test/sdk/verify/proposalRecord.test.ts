import { expect } from "chai";
import { ZeroAddress } from "ethers";
import hre from "hardhat";
import type { CompiledContract } from "../../../sdk/chain/deployedCode.ts";
import { RpcProvider } from "../../../sdk/chain/rpcProvider.ts";
import { canonicalJson } from "../../../sdk/election/canonicalJson.ts";
import type { VerificationKey } from "../../../sdk/proofs/groth16.ts";
import { leafHash } from "../../../sdk/proposals/textLeaf.ts";
import { exportProposal } from "../../../sdk/verify/exportProposal.ts";
import { proposalChainChecks, proposalCode } from "../../../sdk/verify/proposalChainChecks.ts";
import type { ProposalRecord } from "../../../sdk/verify/proposalRecord.ts";
import { verifyProposal } from "../../../sdk/verify/verifyProposal.ts";
import { forgeAction } from "../../contracts/proposals/forgedSignals.ts";
import { type ProposalLife, proposalLife, ROOT, WHY } from "../../contracts/proposals/proposalLife.ts";
import { COMPANION_ID, DAY, WEEK, word, writeCensus } from "../../contracts/proposals/proposalTown.ts";
import { syntheticVerificationKey } from "../../contracts/syntheticKey.ts";
import { serveChain } from "../../servedChain.ts";
import { leavesOf } from "../proposals/sampleText.ts";

const HOUR = 3_600;
const leaves = leavesOf();
const leaf = leafHash(2, leaves[2] as (typeof leaves)[number]);

/** A record may be changed where a test says so. */
type Changed = { -readonly [K in keyof ProposalRecord]: ProposalRecord[K] };

describe("The record of a proposal", function () {
  this.timeout(300_000);
  let life: ProposalLife;
  let record: ProposalRecord;
  let provider: RpcProvider;
  let ended: () => Promise<void>;

  before(async () => {
    life = await proposalLife();
    const chain = await serveChain(life.provider);
    provider = new RpcProvider(chain.url, 31337n, { deadline: 60_000, tries: 1 });
    ended = chain.close;
    const { proposals, action, as, organizer, reviewer, council } = life;
    const id = await life.posted(leaves);
    await proposals.act([action(id, 1), action(id, 2), action(id, 1, 1)]);
    await as(council).hide(id, leaf, HOUR, 0, WHY);
    await as(organizer).name(id, leaf, 0, WHY);
    await as(organizer).withdrawName(id, leaf);
    await as(organizer).name(id, leaf, 0, WHY);
    await as(reviewer).name(id, leaf, 0, WHY);
    await life.networkHelpers.time.increase(WEEK);
    const cut = await writeCensus(life, { root: 99n, rollId: COMPANION_ID });
    await proposals.showNewcomers(life.template, cut);
    await proposals.act([
      forgeAction(life, { id, root: 99n, nullifier: id + 7n, newcomersCut: cut }),
      action(id, 3),
      action(id, 1, 2),
    ]);
    await as(reviewer).restore(id, leaf, WHY);
    await as(council).noteStage(id, 2, 1_900_000_000, word(0), "의회에 냈습니다.");
    await as(organizer).noteMilestone(id, 1, 2, 1_900_000_000, word(1), "다 되었습니다.");
    const block = await life.ethers.provider.getBlockNumber();
    const address = { ...life.place, notices: life.addresses.notices, id };
    record = await exportProposal(address, provider, block, leaves);
    await life.networkHelpers.mine(2);
  });
  after(async () => {
    provider.destroy();
    await ended();
  });

  /** Of the four signals that a proposal's proofs have. */
  const key = () => {
    const { IC, ...rest } = syntheticVerificationKey() as unknown as { readonly IC: readonly unknown[] };
    return { ...rest, IC: IC.slice(0, 5), nPublic: 4 };
  };
  const checked = (content: unknown) => verifyProposal(content, { key });
  const failing = async (content: unknown) => (await checked(content)).filter(({ ok }) => !ok).map(({ name }) => name);

  it("has supports by the census and by newcomers, the latch, notices and the text, and each check holds", async () => {
    const checks = await checked(JSON.parse(canonicalJson(record)));
    expect(checks.filter(({ ok }) => !ok)).to.deep.equal([]);
    expect(checks.map(({ name }) => name)).to.include.members([
      "P20.3 the template was in force at the posting",
      "P21.3 the posting's proof holds for this template, text, census and slot",
      "P21.4 the id follows from template, text, census and poster",
      "P21.5 every support's and withdrawal's proof holds",
      "P21.5 supporters are the residents with an odd number of changes",
      "P24.1 the text is of the digest that was posted",
      "P26 every notice is one that its sender could give then",
    ]);
    expect([record.changes.length, record.supporters, record.noticesGiven.length]).to.deep.equal([5, 3, 9]);
    expect(record.reached).to.deep.equal(record.changes.at(-2)?.at);
    expect(record.newcomers[0]?.root).to.equal("99");
    expect(record.posting.censusRoot).to.equal(String(ROOT));
  });

  it("is compared with the chain field by field, at its own block", async () => {
    const reader = { provider, block: record.block.number + 2 };
    const named = async (changed: ProposalRecord, block = reader.block) =>
      (await proposalChainChecks(changed, { ...reader, block })).filter(({ ok }) => !ok).map(({ name }) => name);
    expect(await named(record)).to.deep.equal([]);
    expect(await named({ ...record, block: { ...record.block, hash: word(1) } })).to.deep.equal([
      "P21.15 the record's block is one of this chain",
      "P21.15 record equals the chain",
    ]);
    const moved = { ...record.posting, at: { ...record.posting.at, block: record.posting.at.block - 1 } };
    expect(await named({ ...record, posting: moved })).to.deep.equal(["P21.15 record equals the chain"]);
    expect(await named(record, record.block.number - 1)).to.deep.equal(["P21.15 the record's block is final"]);
    expect(await named({ ...record, chainId: "1" })).to.deep.equal(["P21.15 the record is of this chain"]);
  });

  it("stands on contracts whose code is compared with ours, and their key with the committed one", async () => {
    const artifact = (name: string) => hre.artifacts.readArtifact(name) as unknown as Promise<CompiledContract>;
    const compiled = {
      templates: await artifact("Templates"),
      proposals: await artifact("Proposals"),
      notices: await artifact("Notices"),
      verifier: await artifact("SyntheticSignalVerifier"),
    };
    const reader = { provider, block: record.block.number };
    const named = async (changed: Partial<typeof compiled>, of: VerificationKey = key(), from = record) =>
      (await proposalCode(from, { ...compiled, ...changed }, of, reader))
        .filter(({ ok }) => !ok)
        .map(({ name }) => name);
    expect(await named({})).to.deep.equal([]);
    const { IC } = key();
    const otherKey = { ...key(), IC: [IC[1], ...IC.slice(1)] };
    const [ofProposals, ofVerifier] = [
      "P21.15 code of the proposals, with the committed key",
      "P21.15 code of the proofs' verifier",
    ];
    expect(await named({}, otherKey)).to.deep.equal([ofProposals, ofVerifier]);
    expect(await named({ verifier: await artifact("SemaphoreVerifier20") })).to.deep.equal([ofVerifier]);
    const { templates, proposals } = record;
    expect(await named({}, key(), { ...record, templates: proposals })).to.include("P21.15 code of the templates");
    expect(await named({}, key(), { ...record, notices: templates })).to.deep.equal(["P21.15 code of the notices"]);
  });

  it("is refused by the check that a change breaks", async () => {
    const [first, second] = record.changes as [ProposalRecord["changes"][number], ProposalRecord["changes"][number]];
    const changesWith = (place: number, change: Partial<ProposalRecord["changes"][number]>) =>
      record.changes.map((one, at) => (at === place ? { ...one, ...change } : one));
    const noticesWith = (place: number, change: Record<string, unknown>) =>
      record.noticesGiven.map((one, at) => (at === place ? { ...one, ...change } : one)) as Changed["noticesGiven"];
    const posting = (change: Partial<ProposalRecord["posting"]>) => ({ posting: { ...record.posting, ...change } });
    const late = record.posting.at.time + record.template.window;
    const cases: readonly (readonly [check: string, change: Partial<Changed>])[] = [
      ["P21.15 format", { format: "hanpyo-proposal-2" as never }],
      ["P20.3 the template was in force at the posting", { template: { ...record.template, quota: 2 } }],
      [
        "P20.3 the template's series has no gap",
        { series: record.series.map((one) => ({ ...one, serial: 2 })) as never },
      ],
      [
        "P20.3 the template's series has no gap",
        { series: record.series.map((one) => ({ ...one, inForceFrom: record.posting.at.time - 1 })) as never },
      ],
      [
        "P20.3 the template's series has no gap",
        {
          series: [
            ...record.series,
            {
              at: { ...record.posting.at, block: record.posting.at.block + 1 },
              published: word(3),
              serial: 2,
              inForceFrom: record.posting.at.time,
            },
          ],
        },
      ],
      [
        "P20.3 the template's series has no gap",
        {
          series: [
            {
              at: record.series[0]?.at as never,
              published: word(3),
              serial: 1,
              inForceFrom: record.series[0]?.at.time as never,
            },
            ...record.series.map((one) => ({ ...one, serial: 2 }) as never),
            { at: record.posting.at, tookOver: word(4), predecessor: word(3) },
          ],
        },
      ],
      [
        "P20.3 the template's series has no gap",
        { series: [...record.series, ...record.series.map((one) => ({ ...one, serial: 2 }) as never)] },
      ],
      [
        "P20.3 the template's notice was over at the posting",
        { series: record.series.map((one) => ({ ...one, inForceFrom: late })) as never },
      ],
      ["P21.2 the posting's census is one that was in use", posting({ cut: record.posting.cut - 2 * WEEK })],
      ["P20.3 the census has the members that the template asks for", posting({ activeMembers: 0 })],
      ["P21.3 the posting's period was that of its time", posting({ period: record.posting.period - 2 })],
      ["P21.3 the posting's slot is one that a resident has", posting({ slot: 2 })],
      [
        "P21.3 the posting's proof holds for this template, text, census and slot",
        posting({ nullifier: String(BigInt(record.posting.nullifier) + 1n) }),
      ],
      ["P21.4 the id follows from template, text, census and poster", { id: String(BigInt(record.id) + 1n) }],
      ["P24.1 the text is of the digest that was posted", posting({ digest: word(7) })],
      [
        "P24.2 the text is one that can be read",
        { text: { format: "hanpyo-proposal-text-1", leaves: leaves.slice(0, 2) as never } },
      ],
      [
        "P21.6 newcomers' groups were shown when their cut was past",
        { newcomers: record.newcomers.map((one) => ({ ...one, cut: one.cut + WEEK })) },
      ],
      [
        "P21.6 newcomers' groups were shown when their cut was past",
        { newcomers: record.newcomers.flatMap((one) => [one, { ...one, root: "98" }]) },
      ],
      [
        "P21.6 whoever supports by a newcomers' group names one that was shown, not before the proposal's own census",
        { newcomers: [] },
      ],
      ["P21.5 every support's and withdrawal's proof holds", { changes: changesWith(0, { proof: second.proof }) }],
      ["P21.5 every support's and withdrawal's proof holds", { changes: changesWith(0, { version: 2 }) }],
      [
        "P21.5 versions of each resident follow one another, none after the quota",
        { changes: [...record.changes, first] },
      ],
      [
        "P21.5 versions of each resident follow one another, none after the quota",
        { changes: record.changes.slice(1) },
      ],
      [
        "P21.7 every change came while the proposal was open",
        { changes: changesWith(4, { at: { ...first.at, time: late } }) },
      ],
      ["P21.5 supporters are the residents with an odd number of changes", { supporters: 4 }],
      ["P21.5 supporters are the residents with an odd number of changes", { changes: record.changes.slice(0, -1) }],
      ["P21.8 the quota was reached by the support that made it full, or not at all", { reached: null }],
      [
        "P21.15 times follow the blocks, and each list is in the chain's order",
        { changes: record.changes.toReversed() },
      ],
      [
        "P21.15 nothing is later than the record's own block, or before the posting",
        { block: { ...record.block, number: record.block.number - 1 } },
      ],
    ];
    for (const [check, change] of cases) expect(await failing({ ...record, ...change }), check).to.include(check);
    const notice = "P26 every notice is one that its sender could give then";
    const [hidden] = record.noticesGiven;
    const notices = [
      noticesWith(0, { by: life.addresses.notices }),
      noticesWith(0, { until: hidden?.kind === "hidden" ? hidden.from + 3 * DAY + 1 : 0 }),
      noticesWith(0, { reason: 5 }),
      noticesWith(1, { by: record.template.council }),
      noticesWith(4, { by: record.template.council }),
      noticesWith(5, { bindsFrom: 0 }),
      noticesWith(6, { restoredFrom: 0 }),
      noticesWith(6, { by: record.template.council }),
      noticesWith(7, { by: record.template.organizer }),
      noticesWith(8, { evidence: word(0) }),
      record.noticesGiven.filter((_, at) => at !== 3),
      // The joint measure itself is left out.
      record.noticesGiven.slice(0, 5),
      noticesWith(0, { words: "" }),
      noticesWith(7, { words: "" }),
      noticesWith(7, { by: ZeroAddress }),
    ];
    for (const noticesGiven of notices) expect(await failing({ ...record, noticesGiven })).to.include(notice);
  });

  it("is of a template that was in force at the posting, or was taken over from less than a day before", async () => {
    const { at } = record.posting;
    const [own] = record.series as [ProposalRecord["series"][number]];
    const hash = "published" in own ? own.published : "";
    const later = (when: typeof at) => ({
      ...record,
      series: [
        own,
        { at: own.at, published: word(3), serial: 2, inForceFrom: own.at.time },
        { at: when, tookOver: word(3), predecessor: hash },
      ],
    });
    expect(await failing(later(at))).to.deep.equal([]);
    expect(await failing(later({ block: at.block - 1, time: own.at.time }))).to.deep.equal([]);
    const check = "P20.3 the template was in force at the posting";
    const [before, dayBefore] = [DAY - 1, DAY].map((ago) => ({ block: at.block - 1, time: at.time - ago }));
    expect(await failing(later(before as typeof at))).not.to.include(check);
    expect(await failing(later(dayBefore as typeof at))).to.include(check);
  });

  it("is never more than a failed check, whatever is given for it", async () => {
    for (const content of [undefined, null, [], "{}", { format: "hanpyo-proposal-1" }, { ...record, more: 1 }]) {
      expect(await failing(content)).to.deep.equal(["P21.15 format"]);
    }
  });
});
