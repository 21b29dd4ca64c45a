import type { Store, StoredBallot } from "../../services/relayer/store.ts";

/**
 * A store that acknowledges first and writes later: what a relayer must not have. The campaign must find that it loses
 * ballots, or it finds nothing.
 * @param writes Whether "later" has come.
 */
export function lazyStore(store: Store, writes: () => boolean = () => true): Store {
  const unwritten: StoredBallot[] = [];
  return {
    ...store,
    insert(ballot) {
      unwritten.push(ballot);
      return ballot;
    },
    unsettled() {
      for (const ballot of writes() ? unwritten.splice(0) : []) store.insert(ballot);
      return store.unsettled();
    },
  };
}
