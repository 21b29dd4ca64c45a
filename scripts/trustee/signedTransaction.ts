import { type FeeData, formatEther, type Provider, Transaction, type Wallet } from "ethers";
import { z } from "zod";
import type { Rpc } from "../../sdk/chain/agreement.ts";
import { WrongChainError } from "../../sdk/chain/connectNode.ts";
import { refusing, type Sent, TransactionLostError } from "../../sdk/chain/contracts.ts";
import { readGasPrice, transactionType } from "../../sdk/chain/gasPrice.ts";
import { HanpyoError, told } from "../../sdk/errors.ts";
import { count, decimal } from "./fields.ts";

/**
 * What an off-line machine must know of an account to sign its next transaction; wei per gas. On a chain without a base
 * fee both are the gas price, and the type is 0.
 */
export const feesSchema = z.strictObject({
  type: z.union([z.literal(0), z.literal(2)]),
  nonce: count,
  gasLimit: decimal,
  maxFeePerGas: decimal,
  maxPriorityFeePerGas: decimal,
});

export type Fees = z.infer<typeof feesSchema>;

/** Fees rise while a file is carried from machine to machine; what is not needed is not spent. */
const FEE_MARGIN = 4n;

export class FeesUnknownError extends HanpyoError {
  constructor(name: string) {
    super(
      "FEES_UNKNOWN",
      told`${{ rpc: name }} does not tell what the chain asks for gas`,
      "Take another RPC of the chain",
    );
  }
}

export class TransactionInvalidError extends HanpyoError {
  constructor(field: string, found: string, expected: string) {
    super(
      "TRANSACTION_INVALID",
      told`The signed transaction's ${{ field }} is ${{ found }}, not ${{ expected }}`,
      "Make the file again with --task; it was altered or does not belong to this board",
    );
  }
}

export class NonceMovedError extends HanpyoError {
  constructor(account: string, signed: number, next: number) {
    super(
      "NONCE_MOVED",
      told`The transaction is number ${{ signed }} of ${{ account }}, whose next one is number ${{ next }}`,
      signed < next
        ? "See whether it was sent already; otherwise write a new task and sign again"
        : "Send the account's earlier transactions first",
    );
  }
}

export class AccountPoorError extends HanpyoError {
  constructor(account: string, has: bigint, needs: bigint) {
    super(
      "ACCOUNT_POOR",
      told`${{ account }} has ${{ has: formatEther(has) }}, and the transaction may cost up to ${{ needs: formatEther(needs) }} of the chain's coin`,
      "Send it the difference; what is not used stays there",
    );
  }
}

/** What `account`'s next transaction needs to be signed off line. */
export async function readFees({ provider, name }: Rpc, account: string, gasLimit: bigint): Promise<Fees> {
  const block = (await provider.send("eth_getBlockByNumber", ["latest", false])) as { baseFeePerGas?: string };
  const price = await readGasPrice(block, provider);
  const type = transactionType(price);
  const nonce = await provider.getTransactionCount(account);
  if (price.advised !== undefined) {
    const most = FEE_MARGIN * price.advised;
    return { type, nonce, gasLimit, maxFeePerGas: most, maxPriorityFeePerGas: type === 0 ? most : price.advised };
  }
  const { maxFeePerGas, maxPriorityFeePerGas }: FeeData = await provider.getFeeData();
  if (type === 0 || maxFeePerGas === null || maxPriorityFeePerGas === null) throw new FeesUnknownError(name);
  return { type, nonce, gasLimit, maxFeePerGas: FEE_MARGIN * maxFeePerGas, maxPriorityFeePerGas };
}

/** The most that a transaction with these fees can cost, in the chain's coin. */
export function mostExpensive({ gasLimit, maxFeePerGas }: Fees): string {
  return formatEther(gasLimit * maxFeePerGas);
}

/** Signs a call without a network. @returns The raw transaction. */
export function signCall(account: Wallet, chainId: bigint, to: string, data: string, fees: Fees): Promise<string> {
  const { maxFeePerGas, maxPriorityFeePerGas, ...rest } = fees;
  const price = fees.type === 0 ? { gasPrice: maxFeePerGas } : { maxFeePerGas, maxPriorityFeePerGas };
  return account.signTransaction({ chainId, to, data, value: 0n, ...rest, ...price });
}

/** What a signed transaction must be. */
export type Expected = {
  readonly chainId: bigint;
  readonly from: string;
  readonly to: string;
  readonly selector: string;
};

/**
 * Sends a signed transaction, after having checked that it is the one expected and that the contract takes it, and
 * waits until it is in a block. Throws `TransactionInvalidError`, `NonceMovedError`, `AccountPoorError` or
 * `ContractRefusedError`.
 */
export async function sendSigned(raw: string, expected: Expected, { provider, name, chainId }: Rpc): Promise<Sent> {
  const { from, to, data, nonce, gasLimit, maxFeePerGas } = checked(raw, expected);
  if (chainId !== expected.chainId) throw new WrongChainError(name, chainId, expected.chainId);
  const next = await provider.getTransactionCount(from);
  if (next !== nonce) throw new NonceMovedError(from, nonce, next);
  await refusing(() => provider.call({ from, to, data }));
  const [has, needs] = [await provider.getBalance(from), gasLimit * maxFeePerGas];
  if (has < needs) throw new AccountPoorError(from, has, needs);
  return refusing(() => broadcast(provider, raw));
}

async function broadcast(provider: Provider, raw: string): Promise<Sent> {
  const response = await provider.broadcastTransaction(raw);
  const receipt = await response.wait();
  if (receipt === null) throw new TransactionLostError(response.hash);
  return { hash: receipt.hash, gasUsed: receipt.gasUsed, blockNumber: receipt.blockNumber };
}

function checked(raw: string, { chainId, from, to, selector }: Expected) {
  const transaction = parsed(raw);
  const facts = [
    ["chain", String(transaction.chainId), String(chainId)],
    ["sender", String(transaction.from), from],
    ["recipient", String(transaction.to), to],
    ["function", transaction.data.slice(0, 10), selector],
    ["value", String(transaction.value), "0"],
    ["type", String(transaction.type), transaction.type === 0 ? "0" : "2"],
  ] as const;
  for (const [field, found, wanted] of facts) {
    if (found !== wanted) throw new TransactionInvalidError(field, found, wanted);
  }
  const { data, nonce, gasLimit } = transaction;
  return { from, to, data, nonce, gasLimit, maxFeePerGas: transaction.maxFeePerGas ?? transaction.gasPrice ?? 0n };
}

function parsed(raw: string): Transaction {
  try {
    return Transaction.from(raw);
  } catch {
    throw new TransactionInvalidError("encoding", "malformed", "a signed transaction");
  }
}
