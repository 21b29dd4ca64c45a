import { Wallet } from "ethers";

/** No chain of the world's. */
export const CHAIN_ID = 777_031;
export const SLOT_SECONDS = 4;
export const VALIDATORS = 16;

/** Whoever reads this has the keys: nothing of worth is ever on this chain. */
export const ORGANIZER = walletOf(1);
export const RELAYERS = [walletOf(2), walletOf(3)] as const;

const WEALTH = 10n ** 24n;
const GAS_LIMIT = 60_000_000n;
const LEAST_BASE_FEE = 7n;

function walletOf(number: number): Wallet {
  return new Wallet(`0x${number.toString(16).padStart(64, "5")}`);
}

/** The chain's first block and rules, as the execution client reads them. @param time Unix seconds. */
export function genesisOf(time: number): object {
  const forks = ["homestead", "eip150", "eip155", "eip158", "byzantium", "constantinople", "petersburg", "istanbul"];
  const blocks = [...forks, "berlin", "london"].map((fork) => [`${fork}Block`, 0]);
  const merged = { mergeForkBlock: 0, terminalTotalDifficulty: 0, terminalTotalDifficultyPassed: true };
  return {
    config: { chainId: CHAIN_ID, ...Object.fromEntries(blocks), ...merged, shanghaiTime: time },
    nonce: "0x0",
    timestamp: hex(BigInt(time)),
    gasLimit: hex(GAS_LIMIT),
    difficulty: "0x1",
    mixHash: `0x${"00".repeat(32)}`,
    coinbase: `0x${"00".repeat(20)}`,
    baseFeePerGas: hex(LEAST_BASE_FEE),
    extraData: "0x",
    alloc: Object.fromEntries([ORGANIZER, ...RELAYERS].map(({ address }) => [address, { balance: hex(WEALTH) }])),
    number: "0x0",
    gasUsed: "0x0",
    parentHash: `0x${"00".repeat(32)}`,
  };
}

function hex(value: bigint): string {
  return `0x${value.toString(16)}`;
}
