import type { Wallet } from "ethers";
import type { LocalChain } from "../../scripts/rehearsal/localChain.ts";
import type { ChainEvent } from "./campaignFaults.ts";

/** A chain to which things happen. */
export type EventfulChain = {
  readonly chain: Pick<LocalChain, "provider" | "mine">;
  rpc(method: string, ...params: readonly unknown[]): Promise<unknown>;
};

/** What happens to a service's account and to its chain, from outside. */
export type ChainEvents = {
  /** Whether it had an effect: there was something to undo, to replace or to drop. */
  happen(event: ChainEvent): Promise<boolean>;
  /** At the beginning and the end of each step of a round. */
  before(): Promise<void>;
  after(): Promise<void>;
  /** Ends all that lasts. */
  calm(): Promise<void>;
};

const ETHER = "0x3635c9adc5dea00000";
const GWEI = 1_000_000_000n;
/** Blocks between snapshots at most; a step adds up to 14 to what a reorganisation then undoes. */
const DEEPEST = 16;
/** Every third step mines so many blocks, so that things become final between faults. */
const MANY = 11;

/** Prepares the events for one account; blocks are mined at the end of a step where transactions must wait. */
export async function chainEvents({ rpc, chain }: EventfulChain, account: Wallet): Promise<ChainEvents> {
  await rpc("hardhat_setBalance", account.address, ETHER);
  let snapshot = await rpc("evm_snapshot");
  let snapshotAt = await chain.provider.getBlockNumber();
  let [waiting, empty, steps] = [false, false, 0];

  async function wait(): Promise<void> {
    waiting = true;
    await rpc("evm_setAutomine", false);
  }

  async function rival(fee: bigint): Promise<boolean> {
    const nonce = await chain.provider.getTransactionCount(account.address);
    const fees = { maxFeePerGas: fee, maxPriorityFeePerGas: fee, gasLimit: 21_000 };
    const sent = await account.sendTransaction({ to: account.address, nonce, ...fees }).catch(() => undefined);
    return sent !== undefined;
  }

  async function drop(): Promise<boolean> {
    const { transactions } = (await rpc("eth_getBlockByNumber", "pending", false)) as { transactions: string[] };
    for (const hash of transactions) await rpc("hardhat_dropTransaction", hash);
    return transactions.length > 0;
  }

  async function reorganise(): Promise<boolean> {
    const undone = (await chain.provider.getBlockNumber()) - snapshotAt;
    await rpc("evm_revert", snapshot);
    await rpc("hardhat_setBalance", account.address, ETHER);
    await chain.mine(1);
    [snapshot, snapshotAt] = [await rpc("evm_snapshot"), await chain.provider.getBlockNumber()];
    return undone > 0;
  }

  const events: Readonly<Record<ChainEvent, () => Promise<boolean>>> = {
    reorganisation: reorganise,
    "stolen nonce": () => rival(400n * GWEI),
    underpriced: async () => {
      await wait();
      return rival(20n * GWEI);
    },
    replaced: async () => {
      await wait();
      return rival(490n * GWEI);
    },
    dropped: async () => {
      await wait();
      return drop();
    },
    empty: async () => {
      await rpc("hardhat_setBalance", account.address, "0x0");
      empty = true;
      return true;
    },
  };

  return {
    happen: (event) => events[event](),
    async before() {
      if (empty) await rpc("hardhat_setBalance", account.address, ETHER);
      empty = false;
      // A reorganisation goes back to a snapshot, and never below what is final.
      if ((await chain.provider.getBlockNumber()) - snapshotAt < DEEPEST) return;
      [snapshot, snapshotAt] = [await rpc("evm_snapshot"), await chain.provider.getBlockNumber()];
    },
    async after() {
      steps++;
      // Where transactions wait for blocks, they wait for every second step.
      if (!waiting || steps % 2 === 0) await chain.mine(steps % 3 === 2 ? MANY : 1);
    },
    async calm() {
      waiting = false;
      await rpc("evm_setAutomine", true);
    },
  };
}
