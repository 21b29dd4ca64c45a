import { expect } from "chai";
import fc from "fast-check";
import { GENERATOR, IDENTITY, multiply, PointNotOnCurveError } from "../../../sdk/crypto/babyjubjub.ts";
import {
  addCiphertexts,
  CiphertextWordCountError,
  ciphertextsFromWords,
  ciphertextWords,
  decryptToPoint,
  EMPTY_CIPHERTEXT,
  EncryptionRandomnessZeroError,
  encrypt,
  subtractCiphertexts,
  sumCiphertexts,
} from "../../../sdk/crypto/elgamal.ts";
import { FIELD_ORDER, SUBGROUP_ORDER } from "../../../sdk/crypto/field.ts";

const scalars = fc.bigInt(1n, SUBGROUP_ORDER - 1n);
const secret = 987654321n;
const key = multiply(GENERATOR, secret);

describe("exponential ElGamal", () => {
  it("decrypts to the message times G", () => {
    fc.assert(
      fc.property(fc.bigInt(0n, (1n << 48n) - 1n), scalars, (message, r) => {
        expect(decryptToPoint(encrypt(message, key, r), secret)).to.deep.equal(multiply(GENERATOR, message));
      }),
      { numRuns: 10 },
    );
  });

  it("adds, subtracts and sums messages", () => {
    const [a, b, c] = [encrypt(5n, key, 11n), encrypt(7n, key, 12n), encrypt(9n, key, 13n)];
    expect(decryptToPoint(addCiphertexts(a, b), secret)).to.deep.equal(multiply(GENERATOR, 12n));
    expect(decryptToPoint(subtractCiphertexts(b, a), secret)).to.deep.equal(multiply(GENERATOR, 2n));
    expect(decryptToPoint(sumCiphertexts([a, b, c]), secret)).to.deep.equal(multiply(GENERATOR, 21n));
    expect(subtractCiphertexts(a, a)).to.deep.equal(EMPTY_CIPHERTEXT);
    expect(sumCiphertexts([])).to.deep.equal({ c1: IDENTITY, c2: IDENTITY });
  });

  it("refuses randomness that is 0 modulo l, which would show the message", () => {
    expect(() => encrypt(1n, key, 0n)).to.throw(EncryptionRandomnessZeroError);
    expect(() => encrypt(1n, key, SUBGROUP_ORDER)).to.throw(EncryptionRandomnessZeroError);
  });

  it("writes and reads words in the order c1.x, c1.y, c2.x, c2.y", () => {
    const ciphertexts = [encrypt(1n, key, 5n), EMPTY_CIPHERTEXT];
    const words = ciphertextWords(ciphertexts);
    expect(words[0]).to.equal(ciphertexts[0]?.c1.x);
    expect(words[3]).to.equal(ciphertexts[0]?.c2.y);
    expect(words.slice(4)).to.deep.equal([0n, 1n, 0n, 1n]);
    expect(ciphertextsFromWords(words)).to.deep.equal(ciphertexts);
  });

  it("refuses words that are not whole ciphertexts of points on the curve", () => {
    const words = ciphertextWords([encrypt(1n, key, 5n)]);
    expect(() => ciphertextsFromWords(words.slice(1))).to.throw(CiphertextWordCountError);
    for (let i = 0; i < 4; i++) {
      const altered = words.map((word, index) => (index === i ? (word + 1n) % FIELD_ORDER : word));
      const aliased = words.map((word, index) => (index === i ? word + FIELD_ORDER : word));
      expect(() => ciphertextsFromWords(altered)).to.throw(PointNotOnCurveError);
      expect(() => ciphertextsFromWords(aliased)).to.throw(PointNotOnCurveError);
    }
  });
});
