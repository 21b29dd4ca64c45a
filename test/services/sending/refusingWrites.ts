/** What node:sqlite throws when no byte can be written. */
function diskFull(): Error {
  return Object.assign(new Error("database or disk is full"), { code: "ERR_SQLITE_ERROR", errcode: 13 });
}

/** A store of which these writes fail, as on a full disk, while `isFull` says so; it is asked once a write. */
export function refusingWrites<Store extends object>(
  store: Store,
  writes: readonly (keyof Store & string)[],
  isFull: (write: string) => boolean,
): Store {
  const refusing = writes.map((name) => {
    const write = store[name] as (...args: readonly unknown[]) => unknown;
    return [
      name,
      (...args: readonly unknown[]) => {
        if (isFull(name)) throw diskFull();
        return write(...args);
      },
    ];
  });
  return { ...store, ...Object.fromEntries(refusing) };
}
