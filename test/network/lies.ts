import type { Pass, RpcCall, RpcReply, Saying } from "../rpcProxy.ts";

/** What a node that lies says to whoever believes it; everything else is the node's behind it. */
export const LIES: Readonly<Record<string, Saying>> = {
  "shows no ballots": ({ method }) => (method === "eth_getLogs" ? { result: [] } : undefined),
  "calls the latest block final": (call, pass) => finalAs(call, pass, (latest) => latest),
  "calls a block final that nobody has": (call, pass) =>
    finalAs(call, pass, (latest) => ({ ...latest, hash: `0x${"f0".repeat(32)}` })),
  "takes transactions and keeps them": ({ method }) =>
    method === "eth_sendRawTransaction" ? { result: `0x${"ab".repeat(32)}` } : undefined,
  "names another nonce": async ({ method }, pass) => {
    if (method !== "eth_getTransactionCount") return undefined;
    return { result: `0x${(Number((await pass()).result) + 3).toString(16)}` };
  },
  "says that every call is refused": ({ method }) =>
    method === "eth_estimateGas" ? { error: { code: 3, message: "execution reverted", data: "0x" } } : undefined,
  "shows every ballot in another block": async ({ method }, pass) => {
    if (method !== "eth_getLogs") return undefined;
    const given = await pass();
    const logs = given.result as readonly { readonly blockHash: string }[] | undefined;
    return logs === undefined ? given : { result: logs.map((log) => ({ ...log, blockHash: `0x${"0f".repeat(32)}` })) };
  },
};

type Block = Readonly<Record<string, unknown>>;

async function finalAs({ method, params }: RpcCall, pass: Pass, said: (latest: Block) => Block) {
  if (method !== "eth_getBlockByNumber" || params[0] !== "finalized") return undefined;
  const latest: RpcReply = await pass({ method, params: ["latest", params[1]] });
  return { result: said(latest.result as Block) };
}
