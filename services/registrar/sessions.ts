import { createHash } from "node:crypto";
import { type RandomBytes, randomBytes } from "../../sdk/crypto/random.ts";
import type { FactsAnswer, SessionRequest } from "../../sdk/enrolling/officeAnswers.ts";
import type { EidMethod, EidSession, Identified } from "../eid/eidMethod.ts";
import {
  SessionNotPresentedError,
  SessionsFullError,
  SessionTriesError,
  SessionUnknownError,
  SessionUsedError,
} from "./refusals.ts";

/** What a session's presentation led to. */
export type Presented = Identified & {
  /** To enrol: what the office answered. */
  readonly facts: FactsAnswer | undefined;
};

/** One conversation of a device with an office (P12.2). It lives in memory alone, and holds what the device may get. */
export type Session = EidSession & {
  readonly name: string;
  readonly nonce: string;
  readonly method: EidMethod;
  readonly purpose: SessionRequest["purpose"];
  readonly identityCommitment: bigint;
  /** Unix seconds. */
  readonly expiresAt: number;
  /** Presentations that are being checked or have failed. */
  tries: number;
  presented?: Presented;
  /** What must be shown first where a wallet presented by itself; nothing otherwise, and once it was shown. */
  responseCode?: string;
  /** Whether the one-time code was used up for this session. */
  redeemed: boolean;
};

export type NewSession = Pick<
  Session,
  "nonce" | "method" | "purpose" | "identityCommitment" | "expiresAt" | "challenge"
> & { readonly presentationUrl: (name: string) => string };

export type Sessions = {
  /** Throws `SessionsFullError`. */
  open(session: NewSession, now: number): Session;
  /** Throws `SessionUnknownError`, also for one that has ended. */
  find(name: string, now: number): Session;
  readonly size: number;
};

/** Sessions in memory: under hashes of their names, so that looking one up takes no time that tells of its name. */
export function newSessions(most: number, random: RandomBytes): Sessions {
  const sessions = new Map<string, Session>();
  const hashOf = (name: string) => createHash("sha256").update(name).digest("base64");
  const hex = (bytes: number) => Buffer.from(randomBytes(random, bytes)).toString("hex");

  function forgetEnded(now: number): void {
    for (const [hash, { expiresAt }] of sessions) if (expiresAt <= now) sessions.delete(hash);
  }

  return {
    open({ presentationUrl, ...given }, now) {
      if (sessions.size >= most) forgetEnded(now);
      if (sessions.size >= most) throw new SessionsFullError(most);
      const name = hex(16);
      const session: Session = {
        ...given,
        name,
        state: hex(16),
        tries: 0,
        redeemed: false,
        presentationUrl: presentationUrl(name),
      };
      sessions.set(hashOf(name), session);
      return session;
    },
    find(name, now) {
      const session = sessions.get(hashOf(name));
      if (session !== undefined && session.expiresAt > now) return session;
      // Persons of sessions that have ended are not kept.
      forgetEnded(now);
      throw new SessionUnknownError();
    },
    get size() {
      return sessions.size;
    },
  };
}

/**
 * Counts a presentation before it is checked. Throws `SessionUsedError` once one was taken, `SessionTriesError` after
 * too many.
 */
export function countTry(session: Session, most: number): void {
  if (session.presented !== undefined) throw new SessionUsedError();
  if (session.tries >= most) throw new SessionTriesError(most);
  session.tries++;
}

/** What was presented, for whoever may have it. Throws `SessionNotPresentedError`. */
export function presentedIn({ presented, responseCode }: Session): Presented {
  if (presented === undefined || responseCode !== undefined) throw new SessionNotPresentedError();
  return presented;
}
