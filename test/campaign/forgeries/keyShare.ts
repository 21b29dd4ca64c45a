import { GENERATOR, multiply } from "../../../sdk/crypto/babyjubjub.ts";
import { SUBGROUP_ORDER } from "../../../sdk/crypto/field.ts";
import { signedDigits } from "../../../sdk/election/signedDigits.ts";
import type { Equivalent, Forgery } from "../forgery.ts";

const recipientKey = multiply(GENERATOR, 77n);
const honest = {
  recipientKey: [recipientKey.x, recipientKey.y],
  context: 12345,
  dealer: 2,
  recipient: 3,
  secretShare: 99n,
  ...signedDigits(1234n),
};

function forgery(breaks: string, rest: Partial<Forgery>): Forgery {
  return { main: "KeyShare()", breaks, ...rest, input: { ...honest, ...rest.input } };
}

const otherDigits = { declare: "var none[126]; var unit[125];" };
const generator = `[${GENERATOR.x}, ${GENERATOR.y}]`;
const notCanonical = { input: { secretShare: SUBGROUP_ORDER } };
const vanishing = { input: { ...signedDigits(0n) } };
const canonical = "the ciphertext holds the canonical share";
const share = "the share in the ciphertext is the one in the exponent";
const notIdentity = "R is not the identity, with which everybody reads the share";
const opens = "the ciphertext opens with the recipient's key";

export const keyShareForgeries: Readonly<Record<string, Forgery | Equivalent>> = {
  "KeyShare: range.in <== secretShare": {
    equivalent:
      "BabyPbk holds secretShare to 253 bits, and with those LessThan(251) cannot wrap: what it accepts beside [0, l) lies above r - 2^251 > 2^253",
  },
  "KeyShare: signal canonical <== LessThan": forgery(canonical, { ...notCanonical, value: "1" }),
  "KeyShare: LessThan <- [secretShare, l]": forgery(canonical, { ...notCanonical, value: "[0, l]" }),
  "KeyShare: canonical === 1": forgery(canonical, notCanonical),
  "KeyShare: share[0] <== BabyPbk": forgery(share, { value: "5" }),
  "KeyShare: share[1] <== BabyPbk": forgery(share, { value: "5" }),
  "KeyShare: BabyPbk <- secretShare": forgery(share, { value: "secretShare + 1" }),
  "KeyShare: DigitBits <- negative": forgery("signs are bits", {
    ...otherDigits,
    value: "none",
    input: { negative: honest.negative.with(3, 2n) },
  }),
  "KeyShare: DigitBits <- tripled": forgery("magnitudes are bits", {
    ...otherDigits,
    value: "unit",
    input: { tripled: honest.tripled.with(3, 2n) },
  }),
  "KeyShare: ephemeral <== DigitsTimesGenerator": forgery(opens, { value: generator }),
  "KeyShare: DigitsTimesGenerator <- negative": forgery(opens, { ...otherDigits, value: "none" }),
  "KeyShare: DigitsTimesGenerator <- tripled": forgery(opens, { ...otherDigits, value: "unit" }),
  "KeyShare: signal vanishes <== IsZero": forgery(notIdentity, { ...vanishing, value: "0" }),
  "KeyShare: IsZero <- ephemeral[0]": forgery(notIdentity, { ...vanishing, value: "1" }),
  "KeyShare: vanishes === 0": forgery(notIdentity, vanishing),
  "KeyShare: table.point <== recipientKey": forgery(opens, { value: generator }),
  "KeyShare: signal shared[2] <== DigitsTimesPoint": forgery(opens, { value: "[0, 1]" }),
  "KeyShare: DigitsTimesPoint <- negative": forgery(opens, { ...otherDigits, value: "none" }),
  "KeyShare: DigitsTimesPoint <- tripled": forgery(opens, { ...otherDigits, value: "unit" }),
  "KeyShare: DigitsTimesPoint <- table.single": forgery(opens, { value: "table.triple" }),
  "KeyShare: DigitsTimesPoint <- table.triple": forgery(opens, { value: "table.single" }),
  "KeyShare: DigitsTimesPoint <- table.top": forgery(opens, { value: "[0, 1]" }),
  "KeyShare: signal pad <== Poseidon": forgery(opens, { value: "0" }),
  "KeyShare: Poseidon <- [shared[0], shared[1], context, dealer, recipient]": forgery(
    "the pad is that of this board, dealer and seat",
    { value: "[shared[0], shared[1], context, recipient, dealer]" },
  ),
  "KeyShare: ciphertext <== secretShare + pad": forgery(opens, { value: "pad" }),
};
