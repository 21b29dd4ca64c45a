import { type Office, pseudonymOf } from "../../../sdk/chain/offices.ts";
import type { PublishedRollsId } from "../../../sdk/chain/publishedRolls.ts";
import { entryStore } from "../entryStore.ts";
import { personFrom, type RollStore } from "./rollStore.ts";

/**
 * An office's entries of a roll of one contract, 384 bytes each: of the residents whom the book calls eligible, and whom both book and
 * voucher put on that roll (P13.2). In the order of the office's own pseudonyms.
 */
export function* rollEntries(
  { database }: RollStore,
  office: Pick<Office, "pseudonymKey">,
  { rollId, ...rolls }: PublishedRollsId & { readonly rollId: bigint },
): Iterable<Uint8Array> {
  const onRoll = new Set<string>();
  for (const row of database.prepare("SELECT * FROM people WHERE state = 'eligible'").iterate()) {
    const person = personFrom(row);
    if (person?.rollIds.includes(rollId)) onRoll.add(pseudonymOf(office, person.number));
  }
  for (const { pseudonym, rollIds, entry } of entryStore(database, rolls).all()) {
    if (rollIds.includes(rollId) && onRoll.has(pseudonym)) yield entry;
  }
}
