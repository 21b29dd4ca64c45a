import { isCallException } from "ethers";
import { ContractRefusedError, refusing } from "../../sdk/chain/contracts.ts";
import { isSilence } from "../../sdk/chain/silence.ts";
import type { Sending } from "./sending.ts";

/** A call of a contract. */
export type Call = {
  readonly to: string;
  readonly data: string;
};

/** What an estimate gives, with room for a state that another transaction moves meanwhile. */
const GAS_ROOM = 125n;
const PERCENT = 100n;

/**
 * Gas of a call, tried on the latest block; nothing if the contract refuses it. Some nodes would otherwise try it after
 * the pending transaction that it shall replace, where every item is skipped and costs next to nothing.
 * Throws ethers' errors where the node fails.
 * @param refused Told why: the code of the contract's own error, nothing where the node names none.
 */
export async function gasOf(
  { chain, account }: Pick<Sending, "chain" | "account">,
  call: Call,
  refused: (code: string | undefined) => void,
): Promise<bigint | undefined> {
  const transaction = { from: account.address, ...call };
  try {
    return await refusing(async () => BigInt(await chain.provider.send("eth_estimateGas", [transaction, "latest"])));
  } catch (error) {
    // ethers takes any error that a node gives to an estimate for a revert, a rate limit too.
    const isRefusal = error instanceof ContractRefusedError || (isCallException(error) && !isSilence(error));
    if (!isRefusal) throw error;
    refused(error instanceof ContractRefusedError ? error.code : undefined);
    return undefined;
  }
}

/** The limit of a transaction whose gas was estimated. */
export function gasLimitOf(estimate: bigint): bigint {
  return (estimate * GAS_ROOM) / PERCENT;
}
