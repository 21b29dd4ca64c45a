import { type Fraction, isExact, NO_FRACTION } from "../../sdk/election/fraction.ts";

const SHARE = String.raw`(\d{1,10}/\d{1,10}|\d{1,3}(\.\d{1,6})? ?%)`;

/** How a file writes a quorum: none, 1/4, 25 %, more than 1/3. A share alone is "at least". */
export const QUORUM_FORM = new RegExp(`^(none|((at least|more than) )?${SHARE})$`);

/** How a file writes a passing share, with its "at least" or "more than": a majority and a half are not the same. */
export const PASSING_FORM = new RegExp(`^(at least|more than) ${SHARE}$`);

/** The exact fraction of such a text, in lowest terms; undefined if there is none that the factory takes. */
export function fractionOf(text: string): Fraction | undefined {
  if (text === "none") return NO_FRACTION;
  const moreThan = text.startsWith("more than ");
  const [numerator, denominator] = ratioOf(text.replace(/^(at least|more than) /, ""));
  if (denominator === 0n) return undefined;
  const divisor = greatestDivisor(numerator, denominator);
  const parts = { numerator: Number(numerator / divisor), denominator: Number(denominator / divisor) };
  const fraction = { ...parts, moreThan };
  return isExact(fraction) ? fraction : undefined;
}

/** Of 2/3, or of a decimal per cent: 12.5 % is 125 of 1000. */
function ratioOf(share: string): readonly [numerator: bigint, denominator: bigint] {
  const [numerator, denominator] = share.split("/");
  if (denominator !== undefined) return [BigInt(numerator as string), BigInt(denominator)];
  const [whole = "", decimals = ""] = share.replace(/ ?%$/, "").split(".");
  return [BigInt(whole + decimals), 100n * 10n ** BigInt(decimals.length)];
}

function greatestDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestDivisor(b, a % b);
}
