import { type RpcProxy, type RpcReply, startRpcProxy } from "../rpcProxy.ts";

export type Answer = RpcReply;

/** Changes a node's answer to a call; returning it as it is changes nothing. */
export type Tamper = (method: string, params: readonly unknown[], answer: Answer) => Answer;

/** A node in front of a real one, which answers as it does but where `tamper` lies or does not know. */
export function startTamperingNode(target: string, tamper: Tamper): Promise<RpcProxy> {
  return startRpcProxy(target, async ({ method, params }, pass) => tamper(method, params, await pass()));
}
