import { keccakText } from "../hash/keccak.ts";
import { type Ask, NodeRefused, NodeUnreachable } from "./rpc.ts";

/** A block as far as records name it. */
export interface Block {
  readonly number: number;
  readonly hash: bigint;
  readonly time: number;
}

const quantity = (method: string, value: unknown): bigint => {
  if (typeof value !== "string" || !/^0x[0-9a-fA-F]+$/.test(value)) throw new NodeUnreachable(method, "no number");
  return BigInt(value);
};

export const chainIdOf = async (ask: Ask): Promise<bigint> => quantity("eth_chainId", await ask("eth_chainId", []));

/** The number of the block that a node calls final, or of the newest where it names none. */
export const finalBlock = async (ask: Ask): Promise<number> => {
  const method = "eth_getBlockByNumber";
  try {
    const block = (await ask(method, ["finalized", false])) as Record<string, unknown> | null;
    const number = block ? Number(quantity(method, block.number)) : 0;
    if (number > 0) return number;
  } catch (error) {
    if (!(error instanceof NodeRefused)) throw error;
  }
  return Number(quantity("eth_blockNumber", await ask("eth_blockNumber", [])));
};

/** A block by its number; `undefined` if the chain has none. */
export const blockAt = async (ask: Ask, number: number): Promise<Block | undefined> => {
  const method = "eth_getBlockByNumber";
  const block = (await ask(method, [`0x${number.toString(16)}`, false])) as Record<string, unknown> | null;
  if (block === null) return undefined;
  return { number, hash: quantity(method, block.hash), time: Number(quantity(method, block.timestamp)) };
};

const KEPT = 256;

/** The times of blocks, the last few hundred kept. */
export const blockTimes = (ask: Ask): ((number: number) => Promise<number>) => {
  const kept = new Map<number, number>();
  return async (number) => {
    const known = kept.get(number);
    if (known !== undefined) return known;
    const block = await blockAt(ask, number);
    if (!block) throw new NodeUnreachable("eth_getBlockByNumber", `no block ${number}`);
    if (kept.size >= KEPT) kept.delete(kept.keys().next().value!);
    kept.set(number, block.time);
    return block.time;
  };
};

const hex = (value: bigint, digits: number): string => value.toString(16).padStart(digits, "0");

/** The words that a view answers, as of a block, by default the newest. `NodeRefused` where the node does. */
export const viewWords = async (
  ask: Ask,
  contract: bigint,
  signature: string,
  words: readonly bigint[] = [],
  block?: number,
): Promise<readonly bigint[]> => {
  const selector = hex(keccakText(signature), 64).slice(0, 8);
  const data = `0x${selector}${words.map((word) => hex(word, 64)).join("")}`;
  const asOf = block === undefined ? "latest" : `0x${block.toString(16)}`;
  const answer = await ask("eth_call", [{ to: `0x${hex(contract, 40)}`, data }, asOf]);
  if (typeof answer !== "string" || !/^0x([0-9a-fA-F]{2})*$/.test(answer)) {
    throw new NodeUnreachable("eth_call", "no bytes");
  }
  const count = Math.floor((answer.length - 2) / 64);
  return Array.from({ length: count }, (_, i) => BigInt(`0x${answer.slice(2 + 64 * i, 66 + 64 * i)}`));
};

/** The first word that a view answers; `undefined` where the contract has no such view. */
export const view = async (
  ask: Ask,
  contract: bigint,
  signature: string,
  ...words: readonly bigint[]
): Promise<bigint | undefined> => {
  try {
    return (await viewWords(ask, contract, signature, words))[0];
  } catch (error) {
    if (error instanceof NodeRefused) return undefined;
    throw error;
  }
};
