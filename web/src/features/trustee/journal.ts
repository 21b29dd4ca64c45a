import { createStore, entries, get, update } from "idb-keyval";
import { type JournalEntry, mergeJournals, type TrusteeJournal } from "../../../../sdk/chain/trusteeJournal.ts";

/**
 * A trustee's journal as this browser and a key file know it together (P9.1). What it holds is public; what must not be
 * lost is which sum a share was given of. Entries are written into the browser's store, which no other tab can undo; the
 * key file that is handed out afterwards carries them on.
 */
export function pageJournal(account: string, ofFile: readonly JournalEntry[]): TrusteeJournal {
  return {
    read: async () => {
      const ofBrowser = (await get<readonly JournalEntry[]>(account, store())) ?? [];
      return mergeJournals(mergeJournals(ofFile, ofBrowser), await earlier());
    },
    write: (entry) =>
      update<readonly JournalEntry[]>(account, (known) => mergeJournals(known ?? ofFile, [entry]), store()),
  };
}

function store() {
  return createStore("hanpyo-trustee-journal-2", "entries");
}

/** What this browser kept before journals were in key files: one sum of each election, by its address. */
async function earlier(): Promise<readonly JournalEntry[]> {
  const sums = await entries<string, string>(createStore("hanpyo-trustee-journal", "sums"));
  return sums.map(([election, sumHash]) => ({ act: "share", election, sumHash, flags: [] }));
}
