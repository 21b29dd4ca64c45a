import type { Text } from "./content.ts";
import type { Fraction } from "./fraction.ts";

/** What a fraction is of. */
export const ELECTORS: Text = { ko: "유권자", en: "the electors" };
export const ON_ROLL: Text = { ko: "명부 인원", en: "the residents on the roll" };
export const YES_AND_NO: Text = { ko: "찬성과 반대를 합한 표", en: "the yes and no votes" };

const NAMES: Readonly<Record<string, string>> = {
  "1/2": "half",
  "1/3": "a third",
  "2/3": "two thirds",
  "1/4": "a quarter",
  "3/4": "three quarters",
  "1/5": "a fifth",
  "2/5": "two fifths",
  "3/5": "three fifths",
  "4/5": "four fifths",
};

/**
 * A fraction in exact words, as laws have them: "a third of the electors or more", "유권자의 3분의 1 이상", 과반수.
 * Per cent only where they are whole; nothing is rounded.
 */
export function fractionWords(fraction: Fraction, of: Text): Text {
  const { numerator, denominator, moreThan } = fraction;
  if (numerator === 0 && moreThan) return { ko: `${of.ko} 가운데 하나 이상`, en: `at least one of ${of.en}` };
  if (numerator === denominator) return { ko: `${of.ko} 전부`, en: `all of ${of.en}` };
  const name = `${numerator}/${denominator}`;
  const percent = 100 % denominator === 0 ? `${(100 / denominator) * numerator}%` : undefined;
  const english = NAMES[name] ?? percent ?? name;
  const korean = NAMES[name] === undefined && percent ? percent : `${denominator}분의 ${numerator}`;
  if (!moreThan) return { ko: `${of.ko}의 ${korean} 이상`, en: `${english} of ${of.en} or more` };
  return { ko: `${of.ko}의 ${name === "1/2" ? "과반수" : `${korean} 초과`}`, en: `more than ${english} of ${of.en}` };
}
