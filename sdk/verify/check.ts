/** One condition that a record must satisfy, with the values that were compared. */
export type Check = {
  /** Step of the protocol and what must hold, for example "P7.2 versions". */
  readonly name: string;
  readonly ok: boolean;
  readonly expected: string;
  readonly found: string;
};

/** Compares two values by their text. */
export function equal(name: string, expected: unknown, found: unknown): Check {
  return { name, ok: String(expected) === String(found), expected: String(expected), found: String(found) };
}

/** All of `items` must satisfy `holds`; names the first that does not. */
export async function every<T>(
  name: string,
  items: readonly T[],
  holds: (item: T, index: number) => boolean | Promise<boolean>,
  describe: (item: T, index: number) => string,
): Promise<Check> {
  let passed = 0;
  let first: string | undefined;
  for (const [index, item] of items.entries()) {
    if (await guarded(() => holds(item, index))) passed++;
    else first ??= describe(item, index);
  }
  const found = `${passed} of ${items.length}${first === undefined ? "" : `; not ${first}`}`;
  return { name, ok: passed === items.length, expected: `${items.length} of ${items.length}`, found };
}

/** A condition that throws does not hold. */
async function guarded(holds: () => boolean | Promise<boolean>): Promise<boolean> {
  try {
    return await holds();
  } catch {
    return false;
  }
}

/** Runs a group of checks; a failure to compute them is itself a failed check. */
export async function group(name: string, checks: () => Promise<readonly Check[]>): Promise<readonly Check[]> {
  try {
    return await checks();
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    return [{ name, ok: false, expected: "values that can be checked", found }];
  }
}
