/** Reads and writes what several tabs keep under one name: two at once lose nothing. */
export async function oneByOne(name: string, work: () => Promise<void>): Promise<void> {
  if (navigator.locks === undefined) await work();
  else await navigator.locks.request(`hanpyo-${name}`, work);
}
