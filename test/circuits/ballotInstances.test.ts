import { existsSync } from "node:fs";
import { expect } from "chai";
import { circuitFiles } from "../../scripts/checkout/buildCircuits.ts";
import { circuitInstances } from "../../scripts/checkout/instances.ts";
import { projectRoot } from "../../scripts/checkout/projectRoot.ts";
import { type BallotCase, ballotCase, outsider, smallElection } from "./ballotCase.ts";
import { builtCircuit, type Circuit, signal } from "./harness/circuit.ts";
import { expectFail, expectPass } from "./harness/expectWitness.ts";

for (const { name, parameters } of circuitInstances().filter(({ template }) => template === "Ballot")) {
  const [depth, size] = parameters as [number, number];

  describe(`${name}, as its key was made for it`, () => {
    const masked = smallElection(size, {}, true);
    const zeros = Array.from({ length: size }, () => 0);
    let circuit: Circuit;

    before(function () {
      this.timeout(600_000);
      if (!existsSync(projectRoot + circuitFiles(name).r1cs)) {
        console.log(`    ${name} is not compiled: node scripts/checkout/buildCircuits.ts`);
        this.skip();
      }
      circuit = builtCircuit(name);
    });

    const make = (given: Partial<BallotCase>) =>
      ballotCase({ election: masked, depth, choices: zeros.with(0, 255).with(size - 1, 255), ...given });

    function expectCast(given: Partial<BallotCase>): readonly bigint[] {
      const { input, binding, next } = make(given);
      const witness = expectPass(circuit, input);
      expect(signal(circuit, witness, "digest")).to.equal(binding.digest);
      expect(signal(circuit, witness, "evaluation")).to.equal(binding.evaluation);
      return next;
    }

    it("accepts a vote, a changed vote and a cover, with digest and evaluation of the sdk", function () {
      this.timeout(600_000);
      const held = expectCast({});
      const slot = { version: 1n, held };
      expectCast({ slot, choices: zeros });
      expectCast({ slot, choices: zeros, cover: true, voter: outsider, roll: [outsider] });
    });

    it("refuses 256 points, a stranger, another slot and a cover with points", () => {
      expectFail(circuit, make({ choices: zeros.with(size - 1, 256) }).input, "value[i].in");
      expectFail(circuit, make({ voter: outsider, roll: [outsider] }).input, "(root - censusRoot) === 0");
      expectFail(circuit, make({ nullifier: 5n }).input, "(nullifier - own) === 0");
      const slot = { version: 1n, held: make({}).next };
      expectFail(circuit, make({ slot, cover: true }).input, "cover * choices[i] === 0");
    });
  });
}
