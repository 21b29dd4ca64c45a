import type { Snapshot } from "../record/recordShape.ts";
import type { Case } from "./case.ts";
import type { Census } from "./consents.ts";

const depthFor = (members: number): number => Math.ceil(Math.log2(Math.max(1, members)));

/** P13: the snapshots of a published roll, and which of them is the census. */
export const checkSnapshots = ({ record, ledger }: Case): Census | undefined => {
  if (record.rollSource !== "published") return undefined;
  const { snapshots, challengePeriod } = record.published;
  const check = (holds: boolean, snapshot: Snapshot, told: string): boolean =>
    ledger.check("P13.2 snapshots", holds, () => `snapshot ${snapshot.sequence}: ${told}`);

  snapshots.forEach((snapshot, i) => {
    const { at, sequence, activeMembers, depth, finalAt, fallen } = snapshot;
    const before = snapshots[i - 1];
    check(sequence === BigInt(i + 1), snapshot, "its sequence is not the next");
    check(activeMembers >= 2, snapshot, "it has fewer than two entries");
    check(depth === depthFor(activeMembers), snapshot, `depth ${depth} for ${activeMembers} entries`);
    check(finalAt === at.time + challengePeriod, snapshot, `final at ${finalAt}`);
    check(!fallen || (fallen.at.time >= at.time && fallen.at.time < finalAt), snapshot, "it fell outside its period");
    const free = !before || at.time >= (before.fallen ? before.fallen.at.time : before.finalAt);
    check(free, snapshot, "it was published while another was pending");
  });

  const { censusTime } = record.constitution.schedule;
  const census = snapshots.findLast(({ finalAt, fallen }) => !fallen && finalAt <= censusTime);
  if (!census) return undefined;
  return { time: census.finalAt, root: census.root, depth: census.depth, activeMembers: census.activeMembers };
};
