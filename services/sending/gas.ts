import { isCallException, type JsonRpcProvider } from "ethers";
import { ContractRefusedError, refusing } from "../../sdk/chain/contracts.ts";
import { isSilence } from "../../sdk/chain/silence.ts";
import { sufficientGas } from "../../sdk/chain/sufficientGas.ts";
import type { Sending } from "./sending.ts";

/** A call of a contract. */
export type Call = {
  readonly to: string;
  readonly data: string;
};

/**
 * Gas of a call, tried on the latest block; nothing if the contract refuses it. Some nodes would otherwise try it after
 * the pending transaction that it shall replace, where every item is skipped and costs next to nothing. The call is also
 * tried by itself, as some nodes give the gas of one that reverts, and with the gas that it will name, as some give less
 * than it needs.
 * Throws ethers' errors where the node fails.
 * @param refused Told why: the code of the contract's own error, nothing where the node names none.
 * @param provider Who is asked; by default the node in use.
 */
export async function gasOf(
  { chain, account, limits }: Pick<Sending, "chain" | "account" | "limits">,
  call: Call,
  refused: (code: string | undefined) => void,
  provider: JsonRpcProvider = chain.provider,
): Promise<bigint | undefined> {
  const transaction = { from: account.address, ...call };
  const isRefused = (error: unknown) => {
    // ethers takes any error that a node gives to an estimate for a revert, a rate limit too.
    const isRefusal = error instanceof ContractRefusedError || (isCallException(error) && !isSilence(error));
    if (isRefusal) refused(error instanceof ContractRefusedError ? error.code : undefined);
    return isRefusal;
  };
  let gas: bigint;
  try {
    gas = await refusing(async () => BigInt(await provider.send("eth_estimateGas", [transaction, "latest"])));
  } catch (error) {
    if (!isRefused(error)) throw error;
    return undefined;
  }
  try {
    await refusing(() => provider.send("eth_call", [transaction, "latest"]));
  } catch (error) {
    // Where the node says nothing of it, the estimate stands.
    if (isRefused(error)) return undefined;
  }
  return sufficientGas(gas, call.data, limits.transaction, async (gasLimit) => {
    try {
      await provider.send("eth_call", [{ ...transaction, gas: `0x${gasLimit.toString(16)}` }, "latest"]);
      return true;
    } catch (error) {
      return !isCallException(error) || isSilence(error);
    }
  });
}
