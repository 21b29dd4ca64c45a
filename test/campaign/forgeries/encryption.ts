import { GENERATOR, multiply } from "../../../sdk/crypto/babyjubjub.ts";
import { signedDigits } from "../../../sdk/election/signedDigits.ts";
import { digitTable } from "../../circuits/digitValues.ts";
import type { Equivalent, Forgery } from "../forgery.ts";

const digits = signedDigits(1234n);
const choices = { low: [1, 0, 1, 0, 0, 0, 0, 0], high: [0, 1, 1, 0, 0, 0, 1, 0] };

const point = (value: string): Forgery => ({
  main: "PointOfChoices()",
  input: choices,
  value,
  breaks: "the output is (low + high 2^24) G",
});

function encryption(breaks: string, value: string, rest: Partial<Forgery> = {}): Forgery {
  const input = { ...digits, ...choices, ...digitTable(multiply(GENERATOR, 77n)), ...rest.input };
  return { main: "Encryption()", breaks, value, ...rest, input };
}

/** Other digits than those of r, or digits that are not looked at: all positive, all of magnitude 1. */
const otherDigits = { declare: "var none[126]; var unit[125];" };
const sameScalar = "c1 and c2 use the same r";
const message = "c2 holds (low + high 2^24) G";
const mask = "c2 is masked by r K";

export const encryptionForgeries: Readonly<Record<string, Forgery | Equivalent>> = {
  "PointOfChoices: both[w] <== bit[0] * bit[1]": point("1 - bit[0] * bit[1]"),
  "PointOfChoices: sum[w - 1].in1 <== accumulator": point("[accumulator[0], -accumulator[1]]"),
  "PointOfChoices: sum[w - 1].in2 <== [u, v]": point("[u, -v]"),
  "PointOfChoices: signs.in <== accumulator": point("[accumulator[0], -accumulator[1]]"),
  "PointOfChoices: out[0] <== BabyAdd": point("5"),
  "PointOfChoices: out[1] <== BabyAdd": point("5"),
  "PointOfChoices: BabyAdd <- signs.out[0]": point("-signs.out[0]"),
  "PointOfChoices: BabyAdd <- signs.out[1]": point("signs.out[1] + 1"),
  "PointOfChoices: BabyAdd <- constant[0]": point("-constant[0]"),
  "PointOfChoices: BabyAdd <- constant[1]": point("constant[1] + 1"),

  "Encryption: DigitBits <- negative": encryption("signs are bits", "none", {
    ...otherDigits,
    input: { negative: digits.negative.with(3, 2n) },
  }),
  "Encryption: DigitBits <- tripled": encryption("magnitudes are bits", "unit", {
    ...otherDigits,
    input: { tripled: digits.tripled.with(3, 2n) },
  }),
  "Encryption: signal c1[2] <== DigitsTimesGenerator": encryption("c1 is r G", "[0, 1]"),
  "Encryption: DigitsTimesGenerator <- negative": encryption(sameScalar, "none", otherDigits),
  "Encryption: DigitsTimesGenerator <- tripled": encryption(sameScalar, "unit", otherDigits),
  "Encryption: signal mask[2] <== DigitsTimesPoint": encryption(mask, "[0, 1]"),
  "Encryption: DigitsTimesPoint <- negative": encryption(sameScalar, "none", otherDigits),
  "Encryption: DigitsTimesPoint <- tripled": encryption(sameScalar, "unit", otherDigits),
  "Encryption: DigitsTimesPoint <- single": encryption(mask, "triple"),
  "Encryption: DigitsTimesPoint <- triple": encryption(mask, "single"),
  "Encryption: DigitsTimesPoint <- top": encryption(mask, "[0, 1]"),
  "Encryption: signal message[2] <== PointOfChoices": encryption(message, "[0, 1]"),
  "Encryption: PointOfChoices <- low": encryption(message, "high"),
  "Encryption: PointOfChoices <- high": encryption(message, "low"),
  "Encryption: c2[0] <== BabyAdd": encryption(message, "5"),
  "Encryption: c2[1] <== BabyAdd": encryption(message, "5"),
  "Encryption: BabyAdd <- mask[0]": encryption(mask, "-mask[0]"),
  "Encryption: BabyAdd <- mask[1]": encryption(mask, "mask[1] + 1"),
  "Encryption: BabyAdd <- message[0]": encryption(message, "-message[0]"),
  "Encryption: BabyAdd <- message[1]": encryption(message, "message[1] + 1"),
  "Encryption: words <== [c1[0], c1[1], c2[0], c2[1]]": encryption(mask, "[c1[0], c1[1], message[0], message[1]]"),
};
