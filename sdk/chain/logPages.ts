import type { Log, Provider } from "ethers";
import { HanpyoError, told } from "../errors.ts";
import { nodesError, nodesWords } from "./nodesError.ts";
import { isSilence } from "./silence.ts";

/** Which events are asked for. */
export type LogFilter = {
  /** The contract; any, if there is none. */
  readonly address?: string;
  /** By position: what a topic must be, any of several, or anything. */
  readonly topics?: readonly (string | readonly string[] | null)[];
};

/** From which block to which, both with. */
export type Blocks = { readonly first: number; readonly last: number };

/** Blocks asked for at a time, until a node says that it answers no more. */
export const RANGE = 5_000;

/** Good answers after which twice as many blocks are asked for. */
const GOOD_ANSWERS = 4;

/** How many blocks a node is asked for at a time, by what it has refused. */
type Pace = { span: number; most: number; good: number };

/** What is known of each node's limits; nobody needs to find them out twice. */
const paces = new WeakMap<Provider, Pace>();

/** A node that refuses the events of a single block. */
export class LogsRefusedError extends HanpyoError {
  constructor(block: number, words: string) {
    super(
      "LOGS_REFUSED",
      told`The node does not give the events of block ${{ block }}; it says: ${{ cause: words }}`,
      "Take another RPC whose limits allow it, or a node of your own; `npm run hanpyo -- doctor --rpc` tells a node's limits",
    );
  }
}

/**
 * Events page by page, in the chain's order, or the last page first. Where a node refuses a range, half of it is asked
 * for, down to one block. No node is believed to have filtered: address, topics and block of every event are checked.
 * Throws `LogsRefusedError`, or ethers' errors where the node is silent.
 */
export async function* logPages(
  filter: LogFilter,
  { first, last }: Blocks,
  provider: Provider,
  direction: "forwards" | "backwards" = "forwards",
): AsyncGenerator<readonly Log[]> {
  const pace = paceOf(provider);
  let [from, to] = [Math.max(0, first), last];
  while (from <= to) {
    const span = Math.min(pace.span, to - from + 1);
    const blocks =
      direction === "forwards" ? { first: from, last: from + span - 1 } : { first: to - span + 1, last: to };
    const logs = await ask(filter, blocks, provider, pace);
    if (logs === undefined) continue;
    yield logs;
    if (direction === "forwards") from = blocks.last + 1;
    else to = blocks.first - 1;
  }
}

/** All events of these blocks, in the chain's order. Throws `LogsRefusedError`, or ethers' errors where the node is silent. */
export async function readLogs(filter: LogFilter, blocks: Blocks, provider: Provider): Promise<readonly Log[]> {
  const logs: Log[] = [];
  for await (const page of logPages(filter, blocks, provider)) logs.push(...page);
  return logs;
}

/** Nothing where the node refuses the range: the next question is for fewer blocks. */
async function ask(
  filter: LogFilter,
  { first, last }: Blocks,
  provider: Provider,
  pace: Pace,
): Promise<readonly Log[] | undefined> {
  try {
    const asked = { ...filter, topics: filter.topics?.map(mutable) ?? [], fromBlock: first, toBlock: last };
    const logs = await provider.getLogs(asked);
    if (++pace.good >= GOOD_ANSWERS) [pace.span, pace.good] = [Math.min(2 * pace.span, pace.most), 0];
    return logs.filter((log) => isAsked(log, filter, { first, last })).toSorted(inOrder);
  } catch (error) {
    if (!isTooMuch(error)) throw error;
    if (first === last) throw new LogsRefusedError(first, nodesWords(error));
    const span = last - first + 1;
    const named = namedRange(error, span);
    if (named !== undefined) pace.most = named;
    [pace.span, pace.good] = [named ?? Math.floor(span / 2), 0];
    return undefined;
  }
}

function paceOf(provider: Provider): Pace {
  const pace = paces.get(provider) ?? { span: RANGE, most: RANGE, good: 0 };
  paces.set(provider, pace);
  return pace;
}

/** Whether fewer blocks may help: the node refuses the question, or its answer has no end. */
function isTooMuch(error: unknown): boolean {
  if (String((error as { readonly shortMessage?: unknown }).shortMessage).startsWith("the answer is larger"))
    return true;
  return !isSilence(error) && nodesError(error) !== undefined;
}

/** The range that a refusal names as the most, if it is less than was asked for. */
function namedRange(error: unknown, asked: number): number | undefined {
  const words = nodesError(error)?.message ?? "";
  const [, number] = /\b(?:range|blocks?|limited to)\b\D{0,40}?([\d,]{1,9})\b/i.exec(words) ?? [];
  const most = Number(number?.replaceAll(",", ""));
  return most >= 1 && most < asked ? most : undefined;
}

/** Some clients look at the first topic alone, or at none. */
function isAsked({ address, topics, blockNumber, removed }: Log, filter: LogFilter, { first, last }: Blocks): boolean {
  if (removed || blockNumber < first || blockNumber > last) return false;
  if (filter.address !== undefined && address.toLowerCase() !== filter.address.toLowerCase()) return false;
  return (filter.topics ?? []).every((wanted, i) => {
    if (wanted === null) return true;
    const found = topics[i]?.toLowerCase();
    return [wanted].flat().some((one) => one.toLowerCase() === found);
  });
}

function inOrder(a: Log, b: Log): number {
  return a.blockNumber - b.blockNumber || a.index - b.index;
}

function mutable(topic: string | readonly string[] | null): string | string[] | null {
  return typeof topic === "string" || topic === null ? topic : [...topic];
}
