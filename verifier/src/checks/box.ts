import { onCurve } from "../curve/babyJubjub.ts";
import type { Claim, FoldedKey } from "../pairing/groth16.ts";
import { refutedClaims } from "../pairing/groth16Batch.ts";
import { proofOf } from "../pairing/proofWords.ts";
import type { Ballot, Batch, Moment, Skipped } from "../record/recordShape.ts";
import { inKorea } from "../report/inKorea.ts";
import { identityWords, liveSignals } from "../tally/ballotSignals.ts";
import { CHAIN_START, extendChain } from "../tally/chain.ts";
import { addTo, pointsOf, type Sums, takeFrom, wordsOfSums, zeroSums } from "../tally/sums.ts";
import type { Case } from "./case.ts";

const VERSION_LIMIT = 2n ** 32n - 1n;

const PROOFS = "P5.5 each ballot's proof holds: a resident of the census, once, within the rules";

/** A slot: how many ballots it has taken, and what it holds if a later ballot needs it. */
interface Slot {
  readonly version: bigint;
  readonly held?: readonly bigint[];
}

/** What is left of the box when all ballots are in it. */
export interface BoxContent {
  /** How many slots hold a ballot. */
  readonly ballots: number;
  readonly sum: readonly bigint[];
}

/** The ballot box, filled batch by batch. */
export interface Box {
  readonly cast: (batch: Batch, index: number) => void;
  readonly skip: (skipped: Skipped, index: number) => void;
  readonly content: () => BoxContent;
}

/**
 * The box of an election. `key` is the ballot key with the election's constants; without it no proof holds. Of slots in
 * `replaced` the ciphertexts are kept, of others only the version.
 */
export const openBox = (at: Case, key: FoldedKey | undefined, replaced: ReadonlySet<bigint>): Box => {
  const { ledger } = at;
  const { constitution, opening } = at.record;
  const ciphertexts = constitution.ballotSize / 2;
  const closesAt = constitution.schedule.closesAt + constitution.schedule.closeGrace;
  const identities = identityWords(ciphertexts);
  const slots = new Map<bigint, Slot>();
  const sum: Sums = zeroSums(ciphertexts);
  const waiting: { readonly name: string; readonly claim: Claim }[] = [];
  let chain = CHAIN_START;
  let lastBlock = opening?.at.block ?? 0;
  ledger.present((check) => /^P[57]\./.test(check));

  const proveWaiting = (): void => {
    const claims = waiting.map(({ claim }) => claim);
    const faults = new Map(
      key ? refutedClaims(key, claims, at.random).map(({ index, fault }) => [index, fault as string]) : [],
    );
    waiting.forEach(({ name }, i) => {
      const fault = key ? faults.get(i) : "there is no key to check it with";
      ledger.check(PROOFS, fault === undefined, () => `${name}: ${fault}`);
    });
    waiting.length = 0;
  };

  /** The slot that a ballot takes, as it was before; `undefined` where it does not follow it. */
  const moveSlot = ({ nullifier, version, next }: Ballot, name: string): Slot | undefined => {
    const slot = slots.get(nullifier) ?? { version: 0n };
    const told = (): string => `${name} names version ${version}, its slot has ${slot.version}`;
    const follows = ledger.check("P7.2 each ballot follows the last one of its slot", slot.version === version, told);
    ledger.check("P7.2 votes changed only where that is allowed", constitution.revoting || version === 0n, () => name);
    ledger.check("P7.1 each version has a successor", version < VERSION_LIMIT, () => name);
    slots.set(nullifier, {
      version: slot.version + 1n,
      ...(replaced.has(nullifier) ? { held: next } : {}),
    });
    return follows ? slot : undefined;
  };

  /** Casts a ballot into the subtotal; false where that cannot be computed. */
  const castOne = (ballot: Ballot, name: string, subtotal: Sums): boolean => {
    const { nullifier, version, next, digest, proof } = ballot;
    const sized = next.length === 4 * ciphertexts;
    ledger.check("P7.1 each ballot has the ciphertexts of its size", sized, () => name);
    const hidden = next.every((word, i) => i % 4 !== 0 || word !== 0n);
    ledger.check("P7.1 no ballot shows its choices (c1.x is never 0)", hidden, () => name);
    const slot = moveSlot(ballot, name);
    const points = pointsOf(next);
    if (!slot || !sized || !points.every(onCurve)) {
      return ledger.check(PROOFS, false, () => `${name}: it does not follow its slot, or its ciphertexts are none`);
    }

    const held = slot.held;
    if (held) takeFrom(subtotal, pointsOf(held));
    addTo(subtotal, points);
    const previous = constitution.masked && held ? held : identities;
    const live = liveSignals(digest, [nullifier, version, ...previous, ...next]);
    waiting.push({ name, claim: { proof: proofOf(proof), live } });
    if (waiting.length >= at.batch) proveWaiting();
    return true;
  };

  const isOpenAt = ({ time }: Moment): boolean => opening !== null && time >= opening.at.time && time < closesAt;

  const cast = (batch: Batch, index: number): void => {
    const { block, time } = batch.at;
    ledger.check("P7.1 ballots only in an election that was opened", opening !== null, () => `batch ${index}`);
    const inOrder = isOpenAt(batch.at) && block >= lastBlock;
    ledger.check(
      "P7.1 each batch was cast while the box was open",
      inOrder,
      () => `batch ${index} at ${inKorea(time)}`,
    );
    lastBlock = Math.max(lastBlock, block);
    ledger.check("P7.3 no batch is empty", batch.ballots.length > 0, () => `batch ${index}`);

    const subtotal = zeroSums(ciphertexts);
    let whole = true;
    batch.ballots.forEach((ballot, place) => {
      if (!castOne(ballot, `ballot ${place} of batch ${index}`, subtotal)) whole = false;
    });
    const words = wordsOfSums(subtotal);
    addTo(sum, pointsOf(words));
    chain = extendChain(chain, words);
    const held = whole && chain === batch.chain;
    ledger.check("P7.5 the tally chain holds the subtotal of every batch", held, () => `batch ${index}`);
  };

  return {
    cast,
    skip: ({ at: moment }, index) => {
      const told = (): string => `entry ${index} at ${inKorea(moment.time)}`;
      ledger.check("P7.2 ballots were skipped only while the box was open", isOpenAt(moment), told);
    },
    content: () => {
      proveWaiting();
      const members = opening?.activeMembers ?? 0;
      const told = (): string => `${slots.size} slots, ${members} members`;
      ledger.check("P7.3 no more voters than residents in the census", slots.size <= members, told);
      return { ballots: slots.size, sum: wordsOfSums(sum) };
    },
  };
};
