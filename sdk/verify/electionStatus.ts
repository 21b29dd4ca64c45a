import type { ElectionRecord } from "./record.ts";

/** How far an election is, by its record alone. */
export type ElectionStatus = {
  readonly phase: "pending" | "void" | "open" | "closed" | "sealed" | "too few" | "decided";
  /** Whether nothing can follow that would change what the record says of the result. */
  readonly final: boolean;
  /** In words: where it stands, and what is still open. */
  readonly summary: string;
};

/** Where an election stood at the record's last block (P3 to P10). */
export function electionStatus(record: ElectionRecord): ElectionStatus {
  const { opening, seal, result, shares, board, constitution } = record;
  const { schedule, minimumBallots } = constitution;
  const now = record.block.time;
  const opensUntil = schedule.opensAt + schedule.openGrace;
  const boxClosesAt = schedule.closesAt + schedule.closeGrace;
  const voters = new Set(record.batches.flatMap(({ ballots }) => ballots.map(({ nullifier }) => nullifier))).size;
  const voted = `${voters} of ${opening?.activeMembers ?? 0} residents have voted`;
  const status = (phase: ElectionStatus["phase"], final: boolean, summary: string) => ({ phase, final, summary });

  if (opening === null && now > opensUntil) {
    return status("void", true, "the election is void: it was not opened in time, and there is no result");
  }
  if (opening === null) {
    return status("pending", false, `the election is not open yet; it may open from ${dateOf(schedule.opensAt)} on`);
  }
  if (now < boxClosesAt) {
    return status(
      "open",
      false,
      `the election is open until ${dateOf(schedule.closesAt)}; ${voted}; nothing is counted yet`,
    );
  }
  if (result !== null) return status("decided", true, `the result stands; ${voted}`);
  if (voters > 0 && voters < minimumBallots) {
    return status(
      "too few",
      true,
      `${voted}, fewer than the ${minimumBallots} that may be counted in secret: there is no result`,
    );
  }
  if (seal === null) {
    return status(
      "closed",
      false,
      `the box is closed and ${voted}; the encrypted sum is not sealed yet, so there is no result`,
    );
  }
  const missing = board.trustees
    .map((_, index) => index + 1)
    .filter((seat) => !shares.some((share) => share.seat === seat));
  const overdue = now > schedule.sharesDueAt ? "undecided: " : "";
  const open =
    shares.length >= board.threshold || voters === 0
      ? "anybody can post the result"
      : `${shares.length} of ${board.threshold} decryption shares are in, seats ${missing.join(", ")} are missing`;
  return status("sealed", false, `${overdue}the sum is sealed and ${voted}; ${open}; there is no result yet`);
}

/** A time as people read it, in UTC. Hostile records hold times beyond what a date can be. */
export function dateOf(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime())
    ? `${seconds} s after 1970`
    : `${date.toISOString().slice(0, 19).replace("T", " ")} UTC`;
}
