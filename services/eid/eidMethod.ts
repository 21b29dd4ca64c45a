import type {
  MethodKind,
  MethodRequest,
  OfficeDescription,
  SessionRequest,
} from "../../sdk/enrolling/officeAnswers.ts";

/** What a method may know of the session that it identifies somebody for. */
export type EidSession = {
  readonly purpose: SessionRequest["purpose"];
  /** 0 where nothing shall be enrolled. */
  readonly identityCommitment: bigint;
  /** The challenge of P12.2: 32 bytes. */
  readonly challenge: Uint8Array;
  /** Where this session takes its presentation: a URL of the office. */
  readonly presentationUrl: string;
  /** The code that a wallet's answer is fetched with, fixed for the session. */
  readonly state: string;
};

/** Whom a presentation identified. */
export type Identified = {
  /** The person number in the office's register (P12.1). */
  readonly number: string;
  /** Uses up what can enrol only one commitment: true for this session's. Runs in the database's transaction. */
  readonly redeem?: () => boolean;
};

/** A way to find out who somebody is. Each checks real signatures, or secrets that the office gave out. */
export type EidMethod = {
  readonly id: string;
  readonly kind: MethodKind;
  readonly name: OfficeDescription["methods"][number]["name"];
  /** What the device hands to the eID. */
  begin(session: EidSession): Promise<MethodRequest>;
  /**
   * Checks a presentation.
   * @param now Unix seconds.
   * Throws a `RefusalError` of refusals.ts with the first thing that is wrong.
   */
  verify(presentation: unknown, session: EidSession, now: number): Promise<Identified>;
};

/** A challenge as Web eID takes a nonce, and as JSON Web Tokens carry it. */
export function challengeText({ challenge }: Pick<EidSession, "challenge">, encoding: "base64" | "base64url"): string {
  return Buffer.from(challenge).toString(encoding);
}
