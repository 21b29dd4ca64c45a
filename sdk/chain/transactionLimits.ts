import { HanpyoError, told } from "../errors.ts";
import { nodesError } from "./nodesError.ts";

/** What a chain, or the nodes before it, take of one transaction. */
export type TransactionLimits = {
  /** Most bytes, signed and encoded. */
  readonly bytes: number;
  /** Most gas that it may name. */
  readonly gas: bigint;
};

/**
 * What is taken everywhere that we know of: 128 KiB is what the pools of geth, reth, Erigon and Nethermind accept of a
 * transaction without blobs, and 2^24 gas what any transaction may name since Osaka (EIP-7825).
 */
export const TRANSACTION_LIMITS: TransactionLimits = { bytes: 131_072, gas: 16_777_216n };

/** More than all of a signed transaction but its call data: nonce, fees, address, signature and lengths. */
const ENVELOPE = 256;

const BASE_GAS = 21_000n;
/** Gas of a token of call data at the least: a zero byte is one token, any other four (EIP-7623). */
const FLOOR_PER_TOKEN = 10n;
const TOKENS_PER_BYTE = 4;

/** One transaction that cannot be made smaller, and is larger than what is taken. */
export class TransactionTooLargeError extends HanpyoError {
  constructor(what: string, found: number | bigint, limit: number | bigint, unit: "bytes" | "gas") {
    super(
      "TRANSACTION_TOO_LARGE",
      told`${{ what }} takes ${{ found }} ${{ unit }}, and a transaction at most ${{ most: limit }}`,
      "Take a chain whose limit is higher (`npm run hanpyo -- doctor --rpc` tells it), or make the content smaller",
    );
  }
}

/** Bytes of a transaction with this call data, at the most. @param data Hexadecimal, with 0x. */
export function transactionBytes(data: string): number {
  return (data.length - 2) / 2 + ENVELOPE;
}

/** The least gas that a transaction with this call data must name (EIP-7623). @param data Hexadecimal, with 0x. */
export function floorGas(data: string): bigint {
  let tokens = 0;
  for (let i = 2; i < data.length; i += 2) tokens += data.startsWith("00", i) ? 1 : TOKENS_PER_BYTE;
  return BASE_GAS + FLOOR_PER_TOKEN * BigInt(tokens);
}

/** Which limit this call data exceeds by itself, whatever it does; nothing if none. */
export function exceededBy(data: string, { bytes, gas }: TransactionLimits): keyof TransactionLimits | undefined {
  if (transactionBytes(data) > bytes) return "bytes";
  return floorGas(data) > gas ? "gas" : undefined;
}

/** Words of a node to a transaction that is larger than it or the chain takes, in bytes or gas. */
const TOO_LARGE = /oversized|too (large|big)|\bsize\b|gas limit|gas.*\bcap\b|exceeds .*allowance/i;

/** Whether a smaller transaction may be taken where this one was refused: by us, or in the words of a node. */
export function isTooLarge(error: unknown): boolean {
  if (error instanceof TransactionTooLargeError) return true;
  return TOO_LARGE.test(nodesError(error)?.message ?? "");
}

/** What an estimate gives, with room for a state that another transaction moves meanwhile. */
const GAS_ROOM = 125n;
const PERCENT = 100n;

/**
 * The gas that a transaction names: its estimate with room, as far as the limit allows, and never below the floor of its
 * call data. Nothing if even the estimate is above the limit.
 */
export function gasLimitFor(estimate: bigint, data: string, { gas: most }: TransactionLimits): bigint | undefined {
  const floor = floorGas(data);
  if (estimate > most || floor > most) return undefined;
  const roomy = (estimate * GAS_ROOM) / PERCENT;
  const limited = roomy > most ? most : roomy;
  if (limited < floor) return floor;
  return limited;
}

/**
 * The longest beginning of the items whose call data exceeds no limit: all of them, or as many as a search by halves
 * finds; one at the least.
 */
export function fitting<T>(
  items: readonly T[],
  dataOf: (items: readonly T[]) => string,
  limits: TransactionLimits,
): readonly T[] {
  const fits = (count: number) => exceededBy(dataOf(items.slice(0, count)), limits) === undefined;
  if (items.length <= 1 || fits(items.length)) return items;
  let [least, most] = [1, items.length - 1];
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (fits(middle)) least = middle;
    else most = middle - 1;
  }
  return items.slice(0, least);
}
