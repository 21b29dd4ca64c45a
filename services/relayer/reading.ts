import { HanpyoError } from "../../sdk/errors.ts";
import { ChainUnreachableError } from "../hosting/refusals.ts";

/** A node's failure is not the package's. Throws `ChainUnreachableError` for whatever is none of our own errors. */
export async function reading<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof HanpyoError) throw error;
    throw new ChainUnreachableError();
  }
}
