import type { Checkpoint } from "../election/rollHistory.ts";
import type { ElectionRecord, PublishedRecord } from "./record.ts";

/** The roll's last checkpoint at or before the census time (P4.2). That it is the roll as it stood, P1.5 or P13 checks. */
export function censusOf(record: ElectionRecord): Checkpoint | undefined {
  if (record.rollSource === "published") {
    const snapshot = censusSnapshot(record);
    if (snapshot === undefined) return undefined;
    const { finalAt, depth, activeMembers, root } = snapshot;
    return { time: finalAt, depth, activeMembers, root: BigInt(root) };
  }
  const { rollId, schedule } = record.constitution;
  const checkpoint = record.roll
    .flatMap(({ checkpoints }) => checkpoints)
    .findLast((one) => one.rollId === rollId && one.time <= schedule.censusTime);
  return checkpoint === undefined ? undefined : { ...checkpoint, root: BigInt(checkpoint.root) };
}

/** What a roll has before its first checkpoint. */
export const NO_CENSUS: Checkpoint = { time: 0, root: 0n, depth: 0, activeMembers: 0 };

/** The snapshot that is the census: the last that stood when it became final, at or before the census time (P13.4). */
export function censusSnapshot({ published, constitution }: PublishedRecord) {
  const { censusTime } = constitution.schedule;
  return published.snapshots.findLast(({ fallen, finalAt }) => fallen === null && finalAt <= censusTime);
}
