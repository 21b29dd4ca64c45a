import type { Case } from "./case.ts";
import type { Census } from "./consents.ts";

const DAY = 86_400;

/** `ceil(log2 n)` of a whole number above 0. */
const depthFor = (n: number): number => {
  let depth = 0;
  while (2 ** depth < n) depth++;
  return depth;
};

/** P13: the snapshots of a published roll, and which of them is the census. */
export const checkSnapshots = ({ record, ledger }: Case): Census | undefined => {
  if (record.rollSource !== "published") return undefined;
  const { published, constitution } = record;
  const { snapshots, challengePeriod } = published;
  ledger.present((check) => check.startsWith("P13.") && check !== "P13.5 the snapshot's files");
  const enough = challengePeriod >= (constitution.isTest ? 1 : DAY);
  ledger.check("P13.3 the challenge period is long enough", enough, () => `${challengePeriod} seconds`);

  snapshots.forEach(({ at, sequence, activeMembers, depth, finalAt, fallen }, i) => {
    const told = (): string => `snapshot ${i + 1} of the record`;
    ledger.check("P13.2 each snapshot has the next sequence", sequence === BigInt(i + 1), told);
    const sized = activeMembers >= 2 && depth === depthFor(activeMembers);
    ledger.check("P13.1 each snapshot has at least two residents, and the depth that follows", sized, told);
    const due = finalAt === at.time + challengePeriod;
    ledger.check("P13.4 each snapshot is final one challenge period after its publication", due, told);
    const inPeriod = !fallen || (fallen.at.block >= at.block && fallen.at.time < finalAt);
    ledger.check("P13.3 snapshots fell only in their challenge period", inPeriod, told);
    const before = snapshots[i - 1];
    const free = !before || before.finalAt <= at.time || (before.fallen !== null && before.fallen.at.block <= at.block);
    ledger.check("P13.2 one snapshot was pending at a time", free, told);
  });

  const { censusTime } = constitution.schedule;
  const census = snapshots.findLast(({ finalAt, fallen }) => !fallen && finalAt <= censusTime);
  if (!census) return undefined;
  ledger.notMade("P13.5 the snapshot's files", "they were not given");
  return { time: census.finalAt, root: census.root, depth: census.depth, activeMembers: census.activeMembers };
};
