import { type Ask, NodeRefused, NodeUnreachable } from "./rpc.ts";

/** A log as a node gives it, its place checked against what was asked. */
export interface Log {
  readonly address: bigint;
  readonly topics: readonly string[];
  readonly data: string;
  readonly block: number;
  readonly index: number;
  readonly transaction: string;
}

/** How many blocks are asked for at once: at first, and at most. Halved where a node refuses. */
const FIRST_WIDTH = 2_000;
const WIDEST = 100_000;

const hexNumber = (value: unknown): number => {
  if (typeof value !== "string" || !/^0x[0-9a-f]+$/.test(value)) throw new NodeUnreachable("eth_getLogs", "no number");
  return Number(BigInt(value));
};

const HEX = /^0x[0-9a-f]*$/;

const logOf = (value: unknown): Log => {
  const given = (value ?? {}) as Record<string, unknown>;
  const { address, topics, data, transactionHash } = given;
  const sound =
    typeof address === "string" &&
    /^0x[0-9a-fA-F]{40}$/.test(address) &&
    Array.isArray(topics) &&
    topics.every((topic) => typeof topic === "string" && /^0x[0-9a-f]{64}$/.test(topic)) &&
    typeof data === "string" &&
    HEX.test(data) &&
    typeof transactionHash === "string" &&
    given.removed !== true;
  if (!sound) throw new NodeUnreachable("eth_getLogs", "a log that is none");

  return {
    address: BigInt(address),
    topics: topics as string[],
    data,
    block: hexNumber(given.blockNumber),
    index: hexNumber(given.logIndex),
    transaction: transactionHash,
  };
};

const addressText = (address: bigint): string => `0x${address.toString(16).padStart(40, "0")}`;

/**
 * All logs of one contract in a range of blocks, in order, asked for in bounded ranges that are halved where a node
 * refuses them. What does not belong to the question is refused, whoever sent it.
 */
export async function* logsOf(ask: Ask, address: bigint, from: number, to: number): AsyncGenerator<Log> {
  let start = from;
  let width = FIRST_WIDTH;
  let widest = WIDEST;
  while (start <= to) {
    const end = Math.min(to, start + width - 1);
    let answer: unknown;
    try {
      answer = await ask("eth_getLogs", [
        { address: addressText(address), fromBlock: `0x${start.toString(16)}`, toBlock: `0x${end.toString(16)}` },
      ]);
    } catch (error) {
      if (!(error instanceof NodeRefused) || width === 1) throw error;
      width = Math.max(1, width >> 1);
      widest = width;
      continue;
    }
    if (!Array.isArray(answer)) throw new NodeUnreachable("eth_getLogs", "no list");

    let last = -1;
    for (const log of answer.map(logOf).sort((a, b) => a.block - b.block || a.index - b.index)) {
      const place = log.block * 1_000_000 + log.index;
      const belongs = log.address === address && log.block >= start && log.block <= end && place > last;
      if (!belongs) throw new NodeUnreachable("eth_getLogs", `a log of block ${log.block} that was not asked for`);
      last = place;
      yield log;
    }
    start = end + 1;
    width = Math.min(widest, 2 * width);
  }
}
