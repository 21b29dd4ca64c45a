import type { Store } from "../../../services/relayer/store.ts";

/** What node:sqlite throws when no byte can be written. */
function diskFull(): Error {
  return Object.assign(new Error("database or disk is full"), { code: "ERR_SQLITE_ERROR", errcode: 13 });
}

/** A store that refuses every write, as on a full disk, while `full` says so; it is asked once a write. */
export function refusingStore(store: Store, full: () => boolean): Store {
  const unlessFull = <Args extends readonly unknown[], Result>(write: (...args: Args) => Result) => {
    return (...args: Args): Result => {
      if (full()) throw diskFull();
      return write(...args);
    };
  };
  return {
    ...store,
    insert: unlessFull(store.insert),
    place: unlessFull(store.place),
    putIntent: unlessFull(store.putIntent),
    clearIntent: unlessFull(store.clearIntent),
  };
}
