import { Transaction } from "ethers";
import { type Pass, type RpcCall, type RpcReply, type Saying, status } from "./rpcProxy.ts";

/** What nodes of providers, of other clients and of other chains do that Hardhat's does not; nothing by default. */
export type NodeLimits = {
  /** Most blocks that `eth_getLogs` may span. */
  readonly range?: number;
  /** Most events that it answers with; more are an error. */
  readonly results?: number;
  /** Most events that it answers with; more are left out without a word. */
  readonly truncate?: number;
  /** Filters by the first topic alone, as some clients do. */
  readonly firstTopicOnly?: boolean;
  /** Every so many calls are refused: by -32005 on HTTP 200, or by HTTP 429. */
  readonly rate?: number;
  readonly http429?: number;
  /** Blocks whose states are kept. */
  readonly pruned?: number;
  /** What it says of the finalized block; a number is the block at which it stands still. */
  readonly finalized?: "error" | "null" | "zero" | "not found" | number;
  /** Most bytes of a transaction. */
  readonly transactionBytes?: number;
  /** Most gas that a transaction may name (EIP-7825). */
  readonly transactionGas?: number;
  /** Blocks and fee methods as on a chain from before EIP-1559. */
  readonly noBaseFee?: boolean;
  /** No gas price at all. */
  readonly freeGas?: boolean;
  /** Base fee in wei that blocks name. */
  readonly baseFee?: bigint;
  /** Takes no transaction of EIP-1559's type. */
  readonly refuseType2?: boolean;
  /** What it says to every transaction. */
  readonly refuses?: string;
};

/** What a node with these limits says. */
export function limitedNode(limits: NodeLimits): Saying {
  let count = 0;
  return async (call, pass) => {
    count++;
    if (limits.http429 !== undefined && count % limits.http429 === 0) return status(429, "Too Many Requests");
    if (limits.rate !== undefined && count % limits.rate === 0) {
      return refusal(-32005, "daily request count exceeded, request rate limited");
    }
    return (
      (await logsSaid(limits, call, pass)) ??
      (await finalizedSaid(limits, call, pass)) ??
      (await prunedSaid(limits, call, pass)) ??
      transactionSaid(limits, call) ??
      feesSaid(limits, call, await pass())
    );
  };
}

function refusal(code: number, message: string): RpcReply {
  return { error: { code, message } };
}

type Filter = { readonly fromBlock?: string; readonly toBlock?: string; readonly topics?: readonly unknown[] };

async function logsSaid(limits: NodeLimits, { method, params }: RpcCall, pass: Pass) {
  if (method !== "eth_getLogs") return undefined;
  const { topics, ...filter } = params[0] as Filter;
  const { fromBlock, toBlock } = filter;
  const { range, results, truncate, firstTopicOnly } = limits;
  const span = Number(toBlock ?? 2 ** 40) - Number(fromBlock ?? 0) + 1;
  if (range !== undefined && span > range) return refusal(-32602, `query exceeds max block range ${range}`);
  const asked = {
    ...filter,
    ...(topics === undefined ? {} : { topics: firstTopicOnly ? topics.slice(0, 1) : topics }),
  };
  const given = await pass({ method, params: [asked] });
  const logs = given.result as readonly unknown[] | undefined;
  if (logs === undefined) return given;
  if (results !== undefined && logs.length > results) {
    return refusal(-32005, `query returned more than ${results} results`);
  }
  return truncate === undefined ? given : { ...given, result: logs.slice(0, truncate) };
}

async function finalizedSaid({ finalized }: NodeLimits, { method, params }: RpcCall, pass: Pass) {
  if (finalized === undefined || method !== "eth_getBlockByNumber" || params[0] !== "finalized") return undefined;
  if (finalized === "error") return refusal(-32602, "unsupported block tag: finalized");
  if (finalized === "not found") return refusal(-32000, "finalized block not found");
  if (finalized === "null") return { result: null };
  return pass({ method, params: [`0x${(finalized === "zero" ? 0 : finalized).toString(16)}`, params[1]] });
}

async function prunedSaid({ pruned }: NodeLimits, { method, params }: RpcCall, pass: Pass) {
  if (pruned === undefined || !["eth_getCode", "eth_call", "eth_getBalance"].includes(method)) return undefined;
  const block = params[1];
  if (typeof block !== "string" || !block.startsWith("0x")) return undefined;
  const head = Number((await pass({ method: "eth_blockNumber", params: [] })).result);
  return Number(block) < head - pruned ? refusal(-32000, "missing trie node (path )") : undefined;
}

function transactionSaid(limits: NodeLimits, { method, params }: RpcCall): RpcReply | undefined {
  if (method !== "eth_sendRawTransaction") return undefined;
  const raw = params[0] as string;
  const size = (raw.length - 2) / 2;
  const { transactionBytes, transactionGas, refuses, refuseType2 } = limits;
  if (refuses !== undefined) return refusal(-32000, refuses);
  if (refuseType2 && raw.startsWith("0x02")) return refusal(-32000, "transaction type not supported");
  if (transactionBytes !== undefined && size > transactionBytes) {
    return refusal(-32000, `oversized data: transaction size ${size}, limit ${transactionBytes}`);
  }
  const gas = Transaction.from(raw).gasLimit;
  if (transactionGas !== undefined && gas > transactionGas) {
    return refusal(-32000, `transaction gas limit too high (cap: ${transactionGas}, tx: ${gas})`);
  }
  return undefined;
}

function feesSaid({ noBaseFee, freeGas, baseFee }: NodeLimits, { method }: RpcCall, given: RpcReply): RpcReply {
  if (noBaseFee && ["eth_maxPriorityFeePerGas", "eth_feeHistory"].includes(method)) {
    return refusal(-32601, "the method does not exist");
  }
  if (freeGas && ["eth_maxPriorityFeePerGas", "eth_gasPrice"].includes(method)) return { ...given, result: "0x0" };
  const block = given.result;
  if (method !== "eth_getBlockByNumber" || typeof block !== "object" || block === null) return given;
  const { baseFeePerGas, ...rest } = block as Record<string, unknown>;
  if (noBaseFee) return { ...given, result: rest };
  const wanted = freeGas ? 0n : baseFee;
  if (wanted === undefined || baseFeePerGas === undefined) return given;
  return { ...given, result: { ...rest, baseFeePerGas: `0x${wanted.toString(16)}` } };
}
