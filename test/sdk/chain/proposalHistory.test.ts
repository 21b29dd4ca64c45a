import { expect } from "chai";
import { AbiCoder, concat, toBeHex } from "ethers";
import { agreed, RpcsDisagreeError } from "../../../sdk/chain/agreement.ts";
import { LogsMissingError } from "../../../sdk/chain/logsMissing.ts";
import { ProposalUnknownError, readPostings } from "../../../sdk/chain/postedProposals.ts";
import { noticesInterface, proposalsInterface, readProposalContracts } from "../../../sdk/chain/proposalContracts.ts";
import { agreedProposal, readProposalHistory } from "../../../sdk/chain/proposalHistory.ts";
import { ProposalEventFalseError, readTemplates } from "../../../sdk/chain/publishedTemplates.ts";
import { RpcProvider } from "../../../sdk/chain/rpcProvider.ts";
import { leafNotices } from "../../../sdk/proposals/notice.ts";
import { leafHash, textDigest } from "../../../sdk/proposals/textLeaf.ts";
import { type ProposalLife, proposalLife, WHY } from "../../contracts/proposals/proposalLife.ts";
import { DAY, templateOf, word } from "../../contracts/proposals/proposalTown.ts";
import { errorOf } from "../../errorOf.ts";
import { type RpcProxy, type Saying, startRpcProxy } from "../../rpcProxy.ts";
import { type ServedChain, serveChain } from "../../servedChain.ts";
import { leavesOf } from "../proposals/sampleText.ts";

type Log = { readonly address: string; readonly topics: readonly string[]; readonly data: string };

const HOUR = 3_600;
/** Where the quota stands in the data of a publication, in hexadecimal digits: serial, time and place stand before the template. */
const QUOTA = 2 + 64 * 10;
const leaves = leavesOf();
const leaf = leafHash(2, leaves[2] as (typeof leaves)[number]);
const topicOf = (event: string) => proposalsInterface.getEvent(event)?.topicHash;

/** A node that shows other logs than there are. */
const showing =
  (change: (logs: Log[]) => readonly Log[]): Saying =>
  async ({ method }, pass) => {
    if (method !== "eth_getLogs") return undefined;
    const { result } = await pass();
    return { result: change(result as Log[]) };
  };
const without = (event: string) => showing((logs) => logs.filter(({ topics }) => topics[0] !== topicOf(event)));

describe("Proposals read from a chain", function () {
  this.timeout(120_000);
  let life: ProposalLife;
  let chain: ServedChain;
  let id: bigint;
  let block: number;
  const opened: { close(): Promise<void> }[] = [];
  const providers: RpcProvider[] = [];

  before(async () => {
    life = await proposalLife();
    chain = await serveChain(life.provider);
    const { proposals, action, as, organizer, reviewer } = life;
    id = await life.posted(leaves);
    await life.posted(leavesOf(undefined, "another"), 2n);
    await proposals.act([action(id, 1), action(id, 2), action(id, 1, 1)]);
    await as(organizer).hide(id, leaf, HOUR, 0, WHY);
    // Bytes that are no text: the contract looks at their number alone.
    const values = AbiCoder.defaultAbiCoder().encode(
      ["uint256", "bytes32", "uint8", "bytes"],
      [id, leaf, 4, "0xfffe80"],
    );
    const data = concat([noticesInterface.getFunction("name")?.selector ?? "0x", values]);
    await organizer.sendTransaction({ to: await life.notices.getAddress(), data });
    await as(reviewer).name(id, leaf, 0, WHY);
    await proposals.act([action(id, 3), action(id, 1, 2)]);
    await as(reviewer).restore(id, leaf, WHY);
    await as(organizer).noteMilestone(id, 3, 0, 1_900_000_000, word(0), "새 길");
    block = await life.ethers.provider.getBlockNumber();
  });
  afterEach(async () => {
    for (const provider of providers.splice(0)) provider.destroy();
    for (const one of opened.splice(0)) await one.close();
  });
  after(() => chain.close());

  const address = () => ({ ...life.place, notices: life.addresses.notices, id });

  async function node(saying?: Saying): Promise<RpcProvider> {
    const proxy: RpcProxy = await startRpcProxy(chain.url, saying);
    opened.push(proxy);
    const provider = new RpcProvider(proxy.url, life.place.chainId, { deadline: 20_000, tries: 1 });
    providers.push(provider);
    return provider;
  }

  it("have their posting, every change, the latch and all notices, as the contracts keep them", async () => {
    const { posting, kept, changes, reachedIn, notices } = await readProposalHistory(address(), await node(), block);
    expect(posting.digest).to.equal(textDigest(leaves));
    expect([kept.supporters, kept.quota]).to.deep.equal([3, 3]);
    expect(changes.map(({ nullifier, version }) => [Number(nullifier - id), version])).to.deep.equal([
      [1, 0],
      [2, 0],
      [1, 1],
      [3, 0],
      [1, 2],
    ]);
    expect(reachedIn).to.equal(changes.at(-1)?.blockNumber);
    expect(notices.map(({ kind }) => kind)).to.deep.equal([
      ...["hidden", "named", "named", "joint", "restored"],
      "milestone",
    ]);
    const words = notices.map((notice) => ("words" in notice ? notice.words : ""));
    expect(words).to.deep.equal([WHY, "���", WHY, "", WHY, "새 길"]);
    const { aloneUntil, jointAt, restoredFrom } = await life.notices.leafNotice(id, leaf);
    expect(leafNotices(notices).get(leaf)).to.deep.equal({
      aloneUntil: Number(aloneUntil),
      jointAt: Number(jointAt),
      restoredFrom: Number(restoredFrom),
    });
    expect(await readProposalContracts(life.addresses.notices, await node())).to.deep.equal(life.addresses);
  });

  it("are listed with their templates, whose hashes are computed again", async () => {
    const provider = await node();
    const [first, second] = await readPostings(life.place, provider, { lastBlock: block });
    expect([first?.id, second?.slot]).to.deep.equal([id, 0]);
    const { templates } = life.addresses;
    const { published, changes } = await readTemplates(templates, 31337n, provider, block);
    expect(published.map(({ template, serial }) => [template, serial])).to.deep.equal([[templateOf(life.template), 1]]);
    expect([published[0]?.templateHash, changes]).to.deep.equal([first?.templateHash, []]);
  });

  it("are not read where none was posted, or as of a block before", async () => {
    const provider = await node();
    await errorOf(readProposalHistory({ ...address(), id: id + 1n }, provider, block), ProposalUnknownError);
    const [{ blockNumber } = { blockNumber: 0 }] = await readPostings(life.place, provider, { lastBlock: block });
    await errorOf(readProposalHistory(address(), provider, blockNumber - 1), ProposalUnknownError);
  });

  it("are refused from a node that leaves out a posting, a support, the latch or a notice, or shows false ones", async () => {
    const read = async (saying: Saying) => readProposalHistory(address(), await node(saying), block);
    for (const event of ["ProposalPosted", "SupportChanged", "QuotaReached"]) {
      await errorOf(read(without(event)), LogsMissingError);
    }
    const lastChange = showing((logs) => {
      const last = logs.findLastIndex(({ topics }) => topics[0] === topicOf("SupportChanged"));
      return logs.filter((_, index) => index !== last);
    });
    await errorOf(read(lastChange), LogsMissingError);
    const notices = life.addresses.notices.toLowerCase();
    const lastNotice = showing((logs) =>
      logs.filter((log, index) => log.address.toLowerCase() !== notices || index < logs.length - 2),
    );
    await errorOf(read(lastNotice), LogsMissingError);
    const otherDigest = showing((logs) =>
      logs.map((log) =>
        log.topics[0] === topicOf("ProposalPosted") ? { ...log, data: `${toBeHex(1, 32)}${log.data.slice(66)}` } : log,
      ),
    );
    await errorOf(read(otherDigest), ProposalEventFalseError);
    const series = life.templatesPlace.templates;
    const otherQuota = showing((logs) =>
      logs.map((log) => ({
        ...log,
        data: log.data.slice(0, QUOTA) + toBeHex(9, 32).slice(2) + log.data.slice(QUOTA + 64),
      })),
    );
    await errorOf(readTemplates(series, 31337n, await node(otherQuota), block), ProposalEventFalseError);
  });

  it("take nothing of other contracts' or other proposals' events that a node gives unasked", async () => {
    const foreign = showing((logs) => [
      ...logs,
      ...logs.map((log) => ({ ...log, address: `0x${"11".repeat(20)}` })),
      ...logs.map((log) => ({
        ...log,
        topics: [log.topics[0] as string, toBeHex(id + 1n, 32), ...log.topics.slice(2)],
      })),
    ]);
    const { changes } = await readProposalHistory(address(), await node(foreign), block);
    expect(changes.length).to.equal(5);
  });

  it("are what two nodes say alike as of a final block", async () => {
    await life.networkHelpers.mine(3);
    const [honest, lying] = [await node(), await node(without("SupportChanged"))];
    const rpcs = (second: RpcProvider) =>
      [
        { name: "first", provider: honest, chainId: 31337n },
        { name: "second", provider: second, chainId: 31337n },
      ] as const;
    const rule = { kind: "depth", blocks: 3 } as const;
    const { block: final, history } = await agreedProposal(rpcs(await node()), address(), rule);
    expect([final.number, history.kept.supporters]).to.deep.equal([block + 1, 3]);
    await errorOf(agreedProposal(rpcs(lying), address(), rule), LogsMissingError);
    await errorOf(
      agreed(rpcs(lying), async ({ provider }) => ({
        postings: (await readPostings(life.place, provider, { lastBlock: block })).map((one) => one.slot),
        days: DAY,
        seen: (await provider.getLogs({ address: life.place.proposals, fromBlock: 0, toBlock: block })).length,
      })),
      RpcsDisagreeError,
    );
  });
});
