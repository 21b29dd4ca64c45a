import { floorGas, gasLimitFor, type TransactionLimits } from "./transactionLimits.ts";

/** Times that an estimate is doubled: 64 times as much is no estimate any more. */
const DOUBLINGS = 6;

/**
 * The least of an estimate and its doubles with which a call was tried to the end. Some nodes leave out of an estimate
 * what a call gives back in the end, or what it keeps from the calls within it (EIP-150): a transaction with that much gas
 * fails, and is paid for.
 * @param estimate As the node gives it, without room.
 * @param runs Whether the call, with so much gas, comes to its end.
 * @returns An estimate, again without room; the given one where none suffices: gas is then not what is missing.
 */
export async function sufficientGas(
  estimate: bigint,
  data: string,
  limits: TransactionLimits,
  runs: (gasLimit: bigint) => Promise<boolean>,
): Promise<bigint> {
  const least = floorGas(data);
  let tried = estimate < least ? least : estimate;
  for (let i = 0; i <= DOUBLINGS; i++) {
    const gasLimit = gasLimitFor(tried, data, limits);
    if (gasLimit === undefined) return estimate;
    if (await runs(gasLimit)) return tried;
    tried *= 2n;
  }
  return estimate;
}
