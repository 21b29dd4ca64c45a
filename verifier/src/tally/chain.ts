import { keccakWords } from "../hash/keccak.ts";

const SIX_BYTES = (1n << 48n) - 1n;

/** What the tally chain is before the first batch. */
export const CHAIN_START = 0n;

/**
 * The tally chain after a batch (P7.5): the first 26 bytes of keccak256 of the chain and the subtotal's words, the chain
 * as a word with 6 zero bytes behind.
 */
export const extendChain = (chain: bigint, subtotal: readonly bigint[]): bigint => {
  const hash = keccakWords([chain, ...subtotal]);
  return hash - (hash & SIX_BYTES);
};
