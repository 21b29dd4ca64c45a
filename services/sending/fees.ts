import type { GasPrice } from "../../sdk/chain/gasPrice.ts";

/** What a transaction pays (EIP-1559); on a chain from before it, both are the gas price. */
export type Fees = {
  /** Most wei per gas. */
  readonly maxFee: bigint;
  /** Wei per gas of it for who makes the block. */
  readonly priorityFee: bigint;
};

/** What a chain asks, as far as it is known. */
export type Asked = Pick<GasPrice, "baseFee"> & Partial<Pick<GasPrice, "advised">>;

/** What a node asks of a replacement, and a little more. */
const BUMP = 125n;
const PERCENT = 100n;

/**
 * What a transaction sent now must be able to pay; never above the most that the service may. Where gas costs nothing,
 * nothing is paid.
 */
export function feesFor({ baseFee, advised }: Asked, most: Fees): Fees {
  if (baseFee === undefined) {
    const price = least(advised ?? most.priorityFee, most.maxFee);
    return { maxFee: price, priorityFee: price };
  }
  const tip = baseFee === 0n && advised !== undefined ? least(advised, most.priorityFee) : most.priorityFee;
  return { maxFee: least(2n * baseFee + tip, most.maxFee), priorityFee: least(tip, most.maxFee) };
}

/** What the chain asks at the least, wei per gas, if that is more than the service may pay; else nothing. */
export function feeAbove({ baseFee, advised }: Asked, { maxFee }: Pick<Fees, "maxFee">): bigint | undefined {
  const least = baseFee ?? advised ?? 0n;
  return least > maxFee ? least : undefined;
}

/** Fees with which a node lets a transaction replace one that pays `before`, as far as `most` allows. */
export function replacing(before: Fees, fees: Fees, most: bigint): Fees {
  const raised = (fee: bigint, earlier: bigint) => {
    const needed = (earlier * BUMP) / PERCENT + 1n;
    return least(fee > needed ? fee : needed, most);
  };
  return {
    maxFee: raised(fees.maxFee, before.maxFee),
    priorityFee: raised(fees.priorityFee, before.priorityFee),
  };
}

const least = (a: bigint, b: bigint) => (a < b ? a : b);
