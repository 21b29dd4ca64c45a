import { Contract } from "ethers";
import type { Rpc, Rpcs } from "../../sdk/chain/agreement.ts";
import { isOtherContract } from "../../sdk/chain/contracts.ts";
import { askNode, type Reach, RpcProvider } from "../../sdk/chain/rpcProvider.ts";
import { isSilence } from "../../sdk/chain/silence.ts";
import { HanpyoError, told } from "../../sdk/errors.ts";

/** How commands ask: patient, as nobody waits in a queue behind them. */
const REACH: Reach = { deadline: 60_000, tries: 8 };
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

/** An address of something else: of a board, where an election was asked for. */
export class OtherContractError extends HanpyoError {
  readonly reasonInKorean: string;

  constructor(what: string, address: string, name: string) {
    super(
      "OTHER_CONTRACT",
      `At ${address} on ${name} there is a contract, but it is no ${what}`,
      `Give the ${what}'s address: a board, a registry, a factory and an election have an address each`,
    );
    this.reasonInKorean = `${koreanKind(what)}의 주소로 받은 것: ${address} (${name}).`;
  }
}

export class NothingThereError extends HanpyoError {
  readonly reasonInKorean: string;

  constructor(what: string, address: string, name: string) {
    super("NOTHING_THERE", `${name} knows no ${what} at ${address}`, "Check the address and the chain");
    this.reasonInKorean = `${koreanKind(what)}의 주소로 받은 것: ${address} (${name}).`;
  }
}

/**
 * Connects to a node. Throws `RpcUnreachableError`.
 * @param first The blocks from which events are asked for, where they are known.
 */
export function connectRpc(url: string, first: Pick<Reach, "firstBlock" | "firstBlocks"> = {}): Promise<Rpc> {
  return connect(url, nameOf(url), { ...REACH, ...first });
}

/**
 * Connects to every URL. Of several each answers itself: one that sends questions on to another host gives no answer.
 * Throws `RpcUnreachableError`; whether they agree is asked later.
 */
export async function connectRpcs(urls: readonly [string, ...string[]]): Promise<Rpcs> {
  const [url, ...others] = urls;
  if (others.length === 0) return [await connectRpc(url)];
  const rpcs = await Promise.all(
    urls.map((one, index) => connect(one, `${nameOf(one)} (RPC ${index + 1})`, { ...REACH, redirect: "error" })),
  );
  return rpcs as unknown as Rpcs;
}

export function disconnect(rpcs: readonly Rpc[]): void {
  for (const { provider } of rpcs) provider.destroy();
}

const KINDS_IN_KOREAN: Readonly<Record<string, string>> = {
  election: "투표",
  board: "참관단",
  registry: "등록부",
  contract: "계약",
};

function koreanKind(what: string): string {
  return KINDS_IN_KOREAN[what] ?? what;
}

/** A view that each kind of contract has, and no other kind: what it answers says which it is. */
const MARKS: Readonly<Record<string, string>> = {
  election: "function constitutionHash() view returns (bytes32)",
  board: "function registerBy() view returns (uint256)",
  registry: "function rotationDelay() view returns (uint256)",
};

/** Throws `NothingThereError` unless there is a contract, as of a block (default: the latest), `OtherContractError` unless it is of that kind. */
export async function requireContract(
  { name, provider }: Rpc,
  what: string,
  address: string,
  block: number | "latest" = "latest",
): Promise<void> {
  if ((await provider.getCode(address, block)) === "0x") throw new NothingThereError(what, address, name);
  const mark = MARKS[what];
  if (mark === undefined) return;
  const contract = new Contract(address, [mark], provider);
  try {
    await contract.getFunction(/function (\w+)/.exec(mark)?.[1] as string).staticCall({ blockTag: block });
  } catch (error) {
    if (!isOtherContract(error)) throw error;
    throw new OtherContractError(what, address, name);
  }
}

/** Whether the error says that a node could not be asked, as opposed to what it answered. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof RpcUnreachableError || isSilence(error);
}

async function connect(url: string, name: string, reach: Reach): Promise<Rpc> {
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
function nameOf(url: string): string {
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
