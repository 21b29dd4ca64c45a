import { AssertionError } from "chai";

/** What a promise or function fails with. Fails itself if it does not. */
export async function errorOf<T extends Error>(
  action: Promise<unknown> | (() => unknown),
  type: abstract new (...args: never[]) => T,
): Promise<T> {
  try {
    await (typeof action === "function" ? action() : action);
  } catch (error) {
    if (error instanceof type) return error;
    throw error;
  }
  throw new AssertionError(`nothing was thrown; expected ${type.name}`);
}
