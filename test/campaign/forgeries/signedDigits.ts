import { GENERATOR, multiply } from "../../../sdk/crypto/babyjubjub.ts";
import { FIELD_ORDER } from "../../../sdk/crypto/field.ts";
import { signedDigits } from "../../../sdk/election/signedDigits.ts";
import { digitTable } from "../../circuits/digitValues.ts";
import type { Equivalent, Forgery } from "../forgery.ts";

const point = multiply(GENERATOR, 77n);
/** Digits of both signs and both magnitudes, the top one negative. */
const digits = signedDigits(1234n);
if (digits.negative[125] !== 1n) throw new Error("the top digit is not negative");

const nonBits = {
  negative: { ...digits, negative: digits.negative.with(3, 2n) },
  tripled: { ...digits, tripled: digits.tripled.with(3, FIELD_ORDER - 1n) },
};

const bits = (breaks: string, input: typeof digits): Forgery => ({ main: "DigitBits()", input, breaks });
const generator = (value: string): Forgery => {
  return { main: "DigitsTimesGenerator()", input: digits, value, breaks: "the output is r G" };
};
const table = (value: string): Forgery => {
  const input = { point: [point.x, point.y] };
  return { main: "DigitTable()", input, value, breaks: "the table holds 4^w P and 3 4^w P" };
};
const times = (value: string): Forgery => {
  return { main: "DigitsTimesPoint()", input: { ...digits, ...digitTable(point) }, value, breaks: "the output is r P" };
};

export const signedDigitsForgeries: Readonly<Record<string, Forgery | Equivalent>> = {
  "DigitBits: negative[w] * (negative[w] - 1) === 0": bits("signs are bits", nonBits.negative),
  "DigitBits: tripled[w] * (tripled[w] - 1) === 0": bits("magnitudes are bits", nonBits.tripled),

  "DigitsTimesGenerator: v[w] <== (1 - 2 * negative[w]) * (base[1] + tripled[w] * (triple[1] - base[1]))": generator(
    "base[1] + tripled[w] * (triple[1] - base[1])",
  ),
  "DigitsTimesGenerator: sum[w - 1].in1 <== accumulator": generator("[accumulator[0] + 1, accumulator[1]]"),
  "DigitsTimesGenerator: sum[w - 1].in2 <== [u, v[w]]": generator("[u, -v[w]]"),
  "DigitsTimesGenerator: low.in <== accumulator": generator("[accumulator[0], -accumulator[1]]"),
  "DigitsTimesGenerator: out[0] <== BabyAdd": generator("5"),
  "DigitsTimesGenerator: out[1] <== BabyAdd": generator("5"),
  "DigitsTimesGenerator: BabyAdd <- low.out[0]": generator("-low.out[0]"),
  "DigitsTimesGenerator: BabyAdd <- low.out[1]": generator("low.out[1] + 1"),
  "DigitsTimesGenerator: BabyAdd <- (1 - 2 * negative[125]) * top[0]": generator("top[0]"),
  "DigitsTimesGenerator: BabyAdd <- top[1]": generator("top[1] + 1"),

  "DigitTable: base.in <== point": table("[-point[0], point[1]]"),
  "DigitTable: single[w] <== base.out": table("[base.out[0], -base.out[1]]"),
  "DigitTable: single[w] <== fourfold[w - 1].out": table("single[w - 1]"),
  "DigitTable: twice[w].in <== single[w]": table("[single[w][0], -single[w][1]]"),
  "DigitTable: thrice[w].in1 <== single[w]": table("[single[w][0], -single[w][1]]"),
  "DigitTable: thrice[w].in2 <== twice[w].out": table("[twice[w].out[0], -twice[w].out[1]]"),
  "DigitTable: triple[w] <== thrice[w].out": table("single[w]"),
  "DigitTable: fourfold[w].in <== twice[w].out": table("single[w]"),
  "DigitTable: edwards.in <== fourfold[124].out": table("single[124]"),
  "DigitTable: top <== edwards.out": table("[0, 1]"),

  "DigitsTimesPoint: u[w] <== single[w][0] + tripled[w] * (triple[w][0] - single[w][0])": times("single[w][0]"),
  "DigitsTimesPoint: magnitude[w] <== single[w][1] + tripled[w] * (triple[w][1] - single[w][1])": times("single[w][1]"),
  "DigitsTimesPoint: v[w] <== (1 - 2 * negative[w]) * magnitude[w]": times("magnitude[w]"),
  "DigitsTimesPoint: sum[w - 1].in1 <== accumulator": times("[accumulator[0], -accumulator[1]]"),
  "DigitsTimesPoint: sum[w - 1].in2 <== [u[w], v[w]]": times("[u[w], -v[w]]"),
  "DigitsTimesPoint: low.in <== accumulator": times("[accumulator[0], -accumulator[1]]"),
  "DigitsTimesPoint: signal signedTop <== (1 - 2 * negative[125]) * top[0]": times("top[0]"),
  "DigitsTimesPoint: out[0] <== BabyAdd": times("5"),
  "DigitsTimesPoint: out[1] <== BabyAdd": times("5"),
  "DigitsTimesPoint: BabyAdd <- low.out[0]": times("-low.out[0]"),
  "DigitsTimesPoint: BabyAdd <- low.out[1]": times("low.out[1] + 1"),
  "DigitsTimesPoint: BabyAdd <- signedTop": times("-signedTop"),
  "DigitsTimesPoint: BabyAdd <- top[1]": times("top[1] + 1"),
};
