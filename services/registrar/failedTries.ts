import { HanpyoError } from "../../sdk/errors.ts";
import { keyedCounts } from "../hosting/rateLimit.ts";
import { TriesExceededError } from "./refusals.ts";
import type { OfficeWorks } from "./works.ts";

const HOUR = 3_600_000;

/** Runs a presentation, and counts it against its address if it is refused. */
export type Tries = <T>(address: string, action: () => Promise<T>) => Promise<T>;

/**
 * Keeps an address from guessing: after so many refused presentations in an hour none of its is looked at. Throws
 * `TriesExceededError`.
 */
export function failedTries({ limits, clock, random }: Pick<OfficeWorks, "limits" | "clock" | "random">): Tries {
  const most = limits.triesPerAddress;
  const counts = keyedCounts(HOUR, clock, random);
  return async (address, action) => {
    // Counted before it is looked at, so that many at once are no way around the limit.
    if (counts.add(address, 1) > most) throw new TriesExceededError(most);
    try {
      const result = await action();
      counts.add(address, -1);
      return result;
    } catch (error) {
      // What the office itself could not do is nobody's failed try.
      if (!(error instanceof HanpyoError) || isOwnFailure(error)) counts.add(address, -1);
      throw error;
    }
  };
}

function isOwnFailure(error: HanpyoError): boolean {
  return "status" in error && Number(error.status) >= 500;
}
