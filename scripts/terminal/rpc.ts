import { FetchRequest, JsonRpcProvider, Network } from "ethers";
import type { Rpc, Rpcs } from "../../sdk/chain/agreement.ts";
import { isSilence } from "../../sdk/chain/silence.ts";
import { HanpyoError } from "../../sdk/errors.ts";

const TIMEOUT_MS = 30_000;
const BAD_GATEWAY = 502;

export class RpcUnreachableError extends HanpyoError {
  constructor(name: string, reason: string) {
    super(
      "RPC_UNREACHABLE",
      `${name} gave no answer: ${reason}`,
      "Check the address and the network, or take another RPC",
    );
  }
}

export class WrongChainError extends HanpyoError {
  constructor(name: string, found: bigint, expected: bigint) {
    super("WRONG_CHAIN", `${name} is on chain ${found}, not on ${expected}`, "Give an RPC of the chain that is meant");
  }
}

export class NothingThereError extends HanpyoError {
  constructor(what: string, address: string, name: string) {
    super("NOTHING_THERE", `${name} knows no ${what} at ${address}`, "Check the address and the chain");
  }
}

/** Connects to a node. Throws `RpcUnreachableError`. */
export function connectRpc(url: string): Promise<Rpc> {
  return connect(nameOf(url), () => requestTo(url));
}

/**
 * Connects to every URL. Of several each answers itself: one that sends questions on to another host gives no answer.
 * Throws `RpcUnreachableError`; whether they agree is asked later.
 */
export async function connectRpcs(urls: readonly [string, ...string[]]): Promise<Rpcs> {
  const [url, ...others] = urls;
  if (others.length === 0) return [await connectRpc(url)];
  const rpcs = await Promise.all(
    urls.map((one, index) => connect(`${nameOf(one)} (RPC ${index + 1})`, () => unredirected(one))),
  );
  return rpcs as unknown as Rpcs;
}

export function disconnect(rpcs: readonly Rpc[]): void {
  for (const { provider } of rpcs) provider.destroy();
}

/** Throws `NothingThereError` unless there is a contract, as of a block (default: the latest). */
export async function requireContract(
  { name, provider }: Rpc,
  what: string,
  address: string,
  block: number | "latest" = "latest",
): Promise<void> {
  if ((await provider.getCode(address, block)) === "0x") throw new NothingThereError(what, address, name);
}

/** Whether the error says that a node could not be asked, as opposed to what it answered. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof RpcUnreachableError || isSilence(error);
}

async function connect(name: string, requestFor: () => FetchRequest): Promise<Rpc> {
  try {
    const chainId = await chainIdAt(requestFor());
    const network = Network.from(chainId);
    const options = { staticNetwork: network, batchMaxCount: 1, cacheTimeout: -1, pollingInterval: 1_000 };
    return { name, chainId, provider: new JsonRpcProvider(requestFor(), network, options) };
  } catch (error) {
    throw new RpcUnreachableError(name, reasonOf(error));
  }
}

/** Asked without a provider, which would go on trying for ever. */
async function chainIdAt(request: FetchRequest): Promise<bigint> {
  request.body = { jsonrpc: "2.0", id: 1, method: "eth_chainId", params: [] };
  const response = await request.send();
  response.assertOk();
  return BigInt((response.bodyJson as { result: string }).result);
}

function requestTo(url: string): FetchRequest {
  const request = new FetchRequest(url);
  request.timeout = TIMEOUT_MS;
  return request;
}

/** ethers follows where a server sends a question on to; here that server has no answer of its own. */
function unredirected(url: string): FetchRequest {
  const request = requestTo(url);
  const ask = FetchRequest.createGetUrlFunc();
  request.getUrlFunc = async (asked, signal) => {
    const response = await ask(asked, signal);
    const isElsewhere = response.statusCode >= 300 && response.statusCode < 400;
    return isElsewhere ? { ...response, statusCode: BAD_GATEWAY } : response;
  };
  return request;
}

/** The host alone: paths and queries of RPC URLs carry access keys. */
function nameOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host || "the RPC" : "the RPC";
}

/** The code alone, because messages quote the URL. What answers in a form of its own is no node at all. */
function reasonOf(error: unknown): string {
  const { code } = error as { readonly code?: unknown };
  if (!isUnreachable(error) || code === "UNSUPPORTED_OPERATION") return "it does not answer as an RPC does";
  return String(code ?? "no connection");
}
