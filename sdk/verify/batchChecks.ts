import { concat, keccak256, toBeHex, ZeroHash } from "ethers";
import type { Batch } from "../chain/ballotBox.ts";
import { type ExtendedPoint, IDENTITY, type Point, toAffineMany, toExtended } from "../crypto/babyjubjub.ts";
import { ciphertextsFromWords } from "../crypto/elgamal.ts";
import { type PlacedBallot, placed } from "./ballotChecks.ts";
import { type Check, every, holds } from "./check.ts";
import type { Evidence } from "./evidence.ts";

/** P7: ballots were cast while the box was open, and the tally chain adds up the batches. */
export async function batchChecks({ record, constitution, batches }: Evidence): Promise<readonly Check[]> {
  const { closesAt, closeGrace } = constitution.schedule;
  const opened = record.opening?.at;
  const ballots = placed(batches().flatMap((batch) => batch.ballots));
  let [chain, start, last]: [string, number, number] = [ZeroHash, 0, opened?.block ?? 0];
  const label = (_: unknown, index: number) => `batch ${index + 1}`;
  return [
    holds(
      "P7.1 ballots only in an election that was opened",
      opened !== undefined || record.batches.length === 0,
      "an opening, or no ballots",
      `${record.batches.length} batches`,
    ),
    await every(
      "P7.1 each batch was cast while the box was open",
      record.batches,
      ({ at }) => {
        const isInOrder = at.block >= last;
        last = at.block;
        return isInOrder && at.time >= (opened?.time ?? 0) && at.time < closesAt + closeGrace;
      },
      ({ at }, index) => `batch ${index + 1} in block ${at.block} at ${at.time}`,
    ),
    await every("P7.3 no batch is empty", batches(), (batch) => batch.ballots.length > 0, label),
    await every(
      "P7.5 each batch's subtotal is that of its ballots",
      batches(),
      (batch) => {
        const own = ballots.slice(start, start + batch.ballots.length);
        start += batch.ballots.length;
        const inPlace = own.every(({ version, slot }) => version === slot.version);
        return inPlace && String(batch.subtotal) === String(subtotalOf(own, constitution.ballotSize));
      },
      label,
    ),
    await every(
      "P7.5 the tally chain holds every batch",
      batches(),
      (batch) => {
        chain = extended(chain, batch);
        return chain === batch.chain;
      },
      label,
    ),
  ];
}

function extended(chain: string, { subtotal }: Batch): string {
  return keccak256(concat([chain, ...subtotal.map((word) => toBeHex(word, 32))]));
}

/** Words of the sum of next - held (P7.5). */
function subtotalOf(ballots: readonly PlacedBallot[], ballotSize: number): bigint[] {
  const sums: ExtendedPoint[] = Array.from({ length: ballotSize }, () => toExtended(IDENTITY));
  for (const { next, slot } of ballots) {
    for (const [m, point] of pointsOf(next).entries()) sums[m] = sums[m]?.add(toExtended(point)) as ExtendedPoint;
    for (const [m, point] of pointsOf(slot.held).entries()) {
      sums[m] = sums[m]?.subtract(toExtended(point)) as ExtendedPoint;
    }
  }
  return toAffineMany(sums).flatMap(({ x, y }) => [x, y]);
}

function pointsOf(words: readonly bigint[]): Point[] {
  return ciphertextsFromWords(words).flatMap(({ c1, c2 }) => [c1, c2]);
}
