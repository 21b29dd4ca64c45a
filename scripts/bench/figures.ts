/** What a run measured, by flat keys: the first word is the unit. */
export type Figures = Readonly<Record<string, number>>;

/** Times that a measurement of seconds is repeated. */
export const RUNS = 7;

/** The median, in thousandths. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round((sorted[Math.floor(sorted.length / 2)] as number) * 1000) / 1000;
}

/** Seconds of processor time that a task took, in all threads of this process. */
export async function coreSeconds(task: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await task();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/**
 * Runs every task once to warm up and then `RUNS` times in turns, so that all meet the same conditions. A task that
 * knows better what of its time counts answers with the seconds.
 * @returns The median seconds of each, by name.
 */
export async function interleaved(tasks: Readonly<Record<string, () => unknown>>): Promise<Figures> {
  const seconds = new Map<string, number[]>();
  for (let run = 0; run <= RUNS; run++) {
    for (const [name, task] of Object.entries(tasks)) {
      const started = performance.now();
      const own = await task();
      const taken = typeof own === "number" ? own : (performance.now() - started) / 1000;
      if (run > 0) seconds.set(name, [...(seconds.get(name) ?? []), taken]);
    }
  }
  return Object.fromEntries([...seconds].map(([name, values]) => [name, median(values)]));
}
