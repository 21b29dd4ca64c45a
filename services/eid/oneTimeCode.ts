import { z } from "zod";
import type { Text } from "../../sdk/election/content.ts";
import type { EidMethod } from "./eidMethod.ts";
import { CodeUnknownError, PresentationMalformedError } from "./refusals.ts";

/** Who holds one-time codes, and which of them have served. Times in Unix seconds. */
export type OneTimeCodes = {
  /** A code's person; nothing if the code is unknown, used or expired. */
  codeHolder(code: string, now: number): { readonly number: string } | undefined;
  /** Uses a code up: true once, false for a code that is unknown, used or expired. */
  useCode(code: string, now: number): boolean;
};

const schema = z.strictObject({ code: z.string().max(64) });

/**
 * One-time codes of letters, messages and paper QR. A code stands for its person until the session that presented it
 * gives something for it; so a device that fails half-way can present it once more.
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
    async verify(presentation, _session, now) {
      const parsed = schema.safeParse(presentation);
      if (!parsed.success) throw new PresentationMalformedError("It is not a code");
      const { code } = parsed.data;
      const holder = codes.codeHolder(code, now);
      if (holder === undefined) throw new CodeUnknownError();
      return { number: holder.number, redeem: () => codes.useCode(code, now) };
    },
  };
}
