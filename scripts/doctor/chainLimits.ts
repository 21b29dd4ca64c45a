import { formatUnits, type JsonRpcProvider, Wallet } from "ethers";
import { blockAt } from "../../sdk/chain/finalBlock.ts";
import { readFinalityLag } from "../../sdk/chain/finalityLag.ts";
import { readGasPrice, transactionType } from "../../sdk/chain/gasPrice.ts";
import { RANGE } from "../../sdk/chain/logPages.ts";
import { nodesError, nodesWords } from "../../sdk/chain/nodesError.ts";
import { isSilence } from "../../sdk/chain/silence.ts";
import { isTooLarge, TRANSACTION_LIMITS } from "../../sdk/chain/transactionLimits.ts";
import { CHAINS_OWN_RULE } from "../../sdk/trust/finality.ts";
import { type Finding, judged, said } from "./finding.ts";

/** Fewer blocks at a time make reading an election a matter of thousands of questions. */
const LEAST_RANGE = 100;
/** Blocks back at which old states are looked for; nodes that keep only recent ones keep 128. */
const OLD = 10_000;
const NOBODY = `0x${"0".repeat(39)}1`;
/** More than any account has, so that no probe is ever taken, where gas is free either. */
const UNPAYABLE = 10n ** 30n;
const SAMPLE_GAS = 1_000_000n;

/** What a chain and the node before it take and give, as far as elections depend on it. Nothing is sent that can be taken. */
export async function chainLimitFindings(provider: JsonRpcProvider, chainId: bigint): Promise<readonly Finding[]> {
  const block = (await provider.send("eth_getBlockByNumber", ["latest", false])) as LatestBlock;
  return [
    await fees(block, provider),
    await transactionSize(provider, chainId, block),
    await transactionGas(provider, chainId, block),
    await logRange(Number(block.number), provider),
    await oldStates(Number(block.number), provider),
    await finality(provider),
    await machine(provider),
  ];
}

type LatestBlock = { readonly number: string; readonly gasLimit: string; readonly baseFeePerGas?: string };

/** Which transactions the chain takes, and what it asks for gas. */
async function fees(block: LatestBlock, provider: JsonRpcProvider): Promise<Finding> {
  const price = await readGasPrice(block, provider);
  const { baseFee, advised } = price;
  const type = `type ${transactionType(price)}`;
  const asked = baseFee === undefined || baseFee === 0n ? advised : baseFee;
  const cost = asked === 0n ? "gas is free" : `gas at ${asked === undefined ? "?" : formatUnits(asked, "gwei")} gwei`;
  const words = baseFee === undefined ? "no base fee" : `base fee ${formatUnits(baseFee, "gwei")} gwei`;
  return { name: said("transactions"), state: "ok", found: `${type}, ${words}; ${cost}` };
}

/** By a transaction from an account without a coin, as large as the tools make one. */
async function transactionSize(provider: JsonRpcProvider, chainId: bigint, block: LatestBlock): Promise<Finding> {
  const name = said("transactionSize");
  const { bytes } = TRANSACTION_LIMITS;
  // All but the call data of a transaction is less than 256 bytes.
  const words = await refusalOf(provider, { chainId, block, data: `0x${"00".repeat(bytes - 256)}`, gas: SAMPLE_GAS });
  const fits = !isTooLarge({ code: 0, message: words });
  return judged(name, fits, fits ? `${bytes} bytes are taken` : words, said("takeLargerTransactions"));
}

/** By a transaction from an account without a coin that names as much gas as any may (EIP-7825). */
async function transactionGas(provider: JsonRpcProvider, chainId: bigint, block: LatestBlock): Promise<Finding> {
  const name = said("transactionGas");
  const blockGas = BigInt(block.gasLimit);
  const most = blockGas < TRANSACTION_LIMITS.gas ? blockGas : TRANSACTION_LIMITS.gas;
  const words = await refusalOf(provider, { chainId, block, data: "0x", gas: most });
  const fits = blockGas >= TRANSACTION_LIMITS.gas && !isTooLarge({ code: 0, message: words });
  const found = `a block holds ${blockGas}`;
  return judged(
    name,
    fits,
    fits ? `${found}, a transaction may name ${most}` : `${found}; ${words}`,
    said("smallBatches"),
  );
}

type Probe = {
  readonly chainId: bigint;
  readonly block: LatestBlock;
  readonly data: string;
  readonly gas: bigint;
};

/** What the node says to a transaction that nobody can pay for. */
async function refusalOf(provider: JsonRpcProvider, { chainId, block, data, gas }: Probe): Promise<string> {
  const account = Wallet.createRandom();
  const price = UNPAYABLE / gas;
  const fees =
    block.baseFeePerGas == null
      ? { type: 0, gasPrice: price }
      : { type: 2, maxFeePerGas: price, maxPriorityFeePerGas: 0n };
  const call = { to: account.address, value: 0n, nonce: 0, data, gasLimit: gas, chainId };
  const raw = await account.signTransaction({ ...call, ...fees });
  try {
    await provider.send("eth_sendRawTransaction", [raw]);
    return "";
  } catch (error) {
    if (isSilence(error) && nodesError(error) === undefined) throw error;
    return nodesWords(error);
  }
}

/** How many blocks the node gives events of at a time. */
async function logRange(head: number, provider: JsonRpcProvider): Promise<Finding> {
  const name = said("logRange");
  let words = "";
  for (let span = Math.min(RANGE, head + 1); span >= 1; span = Math.floor(span / 2)) {
    try {
      await provider.getLogs({ address: NOBODY, fromBlock: head - span + 1, toBlock: head });
      const found = `${span} blocks at a time${words === "" ? "" : `; to more it says: ${words}`}`;
      return judged(name, span >= Math.min(LEAST_RANGE, head + 1), found, said("takeWiderNode"));
    } catch (error) {
      if (isSilence(error)) throw error;
      words = nodesWords(error);
    }
  }
  return { name, state: "wrong", found: words, remedy: said("takeWiderNode") };
}

async function oldStates(head: number, provider: JsonRpcProvider): Promise<Finding> {
  const name = said("oldStates");
  const block = Math.max(0, head - OLD);
  try {
    await provider.getCode(NOBODY, block);
    return { name, state: "ok", found: `kept at block ${block}` };
  } catch (error) {
    if (isSilence(error)) throw error;
    return { name, state: "ok", found: `not kept at block ${block} (${nodesWords(error)}): give verify --from-block` };
  }
}

/** What is final, and how far behind the latest block. */
async function finality(provider: JsonRpcProvider): Promise<Finding> {
  const name = said("finality");
  const lag = await readFinalityLag(provider, CHAINS_OWN_RULE);
  if (lag === undefined) {
    const named = await blockAt(provider, "finalized");
    const found = named === undefined ? "the node tells no finalized block" : "nothing is finalized but block 0";
    return { name, state: "unknown", found, remedy: said("nameFinality") };
  }
  const found = `${lag.blocks} blocks, ${lag.seconds} s behind the latest; a block takes ${lag.blockSeconds.toFixed(1)} s`;
  return { name, state: "ok", found };
}

/** Calls with known answers: precompiles by address, and code with the instructions that the contracts are compiled to. */
const MACHINE: readonly (readonly [what: string, to: string | null, data: string, answer: string])[] = [
  ["SHA-256", "0x02", "0x", "0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
  ["modular exponentiation", "0x05", `0x${word(1)}${word(1)}${word(1)}030205`, "0x04"],
  ["curve addition", "0x06", `0x${word(0)}${word(0)}${word(1)}${word(2)}`, `0x${word(1)}${word(2)}`],
  ["curve multiplication", "0x07", `0x${word(1)}${word(2)}${word(1)}`, `0x${word(1)}${word(2)}`],
  ["curve pairing", "0x08", "0x", `0x${word(1)}`],
  ["PUSH0, MCOPY, TLOAD", null, "0x5f5f5f5e5f5c5f5260205ff3", `0x${word(0)}`],
];

async function machine(provider: JsonRpcProvider): Promise<Finding> {
  const name = said("machine");
  const missing: string[] = [];
  for (const [what, to, data, answer] of MACHINE) {
    const call = { ...(to === null ? {} : { to: `0x${to.slice(2).padStart(40, "0")}` }), data };
    const given = await provider.send("eth_call", [call, "latest"]).catch((error: unknown) => {
      if (isSilence(error)) throw error;
      return undefined;
    });
    if (given !== answer) missing.push(what);
  }
  const found = missing.length === 0 ? "as the contracts need them" : `missing or wrong: ${missing.join(", ")}`;
  return judged(name, missing.length === 0, found, said("takeOtherChain"));
}

function word(value: number): string {
  return value.toString(16).padStart(64, "0");
}
