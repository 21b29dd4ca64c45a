import { createStore, get, update } from "idb-keyval";
import { ShareAlreadyGivenError, type ShareJournal } from "../../../../sdk/chain/trusteeShare.ts";

/**
 * The journal of this browser: one sum per election, ever (P9.1). Sums are public; what must not be lost is which one a
 * share was given of. The first entry of an election decides, so that of two tabs one is refused.
 */
export const browserJournal: ShareJournal = {
  read: (election) => get<string>(election, store()),
  async write(election, sumHash) {
    await update<string>(election, (earlier) => earlier ?? sumHash, store());
    const decides = (await get<string>(election, store())) as string;
    if (decides !== sumHash) throw new ShareAlreadyGivenError(election, decides, sumHash);
  },
};

function store() {
  return createStore("hanpyo-trustee-journal", "sums");
}
