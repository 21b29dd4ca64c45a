import { cut, hang, type RpcCall, type RpcReply, reset, startRpcProxy, status } from "../rpcProxy.ts";

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

/** What goes wrong between a service and its node. */
export const TRANSPORT_FAULTS = ["time-out", "reset", "429", "cut", "wrong", "stale"] as const;
export type TransportFault = (typeof TRANSPORT_FAULTS)[number];

/** What happens to a call: nothing, a fault of the transport, or an event before it that says whether it happened. */
export type Intervention = TransportFault | (() => Promise<boolean>) | undefined;

export type FaultProxy = {
  readonly url: string;
  /** Asked at every call; `fired` is called only if the fault had an effect. */
  intervene: (method: Method) => { readonly how: Intervention; readonly fired: () => void };
  close(): Promise<void>;
};

/** A proxy before a node that loses, cuts, falsifies and delays answers as it is told. */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const earlier = new Map<string, unknown>();
  let count = 0;

  const node = await startRpcProxy(target, async (call, pass) => {
    const { how, fired } = proxy.intervene(call.method as Method);
    const odd = count++ % 2 === 1;
    if (typeof how === "function") {
      if (await how()) fired();
    } else if (how === "429") {
      fired();
      return status(429, "too many requests");
    } else if (how === "time-out" || how === "reset") {
      // By turns the call and its answer are lost.
      if (odd) await pass();
      fired();
      return how === "reset" ? reset : hang;
    } else if (how === "wrong" && call.method === "eth_sendRawTransaction") {
      fired();
      return { result: `0x${"ab".repeat(32)}` };
    }
    const given = await pass();
    const key = `${call.method}:${call.method === "eth_call" ? JSON.stringify(call.params[0]) : call.params[0]}`;
    const before = earlier.get(call.method === "eth_getLogs" ? call.method : key);
    if (given.result !== undefined) earlier.set(call.method === "eth_getLogs" ? call.method : key, given.result);
    if (how === "cut") {
      fired();
      return cut(given);
    }
    if (how === "wrong") {
      fired();
      return falsified(call, given, odd);
    }
    if (how === "stale" && before !== undefined && JSON.stringify(before) !== JSON.stringify(given.result)) {
      fired();
      return { result: before };
    }
    return given;
  });

  const proxy: FaultProxy = {
    url: node.url,
    intervene: () => ({ how: undefined, fired: () => {} }),
    close: node.close,
  };
  return proxy;
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
