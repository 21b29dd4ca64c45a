import type { Snapshot } from "../record/recordShape.ts";
import type { CheckName } from "../report/checkNames.ts";
import type { Case } from "./case.ts";
import type { Census } from "./consents.ts";

const DAY = 86_400;

const SNAPSHOTS: ReadonlySet<CheckName> = new Set<CheckName>([
  "P13.2 each snapshot has the next sequence",
  "P13.1 each snapshot has at least two residents, and the depth that follows",
  "P13.3 the challenge period is long enough",
  "P13.4 each snapshot is final one challenge period after its publication",
  "P13.3 snapshots fell only in their challenge period",
  "P13.2 one snapshot was pending at a time",
]);

/** `ceil(log2 n)` of a whole number above 0. */
export const depthFor = (n: number): number => {
  let depth = 0;
  while (2 ** depth < n) depth++;
  return depth;
};

/** P13: the snapshots of a published roll. Gives the one that is the census. */
export const checkSnapshots = ({ record, ledger }: Case): Snapshot | undefined => {
  if (record.rollSource !== "published") return undefined;
  const { published, constitution } = record;
  const { snapshots, challengePeriod } = published;
  ledger.present((check) => SNAPSHOTS.has(check));
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
  return snapshots.findLast(({ finalAt, fallen }) => !fallen && finalAt <= censusTime);
};

/** A snapshot as the census that it is: its time is when it became final. */
export const censusOf = ({ finalAt, root, depth, activeMembers }: Snapshot): Census => ({
  time: finalAt,
  root,
  depth,
  activeMembers,
});
