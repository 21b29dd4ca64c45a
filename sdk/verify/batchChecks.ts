import { ZeroHash } from "ethers";
import { extendedChain, subtotalOf } from "../election/tally.ts";
import { timeInKorea } from "../election/timeInKorea.ts";
import { placed } from "./ballotChecks.ts";
import { type Check, every, holds } from "./check.ts";
import { counted } from "./counted.ts";
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
      counted(record.batches.length, "batch", "batches"),
    ),
    await every(
      "P7.1 each batch was cast while the box was open",
      record.batches,
      ({ at }) => {
        const isInOrder = at.block >= last;
        last = at.block;
        return isInOrder && at.time >= (opened?.time ?? 0) && at.time < closesAt + closeGrace;
      },
      ({ at }, index) => `batch ${index + 1} in block ${at.block} at ${timeInKorea(at.time)}`,
    ),
    await every(
      "P7.2 ballots were skipped only while the box was open",
      record.skipped,
      ({ at }) => {
        if (opened === undefined || at.block < opened.block) return false;
        return at.time >= opened.time && at.time < closesAt + closeGrace;
      },
      ({ at }, index) => `skipped ballot ${index + 1} in block ${at.block} at ${timeInKorea(at.time)}`,
    ),
    await every("P7.3 no batch is empty", batches(), (batch) => batch.ballots.length > 0, label),
    await every(
      "P7.5 the tally chain holds the subtotal of every batch",
      batches(),
      (batch) => {
        const own = ballots.slice(start, start + batch.ballots.length);
        start += batch.ballots.length;
        const inPlace = own.every(({ version, slot }) => version === slot.version);
        const changes = own.map(({ next, slot }) => ({ next, held: slot.held }));
        chain = inPlace ? extendedChain(chain, subtotalOf(changes, constitution.ballotSize)) : batch.chain;
        return inPlace && chain === batch.chain;
      },
      label,
    ),
  ];
}
