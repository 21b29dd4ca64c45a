import { type Fraction, greatestDivisor, isExact, NO_FRACTION } from "../../sdk/election/fraction.ts";

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
  const divisor = greatestDivisor(denominator, numerator);
  if (denominator === 0) return undefined;
  const fraction = { numerator: numerator / divisor, denominator: denominator / divisor, moreThan };
  return isExact(fraction) ? fraction : undefined;
}

/** Whether a text gives less than one per cent in per cent: 0.25 % is rather a quarter that was written as 0.25. */
export function isSlipOfPercent(text: string): boolean {
  const [, share] = /([\d.]+) ?%$/.exec(text) ?? [];
  return share !== undefined && Number(share) > 0 && Number(share) < 1;
}

/** Of 2/3, or of a decimal per cent: 12.5 % is 125 of 1000. No part has more digits than a number holds exactly. */
function ratioOf(share: string): readonly [numerator: number, denominator: number] {
  const [numerator, denominator] = share.split("/");
  if (denominator !== undefined) return [Number(numerator), Number(denominator)];
  const [whole = "", decimals = ""] = share.replace(/ ?%$/, "").split(".");
  return [Number(whole + decimals), 100 * 10 ** decimals.length];
}
