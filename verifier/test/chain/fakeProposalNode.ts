import type { CodeList } from "../../src/chain/codeList.ts";
import { type Ask, NodeRefused } from "../../src/chain/rpc.ts";
import { type Abi, abiEncode } from "../../src/hash/abi.ts";
import { keccak, keccakText, wordsOf } from "../../src/hash/keccak.ts";
import { templateShape } from "../../src/record/proposal/templateShape.ts";
import { seriesKeyOf, templateAbi, templateHashOf } from "../../src/rules/proposal/templateHash.ts";
import type { Draft } from "../altered/alterations.ts";

const hex = (value: bigint | number, digits: number): string => BigInt(value).toString(16).padStart(digits, "0");
const topic = (signature: string): string => `0x${hex(keccakText(signature), 64)}`;
const data = (values: readonly Abi[]): string => `0x${Buffer.from(wordsOf(abiEncode(values))).toString("hex")}`;
const big = (values: readonly (string | number)[]): bigint[] => values.map(BigInt);
const text = (words: string): Uint8Array => new TextEncoder().encode(words);

const RULES = "(uint8,uint8,uint16,uint16,uint48,uint24,bool,uint40[])";
const FRACTION = "(uint32,uint32,bool)";
const OUTCOME = `(uint8,uint8,${FRACTION},bool,uint32,bytes32,${FRACTION},uint8,uint24,uint48,uint40[])`;
const BALLOT = `(bytes,address,uint8,uint32,uint32,bool,uint8,${RULES},${OUTCOME},uint8[])`;
const SPANS = "uint32,uint32,uint32,uint32,uint32,uint32,uint32,uint32,uint32,uint32";
const TEMPLATE =
  "(address,address,address,bytes32,bool,address,uint256,uint32,uint32,uint32,bytes32,uint32,uint8,uint32,bytes32,bytes32," +
  `uint8,uint8,uint32,${BALLOT},(${SPANS},(uint48,uint48)[]),(uint48,uint48,uint48,uint48,uint40,uint8))`;

export interface FakeLog {
  readonly address: bigint;
  readonly block: number;
  readonly topics: readonly string[];
  readonly data: string;
}

export const log = (
  address: string,
  block: number,
  signature: string,
  indexed: readonly (string | number | bigint)[],
  values: readonly Abi[],
): FakeLog => ({
  address: BigInt(address),
  block,
  topics: [topic(signature), ...indexed.map((value) => `0x${hex(BigInt(value), 64)}`)],
  data: data(values),
});

const seriesLogs = (record: Draft): readonly FakeLog[] => {
  const template = templateShape(record.template);
  const key = seriesKeyOf(template);
  return record.series.map((entry: Draft) =>
    "tookOver" in entry
      ? log(
          record.templates,
          entry.at.block,
          "TemplateTookOver(bytes32,bytes32,bytes32)",
          [key, entry.tookOver, entry.predecessor],
          [],
        )
      : log(
          record.templates,
          entry.at.block,
          `TemplatePublished(bytes32,bytes32,uint32,uint48,${TEMPLATE})`,
          [entry.published, key],
          [BigInt(entry.serial), BigInt(entry.inForceFrom), templateAbi(template)],
        ),
  );
};

const proposalLogs = (record: Draft, templateHash: bigint): readonly FakeLog[] => {
  const { id, proposals, posting: p } = record;
  const reached = record.reached
    ? [log(proposals, record.reached.block, "QuotaReached(uint256,uint32)", [id], [BigInt(record.supporters)])]
    : [];
  const project =
    p.cost === undefined
      ? []
      : [log(proposals, p.at.block, "ProjectPosted(uint256,bytes32,uint40)", [id, templateHash], [BigInt(p.cost)])];
  return [
    ...project,
    log(
      proposals,
      p.at.block,
      "ProposalPosted(uint256,bytes32,bytes32,uint256,uint48,uint32,uint8,uint256,uint256[8])",
      [id, templateHash],
      big([p.digest, p.censusRoot, p.cut, p.period, p.slot, p.nullifier, ...p.proof]),
    ),
    ...record.newcomers.map((group: Draft) =>
      log(
        proposals,
        group.at.block,
        "NewcomersShown(bytes32,uint48,uint256,uint32)",
        [templateHash, group.cut],
        big([group.root, group.activeMembers]),
      ),
    ),
    ...record.changes.map((change: Draft) =>
      log(
        proposals,
        change.at.block,
        "SupportChanged(uint256,uint256,uint8,uint48,uint256[8])",
        [id, change.nullifier],
        big([change.version, change.newcomersCut, ...change.proof]),
      ),
    ),
    ...reached,
    log(proposals, record.block.number, "QuotaReached(uint256,uint32)", [5], [1n]),
  ];
};

const noticeLog = (record: Draft, n: Draft): FakeLog => {
  const { notices, id } = record;
  const make = (signature: string, indexed: readonly (string | number)[], values: readonly Abi[]): FakeLog =>
    log(notices, n.at.block, signature, [id, ...indexed], values);
  const words = text(n.words ?? "");
  if (n.kind === "hidden") {
    const numbers = big([n.from, n.until, n.reason]);
    return make("LeafHidden(uint256,bytes32,address,uint48,uint48,uint8,string)", [n.leaf, n.by], [...numbers, words]);
  }
  if (n.kind === "named") {
    return make("LeafNamed(uint256,bytes32,address,uint8,string)", [n.leaf, n.by], [BigInt(n.reason), words]);
  }
  if (n.kind === "joint") return make("LeafHiddenJointly(uint256,bytes32,uint48)", [n.leaf], big([n.bindsFrom]));
  if (n.kind === "withdrawn") return make("NameWithdrawn(uint256,bytes32,address)", [n.leaf, n.by], []);
  if (n.kind === "restored") {
    const from = BigInt(n.restoredFrom);
    return make("LeafRestored(uint256,bytes32,address,uint48,string)", [n.leaf, n.by], [from, words]);
  }
  if (n.kind === "stage") {
    const told = big([n.day, n.evidence]);
    return make("StageNoted(uint256,uint8,address,uint48,bytes32,string)", [n.stage, n.by], [...told, words]);
  }
  const told = big([n.progress, n.by, n.day, n.evidence]);
  return make("MilestoneNoted(uint256,uint16,uint8,address,uint48,bytes32,string)", [n.number], [...told, words]);
};

const timesOf = (value: unknown, found: Map<number, number>): Map<number, number> => {
  if (typeof value !== "object" || value === null) return found;
  const { block, time } = value as Record<string, unknown>;
  if (typeof block === "number" && typeof time === "number") found.set(block, time);
  for (const member of Object.values(value)) timesOf(member, found);
  return found;
};

const VERIFIER = 0x5ea1n;
const codeOf = (address: bigint): string => `0x60${hex(address, 40)}`;

/** The list of code hashes that this chain fits. */
export const proposalCodeOf = (record: Draft): CodeList =>
  [record.templates, record.proposals, record.notices, VERIFIER].map((at, i) => ({
    name: ["Templates", "Proposals", "Notices", "Verifier"][i]!,
    at: BigInt(at),
    codeHash: keccak(Buffer.from(codeOf(BigInt(at)).slice(2), "hex")),
  }));

type FakeView = readonly [to: string, signature: string, words: readonly bigint[]];

/** A node of a chain on which a proposal's record happened, final up to a block, and on which more did. */
export const fakeProposalNode = (
  record: Draft,
  finalized = record.block.number,
  more: { readonly logs: readonly FakeLog[]; readonly views: readonly FakeView[] } = { logs: [], views: [] },
): Ask => {
  const { templates, proposals, notices, posting, template, block } = record;
  const templateHash = templateHashOf(BigInt(record.chainId), BigInt(templates), templateShape(template))!;
  const logs: readonly FakeLog[] = [
    ...seriesLogs(record),
    ...proposalLogs(record, templateHash),
    ...record.noticesGiven.map((notice: Draft) => noticeLog(record, notice)),
    ...more.logs,
  ];
  const times = timesOf(record, new Map([[block.number, block.time]]));
  const kept = [posting.censusRoot, posting.at.time, 0, 0, record.supporters, template.quota, posting.activeMembers, 0];
  const checkpoint = [posting.cut, 12, posting.activeMembers, posting.censusRoot];
  const answers: readonly FakeView[] = [
    ...more.views,
    [notices, "proposals()", big([proposals])],
    [proposals, "templates()", big([templates])],
    [proposals, "verifier()", [VERIFIER]],
    [proposals, "proposal(uint256)", [...big(kept), templateHash, BigInt(posting.digest)]],
    [template.rolls, "checkpointAt(uint256,uint48)", big(checkpoint)],
  ];

  const logsIn = ({ address, fromBlock, toBlock }: Draft): unknown =>
    logs
      .map((one, index) => ({ ...one, index }))
      .filter(
        (one) => one.address === BigInt(address) && one.block >= Number(fromBlock) && one.block <= Number(toBlock),
      )
      .map((one) => ({
        ...{ address, topics: one.topics, data: one.data, blockNumber: `0x${hex(one.block, 1)}` },
        ...{ logIndex: `0x${hex(one.index, 1)}`, transactionHash: `0x${hex(one.block, 64)}`, removed: false },
      }));

  return async (method, params) => {
    if (method === "eth_chainId") return `0x${hex(BigInt(record.chainId), 1)}`;
    if (method === "eth_getLogs") return logsIn(params[0]);
    if (method === "eth_getCode") return codeOf(BigInt(String(params[0])));
    if (method === "eth_getBlockByNumber") {
      const number = params[0] === "finalized" ? finalized : Number(params[0]);
      const hash = number === block.number ? block.hash : `0x${hex(number, 64)}`;
      return { number: `0x${hex(number, 1)}`, hash, timestamp: `0x${hex(times.get(number) ?? 0, 1)}` };
    }
    const call = params[0] as { readonly to: string; readonly data: string };
    const answer = answers.find(
      ([to, signature]) => BigInt(to) === BigInt(call.to) && call.data.startsWith(topic(signature).slice(0, 10)),
    );
    if (!answer) throw new NodeRefused(method, "execution reverted");
    return `0x${Buffer.from(wordsOf(answer[2])).toString("hex")}`;
  };
};
