import { expect } from "chai";
import type { CircuitInput } from "../../../sdk/proofs/groth16.ts";
import type { Circuit, Witness } from "./circuit.ts";
import { linesByTemplate } from "./ownSources.ts";
import { violatedBy } from "./r1cs.ts";
import { AssertionFailedError } from "./witnessCalculator.ts";

/** The inputs have a witness, and the constraints accept it. Returns the witness. */
export function expectPass(circuit: Circuit, input: CircuitInput): Witness {
  const witness = circuit.calculate(input);
  expectAccepted(circuit, witness);
  return witness;
}

/** The inputs have no witness; `statement` is a part of the line of our own sources that refuses them. */
export function expectFail(circuit: Circuit, input: CircuitInput, statement: string): void {
  expect(refusal(circuit, input)).to.include(statement);
}

/** The line of our own sources that refuses the inputs. Fails if they pass. */
export function refusal(circuit: Circuit, input: CircuitInput): string {
  try {
    circuit.calculate(input);
  } catch (error) {
    if (!(error instanceof AssertionFailedError)) throw error;
    const own = error.trace.find(({ template }) => linesByTemplate().has(template));
    return own === undefined ? error.message : (linesByTemplate().get(own.template)?.[own.line - 1] ?? "").trim();
  }
  return expect.fail("the inputs have a witness");
}

/** The constraints accept the witness, whoever made it. */
export function expectAccepted(circuit: Circuit, witness: Witness): void {
  expect(violations(circuit, witness)).to.deep.equal([]);
}

/** The constraints refuse a forged witness, and among those that do is one on a signal called `name`. */
export function expectForgeryRefused(circuit: Circuit, witness: Witness, name: string): void {
  const found = violations(circuit, witness);
  expect(found, "the forged witness is accepted").not.to.deep.equal([]);
  expect(found.some((signals) => signals.includes(name))).to.equal(
    true,
    `${name} is not in ${found.slice(0, 3).join(" or ")}`,
  );
}

/** Names of the signals of each violated constraint. */
export function violations({ r1cs, names }: Circuit, witness: Witness): readonly (readonly string[])[] {
  return violatedBy(witness, r1cs).map((index) => {
    const { a, b, c } = r1cs.constraints[index] as (typeof r1cs.constraints)[number];
    const wires = new Set([...a, ...b, ...c].map(([wire]) => wire).filter((wire) => wire > 0));
    return [...wires].map((wire) => names[wire] ?? `wire ${wire}`);
  });
}
