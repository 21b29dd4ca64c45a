import type { Provider } from "ethers";
import type { NumberedBlock } from "../../sdk/chain/finalBlock.ts";
import type { Blocks } from "../../sdk/chain/logPages.ts";
import type { Call } from "../sending/gas.ts";
import type { Ended, Kept } from "./kept.ts";
import type { Works } from "./works.ts";

/** An event that took a version of a slot. */
export type Taken = {
  readonly nullifier: bigint;
  readonly version: bigint;
  /** As `Signed` has it. */
  readonly content: string;
  /** Of the package that the event shows. */
  readonly tracker: bigint;
  readonly blockNumber: number;
  readonly blockHash: string;
};

/** How a package's slot is at a node's latest block. */
export type SlotNow = {
  readonly version: bigint;
  /** Whether the contract would take the package now. */
  readonly isDue: boolean;
  /** What keeps the contract from ever taking it, as that block has it. */
  readonly ended?: Ended | undefined;
};

/** A block that is final, and its time in Unix seconds. */
export type FinalBlock = NumberedBlock & { readonly timestamp: number };

/** What the relayer's work must know of a kind of package; all the rest is the same for every kind. */
export type Kind = {
  /** Names the packages that may stand in one transaction together. */
  groupOf(kept: Kept): string;
  /** The call that brings all of a group. */
  callOf(group: readonly Kept[]): Call;
  /** Gas that each costs at the least; an estimate below it is false. */
  readonly leastGas: bigint;
  /** Throws ethers' errors where the node fails, as the others do. */
  readSlot(kept: Kept, provider: Provider): Promise<SlotNow>;
  /** Versions that a contract's blocks took, in the chain's order. */
  readTaken(contract: string, blocks: Blocks, provider: Provider): Promise<readonly Taken[]>;
  /** The one that took this package's version, from the last block back. */
  findTaken(kept: Kept, lastBlock: number, provider: Provider): Promise<Taken | undefined>;
  /** The block from which on a contract has events. */
  readFirstBlock(contract: string, lastBlock: number, provider: Provider): Promise<number>;
  /** Whether a package that waits can still be taken at a time, Unix seconds; of what cannot, no promise is late. */
  mayBeTaken(works: Works, kept: Kept, time: number): Promise<boolean>;
  /** Why a package that its slot has not can never be taken, if that is so for good as of a final block. */
  readEnded(kept: Kept, final: FinalBlock, provider: Provider): Promise<Ended | undefined>;
  /** Whether it binds nobody, so that one node's word is enough. */
  isTest(works: Works, kept: Kept): Promise<boolean>;
  /** Contracts whose packages are known by their trackers. */
  known(works: Works): readonly string[];
};
