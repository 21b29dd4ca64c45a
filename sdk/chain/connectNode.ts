import { HanpyoError, told } from "../errors.ts";
import type { Rpc } from "./agreement.ts";
import { askNode, type Reach, RpcProvider } from "./rpcProvider.ts";
import { isSilence } from "./silence.ts";

/** Milliseconds between two looks for a transaction's block. */
const POLLING = 1_000;

export class RpcUnreachableError extends HanpyoError {
  constructor(name: string, reason: string) {
    super(
      "RPC_UNREACHABLE",
      told`${{ rpc: name }} gave no answer: ${{ reason }}`,
      "Check the address and the network, or take another RPC",
    );
  }
}

export class WrongChainError extends HanpyoError {
  readonly reasonInKorean: string;

  constructor(name: string, found: bigint, expected: bigint) {
    super("WRONG_CHAIN", `${name} is on chain ${found}, not on ${expected}`, "Give an RPC of the chain that is meant");
    this.reasonInKorean = `${name}: 체인 ${found}번, 찾는 것은 ${expected}번입니다.`;
  }
}

/** Whether the error says that a node could not be asked, as opposed to what it answered. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof RpcUnreachableError || isSilence(error);
}

/** Connects to a node, whatever chain it is on. Throws `RpcUnreachableError`. */
export async function connectNode(url: string, name: string, reach: Reach): Promise<Rpc> {
  try {
    const chainId = BigInt(await askNode<string>(url, reach, "eth_chainId", []));
    const provider = new RpcProvider(url, chainId, reach);
    provider.pollingInterval = POLLING;
    return { name, chainId, provider };
  } catch (error) {
    throw new RpcUnreachableError(name, reasonOf(error));
  }
}

/** The host alone: paths and queries of RPC URLs carry access keys. */
export function nameOfNode(url: string): string {
  return URL.canParse(url) ? new URL(url).host || "the RPC" : "the RPC";
}

/** What ethers calls a silence, in words. */
const SILENCES: Readonly<Record<string, string>> = {
  NETWORK_ERROR: "no connection",
  TIMEOUT: "not in time",
  SERVER_ERROR: "it answers with an error of its own",
};

/** The code alone, because messages quote the URL. What answers in a form of its own is no node at all. */
function reasonOf(error: unknown): string {
  const { code } = error as { readonly code?: unknown };
  if (!isUnreachable(error) || code === "UNSUPPORTED_OPERATION") return "it does not answer as an RPC does";
  const { [String(code)]: words } = SILENCES;
  return words ?? String(code ?? "no connection");
}
