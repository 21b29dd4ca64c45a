import { setTimeout as sleep } from "node:timers/promises";
import { Wallet } from "ethers";
import { agreedFinal, type Rpcs } from "../../sdk/chain/agreement.ts";
import { readGasPrice } from "../../sdk/chain/gasPrice.ts";
import { sendChecked } from "../../sdk/chain/sendChecked.ts";
import { HanpyoError, told } from "../../sdk/errors.ts";
import type { FinalityRule } from "../../sdk/trust/finality.ts";
import type { LocalChain } from "./localChain.ts";

/** A chain whose clock nobody moves: who wants another time waits for it. */
export type RealChain = LocalChain & {
  readonly urls: readonly string[];
  readonly rpcs: Rpcs;
  readonly rule: FinalityRule;
  /** Waits until what is in the latest block now is final at all nodes. */
  settle(): Promise<void>;
  /** Who holds the offices, and who pays. */
  staff(): Promise<Staff>;
};

/** The accounts of a rehearsal beside the trustees'. */
export type Staff = Readonly<Record<"registrar" | "approver" | "organizer" | "relayer", Wallet>>;

/** A chain that elections are rehearsed on; of a local one the latest block is final, and every account has ether. */
export type RehearsalChain = LocalChain & Partial<Omit<RealChain, keyof LocalChain>>;

/** How a chain is waited for; milliseconds. */
export type Waiting = {
  readonly look: number;
  /** After which a chain that makes no block by itself is given a transaction. */
  readonly idle: number;
};

const WAITING: Waiting = { look: 1_000, idle: 30_000 };
/** Gas that a simulated trustee needs for both rounds, with room. */
const ACCOUNT_GAS = 8_000_000n;
/** Fees rise meanwhile. */
const FEE_ROOM = 4n;

export class PayerPoorError extends HanpyoError {
  constructor(account: string) {
    super(
      "PAYER_POOR",
      told`${{ account }} has nothing to pay with on this chain`,
      "Send it ether of this chain: `npm run hanpyo -- doctor --rpc URL --account ACCOUNT` tells what it can pay for",
    );
  }
}

/**
 * A chain for rehearsals, by nodes that are connected already; one account pays for everything, and new ones get from it
 * what two rounds of a key ceremony cost.
 */
export async function startRealChain(
  urls: readonly [string, ...string[]],
  rpcs: Rpcs,
  key: string,
  rule: FinalityRule,
  { look, idle }: Waiting = WAITING,
): Promise<RealChain> {
  const [{ provider }] = rpcs;
  const payer = new Wallet(key, provider);
  const latest = async () => {
    const { number, timestamp, baseFeePerGas } = (await provider.send("eth_getBlockByNumber", [
      "latest",
      false,
    ])) as Record<string, string>;
    return { number: Number(number), time: Number(timestamp), baseFeePerGas: baseFeePerGas ?? null };
  };

  const price = async () => {
    const { baseFee, advised } = await readGasPrice(await latest(), provider);
    return FEE_ROOM * ((baseFee ?? 0n) + (advised ?? 0n) + (baseFee ? 10n ** 9n : 0n));
  };
  if ((await price()) > 0n && (await provider.getBalance(payer.address)) === 0n) {
    throw new PayerPoorError(payer.address);
  }

  const newWallet = () => new Wallet(Wallet.createRandom().privateKey, provider);

  /** Waits until the latest block is as wanted. A chain that makes blocks for transactions alone is given some. */
  async function until(isReached: () => Promise<boolean>): Promise<void> {
    let [{ number }, since] = [await latest(), Date.now()];
    while (!(await isReached())) {
      await sleep(look);
      const now = await latest();
      if (now.number !== number) [number, since] = [now.number, Date.now()];
      else if (Date.now() - since >= idle) {
        await (await sendChecked(payer, "waiting", { to: payer.address })).wait();
        since = Date.now();
      }
    }
  }

  return {
    url: urls[0],
    urls,
    rpcs,
    rule,
    provider,
    funded: payer,
    now: async () => (await latest()).time,
    moveTo: (time) => until(async () => (await latest()).time >= time),
    async mine(blocks) {
      const { number } = await latest();
      await until(async () => (await latest()).number >= number + blocks);
    },
    async wait(seconds) {
      const { time } = await latest();
      await until(async () => (await latest()).time >= time + seconds);
    },
    async settle() {
      const { number } = await latest();
      await until(async () => (await agreedFinal(rpcs, rule)).number >= number);
    },
    // Offices only sign; what anybody may send, the payer sends.
    staff: async () => ({ registrar: newWallet(), approver: newWallet(), organizer: payer, relayer: payer }),
    async newAccount() {
      const wallet = newWallet();
      const value = ACCOUNT_GAS * (await price());
      if (value > 0n) await (await payer.sendTransaction({ to: wallet.address, value })).wait();
      return wallet;
    },
    close: async () => {},
  };
}
