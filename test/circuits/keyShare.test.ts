import { expect } from "chai";
import { GENERATOR, multiply, type Point } from "../../sdk/crypto/babyjubjub.ts";
import { FIELD_ORDER, SUBGROUP_ORDER } from "../../sdk/crypto/field.ts";
import { decryptKeyShare, encryptKeyShare } from "../../sdk/crypto/keyShareCipher.ts";
import { randomScalar } from "../../sdk/crypto/random.ts";
import { signedDigits } from "../../sdk/election/signedDigits.ts";
import { seededRandom } from "../sdk/seededRandom.ts";
import { builtCircuit, type Circuit, signal, signals, testCircuit, type Witness } from "./harness/circuit.ts";
import { expectFail, expectForgeryRefused, expectPass } from "./harness/expectWitness.ts";
import { altered } from "./harness/forge.ts";

const random = seededRandom("key share");
const encryptionSecret = randomScalar(random);
const recipientKey = multiply(GENERATOR, encryptionSecret);
const route = { context: 987654321n, dealer: 2, seat: 3 };

function input(secretShare: bigint, ephemeral: bigint) {
  return {
    recipientKey: [recipientKey.x, recipientKey.y],
    context: route.context,
    dealer: route.dealer,
    recipient: route.seat,
    secretShare,
    ...signedDigits(ephemeral),
  };
}

function point(circuit: Circuit, witness: Witness, name: string): Point {
  const [x, y] = signals(circuit, witness, name) as [bigint, bigint];
  return { x, y };
}

describe("the key share circuit", () => {
  let built: Circuit;
  let whole: Circuit;

  before(async function () {
    this.timeout(600_000);
    built = builtCircuit("keyShare");
    whole = await testCircuit({ name: "key-share", file: "circuits/keyShare.circom", main: "KeyShare()" });
  });

  it("gives S = s G and the sdk's encryption of s, at the boundaries and at random", () => {
    const scalars = [1n, 2n, SUBGROUP_ORDER - 2n, SUBGROUP_ORDER - 1n, randomScalar(random), randomScalar(random)];
    for (const [index, share] of [0n, ...scalars].entries()) {
      const ephemeral = scalars[index % scalars.length] as bigint;
      const witness = expectPass(built, input(share, ephemeral));
      const expected = encryptKeyShare(share, ephemeral, recipientKey, route);
      expect(point(built, witness, "share")).to.deep.equal(multiply(GENERATOR, share));
      expect(point(built, witness, "ephemeral")).to.deep.equal(expected.ephemeral);
      expect(signal(built, witness, "ciphertext")).to.equal(expected.ciphertext);
      const read = { ephemeral: expected.ephemeral, ciphertext: signal(built, witness, "ciphertext") };
      expect(decryptKeyShare(read, encryptionSecret, route)).to.equal(share);
    }
  });

  it("accepts shares up to l - 1, and refuses l, l + s and every greater one", () => {
    expectPass(built, input(SUBGROUP_ORDER - 1n, 5n));
    for (const share of [SUBGROUP_ORDER, SUBGROUP_ORDER + 1n, 2n ** 251n - 1n]) {
      expectFail(built, input(share, 5n), "canonical === 1");
    }
    for (const share of [2n ** 251n, 2n ** 253n, FIELD_ORDER - 1n, FIELD_ORDER + SUBGROUP_ORDER - 2n ** 251n]) {
      expectFail(built, input(share, 5n), "range.in <== secretShare");
    }
  });

  it("refuses an ephemeral scalar of 0, whose R would be the identity", () => {
    expectFail(built, input(5n, 0n), "vanishes === 0");
  });

  it("refuses digits that are not bits", () => {
    const { negative, tripled, ...rest } = input(5n, 7n);
    expectFail(built, { ...rest, negative: negative.with(0, 2n), tripled }, "negative[w] * (negative[w] - 1)");
    expectFail(
      built,
      { ...rest, negative, tripled: tripled.with(124, FIELD_ORDER - 1n) },
      "tripled[w] * (tripled[w] - 1)",
    );
  });

  it("binds recipient, dealer, context and the recipient's key", () => {
    const honest = expectPass(whole, input(5n, 7n));
    for (const name of ["context", "dealer", "recipient", "recipientKey[0]", "recipientKey[1]"]) {
      const value = signal(whole, honest, name);
      expectForgeryRefused(whole, altered(whole, honest, { [name]: value + 1n }), name);
    }
  });

  it("refuses any other output for the same share", () => {
    const honest = expectPass(whole, input(5n, 7n));
    for (const name of ["share[0]", "share[1]", "ephemeral[0]", "ephemeral[1]", "ciphertext"]) {
      const value = signal(whole, honest, name);
      expectForgeryRefused(whole, altered(whole, honest, { [name]: value + 1n }), name);
    }
  });

  it("refuses R of one ephemeral scalar beside the pad of another", () => {
    const [one, other] = [expectPass(whole, input(5n, 7n)), expectPass(whole, input(5n, 9n))];
    const ofOther = [...whole.wires].filter(([name]) => /^(ephemeral|vanishes|IsZero|DigitsTimesGenerator)/.test(name));
    const changes = Object.fromEntries(ofOther.map(([name, wire]) => [name, other[wire] as bigint]));
    expect(ofOther.length).to.be.greaterThan(1000);
    expectForgeryRefused(whole, altered(whole, one, changes), "negative[0]");
  });
});
