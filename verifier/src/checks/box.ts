import { onCurve } from "../curve/babyJubjub.ts";
import { type Claim, type FoldedKey, refutedClaims } from "../pairing/groth16.ts";
import { proofOf } from "../pairing/proofWords.ts";
import type { Ballot, Batch, Skipped } from "../record/recordShape.ts";
import { identityWords, liveSignals } from "../tally/ballotSignals.ts";
import { CHAIN_START, extendChain } from "../tally/chain.ts";
import { addTo, pointsOf, type Sums, takeFrom, wordsOfSums, zeroSums } from "../tally/sums.ts";
import type { Case } from "./case.ts";

/** How many proofs are checked in one equation. */
const BATCH = 512;

const VERSION_LIMIT = 2n ** 32n - 1n;

/** A slot: how many ballots it has taken, and what it holds if a later ballot needs it. */
interface Slot {
  readonly version: bigint;
  readonly held?: readonly bigint[];
}

/** What is left of the box when all ballots are in it. */
export interface BoxContent {
  readonly ballots: number;
  readonly chain: bigint;
  readonly sum: readonly bigint[];
}

/** The ballot box, filled batch by batch. */
export interface Box {
  readonly cast: (batch: Batch, index: number) => void;
  readonly skip: (skipped: Skipped, index: number) => void;
  readonly content: () => BoxContent;
}

/**
 * The box of an opened election. `key` is the ballot key with the election's constants; without it proofs are not
 * checked. Of slots in `replaced` the ciphertexts are kept.
 */
export const openBox = (at: Case, key: FoldedKey | undefined, replaced: ReadonlySet<bigint>): Box => {
  const { ledger } = at;
  const { constitution, opening, block } = at.record;
  const ciphertexts = constitution.ballotSize / 2;
  const { closesAt, closeGrace } = constitution.schedule;
  const opensAt = opening?.at.time ?? Number.POSITIVE_INFINITY;
  const identities = identityWords(ciphertexts);
  const slots = new Map<bigint, Slot>();
  const sum: Sums = zeroSums(ciphertexts);
  const waiting: { readonly name: string; readonly claim: Claim }[] = [];
  let chain = CHAIN_START;
  let lastTime = 0;

  const proveWaiting = (): void => {
    if (!key || waiting.length === 0) return;
    const claims = waiting.map(({ claim }) => claim);
    const faults = new Map(refutedClaims(key, claims, at.random).map(({ index, fault }) => [index, fault]));
    waiting.forEach(({ name }, i) => {
      ledger.check("P5.5 proofs of ballots", !faults.has(i), () => `${name}: ${faults.get(i)}`);
    });
    waiting.length = 0;
  };

  const moveSlot = ({ nullifier, version, next }: Ballot, name: string): readonly bigint[] | undefined => {
    const slot = slots.get(nullifier) ?? { version: 0n };
    const moves = slot.version === version && (version === 0n || constitution.revoting) && version < VERSION_LIMIT;
    ledger.check("P7.2 slots", moves, () => `${name} names version ${version}, its slot has ${slot.version}`);
    slots.set(nullifier, replaced.has(nullifier) ? { version: version + 1n, held: next } : { version: version + 1n });
    return version > 0n ? slot.held : undefined;
  };

  const castOne = (ballot: Ballot, name: string, subtotal: Sums): void => {
    const { nullifier, version, next, digest, proof } = ballot;
    const points = pointsOf(next);
    const whole = next.length === 4 * ciphertexts && points.every(onCurve) && points[0]!.x !== 0n;
    if (!ledger.check("P7.1 form of ballots", whole, () => name)) return;

    const held = moveSlot(ballot, name);
    if (held) takeFrom(subtotal, pointsOf(held));
    addTo(subtotal, points);

    const previous = constitution.masked && held ? held : identities;
    const live = liveSignals(digest, [nullifier, version, ...previous, ...next]);
    waiting.push({ name, claim: { proof: proofOf(proof), live } });
    if (waiting.length >= BATCH) proveWaiting();
  };

  const cast = (batch: Batch, index: number): void => {
    const { time } = batch.at;
    const inTime = time >= opensAt && time < closesAt + closeGrace && time >= lastTime && time <= block.time;
    ledger.check("P7.1 times of ballots", inTime, () => `batch ${index} at ${time}`);
    lastTime = Math.max(lastTime, time);

    const subtotal = zeroSums(ciphertexts);
    batch.ballots.forEach((ballot, place) => castOne(ballot, `ballot ${place} of batch ${index}`, subtotal));
    const words = wordsOfSums(subtotal);
    chain = extendChain(chain, words);
    ledger.check("P7.5 tally chain", chain === batch.chain, () => `batch ${index}`);
    chain = batch.chain;
    addTo(sum, pointsOf(words));
  };

  return {
    cast,
    skip: ({ at: { time } }, index) => {
      const inTime = time >= opensAt && time < closesAt + closeGrace;
      ledger.check("P7.2 skipped ballots", inTime, () => `entry ${index} at ${time}`);
    },
    content: () => {
      proveWaiting();
      const members = opening?.activeMembers ?? 0;
      ledger.check("P7.3 number of ballots", slots.size <= members, () => `${slots.size} slots of ${members} members`);
      return { ballots: slots.size, chain, sum: wordsOfSums(sum) };
    },
  };
};
