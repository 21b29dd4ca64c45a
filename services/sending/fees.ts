import type { Head } from "./chain.ts";

/** What a transaction pays (EIP-1559). */
export type Fees = {
  /** Most wei per gas. */
  readonly maxFee: bigint;
  /** Wei per gas of it for who makes the block. */
  readonly priorityFee: bigint;
};

/** What a node asks of a replacement, and a little more. */
const BUMP = 125n;
const PERCENT = 100n;

/** What a transaction sent now must be able to pay; never above the most that the service may. */
export function feesFor({ baseFee }: Pick<Head, "baseFee">, most: Fees): Fees {
  return {
    maxFee: least(2n * baseFee + most.priorityFee, most.maxFee),
    priorityFee: least(most.priorityFee, most.maxFee),
  };
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
