import { HanpyoError } from "../../sdk/errors.ts";
import { CodeUnknownError } from "../eid/refusals.ts";
import { keyedCounts, rateLimit } from "../hosting/rateLimit.ts";
import { RateExceededError } from "../hosting/refusals.ts";
import { TriesExceededError } from "./refusals.ts";
import type { Session } from "./sessions.ts";
import type { OfficeWorks } from "./works.ts";

const MINUTE = 60_000;

/** By what an office counts who asks for how much. Nobody who has proved something is counted by where he comes from. */
export type Counting = {
  /** Before a session is begun; one for a code costs no more than its refusal. Throws `RateExceededError`. */
  begin(network: string, method: string): void;
  /**
   * Runs a presentation, and counts it against its network if it is refused. A code is looked at however many were
   * wrong: 75 random bits are not guessed, and the right one may be a neighbour's. Throws `TriesExceededError`.
   */
  present<T>(network: string, session: Session, action: () => Promise<T>): Promise<T>;
  /** Before a request in a session that presented, by that session. Throws `RateExceededError`. */
  request(session: Session): void;
};

export function newCounting(works: Pick<OfficeWorks, "limits" | "clock" | "random" | "profile">): Counting {
  const { limits, clock, random, profile } = works;
  const { failuresPerMinute: mostFailures, requestsPerMinute, requestsPerSession } = limits;
  const mayBegin = rateLimit(requestsPerMinute, clock, random);
  const mayRequest = rateLimit(requestsPerSession, clock, random);
  const failures = keyedCounts(MINUTE, clock, random);
  const isCode = (id: string) => profile.methods.some((method) => method.id === id && method.kind === "oneTimeCode");
  return {
    begin(network, method) {
      if (!isCode(method) && !mayBegin(network)) throw new RateExceededError(requestsPerMinute);
    },
    async present(network, session, action) {
      const looksFirst = isCode(session.method.id);
      // Counted before it is looked at, so that many at once are no way around the limit.
      if (!looksFirst && failures.add(network, 1) > mostFailures) throw new TriesExceededError(mostFailures);
      try {
        const result = await action();
        if (!looksFirst) failures.add(network, -1);
        return result;
      } catch (error) {
        // What the office itself could not do is nobody's failure.
        if (!looksFirst && (!(error instanceof HanpyoError) || isOwnFailure(error))) failures.add(network, -1);
        const isWrong = looksFirst && error instanceof CodeUnknownError;
        if (isWrong && failures.add(network, 1) > mostFailures) throw new TriesExceededError(mostFailures);
        throw error;
      }
    },
    request(session) {
      if (!mayRequest(session.name)) throw new RateExceededError(requestsPerSession);
    },
  };
}

function isOwnFailure(error: HanpyoError): boolean {
  return "status" in error && Number(error.status) >= 500;
}
