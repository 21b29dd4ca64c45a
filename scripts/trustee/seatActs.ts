import type { Provider } from "ethers";
import { z } from "zod";
import { electionAt, read } from "../../sdk/chain/contracts.ts";
import type { JournalEntry } from "../../sdk/chain/trusteeJournal.ts";

/** Whether the chain has a seat's consent to an election, and its share: what the key's journal must know of. */
export const seatActs = { consented: z.boolean(), shared: z.boolean() };

type SeatActs = { readonly election: string; readonly consented: boolean; readonly shared: boolean };

/** What a seat did for an election, as of a block. */
export async function readSeatActs(
  election: string,
  seat: number,
  provider: Provider,
  block: number,
): Promise<Omit<SeatActs, "election">> {
  const has = async (name: "consents" | "shares") => {
    const bits = await read<bigint>(electionAt(election, provider), name, { blockTag: block });
    return ((bits >> BigInt(seat - 1)) & 1n) === 1n;
  };
  return { consented: await has("consents"), shared: await has("shares") };
}

/**
 * What the chain has of this trustee and a journal has not: the key file is then a copy from before, and may not know of
 * a share of another sum (P9.1). Undefined where nothing lacks.
 */
export function unnotedActs(
  { election, consented, shared }: SeatActs,
  journal: readonly JournalEntry[],
): string | undefined {
  const own = journal.filter((entry) => entry.election.toLowerCase() === election.toLowerCase());
  const lacks = (act: JournalEntry["act"]) => own.every((entry) => entry.act !== act);
  if (shared && lacks("share"))
    return `the chain has a share of this trustee for ${election}, which its journal does not`;
  if (!consented || own.length > 0) return undefined;
  return `the chain has this trustee's consent to ${election}, which its journal does not`;
}
