import { isSilence } from "../chain/silence.ts";

/** One condition that a record must satisfy, with the values that were compared. */
export type Check = {
  /** Step of the protocol and what must hold, for example "P7.2 every ballot follows its slot". */
  readonly name: string;
  readonly ok: boolean;
  readonly expected: string;
  readonly found: string;
  /** Present where nothing was compared, for want of what must be checked: neither true nor false, and never `ok`. */
  readonly notChecked?: true;
};

/** What a group of checks needs before any can be made. */
const CHECKABLE = "values that can be checked";

/** Compares two values by their text. */
export function equal(name: string, expected: unknown, found: unknown): Check {
  return { name, ok: String(expected) === String(found), expected: String(expected), found: String(found) };
}

/** A condition that could not be checked; `missing` says for want of what. */
export function notChecked(name: string, expected: string, missing: string): Check {
  return { name, ok: false, expected, found: missing, notChecked: true };
}

/** A condition that is more than an equality, with what was found in words. */
export function holds(name: string, ok: boolean, expected: string, found: unknown): Check {
  return { name, ok, expected, found: String(found) };
}

/**
 * All of `items` must satisfy `condition`, in order; stops at the first that does not, and names it. Stopping keeps a
 * record with a hundred thousand false proofs from costing a hundred thousand verifications.
 */
export async function every<T>(
  name: string,
  items: readonly T[],
  condition: (item: T, index: number) => boolean | Promise<boolean>,
  describe: (item: T, index: number) => string,
): Promise<Check> {
  for (const [index, item] of items.entries()) {
    if (!(await guarded(() => condition(item, index)))) return upTo(name, items, index, describe);
  }
  return upTo(name, items, undefined, describe);
}

/** That all items up to the first wrong one satisfy a condition, or all of them where there is none. */
export function upTo<T>(
  name: string,
  items: readonly T[],
  wrong: number | undefined,
  describe: (item: T, index: number) => string,
): Check {
  const expected = items.length === 0 ? "none to check" : allOf(items.length);
  if (wrong === undefined) return { name, ok: true, expected, found: expected };
  const item = describe(items[wrong] as T, wrong);
  return { name, ok: false, expected, found: `the first ${wrong} of ${items.length}, but not ${item}` };
}

/** That all of so many were looked at. */
export function allOf(count: number): string {
  return count === 1 ? "the one there is" : `all ${count}`;
}

/** A condition that throws does not hold. */
async function guarded(condition: () => boolean | Promise<boolean>): Promise<boolean> {
  try {
    return await condition();
  } catch {
    return false;
  }
}

/**
 * Runs a group of checks; a failure to compute them is itself a failed check. Where a node or a server of files did not
 * answer, they were not made, which is neither true nor false.
 */
export async function group(
  name: string,
  checks: () => readonly Check[] | Promise<readonly Check[]>,
): Promise<readonly Check[]> {
  try {
    return await checks();
  } catch (error) {
    if (isSilence(error)) return [notChecked(name, CHECKABLE, "no answer")];
    const found = error instanceof Error ? error.message : String(error);
    return [{ name, ok: false, expected: CHECKABLE, found }];
  }
}
