import { z } from "zod";
import type { Text } from "../../sdk/election/content.ts";
import type { EidMethod } from "./eidMethod.ts";
import { CodeExpiredError, CodeUnknownError, CodeUsedError, PresentationMalformedError } from "./refusals.ts";

/** A code that an office gave out. */
export type GivenCode = {
  /** Whose it is. */
  readonly number: string;
  /** Unix seconds. */
  readonly expiresAt: number;
  /** The commitment that it enrolled; nothing while it is unused. */
  readonly usedFor: bigint | undefined;
};

/** Who holds one-time codes, and which of them have served. */
export type OneTimeCodes = {
  /** Nothing if the code was never given out, or was replaced. */
  givenCode(code: string): GivenCode | undefined;
  /**
   * Uses a code up for a commitment: true for the first, as often as it is asked; false for any other one, and for a
   * code that is unknown or has expired.
   * @param now Unix seconds.
   */
  useCode(code: string, identityCommitment: bigint, now: number): boolean;
};

const schema = z.strictObject({ code: z.string().max(64) });

/**
 * One-time codes of letters, messages and paper QR. A code enrols one commitment, which it may present again, so that a
 * device that fails half-way can go on; and it stands for its person where nothing is enrolled, until it ends.
 */
export function oneTimeCodeMethod(
  { id, name }: { readonly id: string; readonly name: Text },
  codes: OneTimeCodes,
): EidMethod {
  return {
    id,
    name,
    kind: "oneTimeCode",
    begin: async () => ({ kind: "oneTimeCode" }),
    async verify(presentation, { purpose, identityCommitment }, now) {
      const parsed = schema.safeParse(presentation);
      if (!parsed.success) throw new PresentationMalformedError("It is not a code");
      const { code } = parsed.data;
      const given = codes.givenCode(code);
      if (given === undefined) throw new CodeUnknownError();
      const { number, expiresAt, usedFor = identityCommitment } = given;
      if (now >= expiresAt) throw new CodeExpiredError(expiresAt);
      if (purpose === "enrol" && usedFor !== identityCommitment) throw new CodeUsedError();
      return { number, redeem: () => codes.useCode(code, identityCommitment, now) };
    },
  };
}
