import type { Provider } from "ethers";
import { pendingSnapshot } from "../../sdk/chain/pendingSnapshot.ts";
import { challengePeriodOf, checkpointAt } from "../../sdk/chain/publishedRolls.ts";
import { COUNT_SHIFT } from "../../sdk/crypto/discreteLog.ts";
import { FLOORS } from "../../sdk/election/constitutionRules.ts";
import { leastReaching } from "../../sdk/election/fraction.ts";
import { electorateOf } from "../../sdk/election/outcome.ts";
import { ballotRulesOf } from "../electionFile/ballotRules.ts";
import { error, type Found, warning } from "../electionFile/finding.ts";
import type { ElectionFile } from "../electionFile/schema.ts";
import { optionsOf, outcomeRuleOf, secondsOf, spanOf } from "../electionFile/toElection.ts";
import { koreanTime } from "../terminal/koreanTime.ts";

/** What a roll that `deploy` has yet to make means for the census: it would begin empty. @param now Unix seconds. */
export function undeployedFindings({ roll, schedule, offices }: ElectionFile, now: number): readonly Found[] {
  const census = secondsOf(schedule.censusTime);
  if (census <= now) return [error("schedule.censusTime", "censusBeforeRoll", { time: koreanTime(census) })];
  const finalAt = now + spanOf(offices.challengePeriod);
  if (roll.source !== "published" || finalAt <= census) return [];
  return [error("schedule.censusTime", "snapshotTooLate", { time: koreanTime(finalAt), census: koreanTime(census) })];
}

/**
 * Who is on the roll at the census, and whether the election can open and decide with so many (P3.6). Before the census
 * the roll as it is now is only told; after it what lacks can never be made up.
 */
export async function censusFindings(
  file: ElectionFile,
  rolls: string,
  now: number,
  provider: Provider,
): Promise<readonly Found[]> {
  const census = secondsOf(file.schedule.censusTime);
  const isPast = census < now;
  const time = isPast ? census : now - 1;
  const active = (await checkpointAt(rolls, BigInt(file.roll.id), time, provider))?.activeMembers ?? 0;
  if (isPast) return pastFindings(file, active);
  const isPublished = file.roll.source === "published";
  const snapshots = isPublished ? await snapshotFindings(file, rolls, now, active, provider) : [];
  return snapshots.some(({ level }) => level === "error") ? snapshots : [...snapshots, ...rollFindings(file, active)];
}

function rollFindings({ roll }: ElectionFile, active: number): readonly Found[] {
  const values = { active, roll: roll.id, least: roll.minimumCensus };
  if (active < roll.minimumCensus) return [warning("roll", "rollTooSmall", values)];
  return active < FLOORS.minimumCensus ? [warning("roll", "rollSmall", { active })] : [];
}

/** The census is what it is: what it does not allow can never happen. */
function pastFindings(file: ElectionFile, active: number): readonly Found[] {
  const { roll, minimumBallots, schedule } = file;
  const rule = outcomeRuleOf(file);
  const { maxPerOption } = ballotRulesOf(
    file.ballot,
    optionsOf(file).map(({ cost = 0 }) => cost),
  );
  const least = Math.max(roll.minimumCensus, minimumBallots);
  const time = koreanTime(secondsOf(schedule.censusTime));
  if (active < least) return [error("schedule.censusTime", "censusTooSmall", { active, roll: roll.id, least, time })];
  if (BigInt(active) * BigInt(maxPerOption) >= COUNT_SHIFT) {
    return [error("ballot", "censusTooLarge", { active, most: maxPerOption })];
  }
  const needed = leastReaching(rule.quorum, electorateOf(rule, active));
  const votes = active * maxPerOption;
  return [
    ...(needed > active ? [error("outcome.quorum", "quorumOutOfReach", { needed, active })] : []),
    ...(rule.minimumVotes > votes
      ? [error("outcome.minimumVotes", "votesOutOfReach", { least: rule.minimumVotes, votes })]
      : []),
    ...rollFindings(file, active),
  ];
}

/** What a published roll's snapshots mean for the census, which is still to come. @param active Of the last final one. */
async function snapshotFindings(
  { roll, schedule, minimumBallots }: ElectionFile,
  rolls: string,
  now: number,
  active: number,
  provider: Provider,
): Promise<readonly Found[]> {
  const census = secondsOf(schedule.censusTime);
  const pending = await pendingSnapshot(rolls, BigInt(roll.id), provider);
  const counts = pending !== undefined && pending.finalAt <= census ? Math.max(active, pending.activeMembers) : active;
  const finalAt = now + (await challengePeriodOf(rolls, provider));
  if (finalAt > census && counts < Math.max(roll.minimumCensus, minimumBallots)) {
    const values = { time: koreanTime(finalAt), census: koreanTime(census) };
    return [error("schedule.censusTime", "snapshotTooLate", values)];
  }
  if (pending === undefined) return [];
  const { sequence, activeMembers } = pending;
  const key = pending.finalAt > census ? "snapshotLate" : "snapshotPending";
  return [warning("roll", key, { sequence, active: activeMembers, time: koreanTime(pending.finalAt) })];
}
