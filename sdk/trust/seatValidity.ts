import { timeInKorea } from "../election/timeInKorea.ts";
import { isSame, type Line, type Role, type SeatLine } from "./line.ts";

/** Whether seat lines of an account in a role cover a time, both ends included; one may take on from another. */
export function seatReason(lines: readonly Line[], role: Role, account: string, from: number, until: number): string {
  const own = lines.filter(
    (line): line is SeatLine => line.kind === "seat" && line.role === role && isSame(line.account, account),
  );
  if (own.length === 0) return `no seat line of a ${role}`;
  let covered = from - 1;
  for (const { validFrom, validUntil } of own.toSorted((a, b) => a.validFrom - b.validFrom)) {
    if (validFrom <= covered + 1) covered = Math.max(covered, validUntil);
  }
  return covered >= until ? "" : `its seat is not valid from ${timeInKorea(from)} to ${timeInKorea(until)}`;
}
