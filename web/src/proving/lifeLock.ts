/** Whether one can wait until another worker has ended: by a lock that it holds as long as it lives. */
export function canAwaitEnds(): boolean {
  return typeof navigator !== "undefined" && navigator.locks !== undefined;
}

/** Takes the lock of this worker's life, which nobody but its end gives back. Nothing may be done before it is held. */
export function holdLife(name: string): Promise<void> {
  if (!canAwaitEnds()) return Promise.resolve();
  return new Promise((held, fail) => {
    navigator.locks
      .request(name, () => {
        held();
        return new Promise<never>(() => {});
      })
      .catch(fail);
  });
}

/** Waits until the worker of that name holds its lock no more, which it gives back by ending alone. */
export async function lifeEnded(name: string): Promise<void> {
  if (canAwaitEnds()) await navigator.locks.request(name, () => {});
}
