import { error, type Found, warning } from "./finding.ts";
import type { ElectionFile } from "./schema.ts";
import { secondsOf, spanOf } from "./toElection.ts";

/** Between census and opening people can object to the roll; as long they can look at a published one. */
const DAY = 86_400;

/** Dates out of order or past. @param now Unix seconds. */
export function dateFindings({ board, schedule, offices }: ElectionFile, now: number): readonly Found[] {
  const times: readonly (readonly [path: string, time: number])[] = [
    ["board.registerBy", secondsOf(board.registerBy)],
    ["board.dealBy", secondsOf(board.dealBy)],
    ["schedule.opensAt", secondsOf(schedule.opensAt)],
    ["schedule.closesAt", secondsOf(schedule.closesAt)],
    ["schedule.sharesDueAt", secondsOf(schedule.sharesDueAt)],
    ["board.termEndsAt", secondsOf(board.termEndsAt)],
  ];
  const found: Found[] = [];
  for (const [i, [path, time]] of times.entries()) {
    const [before, earlier] = times[i - 1] ?? ["", Number.NEGATIVE_INFINITY];
    if (Number.isNaN(time)) found.push(error(path, "noSuchTime"));
    else if (time <= earlier) found.push(error(path, "order", { before }));
  }
  const census = secondsOf(schedule.censusTime);
  const opensAt = secondsOf(schedule.opensAt);
  if (census + DAY > opensAt) {
    found.push(error("schedule.censusTime", "objections"));
  }
  if (spanOf(offices.challengePeriod) < DAY) found.push(error("offices.challengePeriod", "challengePeriodShort"));
  if (opensAt + spanOf(schedule.openGrace) >= secondsOf(schedule.closesAt)) {
    found.push(error("schedule.openGrace", "openedLate"));
  }
  const sealedAt = secondsOf(schedule.closesAt) + spanOf(schedule.closeGrace) + spanOf(schedule.sealDelay);
  if (sealedAt >= secondsOf(schedule.sharesDueAt)) {
    found.push(error("schedule.sharesDueAt", "boxStillOpen"));
  }
  if (opensAt <= now) {
    found.push(error("schedule.opensAt", "opensInPast"));
  } else if (secondsOf(board.registerBy) <= now) {
    found.push(warning("board.registerBy", "registersInPast"));
  }
  return found;
}
