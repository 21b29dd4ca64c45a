import { JsonRpcProvider, type Signer, Wallet } from "ethers";
import { projectRoot } from "../checkout/projectRoot.ts";

/** A Hardhat chain of this process, whose clock only its owner moves. */
export type LocalChain = {
  readonly url: string;
  readonly provider: JsonRpcProvider;
  /** An account with ether. */
  readonly funded: Signer;
  /** Time of the latest block, Unix seconds. */
  now(): Promise<number>;
  /** Mines a block at `time` (Unix seconds), which must not lie in the chain's past. */
  moveTo(time: number): Promise<void>;
  mine(blocks: number): Promise<void>;
  /** Mines a block `seconds` after the latest. */
  wait(seconds: number): Promise<void>;
  /** A new account with 100 ether. */
  newAccount(): Promise<Wallet>;
  close(): Promise<void>;
};

/**
 * Starts a Hardhat chain on 127.0.0.1.
 * @param port 0 for any free one.
 * @param begins Time of its first block, Unix seconds; the machine's by default.
 * @param interval Milliseconds between blocks that come by themselves; by default one comes for a transaction alone.
 */
export async function startLocalChain(port = 0, begins?: number, interval = 0): Promise<LocalChain> {
  const { default: hre } = await hardhat();
  const initialDate = begins === undefined ? {} : { initialDate: new Date(begins * 1000).toISOString() };
  const override = { chainId: 31337, mining: { auto: true, interval }, ...initialDate };
  const server = await hre.network.createServer({ override } as never, "127.0.0.1", port);
  const { address, port: actualPort } = await server.listen();
  const url = `http://${address}:${actualPort}`;
  const provider = new JsonRpcProvider(url, undefined, {
    polling: true,
    pollingInterval: 50,
    batchMaxCount: 1,
    cacheTimeout: -1,
  });
  const funded = await provider.getSigner(0);
  const send = (method: string, ...params: unknown[]) => provider.send(method, params);
  const now = async () => (await provider.getBlock("latest"))?.timestamp ?? 0;
  const moveTo = async (time: number) => {
    await send("evm_setNextBlockTimestamp", time);
    await send("evm_mine");
  };

  return {
    url,
    provider,
    funded,
    now,
    moveTo,
    async mine(blocks) {
      await send("hardhat_mine", `0x${blocks.toString(16)}`);
    },
    async wait(seconds) {
      await moveTo((await now()) + seconds);
    },
    async newAccount() {
      const wallet = new Wallet(Wallet.createRandom().privateKey, provider);
      await send("hardhat_setBalance", wallet.address, `0x${(100n * 10n ** 18n).toString(16)}`);
      return wallet;
    },
    async close() {
      provider.destroy();
      await server.close();
    },
  };
}

/** Hardhat looks for its configuration from the folder that a command is called in, unless it is told where it is. */
async function hardhat() {
  process.env.HARDHAT_CONFIG ??= `${projectRoot}hardhat.config.ts`;
  return import("hardhat");
}
