import type { JsonRpcProvider } from "ethers";
import { PHASES, type Phase } from "../election/phase.ts";
import { electionAt, read } from "./contracts.ts";

/** How far an election is, as the chain says it at one moment. Nothing of it tells how anybody voted. */
export type ElectionState = {
  readonly phase: Phase;
  readonly undecided: boolean;
  /** Slots in use. */
  readonly ballots: number;
  /** Members of the frozen census; 0 before opening. */
  readonly activeMembers: number;
  /** Seats that consented, and that posted their shares. */
  readonly consents: readonly number[];
  readonly shares: readonly number[];
  readonly boxClosesAt: number;
};

export async function readState(election: string, provider: JsonRpcProvider): Promise<ElectionState> {
  const contract = electionAt(election, provider);
  const ask = <T>(name: string) => read<T>(contract, name);
  const [phase, undecided, ballots, activeMembers, consents, shares, boxClosesAt] = await Promise.all([
    ask<bigint>("phase"),
    ask<boolean>("undecided"),
    ask<bigint>("ballots"),
    ask<bigint>("activeMembers"),
    ask<bigint>("consents"),
    ask<bigint>("shares"),
    ask<bigint>("boxClosesAt"),
  ]);
  return {
    phase: PHASES[Number(phase)] as Phase,
    undecided,
    ballots: Number(ballots),
    activeMembers: Number(activeMembers),
    consents: seatsOf(consents),
    shares: seatsOf(shares),
    boxClosesAt: Number(boxClosesAt),
  };
}

/** The chain's clock: Unix seconds of its latest block, and its number. */
export async function readHead(provider: JsonRpcProvider): Promise<{ readonly number: number; readonly time: number }> {
  const block = await provider.getBlock("latest");
  return { number: block?.number ?? 0, time: block?.timestamp ?? 0 };
}

/** Seats of a bitmap, from 1. */
function seatsOf(bitmap: bigint): number[] {
  return Array.from({ length: 9 }, (_, index) => index + 1).filter((seat) => (bitmap >> BigInt(seat - 1)) & 1n);
}
