import { expect } from "chai";
import { GENERATOR, multiply } from "../../sdk/crypto/babyjubjub.ts";
import { ciphertextWords, encrypt } from "../../sdk/crypto/elgamal.ts";
import { SUBGROUP_ORDER } from "../../sdk/crypto/field.ts";
import { randomScalar } from "../../sdk/crypto/random.ts";
import { messagesOf } from "../../sdk/election/ballot.ts";
import { signedDigits } from "../../sdk/election/signedDigits.ts";
import { seededRandom } from "../sdk/seededRandom.ts";
import { digitTable } from "./digitValues.ts";
import { type Circuit, signal, signals, testCircuit } from "./harness/circuit.ts";
import { expectFail, expectForgeryRefused, expectPass } from "./harness/expectWitness.ts";
import { altered } from "./harness/forge.ts";

const file = "circuits/lib/encryption.circom";
const random = seededRandom("encryption");
const key = multiply(GENERATOR, randomScalar(random));

const bitsOf = (points: number) => Array.from({ length: 8 }, (_, bit) => (points >> bit) & 1);

describe("the point of two choices", () => {
  let point: Circuit;

  before(async function () {
    this.timeout(600_000);
    point = await testCircuit({ name: "point-of-choices", file, main: "PointOfChoices()" });
  });

  function expectPoint(low: number, high: number): void {
    const witness = expectPass(point, { low: bitsOf(low), high: bitsOf(high) });
    const [x, y] = signals(point, witness, "out");
    expect({ x, y }, `${low}, ${high}`).to.deep.equal(multiply(GENERATOR, messagesOf([low, high])[0] as bigint));
  }

  it("is (low + high 2^24) G at every pair of boundaries", () => {
    const edges = [0, 1, 2, 3, 15, 16, 127, 128, 170, 254, 255];
    for (const low of edges) for (const high of edges) expectPoint(low, high);
  });

  it("is (low + high 2^24) G for 200 pairs at random", () => {
    const bytes = random(400);
    for (let pair = 0; pair < 200; pair++) expectPoint(bytes[2 * pair] as number, bytes[2 * pair + 1] as number);
  });

  it("is (low + high 2^24) G for all 65,536 pairs, in the long campaign", function () {
    if (!process.env.HANPYO_CAMPAIGN) return this.skip();
    this.timeout(1_200_000);
    for (let pair = 0; pair < 65_536; pair++) expectPoint(pair & 255, pair >> 8);
  });

  it("leaves no slope of an addition to the prover, and no product of two bits", () => {
    for (const [low, high] of [
      [0, 0],
      [255, 255],
      [0x5a, 0xa5],
    ] as const) {
      const honest = expectPass(point, { low: bitsOf(low), high: bitsOf(high) });
      for (let w = 0; w < 8; w++) {
        const product = `both[${w}]`;
        expectForgeryRefused(
          point,
          altered(point, honest, { [product]: 1n - signal(point, honest, product) }),
          product,
        );
      }
      for (let w = 0; w < 7; w++) {
        const [first, second] = ["in1", "in2"].map((name) => signal(point, honest, `sum[${w}].${name}[0]`));
        expect(first).not.to.equal(second);
        const slope = `sum[${w}].lamda`;
        expectForgeryRefused(point, altered(point, honest, { [slope]: signal(point, honest, slope) + 1n }), slope);
      }
    }
  });
});

describe("encryption in the circuit", () => {
  let encryption: Circuit;
  const keyTable = digitTable(key);

  before(async function () {
    this.timeout(600_000);
    encryption = await testCircuit({ name: "encryption", file, main: "Encryption()" });
  });

  const input = (low: number, high: number, r: bigint) => ({
    ...keyTable,
    ...signedDigits(r),
    low: bitsOf(low),
    high: bitsOf(high),
  });

  it("gives the words of the sdk's encryption", () => {
    const scalars = [1n, 2n, SUBGROUP_ORDER - 1n, ...Array.from({ length: 8 }, () => randomScalar(random))];
    for (const [index, r] of scalars.entries()) {
      const [low, high] = [
        [0, 0],
        [1, 0],
        [255, 255],
        [0, 1],
        [7, 9],
      ][index % 5] as [number, number];
      const witness = expectPass(encryption, input(low, high, r));
      const expected = ciphertextWords([encrypt(messagesOf([low, high])[0] as bigint, key, r)]);
      expect(signals(encryption, witness, "words")).to.deep.equal(expected);
    }
  });

  it("uses the same digits for c1 and c2: neither half can be taken from another scalar", () => {
    const one = expectPass(encryption, input(1, 0, 5n));
    const other = expectPass(encryption, input(1, 0, 6n));
    const taken = (belongs: RegExp) =>
      Object.fromEntries(
        [...encryption.wires]
          .filter(([name]) => belongs.test(name))
          .map(([name, wire]) => [name, other[wire] as bigint]),
      );
    const halves = [/^(c1|words\[[01]\]|DigitsTimesGenerator)/, /^(mask|c2|words\[[23]\]|DigitsTimesPoint|BabyAdd)/];
    for (const half of halves) {
      const signalsOfHalf = taken(half);
      expect(Object.keys(signalsOfHalf).length).to.be.greaterThan(1000);
      expectForgeryRefused(encryption, altered(encryption, one, signalsOfHalf), "negative[1]");
    }
  });

  it("refuses digits that are not bits", () => {
    const { negative, tripled, ...rest } = input(0, 0, 5n);
    expectFail(encryption, { ...rest, negative: negative.with(125, 2n), tripled }, "negative[w] * (negative[w] - 1)");
    expectFail(encryption, { ...rest, negative, tripled: tripled.with(0, 2n) }, "tripled[w] * (tripled[w] - 1)");
  });

  it("does not itself refuse r = 0, whose c1 is the identity: the contract does", () => {
    const witness = expectPass(encryption, input(1, 0, 0n));
    expect(signals(encryption, witness, "words").slice(0, 2)).to.deep.equal([0n, 1n]);
  });
});
