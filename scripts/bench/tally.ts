import { GENERATOR, multiply } from "../../sdk/crypto/babyjubjub.ts";
import { findCounts } from "../../sdk/crypto/discreteLog.ts";
import { ciphertextWords, encrypt } from "../../sdk/crypto/elgamal.ts";
import { sumOfBallots } from "../../sdk/election/tally.ts";
import { coreSeconds, type Figures, interleaved, median } from "./figures.ts";

const VOTERS = [1_024, 4_096, 16_384, 65_536];
const REFERENCE = 16_384;
const MILLION = 1_000_000;

/**
 * Seconds to find the counts of an approval election of 8 options, for growing numbers of voters; beside it what any
 * observer must do anyway, the sum of 16,384 ballots. Of a million voters, by one core's work and once, also for 32
 * options.
 */
export async function tallySeconds(): Promise<Figures> {
  const key = multiply(GENERATOR, 5n);
  const ballot = ciphertextWords([1n, 2n, 3n, 4n].map((r) => encrypt(1n, key, r)));
  const ballots = Array.from({ length: REFERENCE }, () => ballot);
  const figures = await interleaved({
    ...Object.fromEntries(VOTERS.map((voters) => [`seconds.tally.${voters}`, () => count(voters)])),
    [`seconds.sumOfBallots.${REFERENCE}`]: () => sumOfBallots(ballots, 8),
  });
  return {
    ...figures,
    [`seconds.tally.${MILLION}.8`]: median([await coreSeconds(() => count(MILLION))]),
    [`seconds.tally.${MILLION}.32`]: median([await coreSeconds(() => count(MILLION, 4))]),
  };
}

/** Counts of four ciphertexts, or of several times as many, in all parts of the range, the furthest among them. */
function count(voters: number, times = 1): void {
  const pairs = Array.from({ length: times }).flatMap((_, m): (readonly [number, number])[] => [
    [voters - m, 1],
    [Math.floor(voters / 2), Math.floor((3 * voters) / 4) + m],
    [m, voters],
    [7, Math.floor(voters / 2) + m],
  ]);
  const points = pairs.map(([low, high]) => multiply(GENERATOR, BigInt(low) + (BigInt(high) << 24n)));
  const found = findCounts(points, voters);
  if (JSON.stringify(found) !== JSON.stringify(pairs)) throw new Error("the tally found other counts");
}
