import { id, type JsonRpcProvider } from "ethers";
import { HanpyoError, told } from "../errors.ts";
import { CHAINS_OWN_RULE, type FinalityRule } from "../trust/finality.ts";
import { blockAt, type NumberedBlock, readFinal } from "./finalBlock.ts";
import { isSilence } from "./silence.ts";

/** A node, the name that errors give it, and the chain it is on. */
export type Rpc = { readonly name: string; readonly provider: JsonRpcProvider; readonly chainId: bigint };

/** One node, or several whose answers must be the same. */
export type Rpcs = readonly [Rpc, ...Rpc[]];

/** What one node says about something. */
type Answer = { readonly rpc: string; readonly value: string };

export class RpcsDisagreeError extends HanpyoError {
  readonly subject: string;
  readonly answers: readonly [Answer, Answer];

  constructor(subject: string, first: Answer, second: Answer) {
    super(
      "RPCS_DISAGREE",
      told`${{ subject }}: ${{ rpc: first.rpc }} says ${{ answer: first.value }}, ${{ otherRpc: second.rpc }} says ${{ otherAnswer: second.value }}`,
      "One of them lags or lies: do nothing now, try again later, then ask a third one",
    );
    this.subject = subject;
    this.answers = [first, second];
  }
}

export class FinalizedUnknownError extends HanpyoError {
  constructor(rpc: string) {
    super(
      "FINALIZED_UNKNOWN",
      told`${{ rpc }} does not know which block is finalized`,
      "Take an RPC that does; where the chain names none, the municipality's manifest must say when a block is final (`trust publish --finality`): give --trust and --anchor",
    );
  }
}

export class NodesNotIndependentError extends HanpyoError {
  constructor(hosts: readonly string[]) {
    const what = hosts.length > 1 ? "None of these nodes was named by you" : "The nodes are not on two hosts";
    super(
      "NODES_NOT_INDEPENDENT",
      told`${{ reason: what }}: ${{ hosts: hosts.join(", ") }}`,
      "Name a second node that does not belong with the first; only where there is none, go on with one (--one-node), which your journal keeps",
    );
  }
}

export class BlockUnknownError extends HanpyoError {
  constructor(block: number, rpc: string) {
    super(
      "BLOCK_UNKNOWN",
      told`${{ rpc }} does not have block ${{ block }}`,
      "Wait until it has, or name an earlier block",
    );
  }
}

/**
 * Whether nodes can be held against one another: at least two hosts, of which a person named one. A machine has one
 * name for all its ports and for itself. Throws `NodesNotIndependentError`.
 * @param typed URLs that the person gave.
 * @param configured URLs that came with the software's configuration.
 */
export function requireIndependent(typed: readonly string[], configured: readonly string[] = []): void {
  const named = typed.map(hostOf);
  const hosts = [...new Set([...named, ...configured.map(hostOf)])];
  const isIndependent = hosts.length > 1 && named.some((host) => hosts.some((other) => other !== host));
  if (!isIndependent) throw new NodesNotIndependentError(hosts);
}

/**
 * What goes on without independent nodes must note: nothing where they are independent.
 * Throws `NodesNotIndependentError` unless the person said that one is enough.
 */
export function independenceFlags(
  oneNode: boolean,
  typed: readonly string[],
  configured: readonly string[] = [],
): readonly "one-node"[] {
  try {
    requireIndependent(typed, configured);
    return [];
  } catch (error) {
    if (oneNode && error instanceof NodesNotIndependentError) return ["one-node"];
    throw error;
  }
}

/** The host of a URL, without its port and however it is spelt; all names of the machine itself are one. */
function hostOf(url: string): string {
  const host = URL.canParse(url) ? new URL(url).hostname.toLowerCase().replace(/\.$/, "") : url;
  const isItself =
    /^(localhost|.+\.localhost|127(\.\d+){3}|0\.0\.0\.0|\[::1?\]|\[::ffff:7f[0-9a-f]{2}:[0-9a-f]+\])$/.test(host);
  return isItself ? "this machine" : host;
}

/** The chain's id, if all nodes are on the same one. Throws `RpcsDisagreeError`. */
export function agreedChain(rpcs: Rpcs): bigint {
  return same(
    "chain id",
    rpcs,
    rpcs.map(({ chainId }) => chainId),
  );
}

/**
 * The last block that is final for every node by the rule, and that all of them know by the same hash. Any of them can
 * hold it back; none can bring it forward.
 * Throws `FinalizedUnknownError` or `RpcsDisagreeError`.
 */
export async function agreedFinal(rpcs: Rpcs, rule: FinalityRule = CHAINS_OWN_RULE): Promise<NumberedBlock> {
  agreedChain(rpcs);
  const numbers: number[] = [];
  for (const rpc of rpcs) {
    const block = await readFinal(rpc.provider, rule);
    if (block === undefined) throw new FinalizedUnknownError(rpc.name);
    numbers.push(block.number);
  }
  const number = Math.min(...numbers);
  const hashes: string[] = [];
  for (const rpc of rpcs) hashes.push(((await blockAt(rpc.provider, number)) ?? unknown(rpc, number)).hash);
  return { number, hash: same(`hash of block ${number}`, rpcs, hashes) };
}

/**
 * What all nodes say alike, field by field. Throws `RpcsDisagreeError` for the first field that differs, or if `read`
 * fails with the answers of some nodes only; what it fails with if it does with all, or if a node is silent.
 */
export async function agreed<T extends object>(rpcs: Rpcs, read: (rpc: Rpc) => Promise<T>): Promise<T> {
  const answers: T[] = [];
  const failures = new Map<Rpc, unknown>();
  for (const rpc of rpcs) {
    try {
      answers.push(await read(rpc));
    } catch (error) {
      if (isSilence(error)) throw error;
      failures.set(rpc, error);
    }
  }
  if (failures.size > 0) throw someFail(rpcs, failures);
  const [first] = answers as [T, ...T[]];
  for (const field of Object.keys(first) as (keyof T & string)[]) {
    same(
      field,
      rpcs,
      answers.map((answer) => answer[field]),
    );
  }
  return first;
}

/** A node that hides events, say, gives what cannot be read, where others give what can. */
function someFail(rpcs: Rpcs, failures: ReadonlyMap<Rpc, unknown>): unknown {
  const [[failed, error]] = failures as unknown as [[Rpc, unknown]];
  const readable = rpcs.find((rpc) => !failures.has(rpc));
  if (readable === undefined) return error;
  const { shortMessage, message } = Object(error) as { readonly shortMessage?: string; readonly message?: string };
  const why = { rpc: failed.name, value: `what fails with: ${shortMessage ?? message}` };
  return new RpcsDisagreeError("what was read", { rpc: readable.name, value: "what is consistent" }, why);
}

function same<T>(subject: string, rpcs: Rpcs, values: readonly T[]): T {
  const texts = values.map(textOf);
  const other = texts.findIndex((text) => text !== texts[0]);
  if (other > 0) throw new RpcsDisagreeError(subject, answer(rpcs, texts, 0), answer(rpcs, texts, other));
  return values[0] as T;
}

/** JSON with bigints as decimal digits; "nothing" for a value that is not there. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? String(part) : part), 2) ?? "nothing";
}

/** Long values by their hash. */
function answer(rpcs: Rpcs, texts: readonly string[], index: number): Answer {
  const text = texts[index] as string;
  const value = text.length > 80 ? `what hashes to ${id(text).slice(0, 18)}` : text.replaceAll('"', "");
  return { rpc: (rpcs[index] as Rpc).name, value };
}

function unknown(rpc: Rpc, block: number): never {
  throw new BlockUnknownError(block, rpc.name);
}
