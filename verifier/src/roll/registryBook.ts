import type { Enrolment } from "../record/recordShape.ts";
import { append, emptyRoll, type RegistryRoll, remove } from "./registryRoll.ts";

/** What the registry knows of a resident: the last enrolment (P1.10). */
type Resident = Pick<Enrolment, "approverPseudonym" | "sequence" | "identityCommitment" | "rollIds">;

/** A registry as its enrolments leave it; changed in place. */
export interface RegistryBook {
  readonly rolls: Map<bigint, RegistryRoll>;
  /** By the registrar's pseudonym. */
  readonly residents: Map<bigint, Resident>;
  /** Which registrar's pseudonym an approver's belongs to. */
  readonly pairs: Map<bigint, bigint>;
  readonly used: Set<bigint>;
}

export const emptyBook = (): RegistryBook => ({
  rolls: new Map(),
  residents: new Map(),
  pairs: new Map(),
  used: new Set(),
});

/** Ids from here on are those of companion groups (P1.9). */
const COMPANION = 1n << 255n;

/** Whether companion groups are named rightly (P1.9): at sequence 1 alone, and each with its roll. */
export const companionsHold = (rollIds: readonly bigint[], sequence: number): boolean =>
  rollIds.every((id) => id < COMPANION || (sequence === 1 && rollIds.includes(id - COMPANION)));

/** The roll of an id. */
export const rollIn = (book: RegistryBook, id: bigint): RegistryRoll => {
  const roll = book.rolls.get(id) ?? emptyRoll();
  book.rolls.set(id, roll);
  return roll;
};

/** A rule of P1.4 and P1.9 that an enrolment breaks. */
export type EnrolmentFault = "sequence" | "pairing" | "rolls" | "companions" | "commitment";

/** What is wrong with an enrolment after all those before it, its proof left aside; nothing if all holds. */
export const enrolmentFaults = (
  book: RegistryBook,
  { registrarPseudonym, approverPseudonym, sequence, identityCommitment, rollIds }: Omit<Enrolment, "proof">,
): readonly EnrolmentFault[] => {
  const before = book.residents.get(registrarPseudonym);
  const pair = book.pairs.get(approverPseudonym);
  const removal = identityCommitment === 0n;
  const named = registrarPseudonym !== 0n && approverPseudonym !== 0n;
  const paired = before
    ? before.approverPseudonym === approverPseudonym && pair === registrarPseudonym
    : pair === undefined;
  const rising = rollIds.every((id, i) => i === 0 || id > rollIds[i - 1]!);
  const rules: Readonly<Record<EnrolmentFault, boolean>> = {
    sequence: sequence === (before?.sequence ?? 0) + 1 && (before !== undefined || !removal),
    pairing: named && paired,
    rolls: rising && removal === (rollIds.length === 0),
    companions: companionsHold(rollIds, sequence),
    commitment: removal || !book.used.has(identityCommitment),
  };
  return (Object.keys(rules) as EnrolmentFault[]).filter((rule) => !rules[rule]);
};

/**
 * Writes an enrolment: the old commitment leaves its rolls, the new one is appended to its own (P1.4). Gives the ids of
 * the rolls that changed.
 */
export const enrol = (book: RegistryBook, enrolment: Omit<Enrolment, "proof">): readonly bigint[] => {
  const { registrarPseudonym, approverPseudonym, identityCommitment, rollIds } = enrolment;
  const before = book.residents.get(registrarPseudonym);
  for (const id of before?.rollIds ?? []) remove(rollIn(book, id), before!.identityCommitment);
  for (const id of rollIds) append(rollIn(book, id), identityCommitment);

  if (identityCommitment !== 0n) book.used.add(identityCommitment);
  book.residents.set(registrarPseudonym, enrolment);
  book.pairs.set(approverPseudonym, registrarPseudonym);
  return [...(before?.rollIds ?? []), ...rollIds];
};
