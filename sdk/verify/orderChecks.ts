import { timeInKorea } from "../election/timeInKorea.ts";
import { type Check, holds } from "./check.ts";
import { counted } from "./counted.ts";
import type { Evidence } from "./evidence.ts";
import type { ElectionRecord } from "./record.ts";

type Moment = ElectionRecord["created"];

/** P11: blocks and times agree with one another, and nothing is later than the block the record was taken at. */
export function orderChecks({ record }: Evidence): readonly Check[] {
  const moments = momentsOf(record);
  const inOrder = moments.toSorted((a, b) => a.block - b.block || a.time - b.time);
  const wrong = inOrder.find((moment, m) => {
    const before = inOrder[m - 1];
    if (before === undefined) return false;
    return moment.time < before.time || (moment.block === before.block && moment.time !== before.time);
  });
  const checkpoints = record.rollSource === "registry" ? record.roll.flatMap((change) => change.checkpoints) : [];
  // A checkpoint has a time and no block.
  const dated = [...moments, ...checkpoints.map(({ time }) => ({ block: record.block.number, time }))];
  const late = dated.find(({ block, time }) => block > record.block.number || time > record.block.time);
  return [
    holds(
      "P11 times follow the blocks",
      wrong === undefined,
      "one time for each block, not decreasing",
      wrong === undefined ? counted(moments.length, "event") : `block ${wrong.block} at ${timeInKorea(wrong.time)}`,
    ),
    holds(
      "P11 nothing is later than the record's own block",
      late === undefined,
      `until block ${record.block.number}`,
      late === undefined ? `until block ${record.block.number}` : `block ${late.block} at ${timeInKorea(late.time)}`,
    ),
  ];
}

function momentsOf(record: ElectionRecord): Moment[] {
  const { board, consents, opening, batches, skipped, firstSum, seal, shares, result } = record;
  const events = [
    ...[...board.registrations, ...board.dealings, ...consents, ...batches, ...skipped, ...shares],
    ...[opening, seal, result].filter((event) => event !== null),
  ];
  const snapshots = record.rollSource === "published" ? record.published.snapshots : [];
  const rolls = snapshots.flatMap(({ at, fallen }) => (fallen === null ? [at] : [at, fallen.at]));
  return [record.created, ...rolls, ...(firstSum === null ? [] : [firstSum]), ...events.map(({ at }) => at)];
}
