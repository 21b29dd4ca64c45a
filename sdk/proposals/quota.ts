import { sha256, toUtf8Bytes } from "ethers";
import { z } from "zod/mini";
import { canonicalJson } from "../election/canonicalJson.ts";
import { isExact, leastReaching } from "../election/fraction.ts";
import { forbiddenCharacter } from "../election/plainText.ts";
import { HanpyoError, told } from "../errors.ts";

const FORMAT = "hanpyo-quota-1";
const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
/** The template's field has 32 bits. */
const MOST = 2 ** 32 - 1;

const schema = z.strictObject({
  format: z.literal(FORMAT),
  /** Residents who may sign, by the figure that the municipality certified. */
  residents: z.int().check(z.minimum(1), z.maximum(MOST)),
  fraction: z.strictObject({ numerator: z.int(), denominator: z.int(), moreThan: z.boolean() }),
  /** Day of the certificate, as in 2026-01-10. */
  certifiedOn: z.string().check(z.regex(DATE)),
  /** Where it was published. */
  source: z.string().check(z.minLength(1), z.maxLength(500)),
});

/** From what a quota was reckoned (P20.5): a fraction of the certified residents, never of the enrolled. */
export type QuotaArithmetic = Omit<z.infer<typeof schema>, "format">;

export class QuotaInvalidError extends HanpyoError {
  constructor(reason: string) {
    super(
      "QUOTA_INVALID",
      told`The quota cannot be reckoned: ${{ reason }}`,
      "Give residents, a fraction of them in lowest terms, the day and the source of the figure",
    );
  }
}

/**
 * The fewest supports that reach the fraction of the residents, exactly: a seventieth of 305,154 is reached by 4,360.
 * Throws `QuotaInvalidError` for a fraction that none or nobody reaches.
 */
export function quotaOf({ residents, fraction }: Pick<QuotaArithmetic, "residents" | "fraction">): number {
  if (!isExact(fraction)) throw new QuotaInvalidError("the fraction is not in lowest terms, or more than all");
  const quota = leastReaching(fraction, residents);
  if (quota < 1) throw new QuotaInvalidError("nobody's support would reach it");
  return quota;
}

/** The text whose SHA-256 a template names: canonical JSON. Throws `QuotaInvalidError`. */
export function writeQuota(arithmetic: QuotaArithmetic): string {
  const text = canonicalJson({ ...arithmetic, format: FORMAT });
  readQuota(text);
  return text;
}

/** Reads the arithmetic of a quota. Throws `QuotaInvalidError`, also for JSON that is not canonical. */
export function readQuota(text: string): QuotaArithmetic {
  const parsed = schema.safeParse(jsonOf(text));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new QuotaInvalidError(`${issue?.path.join(".")}: ${issue?.message}`);
  }
  if (canonicalJson(parsed.data) !== text) throw new QuotaInvalidError("it is not canonical JSON");
  const { format, ...arithmetic } = parsed.data;
  const found = forbiddenCharacter(arithmetic.source, false);
  if (found !== undefined) throw new QuotaInvalidError(`source: it holds ${found}`);
  quotaOf(arithmetic);
  return arithmetic;
}

/** SHA-256 of the arithmetic's text: the template's `quotaArithmetic`. */
export function quotaDigest(arithmetic: QuotaArithmetic): string {
  return sha256(toUtf8Bytes(writeQuota(arithmetic)));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new QuotaInvalidError(error instanceof Error ? error.message : String(error));
  }
}
