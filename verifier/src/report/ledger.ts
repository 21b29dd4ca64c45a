import type { CheckName } from "./checkNames.ts";

/** How many failures of one check are told in full. */
const MOST_TOLD = 5;

/** What became of one check. */
export interface Finding {
  readonly check: CheckName;
  readonly state: "holds" | "fails" | "not made";
  /** Of how many things it was asked. */
  readonly times: number;
  readonly failures: number;
  /** What did not hold, or why the check was not made. */
  readonly told: readonly string[];
}

/** Where checks are noted as they are made. */
export interface Ledger {
  /** Notes one answer; `told` is asked only where it does not hold. Gives the answer back. */
  readonly check: (check: CheckName, holds: boolean, told: () => string) => boolean;
  /** Notes that these checks are made here, though there may be nothing to ask them of: then they hold. */
  readonly present: (belongs: (check: CheckName) => boolean) => void;
  /** Notes that a check could not be made, and why. */
  readonly notMade: (check: CheckName, why: string) => void;
  /** All findings, in the order of the protocol. */
  readonly findings: () => readonly Finding[];
}

/** A ledger over these checks. What nobody asked of them is not in its findings. */
export const createLedger = (order: readonly CheckName[]): Ledger => {
  const notes = new Map<CheckName, { times: number; failures: number; told: string[]; notMade: boolean }>();
  const noteOf = (check: CheckName) => {
    const note = notes.get(check) ?? { times: 0, failures: 0, told: [], notMade: false };
    notes.set(check, note);
    return note;
  };

  return {
    check: (check, holds, told) => {
      const note = noteOf(check);
      note.times++;
      if (!holds) {
        note.failures++;
        if (note.told.length < MOST_TOLD) note.told.push(told());
      }
      return holds;
    },
    present: (belongs) => {
      for (const check of order) if (belongs(check)) noteOf(check);
    },
    notMade: (check, why) => {
      const note = noteOf(check);
      note.notMade = true;
      if (note.told.length < MOST_TOLD) note.told.push(why);
    },
    findings: () =>
      order.flatMap((check) => {
        const note = notes.get(check);
        if (!note) return [];
        const state = note.failures > 0 ? "fails" : note.notMade ? "not made" : "holds";
        return [{ check, state, times: note.times, failures: note.failures, told: note.told }];
      }),
  };
};
