import { depthOf } from "../election/snapshotTree.ts";
import { censusSnapshot } from "./census.ts";
import { type Check, equal, every, group, holds, notChecked } from "./check.ts";
import type { Evidence, SnapshotFindings } from "./evidence.ts";
import { leastSpan } from "./leastSpan.ts";
import type { PublishedRecord } from "./record.ts";

type Snapshot = PublishedRecord["published"]["snapshots"][number];

const FILES = "P13.5 the snapshot's files";

const describe = ({ sequence }: Snapshot) => `snapshot ${sequence}`;

/** P13: each snapshot followed the contract's rules, and the files of the one that is the census come to its roots. */
export async function publishedRollChecks(evidence: Evidence): Promise<readonly Check[]> {
  const { record } = evidence;
  if (record.rollSource !== "published") return [];
  const { challengePeriod, snapshots } = record.published;
  const least = leastSpan(record);
  return [
    await every(
      "P13.2 each snapshot has the next sequence",
      snapshots,
      ({ sequence }, m) => sequence === String(m + 1),
      describe,
    ),
    await every(
      "P13.1 each snapshot has at least two residents, and the depth that follows",
      snapshots,
      ({ activeMembers, depth }) => activeMembers >= 2 && depth === depthOf(activeMembers),
      describe,
    ),
    holds(
      "P13.3 the challenge period is long enough",
      challengePeriod >= least,
      `at least ${least} s`,
      challengePeriod,
    ),
    await every(
      "P13.4 each snapshot is final one challenge period after its publication",
      snapshots,
      ({ at, finalAt }) => finalAt === at.time + challengePeriod,
      describe,
    ),
    await every(
      "P13.3 snapshots fell only in their challenge period",
      snapshots,
      ({ at, finalAt, fallen }) => fallen === null || (fallen.at.block >= at.block && fallen.at.time < finalAt),
      describe,
    ),
    await every("P13.2 one snapshot was pending at a time", snapshots, isFree(snapshots), describe),
    ...(await filesChecks(evidence, record)),
  ];
}

/** Whether the snapshot before was final or had fallen when the next one came. */
function isFree(snapshots: readonly Snapshot[]) {
  return ({ at }: Snapshot, m: number): boolean => {
    const before = snapshots[m - 1];
    if (before === undefined) return true;
    const { fallen, finalAt } = before;
    return fallen === null ? at.time >= finalAt : at.block >= fallen.at.block;
  };
}

/** P13.5: what the files show. Without files that is one check that was not made; without a census there is nothing. */
async function filesChecks({ keys, report, snapshot }: Evidence, record: PublishedRecord): Promise<readonly Check[]> {
  const census = censusSnapshot(record);
  if (snapshot === undefined) {
    if (census === undefined) return [];
    const { sequence, activeMembers, contentRoot } = census;
    const expected = `the files of snapshot ${sequence}: ${activeMembers} entries with their proofs, content root ${contentRoot}`;
    return [notChecked(FILES, expected, "no files were given")];
  }
  return group(FILES, async () => {
    const { index, checks } = await snapshot(keys().enrolment, report);
    return [equal(`${FILES} are those of the census`, census && named(record, census), namedBy(index)), ...checks];
  });
}

function named({ chainId, constitution }: PublishedRecord, snapshot: Snapshot): string {
  const { sequence, activeMembers, depth, root, contentRoot } = snapshot;
  const { rolls, rollId } = constitution;
  return nameOf([chainId, rolls, rollId, sequence, activeMembers, depth, root, contentRoot]);
}

function namedBy(index: SnapshotFindings["index"]): string {
  const { chainId, rolls, rollId, sequence, activeMembers, depth, root, contentRoot } = index;
  return nameOf([chainId, rolls, rollId, sequence, activeMembers, depth, root, contentRoot]);
}

function nameOf(values: readonly (string | number | bigint)[]): string {
  const [chain, rolls, roll, sequence, residents, depth, root, contentRoot] = values.map((one) =>
    String(one).toLowerCase(),
  );
  return `chain ${chain}, contract ${rolls}, roll ${roll}, snapshot ${sequence}, ${residents} residents, depth ${depth}, root ${root}, content root ${contentRoot}`;
}
