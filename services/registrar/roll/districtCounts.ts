import { type Person, personFrom, type RollStore } from "./rollStore.ts";

/** What an office may say of a district in public: numbers, and no person. */
export type DistrictCounts = {
  readonly district: string;
  /** Persons on the office's roll who may vote. */
  readonly eligible: number;
  /** Of all its persons, those whose identity stands on chain now; null if the chain was not asked. */
  readonly enrolled: number | null;
};

/**
 * Counts per district, in the order of their names.
 * @param isEnrolled Whether a person's identity stands on chain now.
 */
export function districtCounts(
  { database }: RollStore,
  isEnrolled?: (person: Person) => boolean,
): readonly DistrictCounts[] {
  const counts = new Map<string, DistrictCounts>();
  for (const row of database.prepare("SELECT * FROM people ORDER BY district").iterate()) {
    const person = personFrom(row) as Person;
    const { district, state } = person;
    const before = counts.get(district) ?? { district, eligible: 0, enrolled: isEnrolled === undefined ? null : 0 };
    counts.set(district, {
      district,
      eligible: before.eligible + (state === "eligible" ? 1 : 0),
      enrolled: before.enrolled === null ? null : before.enrolled + (isEnrolled?.(person) ? 1 : 0),
    });
  }
  return [...counts.values()];
}
