import type { Kept } from "../../services/relayer/kept.ts";
import type { Store } from "../../services/relayer/store.ts";

/**
 * A store that acknowledges first and writes later: what a relayer must not have. The campaign must find that it loses
 * packages, or it finds nothing.
 * @param writes Whether "later" has come.
 */
export function lazyStore(store: Store, writes: () => boolean = () => true): Store {
  const unwritten: Kept[] = [];
  return {
    ...store,
    insert(kept) {
      unwritten.push(kept);
      return kept;
    },
    unsettled() {
      for (const kept of writes() ? unwritten.splice(0) : []) store.insert(kept);
      return store.unsettled();
    },
  };
}
