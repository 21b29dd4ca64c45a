import { limitedNode, type NodeLimits } from "../rpcLimits.ts";
import {
  cut,
  drip,
  flood,
  hang,
  type Pass,
  type RpcCall,
  type RpcReply,
  reset,
  status,
  type Transport,
} from "../rpcProxy.ts";

/** JSON-RPC methods that relayers and offices call. */
export const METHODS = [
  "eth_chainId",
  "eth_getBlockByNumber",
  "eth_getLogs",
  "eth_call",
  "eth_estimateGas",
  "eth_getTransactionCount",
  "eth_getBalance",
  "eth_sendRawTransaction",
] as const;
export type Method = (typeof METHODS)[number];

/** What goes wrong between a service and its node, whatever is asked. */
export const TRANSPORT_FAULTS = [
  "time-out",
  "drip",
  "flood",
  "reset",
  "cut",
  "429",
  "rate limit",
  "bad gateway",
  "sign-in page",
  "other id",
  "wrong",
  "stale",
] as const;
export type TransportFault = (typeof TRANSPORT_FAULTS)[number];

/** What nodes of other clients, providers and chains do that a development node does not, by the method at which they do. */
export const LIMIT_FAULTS = [
  { kind: "range", at: "eth_getLogs", limits: { range: 2 } },
  { kind: "results", at: "eth_getLogs", limits: { results: 0 } },
  { kind: "left out", at: "eth_getLogs", limits: { truncate: 0 } },
  { kind: "first topic alone", at: "eth_getLogs", limits: { firstTopicOnly: true } },
  { kind: "no tag", at: "eth_getBlockByNumber", limits: { finalized: "error" } },
  { kind: "nothing final", at: "eth_getBlockByNumber", limits: { finalized: "null" } },
  { kind: "block 0 final", at: "eth_getBlockByNumber", limits: { finalized: "zero" } },
  { kind: "final not found", at: "eth_getBlockByNumber", limits: { finalized: "not found" } },
  { kind: "no base fee", at: "eth_getBlockByNumber", limits: { noBaseFee: true } },
  { kind: "free gas", at: "eth_getBlockByNumber", limits: { freeGas: true } },
  { kind: "high base fee", at: "eth_getBlockByNumber", limits: { baseFee: 10n ** 13n } },
  { kind: "refused", at: "eth_sendRawTransaction", limits: { refuses: "sender not authorized" } },
  { kind: "type refused", at: "eth_sendRawTransaction", limits: { refuseType2: true } },
  { kind: "oversized", at: "eth_sendRawTransaction", limits: { transactionBytes: 1_000 } },
  { kind: "gas cap", at: "eth_sendRawTransaction", limits: { transactionGas: 21_000 } },
] as const satisfies readonly { readonly kind: string; readonly at: Method; readonly limits: NodeLimits }[];

export type NodeFault = TransportFault | (typeof LIMIT_FAULTS)[number]["kind"];

/** Those by which a node says what is not so: of several nodes one may, and no more. */
const LIES: readonly string[] = ["wrong", "stale", "left out", "no base fee", "free gas", "high base fee"];

export function isLie(kind: string): boolean {
  return LIES.includes(kind);
}

/** What a node answered before, by what it was asked. */
export type EarlierAnswers = Map<string, unknown>;

/** What a node says, and whether it is otherwise than without its fault. */
export type Faulted = { readonly said: RpcReply | Transport; readonly isOther: boolean };

/** More than anybody takes. */
const FLOOD = 2 ** 27;

/**
 * What a node with a fault says to a call.
 * @param odd Whether it is every second call: by turns a call and its answer are lost, and a lie is one or another.
 */
export async function saidWith(
  fault: NodeFault,
  call: RpcCall,
  pass: Pass,
  odd: boolean,
  earlier: EarlierAnswers,
): Promise<Faulted> {
  if (fault === "stale") return stale(call, await pass(), earlier);
  const limits = LIMIT_FAULTS.find(({ kind }) => kind === fault)?.limits;
  if (limits !== undefined) return limited(limits, call, pass);
  return { said: await broken(fault as TransportFault, call, pass, odd), isOther: true };
}

async function broken(fault: TransportFault, call: RpcCall, pass: Pass, odd: boolean): Promise<RpcReply | Transport> {
  switch (fault) {
    case "time-out":
    case "reset":
      if (odd) await pass();
      return fault === "reset" ? reset : hang;
    case "drip":
      return drip;
    case "flood":
      return flood(FLOOD);
    case "429":
      return status(429, "too many requests");
    case "rate limit":
      return { error: { code: -32_005, message: "limit exceeded" } };
    case "bad gateway":
      return status(502, "<h1>502 Bad Gateway</h1>", { "content-type": "text/html" });
    case "sign-in page":
      return status(200, "<h1>Sign in to the network</h1>", { "content-type": "text/html" });
    case "other id":
      return { id: -1, result: "0x" };
    case "cut":
      return cut(await pass());
    default:
      if (call.method === "eth_sendRawTransaction") return { result: `0x${"ab".repeat(32)}` };
      return falsified(call, await pass(), odd);
  }
}

/** An answer is kept for what a node says later. */
export function remember(call: RpcCall, { result }: RpcReply, earlier: EarlierAnswers): void {
  if (result !== undefined) earlier.set(keyOf(call), result);
}

function stale(call: RpcCall, given: RpcReply, earlier: EarlierAnswers): Faulted {
  const before = earlier.get(keyOf(call));
  remember(call, given, earlier);
  const isOther = before !== undefined && !isSame(before, given.result);
  return isOther ? { said: { result: before }, isOther } : { said: given, isOther };
}

async function limited(limits: NodeLimits, call: RpcCall, pass: Pass): Promise<Faulted> {
  let own: Promise<RpcReply> | undefined;
  const passOnce: Pass = (other) => {
    if (other !== undefined) return pass(other);
    own ??= pass();
    return own;
  };
  const said = (await limitedNode(limits)(call, passOnce)) ?? (await passOnce());
  // What is refused does not reach the chain.
  const isOther = typeof said === "function" || said.error !== undefined || !isSame(said, await passOnce());
  return { said, isOther };
}

function keyOf({ method, params }: RpcCall): string {
  if (method === "eth_getLogs") return method;
  return `${method}:${method === "eth_call" ? JSON.stringify(params[0]) : params[0]}`;
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

const hex = (value: bigint | number) => `0x${value.toString(16)}`;

/** An answer of the right form that is not true. */
function falsified({ method }: RpcCall, { result }: RpcReply, odd: boolean): RpcReply {
  const made = (value: unknown): RpcReply => ({ result: value });
  const revert: RpcReply = { error: { code: 3, message: "execution reverted", data: "0x" } };
  switch (method) {
    case "eth_chainId":
      return made("0x1");
    case "eth_getBlockByNumber": {
      const block = result as { number: string; hash: string } | null;
      if (odd || block === null) return made(null);
      return made({ ...block, number: hex(Number(block.number) + 1_000), hash: `0x${"cd".repeat(32)}` });
    }
    case "eth_getLogs":
      return made([]);
    case "eth_call": {
      if (odd || typeof result !== "string" || result.length < 66) return revert;
      return made(
        `0x${(BigInt(result.slice(0, 66)) + 1n).toString(16).padStart(64, "0").slice(-64)}${result.slice(66)}`,
      );
    }
    case "eth_estimateGas":
      return odd ? revert : made(hex(21_000));
    case "eth_getTransactionCount":
      return made(odd ? "0x0" : hex(Number(result) + 3));
    case "eth_getBalance":
      return made(odd ? "0x0" : hex(2n ** 90n));
    default:
      return { error: { code: -32_000, message: "internal error" } };
  }
}
