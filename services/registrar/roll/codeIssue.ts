import type { RandomBytes } from "../../../sdk/crypto/random.ts";
import { newCode } from "../../../sdk/enrolling/oneTimeCode.ts";
import { inTransaction } from "../../hosting/transaction.ts";
import { type Person, personFrom, type RollStore } from "./rollStore.ts";

/** A person with a new code; the only place where both stand together is the letter. */
export type IssuedCode = { readonly person: Person; readonly code: string };

/**
 * The eligible persons who hold no code that still works, by district and number.
 * @param now Unix seconds.
 */
export function peopleWithoutCode({ database }: RollStore, now: number, district?: string): readonly Person[] {
  const rows = database
    .prepare(
      `SELECT * FROM people WHERE state = 'eligible' AND (? IS NULL OR district = ?) AND NOT EXISTS
         (SELECT 1 FROM codes WHERE codes.number = people.number AND usedFor IS NULL AND expiresAt > ?)
       ORDER BY district, number`,
    )
    .all(district ?? null, district ?? null, now);
  return rows.map((row) => personFrom(row) as Person);
}

/**
 * Gives persons new codes, all or none.
 * @param keep Called with persons and codes before any code works; if it throws, none does.
 */
export function issueCodes(
  store: RollStore,
  people: readonly Person[],
  expiresAt: number,
  random: RandomBytes,
  keep: (issued: readonly IssuedCode[]) => void,
): void {
  const issued = people.map((person) => ({ person, code: newCode(random) }));
  inTransaction(store.database, () => {
    for (const { person, code } of issued) store.addCode(person.number, code, expiresAt);
    keep(issued);
  });
}
