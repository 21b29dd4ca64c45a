import { z } from "zod";
import { gatewayRegister } from "./gatewayRegister.ts";
import { gatewaySettingsSchema } from "./gatewaySettings.ts";
import type { LookUpRules } from "./lookUps.ts";
import type { PopulationRegister } from "./populationRegister.ts";
import { type RegisterMeans, xRoadRegister } from "./xRoadRegister.ts";
import { xRoadSettingsSchema } from "./xRoadSettings.ts";

const UNITS = { minute: 60, hour: 3_600, day: 86_400 } as const;
/** Seconds: longer than that, nobody knows that somebody moved. */
const LONGEST = 7 * UNITS.day;
const SPAN = "a span of 1 minute to 7 days, as 24 hours";

const span = z
  .string(SPAN)
  .transform((text) => {
    const [, count, unit] = /^(\d{1,5}) (minute|hour|day)s?$/.exec(text) ?? [];
    return unit === undefined ? 0 : Number(count) * UNITS[unit as keyof typeof UNITS];
  })
  .refine((seconds) => seconds > 0 && seconds <= LONGEST, SPAN);

/** What an office says of its look-ups, whichever way it asks. */
const rulesSchema = z.object({
  staleAfter: span.default(UNITS.day),
  adultBy: z.iso.date().optional(),
  districts: z.record(z.string(), z.string()).optional(),
  evidenceDays: z.int().min(1).max(36_500).default(365),
});

/** An office's `register` (P28): how its population register is asked, or that it is not. */
export const registerSettingsSchema = z.discriminatedUnion("kind", [
  xRoadSettingsSchema.safeExtend(rulesSchema.shape),
  gatewaySettingsSchema.safeExtend(rulesSchema.shape),
  z.strictObject({ kind: z.literal("none") }),
]);

export type RegisterSettings = Exclude<z.infer<typeof registerSettingsSchema>, { readonly kind: "none" }>;

/** The register by its settings. @param office The office's account. */
export function registerFrom(settings: RegisterSettings, office: string, means: RegisterMeans): PopulationRegister {
  switch (settings.kind) {
    case "xRoad":
      return xRoadRegister(settings, means);
    case "gateway":
      return gatewayRegister(settings, office, means);
  }
}

export function rulesFrom({ staleAfter, adultBy, districts, evidenceDays }: RegisterSettings): LookUpRules {
  return { staleAfter, adultBy, districts, evidenceDays };
}
