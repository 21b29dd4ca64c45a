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

/** What is wrong with an enrolment by the rules of P1.4 and P1.9, the proof's content left aside; nothing if all holds. */
export const enrolmentFaults = (book: RegistryBook, enrolment: Omit<Enrolment, "proof">): readonly string[] => {
  const { registrarPseudonym, approverPseudonym, sequence, identityCommitment, rollIds } = enrolment;
  const before = book.residents.get(registrarPseudonym);
  const pair = book.pairs.get(approverPseudonym);
  const removal = identityCommitment === 0n;
  const asked: readonly (readonly [boolean, string])[] = [
    [registrarPseudonym !== 0n && approverPseudonym !== 0n, "a pseudonym is 0"],
    [sequence === (before?.sequence ?? 0) + 1, `sequence ${sequence} comes after ${before?.sequence ?? 0}`],
    [before ? before.approverPseudonym === approverPseudonym : pair === undefined, "pseudonyms of two residents"],
    [removal ? rollIds.length === 0 : rollIds.length > 0, "a commitment without rolls, or rolls without a commitment"],
    [!removal || before !== undefined, "a removal of nobody"],
    [rollIds.every((id, i) => i === 0 || id > rollIds[i - 1]!), "its rolls do not rise"],
    [companionsHold(rollIds, sequence), "a companion group later than the first enrolment, or without its roll"],
    [removal || !book.used.has(identityCommitment), "its commitment was used before"],
  ];
  return asked.flatMap(([holds, fault]) => (holds ? [] : [fault]));
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
