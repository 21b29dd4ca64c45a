import { FLOORS } from "../../sdk/election/constitutionRules.ts";
import { koreanTime } from "../terminal/koreanTime.ts";
import { error, type Found, warning } from "./finding.ts";
import type { ElectionFile } from "./schema.ts";
import { secondsOf, spanOf } from "./toElection.ts";

/**
 * As long people can look at a published roll, and as long registrations have to become final before anybody deals.
 */
const DAY = 86_400;

/** So long people can see that an office's key changes. */
const ROTATION_DELAY = 7 * DAY;

/** A slip of the year is likelier than a date so far ahead. */
const FAR = 3 * 365 * DAY;

/** Dates out of order or past, or written in the time of another country. @param now Unix seconds. */
export function dateFindings({ test, board, schedule, offices }: ElectionFile, now: number): readonly Found[] {
  const times: readonly (readonly [path: string, time: string])[] = [
    ["board.registerBy", board.registerBy],
    ["board.dealBy", board.dealBy],
    ["schedule.opensAt", schedule.opensAt],
    ["schedule.closesAt", schedule.closesAt],
    ["schedule.sharesDueAt", schedule.sharesDueAt],
    ["board.termEndsAt", board.termEndsAt],
  ];
  const found: Found[] = [];
  for (const [i, [path, time]] of times.entries()) {
    const [before, earlier] = times[i - 1] ?? ["", undefined];
    if (earlier !== undefined && secondsOf(time) <= secondsOf(earlier)) found.push(error(path, "order", { before }));
  }
  for (const [path, time] of [["schedule.censusTime", schedule.censusTime] as const, ...times]) {
    if (secondsOf(time) > now + FAR) found.push(warning(path, "farAhead"));
    if (!time.endsWith("+09:00")) found.push(warning(path, "zoneNotKorean", { time: koreanTime(secondsOf(time)) }));
  }
  const census = secondsOf(schedule.censusTime);
  const opensAt = secondsOf(schedule.opensAt);
  if (!test && census + FLOORS.objectionPeriod > opensAt) {
    found.push(error("schedule.censusTime", "objections"));
  }
  if (test && census > opensAt) found.push(error("schedule.censusTime", "censusLate"));
  if (!test) found.push(...spanFindings(board, offices));
  if (opensAt + spanOf(schedule.openGrace) >= secondsOf(schedule.closesAt)) {
    found.push(error("schedule.openGrace", "openedLate"));
  }
  const sealedAt = secondsOf(schedule.closesAt) + spanOf(schedule.closeGrace) + spanOf(schedule.sealDelay);
  if (sealedAt >= secondsOf(schedule.sharesDueAt)) {
    found.push(error("schedule.sharesDueAt", "boxStillOpen"));
  }
  if (opensAt <= now) {
    found.push(error("schedule.opensAt", "opensInPast"));
  } else if (!test && now + FLOORS.objectionPeriod > opensAt) {
    found.push(error("schedule.opensAt", "opensSoon"));
  } else if (secondsOf(board.registerBy) <= now) {
    found.push(warning("board.registerBy", "registersInPast"));
  }
  return found;
}

/** Spans that leave people no time to see what happens (P3.4). */
function spanFindings(board: ElectionFile["board"], offices: ElectionFile["offices"]): readonly Found[] {
  const between = secondsOf(board.dealBy) - secondsOf(board.registerBy);
  return [
    ...(between > 0 && between < DAY ? [error("board.dealBy", "roundsClose")] : []),
    ...(spanOf(offices.rotationDelay) < ROTATION_DELAY ? [error("offices.rotationDelay", "rotationDelayShort")] : []),
    ...(spanOf(offices.challengePeriod) < DAY ? [error("offices.challengePeriod", "challengePeriodShort")] : []),
  ];
}
