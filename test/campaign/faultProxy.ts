import { type Pass, type RpcCall, type RpcReply, startRpcProxy } from "../rpcProxy.ts";
import { type EarlierAnswers, type Method, type NodeFault, remember, saidWith } from "./nodeFaults.ts";

/** What happens to a call: nothing, a node's fault, or an event before it that says whether it happened. */
export type Intervention = NodeFault | (() => Promise<boolean>) | undefined;

/** Nodes of one chain, each with faults of its own. */
export type FaultProxies = {
  readonly urls: readonly string[];
  /** Asked at every call of a node, by its place; `fired` is called only if the fault had an effect. */
  intervene: (method: Method, node: number) => { readonly how: Intervention; readonly fired: (call: RpcCall) => void };
  close(): Promise<void>;
};

/** Blocks by which what the chain's tag calls final is behind the latest: a development chain knows nothing of it. */
export const FINALITY = 32;

/** Nodes before a development chain that lose, cut, falsify and delay answers as they are told. */
export async function startFaultProxies(target: string, count: number): Promise<FaultProxies> {
  const nodes = await Promise.all(
    Array.from({ length: count }, async (_, node) => {
      const earlier: EarlierAnswers = new Map();
      let calls = 0;
      return startRpcProxy(target, async (call, passOn) => {
        const odd = calls++ % 2 === 1;
        const pass: Pass = (other = call) => withFinality(other, passOn);
        const { how, fired } = proxies.intervene(call.method as Method, node);
        if (typeof how === "function") {
          if (await how()) fired(call);
        } else if (how !== undefined) {
          const { said, isOther } = await saidWith(how, call, pass, odd, earlier);
          if (isOther) fired(call);
          return said;
        }
        const given = await pass();
        remember(call, given, earlier);
        return given;
      });
    }),
  );
  const proxies: FaultProxies = {
    urls: nodes.map(({ url }) => url),
    intervene: () => ({ how: undefined, fired: () => {} }),
    async close() {
      for (const node of nodes) await node.close();
    },
  };
  return proxies;
}

async function withFinality({ method, params }: Pick<RpcCall, "method" | "params">, pass: Pass): Promise<RpcReply> {
  if (method !== "eth_getBlockByNumber" || params[0] !== "finalized") return pass({ method, params });
  const latest = Number((await pass({ method: "eth_blockNumber", params: [] })).result);
  return pass({ method, params: [`0x${Math.max(0, latest - FINALITY).toString(16)}`, params[1]] });
}
