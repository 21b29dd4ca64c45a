import { type JsonRpcProvider, makeError } from "ethers";
import { readGasPrice } from "../../sdk/chain/gasPrice.ts";
import { RpcProvider } from "../../sdk/chain/rpcProvider.ts";
import { HanpyoError, told } from "../../sdk/errors.ts";
import { NodesProvider } from "./nodesProvider.ts";

/** The latest block as a node gives it. */
export type Head = {
  readonly number: number;
  /** Unix seconds. */
  readonly timestamp: number;
  /** Wei per gas; nothing on a chain from before EIP-1559. */
  readonly baseFee: bigint | undefined;
  /** What the node advises to pay, where there is no base fee, or none to pay; wei per gas. */
  readonly advised?: bigint | undefined;
  /** Gas that a block holds. */
  readonly gasLimit?: bigint;
};

/** One of a service's nodes, and what it was last like. */
export type ChainNode = {
  /** For operators: its place among the URLs given, which may be access keys. */
  readonly name: string;
  readonly provider: RpcProvider;
  head?: Head;
  /** Since it last said nothing; nothing once it answers again. */
  isSilent: boolean;
  /** Whether it named the service's chain. */
  isChecked: boolean;
  /** The look at it that is under way. */
  looking?: Promise<void> | undefined;
};

/** A service's nodes. */
export type Chain = {
  readonly chainId: bigint;
  readonly nodes: readonly ChainNode[];
  /** Asks the node in use, and the others where that one says nothing. */
  readonly provider: JsonRpcProvider;
  /** The node that is asked first. */
  inUse: ChainNode;
};

export class ChainIdUnsteadyError extends HanpyoError {
  constructor(first: bigint, second: bigint) {
    super(
      "CHAIN_ID_UNSTEADY",
      told`The nodes named chain ${{ chain: first }}, then chain ${{ otherChain: second }}`,
      "Use RPCs of one chain, each of which says the same every time",
    );
  }
}

/** Times that a service asks a node which says that it is asked too often; the next round asks again. */
const TRIES = 3;
/** Blocks that the node in use may be behind another before that one is used. */
const LAG = 3;

/**
 * Connects to nodes whose every answer must be whole within `deadline` milliseconds. One that says nothing now is asked
 * later, as long as another one answers.
 * Throws errors that `isSilence` knows where none answers, ethers' errors, or `ChainIdUnsteadyError`.
 */
export async function connectChain(urls: string | readonly string[], deadline: number): Promise<Chain> {
  const distinct = [...new Map([urls].flat().map((url) => [spellingOf(url), url])).values()];
  const asked = distinct.map((url) => newNode(url, 1n, deadline));
  const ids = await Promise.allSettled(asked.map(({ provider }) => steadyChainId(provider)));
  for (const { provider } of asked) provider.destroy();
  const found = ids.flatMap((id) => (id.status === "fulfilled" ? [id.value] : []));
  const broken = ids.find((id) => id.status === "rejected" && id.reason instanceof ChainIdUnsteadyError);
  if (broken !== undefined) throw (broken as PromiseRejectedResult).reason;
  const [chainId] = found;
  if (chainId === undefined) throw (ids[0] as PromiseRejectedResult).reason;
  const other = found.find((id) => id !== chainId);
  if (other !== undefined) throw new ChainIdUnsteadyError(chainId, other);

  const nodes = distinct.map((url, index) => ({
    ...newNode(url, chainId, deadline),
    name: `node ${index + 1}`,
    isSilent: ids[index]?.status === "rejected",
    isChecked: ids[index]?.status === "fulfilled",
  }));
  const others = () => answeringNodes(chain).filter((node) => node !== chain.inUse);
  const chain: Chain = {
    chainId,
    nodes,
    inUse: nodes.find(({ isChecked }) => isChecked) as ChainNode,
    provider: new NodesProvider(
      chainId,
      () => [chain.inUse.provider, ...others().map(({ provider }) => provider)],
      (provider) => {
        for (const node of nodes) if (node.provider === provider) node.isSilent = true;
        if (chain.inUse.isSilent) chain.inUse = others()[0] ?? chain.inUse;
      },
    ),
  };
  return chain;
}

/** One spelling of a URL: case of the host, the usual port and a slash at the end make no other node. */
function spellingOf(url: string): string {
  return URL.canParse(url) ? new URL(url).href.replace(/\/+$/, "") : url;
}

/** Calls off whatever is under way. */
export function disconnectChain({ nodes, provider }: Chain): void {
  for (const node of nodes) node.provider.destroy();
  provider.destroy();
}

/** Reads the latest block of the node in use, and what the chain asks for gas. Throws ethers' errors. */
export function readHead({ provider }: Pick<Chain, "provider">): Promise<Head> {
  return headOf(provider);
}

/**
 * Reads the latest block of every node, and changes over from one that says nothing or stays behind. Whoever said
 * nothing the last time is asked, but not waited for.
 * Throws what the node in use fails with where none answers.
 */
export async function readHeads(chain: Chain): Promise<Head> {
  const looks = chain.nodes.map((node) => ({ node, isWaitedFor: !node.isSilent, done: look(node, chain) }));
  const waited = looks.filter(({ isWaitedFor }) => isWaitedFor);
  const results = await Promise.allSettled((waited.length > 0 ? waited : looks).map(({ done }) => done));
  const answering = chain.nodes.filter(({ isSilent, isChecked, head }) => isChecked && !isSilent && head !== undefined);
  if (answering.length === 0) {
    const failed = results.find(({ status }) => status === "rejected") as PromiseRejectedResult | undefined;
    return failed === undefined ? readHead(chain) : Promise.reject(failed.reason);
  }
  const numberOf = (node: ChainNode) => (node.head as Head).number;
  const heights = answering.map(numberOf).toSorted((a, b) => b - a);
  // Of three or more none alone says how high the chain is; of two, one may have been cut off from it.
  const highest = heights[answering.length > 2 ? 1 : 0] as number;
  const near = answering.filter((node) => Math.abs(highest - numberOf(node)) <= LAG);
  if (!near.includes(chain.inUse)) chain.inUse = near[0] ?? chain.inUse;
  return chain.inUse.head as Head;
}

/** Nodes that answer, and that are on the service's chain. */
export function answeringNodes({ nodes }: Chain): readonly ChainNode[] {
  return nodes.filter(({ isSilent, isChecked }) => isChecked && !isSilent);
}

/** Changes over to the next node that answers, where there is another one. */
export function askNext(chain: Chain): void {
  const answering = answeringNodes(chain);
  const after = chain.nodes.indexOf(chain.inUse);
  const next = answering.find((node) => chain.nodes.indexOf(node) > after) ?? answering[0];
  chain.inUse = next ?? chain.inUse;
}

/** Looks how a node is, and notes it; one look at a time. Throws ethers' errors. */
function look(node: ChainNode, chain: Chain): Promise<void> {
  node.looking ??= lookAt(node, chain).finally(() => {
    node.looking = undefined;
  });
  // Nobody may wait for it.
  node.looking.catch(() => {});
  return node.looking;
}

async function lookAt(node: ChainNode, { chainId }: Chain): Promise<void> {
  try {
    if (!node.isChecked && (await steadyChainId(node.provider)) !== chainId) return;
    node.isChecked = true;
    node.head = await headOf(node.provider);
    node.isSilent = false;
  } catch (error) {
    node.isSilent = true;
    throw error;
  }
}

async function headOf(provider: JsonRpcProvider): Promise<Head> {
  const block = (await provider.send("eth_getBlockByNumber", ["latest", false])) as Record<string, string>;
  const [number, timestamp] = [Number(block.number), Number(block.timestamp)];
  if (!isCount(number) || !isCount(timestamp)) {
    throw makeError("the latest block has no number or no time", "BAD_DATA", { value: block });
  }
  return {
    number,
    timestamp,
    ...(await readGasPrice(block, provider)),
    ...(block.gasLimit === undefined ? {} : { gasLimit: BigInt(block.gasLimit) }),
  };
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

async function steadyChainId(provider: RpcProvider): Promise<bigint> {
  const first = BigInt((await provider.send("eth_chainId", [])) as string);
  const second = BigInt((await provider.send("eth_chainId", [])) as string);
  if (first !== second) throw new ChainIdUnsteadyError(first, second);
  return first;
}

function newNode(url: string, chainId: bigint, deadline: number): ChainNode {
  const provider = new RpcProvider(url, chainId, { deadline, tries: TRIES });
  return { name: "", provider, isSilent: false, isChecked: false };
}

/** The times of the latest blocks that answering nodes name, Unix seconds, the latest first. */
export function headTimes(chain: Chain): readonly number[] {
  return answeringNodes(chain)
    .flatMap(({ head }) => head?.timestamp ?? [])
    .toSorted((a, b) => b - a);
}
