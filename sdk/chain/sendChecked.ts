import {
  isCallException,
  JsonRpcApiProvider,
  type JsonRpcProvider,
  type Provider,
  type Signer,
  type TransactionRequest,
  type TransactionResponse,
} from "ethers";
import { readGasPrice, transactionType } from "./gasPrice.ts";
import { isSilence } from "./silence.ts";
import { sufficientGas } from "./sufficientGas.ts";
import {
  exceededBy,
  floorGas,
  gasLimitFor,
  TRANSACTION_LIMITS,
  TransactionTooLargeError,
  transactionBytes,
} from "./transactionLimits.ts";

/**
 * Sends a transaction that was tried before: it is no larger than what is taken everywhere, it does not revert, it names
 * gas with room, and it pays as the chain asks, nothing where nothing is asked.
 * Throws `TransactionTooLargeError`, or ethers' errors where the node or the contract refuses.
 * @param what Names it in the refusal.
 */
export async function sendChecked(
  signer: Signer,
  what: string,
  request: Pick<TransactionRequest, "to" | "data">,
): Promise<TransactionResponse> {
  const data = String(request.data ?? "0x");
  const exceeded = exceededBy(data, TRANSACTION_LIMITS);
  if (exceeded === "bytes") throw tooLarge(what, transactionBytes(data), exceeded);
  if (exceeded === "gas") throw tooLarge(what, floorGas(data), exceeded);
  const estimate = await estimated(signer, request);
  await checkCall(signer, request);
  const gas = await sufficientGas(estimate, data, TRANSACTION_LIMITS, (gasLimit) =>
    comesToItsEnd(() => signer.call({ ...request, gasLimit })),
  );
  const gasLimit = gasLimitFor(gas, data, TRANSACTION_LIMITS);
  if (gasLimit === undefined) throw tooLarge(what, gas, "gas");
  return signer.sendTransaction({ ...request, gasLimit, ...(await unusualFees(signer.provider)) });
}

function tooLarge(what: string, found: number | bigint, limit: "bytes" | "gas"): TransactionTooLargeError {
  return new TransactionTooLargeError(what, found, TRANSACTION_LIMITS[limit], limit);
}

/**
 * The gas of a call on the latest block, by name: left to itself one node takes the pending block, another one the latest,
 * and a third knows no pending one.
 */
async function estimated(signer: Signer, request: Pick<TransactionRequest, "to" | "data">): Promise<bigint> {
  const { provider } = signer;
  if (!(provider instanceof JsonRpcApiProvider)) return signer.estimateGas(request);
  const call = provider.getRpcTransaction({ ...request, from: await signer.getAddress() });
  return BigInt(await provider.send("eth_estimateGas", [call, "latest"]));
}

/** Where the node says nothing of the call itself, it is not held against the estimate. */
async function comesToItsEnd(call: () => Promise<unknown>): Promise<boolean> {
  try {
    await call();
    return true;
  } catch (error) {
    return !isCallException(error) || isSilence(error);
  }
}

/** Some nodes give the gas of a call that reverts. Where the node says nothing of the call itself, the estimate stands. */
async function checkCall(signer: Signer, request: Pick<TransactionRequest, "to" | "data">): Promise<void> {
  try {
    await signer.call(request);
  } catch (error) {
    if (isCallException(error) && !isSilence(error)) throw error;
  }
}

/** Where there is no base fee, or none to pay, ethers would still offer what nobody asks for. */
async function unusualFees(provider: Provider | null): Promise<TransactionRequest> {
  if (!(provider instanceof JsonRpcApiProvider)) return {};
  const rpc = provider as unknown as JsonRpcProvider;
  const block = (await rpc.send("eth_getBlockByNumber", ["latest", false])) as { readonly baseFeePerGas?: string };
  const price = await readGasPrice(block, rpc);
  if (price.advised === undefined) return {};
  if (transactionType(price) === 0) return { type: 0, gasPrice: price.advised };
  return { type: 2, maxFeePerGas: price.advised, maxPriorityFeePerGas: price.advised };
}
