import { type Contract, type Provider, ZeroHash } from "ethers";
import { type Batch, subtotalsInTurn } from "../chain/ballotBox.ts";
import { electionAt, read } from "../chain/contracts.ts";
import { LogsMissingError } from "../chain/logsMissing.ts";
import { publishedRollsAt } from "../chain/publishedRolls.ts";
import { isSilence } from "../chain/silence.ts";
import { boardAt, registryAt } from "../chain/townContracts.ts";
import type { Constitution } from "../election/constitution.ts";
import type { RollTransaction } from "../election/rollHistory.ts";
import { extendedChain } from "../election/tally.ts";

/** What a node showed of an election up to a block, in numbers. */
export type ShownCounts = {
  readonly election: string;
  readonly constitution: Constitution;
  readonly box: BoxCount;
  readonly consents: number;
  readonly shares: number;
  readonly registrations: number;
  readonly dealings: number;
  readonly roll:
    | { readonly kind: "registry"; readonly members: number }
    | { readonly kind: "published"; readonly sequence: number };
};

/** The last batch's tally chain, the one that the ballots shown give (P7.5), and how many slots hold one. */
export type BoxCount = { readonly chain: string; readonly computed: string; readonly voters: number };

/** Something that is counted while it goes by. */
export type Running<T, Count> = { readonly take: (one: T) => void; readonly count: () => Count };

/**
 * Counts a box's batches, of which none may be left out.
 * @param isChanged Whether a slot's ballot is ever replaced; by default nothing is known of it.
 */
export function countBox(ballotSize: number, isChanged?: (nullifier: bigint) => boolean): Running<Batch, BoxCount> {
  const subtotal = subtotalsInTurn(ballotSize, isChanged);
  const voters = new Set<bigint>();
  let [chain, computed]: [string, string] = [ZeroHash, ZeroHash];
  return {
    take: (batch) => {
      // A later ballot of a slot hides one that was left out before it; the sums of all do not (P7.5).
      computed = extendedChain(computed, subtotal(batch));
      chain = batch.chain;
      for (const { nullifier } of batch.ballots) voters.add(nullifier);
    },
    count: () => ({ chain, computed, voters: voters.size }),
  };
}

/** Counts the residents of a roll by a registry's history. */
export function countMembers(rollId: bigint): Running<RollTransaction, number> {
  const members = new Set<string>();
  return {
    take: ({ enrolments }) => {
      for (const { registrarPseudonym, rollIds } of enrolments) {
        if (rollIds.includes(rollId)) members.add(registrarPseudonym);
        else members.delete(registrarPseudonym);
      }
    },
    count: () => members.size,
  };
}

/** All of it at once. */
export function counted<T, Count>(running: Running<T, Count>, all: readonly T[]): Count {
  for (const one of all) running.take(one);
  return running.count();
}

/**
 * Holds what the contracts count against the events that a node shows, as of a block: some nodes leave out events
 * without a word, and none of that is the election's fault. What the node does not tell of that block is left out.
 * Throws `LogsMissingError`.
 */
export async function requireAllEvents(shown: ShownCounts, provider: Provider, block: number): Promise<void> {
  const { constitution, registrations, dealings, roll } = shown;
  await requireBox(shown, provider, block);

  const seats = await countAt(boardAt(constitution.board, provider), "trusteeCount", [], block);
  // A factory takes no board before all of its trustees have done their parts.
  compare(constitution.board, "registrations", seats, registrations);
  compare(constitution.board, "dealings", seats, dealings);

  const { rolls, rollId } = constitution;
  if (roll.kind === "registry") {
    const members = await countAt(registryAt(rolls, provider), "activeMembers", [rollId], block);
    compare(rolls, "residents on the roll", members, roll.members);
  } else {
    const sequence = await countAt(publishedRollsAt(rolls, provider), "sequenceOf", [rollId], block);
    compare(rolls, "snapshots of the roll", sequence, roll.sequence);
  }
}

async function requireBox(
  { election, box, consents, shares }: ShownCounts,
  provider: Provider,
  block: number,
): Promise<void> {
  const contract = electionAt(election, provider);
  const chain = await valueAt<string>(contract, "tallyChain", [], block);
  compare(election, "batches up to", chain, box.chain);
  compare(election, "ballots whose sums give", chain, box.computed);
  compare(election, "voters", await countAt(contract, "ballots", [], block), box.voters);
  for (const [counter, found] of [
    ["consents", consents],
    ["shares", shares],
  ] as const) {
    const seats = await valueAt<bigint>(contract, counter, [], block);
    const count = seats === undefined ? undefined : seats.toString(2).replaceAll("0", "").length;
    compare(election, counter, count, found);
  }
}

function compare(contract: string, what: string, counted: unknown, shown: unknown): void {
  if (counted === undefined || counted === shown) return;
  throw new LogsMissingError(contract, `${what} ${counted}`, `${shown}`);
}

async function countAt(contract: Contract, name: string, args: readonly unknown[], block: number) {
  const value = await valueAt<bigint>(contract, name, args, block);
  return value === undefined ? undefined : Number(value);
}

/** Nothing where the node answers that it does not know that block's state. */
async function valueAt<T>(
  contract: Contract,
  name: string,
  args: readonly unknown[],
  block: number,
): Promise<T | undefined> {
  try {
    return await read<T>(contract, name, ...args, { blockTag: block });
  } catch (error) {
    if (isSilence(error)) throw error;
    return undefined;
  }
}
