import type { JsonRpcProvider } from "ethers";
import { connectChain } from "../shared/chain.ts";
import type { WorkerConfig } from "./messages.ts";

/** Asks the chain, and leaves no connection behind. */
export async function withChain<T>(config: WorkerConfig, work: (provider: JsonRpcProvider) => Promise<T>): Promise<T> {
  const provider = connectChain(config);
  try {
    return await work(provider);
  } finally {
    provider.destroy();
  }
}
