import { type Contract, type Provider, ZeroHash } from "ethers";
import { batchesOf, subtotalsOf } from "../chain/ballotBox.ts";
import { electionAt, read } from "../chain/contracts.ts";
import type { DecodedLog } from "../chain/logs.ts";
import { LogsMissingError } from "../chain/logsMissing.ts";
import { publishedRollsAt } from "../chain/publishedRolls.ts";
import { isSilence } from "../chain/silence.ts";
import { boardAt, registryAt } from "../chain/townContracts.ts";
import type { Constitution } from "../election/constitution.ts";
import { censusAt } from "../election/rollHistory.ts";
import { extendedChain } from "../election/tally.ts";
import type { RollSource } from "./exportRoll.ts";

/** What a node showed of an election, up to a block. */
export type ShownEvents = {
  readonly election: string;
  readonly constitution: Constitution;
  readonly logs: readonly DecodedLog[];
  readonly ceremony: { readonly registrations: readonly unknown[]; readonly dealings: readonly unknown[] };
  readonly source: RollSource;
};

/**
 * Holds what the contracts count against the events that a node shows, as of a block: some nodes leave out events
 * without a word, and none of that is the election's fault. What the node does not tell of that block is left out.
 * Throws `LogsMissingError`.
 */
export async function requireAllEvents(shown: ShownEvents, provider: Provider, block: number): Promise<void> {
  const { constitution, ceremony, source } = shown;
  await requireBox(shown, provider, block);

  const seats = await countAt(boardAt(constitution.board, provider), "trusteeCount", [], block);
  // A factory takes no board before all of its trustees have done their parts.
  compare(constitution.board, "registrations", seats, ceremony.registrations.length);
  compare(constitution.board, "dealings", seats, ceremony.dealings.length);

  const { rolls, rollId } = constitution;
  if (source.kind === "registry") {
    const members = await countAt(registryAt(rolls, provider), "activeMembers", [rollId], block);
    const { leaves } = censusAt(source.history, rollId, Number.POSITIVE_INFINITY);
    compare(rolls, "residents on the roll", members, leaves.filter((leaf) => leaf !== 0n).length);
  } else {
    const sequence = await countAt(publishedRollsAt(rolls, provider), "sequenceOf", [rollId], block);
    compare(rolls, "snapshots of the roll", sequence, Number(source.snapshots.at(-1)?.sequence ?? 0n));
  }
}

async function requireBox(
  { election, constitution, logs }: ShownEvents,
  provider: Provider,
  block: number,
): Promise<void> {
  const contract = electionAt(election, provider);
  const batches = batchesOf(logs);
  const chain = await valueAt<string>(contract, "tallyChain", [], block);
  compare(election, "batches up to", chain, batches.at(-1)?.chain ?? ZeroHash);
  // A later ballot of a slot hides one that was left out before it; the sums of all do not (P7.5).
  const subtotals = subtotalsOf(batches, constitution.ballotSize);
  compare(election, "ballots whose sums give", chain, subtotals.reduce(extendedChain, ZeroHash));
  const voters = new Set(batches.flatMap(({ ballots }) => ballots.map(({ nullifier }) => nullifier)));
  compare(election, "voters", await countAt(contract, "ballots", [], block), voters.size);
  for (const [counter, event] of [
    ["consents", "ConsentGiven"],
    ["shares", "SharePosted"],
  ] as const) {
    const seats = await valueAt<bigint>(contract, counter, [], block);
    const count = seats === undefined ? undefined : seats.toString(2).replaceAll("0", "").length;
    compare(election, counter, count, logs.filter(({ name }) => name === event).length);
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
