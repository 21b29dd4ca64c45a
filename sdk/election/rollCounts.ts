import type { EnrolmentEvent, RollTransaction } from "./rollHistory.ts";

/** What anybody can count of a roll from the chain. */
export type RollCounts = {
  /** Residents on the roll now. */
  readonly active: number;
  /** Commitments added for a resident who had had one before: lost devices, returns, moves between rolls. */
  readonly reissues: number;
  /** Commitments taken off without another in the same voucher on this roll. */
  readonly removals: number;
};

const NONE: RollCounts = { active: 0, reissues: 0, removals: 0 };

/** Counts per roll, from the registry's whole history (P1.4, P12.9). */
export function rollCounts(history: readonly RollTransaction[]): ReadonlyMap<bigint, RollCounts> {
  const standing = new Map<string, EnrolmentEvent>();
  const counts = new Map<bigint, RollCounts>();
  const add = (rollId: bigint, change: Partial<RollCounts>) => {
    const before = counts.get(rollId) ?? NONE;
    counts.set(rollId, {
      active: before.active + (change.active ?? 0),
      reissues: before.reissues + (change.reissues ?? 0),
      removals: before.removals + (change.removals ?? 0),
    });
  };
  for (const enrolment of history.flatMap(({ enrolments }) => enrolments)) {
    const { registrarPseudonym, rollIds, sequence } = enrolment;
    const earlier = standing.get(registrarPseudonym)?.rollIds ?? [];
    for (const rollId of earlier) add(rollId, { active: -1, removals: rollIds.includes(rollId) ? 0 : 1 });
    for (const rollId of rollIds) add(rollId, { active: 1, reissues: sequence > 1 ? 1 : 0 });
    standing.set(registrarPseudonym, enrolment);
  }
  return counts;
}

/** How each resident stands at the end of a history, by one office's pseudonym. */
export function standings(
  history: readonly RollTransaction[],
  office: "registrar" | "approver",
): ReadonlyMap<string, EnrolmentEvent> {
  const events = history.flatMap(({ enrolments }) => enrolments);
  return new Map(
    events.map((event) => [office === "registrar" ? event.registrarPseudonym : event.approverPseudonym, event]),
  );
}
