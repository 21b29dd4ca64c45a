import type { BallotPackage } from "../../../sdk/election/ballotPackage.ts";
import { type AnnouncedRelayer, postBallot } from "../../../sdk/relaying/relayerClient.ts";

/** Milliseconds: a relayer that takes longer fails. */
const TIMEOUT = 120_000;

/** What sending gave: milliseconds from each request to its acknowledgement, and seconds in all. */
export type Sent = { readonly milliseconds: readonly number[]; readonly seconds: number };

/**
 * Posts ballots to a relayer, `atOnce` of them at any time, and checks every acknowledgement's signature.
 * Throws what the first ballot that is not acknowledged gives.
 */
export async function sendAll(
  relayer: AnnouncedRelayer,
  ballots: readonly BallotPackage[],
  atOnce: number,
  say: (text: string) => void,
): Promise<Sent> {
  const queue = [...ballots];
  const milliseconds: number[] = [];
  const started = performance.now();
  const voter = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const sent = performance.now();
      await postBallot(relayer, next, { timeout: TIMEOUT, fetch });
      milliseconds.push(performance.now() - sent);
      say(`${milliseconds.length} of ${ballots.length} ballots acknowledged`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, voter));
  return { milliseconds, seconds: (performance.now() - started) / 1_000 };
}

/** The value below which a share of the values lies; the largest for a share of 1. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] as number;
}
