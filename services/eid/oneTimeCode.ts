import { z } from "zod";
import type { Text } from "../../sdk/election/content.ts";
import type { RollStore } from "../registrar/roll/rollStore.ts";
import type { EidMethod } from "./eidMethod.ts";
import { CodeUnknownError, PresentationMalformedError } from "./refusals.ts";

const schema = z.strictObject({ code: z.string().max(64) });

/**
 * One-time codes of letters, messages and paper QR. A code stands for its person until the session that presented it
 * gives something for it; so a device that fails half-way can present it once more.
 */
export function oneTimeCodeMethod(
  { id, name }: { readonly id: string; readonly name: Text },
  roll: Pick<RollStore, "codeHolder" | "useCode">,
): EidMethod {
  return {
    ...{ id, name, kind: "oneTimeCode" },
    begin: async () => ({ kind: "oneTimeCode" }),
    async verify(presentation, _session, now) {
      const parsed = schema.safeParse(presentation);
      if (!parsed.success) throw new PresentationMalformedError("It is not a code");
      const { code } = parsed.data;
      const holder = roll.codeHolder(code, now);
      if (holder === undefined) throw new CodeUnknownError();
      return { number: holder.number, redeem: () => roll.useCode(code, now) };
    },
  };
}
