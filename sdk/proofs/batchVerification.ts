import type { RandomBytes } from "../crypto/random.ts";
import { type BatchEquation, batchEquation, type SoundStatement } from "./batchEquation.ts";
import { loadCurveCode } from "./curveCode.ts";
import type { ProvedStatement, VerificationKey } from "./groth16.ts";

/** A statement to be verified, or what is known without a proof: true, or false where no statement can be made. */
export type Candidate = ProvedStatement | boolean;

type Placed = readonly [place: number, statement: SoundStatement];

let loading: Promise<BatchEquation> | undefined;

/**
 * Whether all proofs of one key hold, by one equation (P0, "Batches"). Refuses what the contract refuses: values out of
 * range, points off the curve, points of the second group outside the subgroup. A batch with a false proof passes with
 * a probability of at most 2^-128.
 * @param random Where coefficients come from, once all proofs are known.
 */
export async function verifyBatch(
  key: VerificationKey,
  statements: readonly ProvedStatement[],
  random: RandomBytes,
): Promise<boolean> {
  const equation = await loadEquation();
  const sound = statements.map((statement) => equation.soundOf(key, statement));
  return sound.every((statement) => statement !== undefined) && equation.holds(key, sound, random);
}

/**
 * Places of the statements that do not hold, in order: those that cannot hold as they stand, and what is found by
 * halving the rest until what is wrong stands alone.
 */
export async function wrongAmong(
  key: VerificationKey,
  candidates: readonly Candidate[],
  random: RandomBytes,
): Promise<number[]> {
  const equation = await loadEquation();
  const wrong: number[] = [];
  const placed: Placed[] = [];
  for (const [place, candidate] of candidates.entries()) {
    if (candidate === true) continue;
    const sound = candidate === false ? undefined : equation.soundOf(key, candidate);
    if (sound === undefined) wrong.push(place);
    else placed.push([place, sound]);
  }
  return [...wrong, ...halved(placed, holding(equation, key, random))].sort((a, b) => a - b);
}

/** The first statement that does not hold; what stands behind one that cannot hold is not looked at. */
export async function firstWrong(
  key: VerificationKey,
  candidates: readonly Candidate[],
  random: RandomBytes,
): Promise<number | undefined> {
  const equation = await loadEquation();
  const placed: Placed[] = [];
  let unsound: number | undefined;
  for (const [place, candidate] of candidates.entries()) {
    if (candidate === true) continue;
    const sound = candidate === false ? undefined : equation.soundOf(key, candidate);
    if (sound === undefined) unsound = place;
    if (sound === undefined) break;
    placed.push([place, sound]);
  }
  return firstIn(placed, holding(equation, key, random)) ?? unsound;
}

type Holds = (part: readonly Placed[]) => boolean;

function holding(equation: BatchEquation, key: VerificationKey, random: RandomBytes): Holds {
  return (part) =>
    equation.holds(
      key,
      part.map(([, statement]) => statement),
      random,
    );
}

function halved(part: readonly Placed[], holds: Holds): number[] {
  if (part.length === 0 || holds(part)) return [];
  if (part.length === 1) return part.map(([place]) => place);
  const half = part.length >> 1;
  return [...halved(part.slice(0, half), holds), ...halved(part.slice(half), holds)];
}

function firstIn(part: readonly Placed[], holds: Holds): number | undefined {
  if (part.length === 0 || holds(part)) return undefined;
  if (part.length === 1) return part[0]?.[0];
  const half = part.length >> 1;
  return firstIn(part.slice(0, half), holds) ?? firstIn(part.slice(half), holds);
}

function loadEquation(): Promise<BatchEquation> {
  loading ??= loadCurveCode().then(batchEquation);
  return loading;
}
