import { type ContractTransaction, formatEther, type JsonRpcProvider, type JsonRpcSigner } from "ethers";
import { refusing, TransactionLostError } from "../../../../sdk/chain/contracts.ts";
import { conversionsAt } from "../../../../sdk/chain/conversions.ts";
import { readGasPrice } from "../../../../sdk/chain/gasPrice.ts";
import { proposalsAt } from "../../../../sdk/chain/proposalContracts.ts";
import { conversionArguments } from "../../../../sdk/chain/proposalDeeds.ts";
import { sendChecked } from "../../../../sdk/chain/sendChecked.ts";
import { leavesToConvert } from "../../../../sdk/proposals/hiddenLeaves.ts";
import { isLeftOut } from "../../../../sdk/proposals/leafNotice.ts";
import { leafNotices } from "../../../../sdk/proposals/notice.ts";
import { templateToAbi } from "../../../../sdk/proposals/template.ts";
import type { TextLeaf } from "../../../../sdk/proposals/textLeaf.ts";
import type { ProposalNow } from "./queries.ts";

/** What anybody may send for a proposal. */
export type Deed =
  | { readonly kind: "convert"; readonly leaves: readonly TextLeaf[]; readonly now: number }
  | { readonly kind: "settle" }
  | { readonly kind: "showNewcomers"; readonly cut: number };

/** What anybody may send for a proposal, or for a cell of a budget round: a key of texts. */
export type DeedKind = Deed["kind"] | "insert" | "openCell" | "settleCell";

/** What it takes now: its gas, and what that costs. */
export type Cost = { readonly gas: bigint; readonly ether: string };

/**
 * The call of a deed. Throws `ProposalLeafMissingError` for a conversion whose text lacks a part that no measure leaves
 * out (P24.5).
 */
export async function callOf({ town, proposal, provider }: ProposalNow, deed: Deed): Promise<ContractTransaction> {
  const { id, template, notices } = proposal;
  if (deed.kind === "showNewcomers") {
    const contract = proposalsAt(town.proposals, provider);
    return contract.getFunction("showNewcomers").populateTransaction(templateToAbi(template), deed.cut);
  }
  const contract = conversionsAt(town.conversions, provider);
  if (deed.kind === "settle") return contract.getFunction("settle").populateTransaction(id);
  const left = [...leafNotices(notices)].flatMap(([leaf, notice]) => (isLeftOut(notice, deed.now) ? [leaf] : []));
  const leaves = leavesToConvert(deed.leaves, new Set(left));
  return contract.getFunction("convert").populateTransaction(...conversionArguments({ id, template, leaves }));
}

/** What a call would cost its sender now. Throws `ContractRefusedError` where the contract would refuse it. */
export async function costOf(call: ContractTransaction, from: string, provider: JsonRpcProvider): Promise<Cost> {
  const gas = await refusing(() => provider.estimateGas({ ...call, from }));
  const block = await provider.send("eth_getBlockByNumber", ["latest", false]);
  const { baseFee = 0n, advised = 0n } = await readGasPrice(block, provider);
  return { gas, ether: Number(formatEther(gas * (baseFee + advised))).toPrecision(2) };
}

/** Sends a call from a wallet, and waits for its block. Throws `ContractRefusedError`, or what the wallet says. */
export async function sendCall(call: ContractTransaction, what: string, signer: JsonRpcSigner): Promise<number> {
  return refusing(async () => {
    const sent = await sendChecked(signer, what, call);
    const receipt = await sent.wait();
    if (receipt === null) throw new TransactionLostError(sent.hash);
    return receipt.blockNumber;
  });
}
