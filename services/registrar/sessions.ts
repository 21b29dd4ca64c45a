import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { bytesToNumberBE, numberToBytesBE } from "@noble/curves/utils.js";
import { type RandomBytes, randomBytes } from "../../sdk/crypto/random.ts";
import type { FactsAnswer } from "../../sdk/enrolling/officeAnswers.ts";
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
  /** What must be shown first where a wallet presented by itself; nothing otherwise, and once it was shown. */
  responseCode?: string;
};

/**
 * One conversation of a device with an office (P12.2). Everything in it is in its name or follows from it, so an office
 * remembers none that did not present.
 */
export type Session = EidSession & {
  readonly name: string;
  readonly nonce: string;
  readonly method: EidMethod;
  /** Unix seconds. */
  readonly expiresAt: number;
};

export type NewSession = Pick<Session, "method" | "purpose" | "identityCommitment" | "expiresAt">;

export type Sessions = {
  open(session: NewSession): Session;
  /** Throws `SessionUnknownError`, also for one that has ended. */
  find(name: string, now: number): Session;
  /**
   * Counts a presentation before it is checked. Throws `SessionUsedError` once one was taken, `SessionTriesError` after
   * too many.
   */
  countTry(session: Session): void;
  /** Takes a presentation. Throws `SessionUsedError` for all but the first, or `SessionsFullError`. */
  take(session: Session, presented: Presented): void;
  /** What was presented, whoever may have it; nothing before. */
  presented(session: Session): Presented | undefined;
  /** How many are remembered: presented, or with a presentation that failed. */
  readonly size: number;
};

export type SessionsSettings = {
  readonly methods: readonly EidMethod[];
  /** Presentations that may fail in one session. */
  readonly tries: number;
  /** Sessions of one person that presented and have not ended. */
  readonly perPerson: number;
  readonly random: RandomBytes;
  /** What a method binds to, by what it may know of a session. */
  readonly challenge: (identityCommitment: bigint, nonce: string) => Uint8Array;
  readonly presentationUrl: (name: string) => string;
};

const PURPOSES = ["enrol", "ask"] as const;
/** Bytes: drawn ones, method, purpose, end, commitment; and of the code that authenticates them. */
const [ID, END, COMMITMENT, MAC] = [16, 6, 32, 16];
const CONTENT = ID + 2 + END + COMMITMENT;
/** Most sessions of which failed presentations are remembered; the earliest are forgotten first. */
const MOST_FAILED = 100_000;
/** Seconds between two times that what has ended is forgotten. */
const SWEEP = 10;

/**
 * Sessions under a key that is drawn at the start: no number of them that are only begun fills anything. Remembered are,
 * until their end, those that presented, so that each serves once, and failed presentations of the others.
 */
export function newSessions(settings: SessionsSettings): Sessions {
  const { methods, random } = settings;
  const key = randomBytes(random, 32);
  const macOf = (use: string, bytes: Uint8Array) => createHmac("sha256", key).update(`${use}|`).update(bytes).digest();
  // Under hashes of their names, so that looking one up takes no time that tells of its name.
  const keyOf = ({ name }: Session) => createHash("sha256").update(name).digest("base64");
  const taken = new Map<string, Presented & { readonly expiresAt: number }>();
  const failed = new Map<string, { readonly expiresAt: number; tries: number }>();
  const people = new Map<string, number>();
  let swept = 0;

  function sessionOf(content: Uint8Array, name: string): Session | undefined {
    const method = methods[content[ID] as number];
    const purpose = PURPOSES[content[ID + 1] as number];
    if (method === undefined || purpose === undefined) return undefined;
    const nonce = `0x${macOf("nonce", content).toString("hex")}`;
    const identityCommitment = bytesToNumberBE(content.subarray(ID + 2 + END));
    return {
      name,
      nonce,
      method,
      purpose,
      identityCommitment,
      expiresAt: Number(bytesToNumberBE(content.subarray(ID + 2, ID + 2 + END))),
      challenge: settings.challenge(identityCommitment, nonce),
      state: macOf("state", content).toString("hex").slice(0, 32),
      presentationUrl: settings.presentationUrl(name),
    };
  }

  function forgetEnded(now: number): void {
    if (now < swept + SWEEP && now >= swept) return;
    swept = now;
    for (const [one, { expiresAt }] of failed) if (expiresAt <= now) failed.delete(one);
    for (const [one, { expiresAt, number }] of taken) {
      if (expiresAt > now) continue;
      taken.delete(one);
      const rest = (people.get(number) ?? 1) - 1;
      if (rest > 0) people.set(number, rest);
      else people.delete(number);
    }
  }

  return {
    open({ method, purpose, identityCommitment, expiresAt }) {
      const content = Buffer.concat([
        randomBytes(random, ID),
        Uint8Array.of(methods.indexOf(method), PURPOSES.indexOf(purpose)),
        numberToBytesBE(expiresAt, END),
        numberToBytesBE(identityCommitment, COMMITMENT),
      ]);
      const name = Buffer.concat([content, macOf("name", content).subarray(0, MAC)]).toString("base64url");
      return sessionOf(content, name) as Session;
    },
    find(name, now) {
      forgetEnded(now);
      const bytes = Buffer.from(name, "base64url");
      const [content, mac] = [bytes.subarray(0, CONTENT), bytes.subarray(CONTENT)];
      // The text decides what is remembered, so only the one way to write these bytes is a name.
      if (mac.length !== MAC || bytes.toString("base64url") !== name) throw new SessionUnknownError();
      if (!timingSafeEqual(mac, macOf("name", content).subarray(0, MAC))) throw new SessionUnknownError();
      const session = sessionOf(content, name);
      if (session === undefined || session.expiresAt <= now) throw new SessionUnknownError();
      return session;
    },
    countTry(session) {
      const one = keyOf(session);
      if (taken.has(one)) throw new SessionUsedError();
      const known = failed.get(one) ?? { expiresAt: session.expiresAt, tries: 0 };
      if (known.tries >= settings.tries) throw new SessionTriesError(settings.tries);
      known.tries++;
      if (failed.size >= MOST_FAILED && !failed.has(one)) failed.delete(failed.keys().next().value as string);
      failed.set(one, known);
    },
    take(session, presented) {
      const one = keyOf(session);
      // Of two presentations at once, one is taken.
      if (taken.has(one)) throw new SessionUsedError();
      const own = people.get(presented.number) ?? 0;
      if (own >= settings.perPerson) throw new SessionsFullError(settings.perPerson);
      people.set(presented.number, own + 1);
      taken.set(one, { ...presented, expiresAt: session.expiresAt });
      failed.delete(one);
    },
    presented: (session) => taken.get(keyOf(session)),
    get size() {
      return taken.size + failed.size;
    },
  };
}

/** What was presented, for whoever may have it. Throws `SessionNotPresentedError`. */
export function presentedIn(sessions: Sessions, session: Session): Presented {
  const presented = sessions.presented(session);
  if (presented === undefined || presented.responseCode !== undefined) throw new SessionNotPresentedError();
  return presented;
}
