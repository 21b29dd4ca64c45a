import type { ContractRunner } from "ethers";
import { HanpyoError, told } from "../errors.ts";
import { electionAt, read } from "./contracts.ts";
import type { JournalEntry } from "./trusteeJournal.ts";

/** What the chain has of a seat for an election, as of some block. */
export type SeatActs = { readonly consented: boolean; readonly shared: boolean };

export class JournalOlderError extends HanpyoError {
  constructor(lacking: string) {
    super(
      "JOURNAL_OLDER",
      told`This key file is an older copy: ${{ reason: lacking }}`,
      "Use the newer copy, or merge them with `npm run hanpyo -- trustee merge`; go on by this one only if all newer ones are lost and the key gave no share of another sum",
    );
  }
}

/** Reads what a seat did for an election, as of `block`. */
export async function readSeatActs(
  election: string,
  seat: number,
  runner: ContractRunner,
  block: number,
): Promise<SeatActs> {
  const has = async (name: "consents" | "shares") => {
    const bits = await read<bigint>(electionAt(election, runner), name, { blockTag: block });
    return ((bits >> BigInt(seat - 1)) & 1n) === 1n;
  };
  return { consented: await has("consents"), shared: await has("shares") };
}

/**
 * What the chain has of this trustee and a journal has not, in words: the key file is then a copy from before, and may
 * not know of a share of another sum (P9.1). Undefined where nothing lacks.
 */
export function unnotedActs(
  { election, consented, shared }: SeatActs & { readonly election: string },
  journal: readonly JournalEntry[],
): string | undefined {
  const own = journal.filter((entry) => entry.election.toLowerCase() === election.toLowerCase());
  if (shared && own.every(({ act }) => act !== "share")) {
    return `the chain has a share of this trustee for ${election}, which its journal does not`;
  }
  if (!consented || own.length > 0) return undefined;
  return `the chain has this trustee's consent to ${election}, which its journal does not`;
}
