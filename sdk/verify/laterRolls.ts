import type { ElectionRecord } from "./record.ts";

/**
 * What the chain says now, without what its rolls took after `record` was taken, if the census was frozen by then: a
 * registry goes on for other elections, and nothing later can be part of this one.
 */
export function withoutLaterRolls(now: ElectionRecord, record: ElectionRecord): ElectionRecord {
  const { block, constitution } = record;
  if (block.time <= constitution.schedule.censusTime) return now;
  if (now.rollSource === "registry") {
    const isEarly = ({ checkpoints }: (typeof now.roll)[number]) => checkpoints.every(({ time }) => time <= block.time);
    return { ...now, roll: now.roll.filter(isEarly) };
  }
  const snapshots = now.published.snapshots
    .filter(({ at }) => at.block <= block.number)
    .map((one) => (one.fallen !== null && one.fallen.at.block > block.number ? { ...one, fallen: null } : one));
  return { ...now, published: { ...now.published, snapshots } };
}
