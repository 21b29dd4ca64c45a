import type { Wallet } from "ethers";
import type { LocalChain } from "../../../scripts/rehearsal/localChain.ts";

/**
 * An invented contract that counts: it adds 1 in storage for every word of its call data, and reverts as a whole, without
 * a word, where one of them is `REFUSED`.
 */
export type Tally = {
  readonly address: string;
  /** How often a word was counted. */
  times(word: number): Promise<number>;
};

export const REFUSED = 13;

/** Copies what follows and returns it. */
const CREATION = "60248060095f395ff3";
const CODE = [
  // i = 0; loop: i < size ? go on : stop.
  "5f5b36811060095700",
  // The word; 13 fails.
  "5b803580600d14602057",
  // slot[word] += 1.
  "80546001019055",
  // i += 32; loop.
  "602001600156",
  // Fail: revert without data.
  "5b5f5ffd",
].join("");

export async function deployTally({ provider }: LocalChain, account: Wallet): Promise<Tally> {
  const deployed = await (await account.sendTransaction({ data: `0x${CREATION}${CODE}` })).wait();
  const address = deployed?.contractAddress as string;
  return {
    address,
    times: async (word) => Number(await provider.getStorage(address, word)),
  };
}
