import { error, type Found, warning } from "./finding.ts";
import type { ElectionFile } from "./schema.ts";
import { secondsOf, spanOf } from "./toElection.ts";

/** Between census and opening people can object to the roll. */
const DAY = 86_400;

/** Dates out of order or past. @param now Unix seconds. */
export function dateFindings({ board, schedule }: ElectionFile, now: number): readonly Found[] {
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
    if (Number.isNaN(time)) found.push(error(path, "there is no such day or hour", "Correct the date"));
    else if (time <= earlier) found.push(error(path, `it does not lie after ${before}`, "Correct one of the two"));
  }
  const census = secondsOf(schedule.censusTime);
  const opensAt = secondsOf(schedule.opensAt);
  if (census + DAY > opensAt) {
    found.push(
      error("schedule.censusTime", "people need a day to object to the roll", "Set it at least a day before opensAt"),
    );
  }
  if (opensAt + spanOf(schedule.openGrace) >= secondsOf(schedule.closesAt)) {
    found.push(error("schedule.openGrace", "opened late, the vote would have no time", "Shorten it, or close later"));
  }
  if (secondsOf(schedule.closesAt) + spanOf(schedule.closeGrace) >= secondsOf(schedule.sharesDueAt)) {
    found.push(error("schedule.sharesDueAt", "the box is still open then", "Set it after closesAt and closeGrace"));
  }
  if (opensAt <= now) {
    found.push(error("schedule.opensAt", "it lies in the past", "Move the dates; nobody can create this election now"));
  } else if (secondsOf(board.registerBy) <= now) {
    found.push(warning("board.registerBy", "it lies in the past", "Move it, unless the board is made already"));
  }
  return found;
}
