import { z } from "zod";
import { atPointer, POINTER } from "./jsonPointer.ts";
import type { IsoDate, Residence } from "./populationRegister.ts";
import { RegisterAnswerUnreadableError } from "./refusals.ts";

const pointer = z.string().regex(POINTER, "a JSON Pointer, as /place/code");

/** Where a register's answer has what an office needs (P28.11). */
export const residenceMapSchema = z
  .strictObject({
    found: pointer.optional(),
    district: pointer,
    adultAt: pointer.optional(),
    birthDate: pointer.optional(),
    /** Years, with `birthDate`. */
    adultAge: z.int().min(0).max(30).optional(),
    electoralRight: z.union([pointer, z.literal(true)]),
    asOf: pointer.optional(),
  })
  .refine((map) => (map.adultAt === undefined) !== (map.birthDate === undefined), "give adultAt or birthDate")
  .refine((map) => map.adultAge === undefined || map.birthDate !== undefined, "adultAge goes with birthDate");

export type ResidenceMap = Readonly<z.infer<typeof residenceMapSchema>>;

const ADULT_AGE = 18;
const code = z.string().min(1).max(128);
const districtSchema = z.union([code.transform((one) => [one]), z.array(code).max(32)]);
const instant = z.iso.datetime({ offset: true }).transform((text) => Math.floor(Date.parse(text) / 1_000));

/**
 * What a register's answer says, and nothing of what else stands in it; null for a person who is not found.
 * @param receivedAt Unix seconds.
 * Throws `RegisterAnswerUnreadableError`, which names a field and no value.
 */
export function residenceFrom(answer: unknown, map: ResidenceMap, receivedAt: number): Residence | null {
  const read = <T>(field: string, place: string, schema: z.ZodType<T>): T => {
    const parsed = schema.safeParse(atPointer(answer, place));
    if (!parsed.success) throw new RegisterAnswerUnreadableError(`field ${field}`);
    return parsed.data;
  };
  if (map.found !== undefined && !read("found", map.found, z.boolean())) return null;
  return {
    districts: read("district", map.district, districtSchema),
    adultAt:
      map.adultAt === undefined
        ? adulthood(read("birthDate", map.birthDate ?? "", z.iso.date()), map.adultAge ?? ADULT_AGE)
        : read("adultAt", map.adultAt, z.iso.date()),
    electoralRight: map.electoralRight === true || read("electoralRight", map.electoralRight, z.boolean()),
    asOf: map.asOf === undefined ? receivedAt : read("asOf", map.asOf, instant),
  };
}

/** The day on which somebody comes of age; 1 March where that year has no 29 February. */
function adulthood(birthDate: IsoDate, age: number): IsoDate {
  const [year = 0, month = 1, day = 1] = birthDate.split("-").map(Number);
  const date = new Date(0);
  date.setUTCFullYear(year + age, month - 1, day);
  return date.toISOString().slice(0, 10);
}
