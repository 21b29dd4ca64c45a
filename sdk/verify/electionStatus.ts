import { electorateOf, type Turnout } from "../election/outcome.ts";
import { quorumWords } from "../election/outcomeWords.ts";
import { isFinal, type Phase, phaseOf } from "../election/phase.ts";
import { timeInKorea } from "../election/timeInKorea.ts";
import type { ElectionRecord } from "./record.ts";

/** How far an election is, by its record alone. */
export type ElectionStatus = {
  readonly phase: Phase;
  /** Whether nothing can follow that would change what the record says of the result. */
  readonly final: boolean;
  /** In words: where it stands, and what is still open. */
  readonly summary: string;
};

/** Where an election stood at the record's last block (P3 to P10). */
export function electionStatus(record: ElectionRecord): ElectionStatus {
  const turnout = turnoutOf(record);
  const progress = { turnout, isSealed: record.seal !== null, isDecided: record.result !== null };
  const phase = phaseOf(record.constitution, progress, record.block.time);
  return { phase, final: isFinal(phase), summary: summaryOf(record, phase, turnout) };
}

/** How many took part so far, of how many on the roll; undefined before the opening. */
export function turnoutOf({ opening, batches }: Pick<ElectionRecord, "opening" | "batches">): Turnout | undefined {
  if (opening === null) return undefined;
  const voters = new Set(batches.flatMap(({ ballots }) => ballots.map(({ nullifier }) => nullifier)));
  return { ballots: voters.size, activeMembers: opening.activeMembers };
}

function summaryOf(record: ElectionRecord, phase: Phase, turnout: Turnout | undefined): string {
  const { schedule, minimumBallots, outcome } = record.constitution;
  const { ballots, activeMembers } = turnout ?? { ballots: 0, activeMembers: 0 };
  const voted = `${ballots} of ${activeMembers} residents have voted`;
  switch (phase) {
    case "void":
      return "the election is void: it was not opened in time, and there is no result";
    case "pending":
      return `the election is not open yet; it may open from ${timeInKorea(schedule.opensAt)} on`;
    case "open":
      return `the election is open until ${timeInKorea(schedule.closesAt)}; ${voted}; nothing is counted yet`;
    case "decided":
      return `the result stands; ${voted}`;
    case "too few":
      return `${voted}, fewer than the ${minimumBallots} that may be counted in secret: there is no result`;
    case "below quorum":
      return `turnout is ${ballots} of ${electorateOf(outcome, activeMembers)}, below the quorum (${quorumWords(outcome)?.en}): by the constitution the box stays closed, and nothing is counted`;
    case "closed":
      return `the box is closed and ${voted}; the encrypted sum is not sealed yet, so there is no result`;
    case "sealed":
      return sealedSummary(record, ballots, voted);
  }
}

function sealedSummary({ board, shares, constitution, block }: ElectionRecord, ballots: number, voted: string): string {
  const missing = board.trustees
    .map((_, index) => index + 1)
    .filter((seat) => !shares.some((share) => share.seat === seat));
  const overdue = block.time > constitution.schedule.sharesDueAt ? "undecided: " : "";
  const open =
    shares.length >= board.threshold || ballots === 0
      ? "anybody can post the result"
      : `${shares.length} of ${board.threshold} decryption shares are in, seats ${missing.join(", ")} are missing`;
  return `${overdue}the sum is sealed and ${voted}; ${open}; there is no result yet`;
}
