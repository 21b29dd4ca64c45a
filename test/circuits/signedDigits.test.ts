import { expect } from "chai";
import { GENERATOR, multiply, type Point } from "../../sdk/crypto/babyjubjub.ts";
import { FIELD_ORDER, inverse, mod, SUBGROUP_ORDER } from "../../sdk/crypto/field.ts";
import { randomScalar } from "../../sdk/crypto/random.ts";
import { type SignedDigits, signedDigits } from "../../sdk/election/signedDigits.ts";
import { seededRandom } from "../sdk/seededRandom.ts";
import { digitTable, sampleDigits, valueOfDigits } from "./digitValues.ts";
import { type Circuit, signal, signals, testCircuit, type Witness } from "./harness/circuit.ts";
import { expectAccepted, expectFail, expectForgeryRefused, expectPass, violations } from "./harness/expectWitness.ts";
import { altered, forged } from "./harness/forge.ts";

const file = "circuits/lib/signedDigits.circom";

function output(circuit: Circuit, witness: Witness): Point {
  const [x, y] = signals(circuit, witness, "out") as [bigint, bigint];
  return { x, y };
}

/** What DigitsTimesPoint takes of a point. */
function tableOf(table: Circuit, point: Point) {
  const witness = expectPass(table, { point: [point.x, point.y] });
  const rows = (name: string) => Array.from({ length: 125 }, (_, w) => signals(table, witness, `${name}[${w}]`));
  return { single: rows("single"), triple: rows("triple"), top: signals(table, witness, "top") };
}

/** Everything that the addition `sum[step]` and what comes after it compute. */
function downstreamOf(step: number): (name: string) => boolean {
  return (name) => {
    const [, index, rest = ""] = /^sum\[(\d+)\]\.(.*)/.exec(name) ?? [];
    if (index === undefined) return /^(low|out|withStart|BabyAdd)/.test(name);
    return Number(index) > step || (Number(index) === step && rest.startsWith("out"));
  };
}

/** Each incomplete addition of the witness, its slope changed, alone and with all that follows computed anew. */
function expectSlopesDetermined(circuit: Circuit, honest: Witness, additions: readonly string[]): void {
  for (const addition of additions) {
    const u = ["in1", "in2"].map((name) => signal(circuit, honest, `${addition}.${name}[0]`));
    expect(u[0], addition).not.to.equal(u[1]);
    const slope = `${addition}.lamda`;
    expectForgeryRefused(circuit, altered(circuit, honest, { [slope]: signal(circuit, honest, slope) + 1n }), slope);
  }
}

describe("signed digits in the circuit", () => {
  let bits: Circuit;
  let timesGenerator: Circuit;
  let table: Circuit;
  let timesPoint: Circuit;
  let fixedStart: Circuit;
  const random = seededRandom("signed digits");
  const key = multiply(GENERATOR, randomScalar(random));

  before(async function () {
    this.timeout(600_000);
    const compiled = (main: string) => testCircuit({ name: main.toLowerCase().replace("()", ""), file, main });
    bits = await compiled("DigitBits()");
    timesGenerator = await compiled("DigitsTimesGenerator()");
    table = await compiled("DigitTable()");
    timesPoint = await compiled("DigitsTimesPoint()");
    fixedStart = await testCircuit({
      name: "fixed-start",
      file: "test/circuits/variants/fixedStart.circom",
      main: "FixedStart()",
    });
  });

  it("must be bits, each of them", () => {
    const honest = signedDigits(5n);
    expectPass(bits, honest);
    for (const wrong of [2n, FIELD_ORDER - 1n]) {
      for (let w = 0; w < 126; w++) {
        expectFail(bits, { ...honest, negative: honest.negative.with(w, wrong) }, "negative[w] * (negative[w] - 1)");
      }
      for (let w = 0; w < 125; w++) {
        expectFail(bits, { ...honest, tripled: honest.tripled.with(w, wrong) }, "tripled[w] * (tripled[w] - 1)");
      }
    }
  });

  it("times the generator are what the sdk multiplies", () => {
    for (const digits of sampleDigits("generator", 20)) {
      const witness = expectPass(timesGenerator, digits);
      expect(output(timesGenerator, witness)).to.deep.equal(multiply(GENERATOR, valueOfDigits(digits)));
    }
  });

  it("have a table of a point, of 4^w and 3 * 4^w times it, for any point of order l", () => {
    for (const point of [GENERATOR, key, multiply(GENERATOR, SUBGROUP_ORDER - 1n)]) {
      expect(tableOf(table, point)).to.deep.equal(digitTable(point));
    }
  });

  it("times a point are what the sdk multiplies", () => {
    const keyTable = tableOf(table, key);
    for (const digits of sampleDigits("point", 20)) {
      const witness = expectPass(timesPoint, { ...digits, ...keyTable });
      expect(output(timesPoint, witness)).to.deep.equal(multiply(key, valueOfDigits(digits)));
    }
  });

  it("keep every accumulator below what could meet the next addend, but for the last, which is added completely", () => {
    for (let w = 0n; w < 125n; w++) {
      expect(4n ** w - 1n + 3n * 4n ** w < SUBGROUP_ORDER).to.equal(true, `digit ${w}`);
    }
    expect(4n ** 125n - 1n + 4n ** 125n < SUBGROUP_ORDER).to.equal(false);
  });

  it("leave no slope of an addition to the prover", () => {
    const digits = signedDigits(randomScalar(random));
    const sums = Array.from({ length: 124 }, (_, w) => `sum[${w}]`);
    expectSlopesDetermined(timesGenerator, expectPass(timesGenerator, digits), sums);
    expectSlopesDetermined(timesPoint, expectPass(timesPoint, { ...digits, ...tableOf(table, key) }), sums);
    const witness = expectPass(table, { point: [key.x, key.y] });
    const thrice = Array.from({ length: 125 }, (_, w) => `thrice[${w}]`);
    expectSlopesDetermined(table, witness, thrice);
    for (let w = 0; w < 125; w++) {
      for (const slope of [`twice[${w}].lamda`, `fourfold[${w}].lamda`]) {
        expectForgeryRefused(table, altered(table, witness, { [slope]: signal(table, witness, slope) + 1n }), slope);
      }
    }
  });

  it("refuse a forged slope also where all that follows it is computed anew", () => {
    const honest = expectPass(timesPoint, { ...signedDigits(7n), ...tableOf(table, key) });
    for (const step of [0, 1, 62, 122, 123]) {
      const slope = `sum[${step}].lamda`;
      const forgery = forged(timesPoint, honest, { [slope]: 12345n }, downstreamOf(step));
      expect(violations(timesPoint, forgery)).to.have.length(1);
      expectForgeryRefused(timesPoint, forgery, slope);
      expect(output(timesPoint, forgery)).not.to.deep.equal(output(timesPoint, honest));
    }
  });

  describe("against whoever knows the key's logarithm", () => {
    /**
     * A key's logarithm k, and digits with 1 + a k = d 4^124 k modulo l, where a is the sum of the digits below the
     * 124th and d that digit: an accumulator that starts at G meets the addend.
     */
    function meeting(): { readonly logarithm: bigint; readonly digits: SignedDigits } {
      for (;;) {
        const logarithm = randomScalar(random);
        for (const digit of [1n, 3n, -1n, -3n]) {
          const residue = mod(digit * 4n ** 124n - inverse(logarithm, SUBGROUP_ORDER), SUBGROUP_ORDER);
          const low = [residue, residue - SUBGROUP_ORDER].find(
            (a) => mod(a, 2n) === 1n && a < 4n ** 124n && -a < 4n ** 124n,
          );
          if (low === undefined) continue;
          const digits = signedDigits(mod(low + digit * 4n ** 124n + 4n ** 125n, SUBGROUP_ORDER));
          if (valueOfDigits(digits) === low + digit * 4n ** 124n + 4n ** 125n) return { logarithm, digits };
        }
      }
    }

    it("a fixed start of the accumulator would accept any slope, and two results for one scalar", () => {
      const { logarithm, digits } = meeting();
      const input = { ...digits, ...tableOf(table, multiply(GENERATOR, logarithm)) };
      const first = expectPass(fixedStart, input);
      expect(signals(fixedStart, first, "sum[124].in1")).to.deep.equal(signals(fixedStart, first, "sum[124].in2"));
      const second = forged(fixedStart, first, { "sum[124].lamda": 12345n }, downstreamOf(124));
      expectAccepted(fixedStart, second);
      expect(output(fixedStart, second)).not.to.deep.equal(output(fixedStart, first));

      const right = multiply(GENERATOR, logarithm * valueOfDigits(digits));
      expect(output(fixedStart, first)).not.to.deep.equal(right);
      expect(output(fixedStart, second)).not.to.deep.equal(right);
    });

    it("ours refuses the same attack", () => {
      const { logarithm, digits } = meeting();
      const honest = expectPass(timesPoint, { ...digits, ...tableOf(table, multiply(GENERATOR, logarithm)) });
      expect(output(timesPoint, honest)).to.deep.equal(multiply(GENERATOR, logarithm * valueOfDigits(digits)));
      const forgery = forged(timesPoint, honest, { "sum[123].lamda": 12345n }, downstreamOf(123));
      expectForgeryRefused(timesPoint, forgery, "sum[123].lamda");
    });

    it("the variant with a fixed start multiplies rightly where no points meet, so it is a fair comparison", () => {
      const digits = signedDigits(randomScalar(random));
      const witness = expectPass(fixedStart, { ...digits, ...tableOf(table, key) });
      expect(output(fixedStart, witness)).to.deep.equal(multiply(key, valueOfDigits(digits)));
    });
  });
});
