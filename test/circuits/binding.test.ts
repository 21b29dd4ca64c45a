import { expect } from "chai";
import { evaluateAt } from "../../sdk/crypto/ballotDigest.ts";
import { FIELD_ORDER } from "../../sdk/crypto/field.ts";
import { poseidonSponge } from "../../sdk/crypto/poseidonSponge.ts";
import { randomScalar } from "../../sdk/crypto/random.ts";
import { seededRandom } from "../sdk/seededRandom.ts";
import { type Circuit, signals, testCircuit } from "./harness/circuit.ts";
import { expectForgeryRefused, expectPass } from "./harness/expectWitness.ts";
import { altered } from "./harness/forge.ts";

const lengths = [1, 15, 16, 17, 34];

describe("the circuit's binding", () => {
  let bindings: Circuit;
  const random = seededRandom("binding");
  const samples = {
    zeros: Array.from({ length: 34 }, () => 0n),
    "values of r - 1": Array.from({ length: 34 }, () => FIELD_ORDER - 1n),
    "random values": Array.from({ length: 34 }, () => randomScalar(random)),
  };

  before(async function () {
    this.timeout(600_000);
    const file = "test/circuits/variants/bindings.circom";
    bindings = await testCircuit({ name: "bindings", file, main: "Bindings()" });
  });

  for (const [name, values] of Object.entries(samples)) {
    it(`gives digest and evaluation of the sdk at the lengths ${lengths}: ${name}`, () => {
      for (const challenge of [0n, 1n, FIELD_ORDER - 1n, randomScalar(random)]) {
        const witness = expectPass(bindings, { values, challenge });
        const vectors = lengths.map((length) => values.slice(0, length));
        expect(signals(bindings, witness, "digest")).to.deep.equal(vectors.map(poseidonSponge));
        expect(signals(bindings, witness, "evaluation")).to.deep.equal(vectors.map((x) => evaluateAt(x, challenge)));
      }
    });
  }

  it("depends on every value, in digest and in evaluation", () => {
    const values = samples["random values"];
    const challenge = 3n;
    const before = expectPass(bindings, { values, challenge });
    for (const [position, value] of values.entries()) {
      const after = expectPass(bindings, { values: values.with(position, value + 1n), challenge });
      for (const name of ["digest", "evaluation"]) {
        const changed = lengths.map((_, k) => signals(bindings, before, name)[k] !== signals(bindings, after, name)[k]);
        expect(changed, `${name} at ${position}`).to.deep.equal(lengths.map((length) => position < length));
      }
    }
  });

  it("refuses another digest, another evaluation, another block state", () => {
    const honest = expectPass(bindings, { values: samples["random values"], challenge: 3n });
    for (const name of ["digest[4]", "evaluation[4]", "binding[3].block[1].initialState", "binding[4].partial[7]"]) {
      expectForgeryRefused(bindings, altered(bindings, honest, { [name]: 1n }), name);
    }
  });
});
