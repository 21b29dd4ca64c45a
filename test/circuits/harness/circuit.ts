import { readFileSync } from "node:fs";
import { circuitFiles } from "../../../scripts/checkout/buildCircuits.ts";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import type { CircuitInput } from "../../../sdk/proofs/groth16.ts";
import { compileCircuit, type TestCircuit } from "./compileCircuit.ts";
import { type R1cs, readR1cs } from "./r1cs.ts";
import { witnessCalculator } from "./witnessCalculator.ts";

/** Values of all wires. */
export type Witness = readonly bigint[];

/** A compiled circuit, ready to make witnesses and to judge any witness. */
export type Circuit = {
  readonly r1cs: R1cs;
  /** Wires by the names of signals, without `main.`; a signal that the compiler eliminated is absent. */
  readonly wires: ReadonlyMap<string, number>;
  /** Names of signals by wire. */
  readonly names: readonly string[];
  /** The honest prover's program; throws `AssertionFailedError`. */
  readonly calculate: (input: CircuitInput) => Witness;
};

/** Compiles (once) and loads a test circuit. */
export async function testCircuit(circuit: TestCircuit): Promise<Circuit> {
  return loadCircuit(await compileCircuit({ ...circuit, name: `test-circuits/${circuit.name}` }));
}

/** Loads a compiled instance of circuits.json: what the committed keys were made for. */
export function builtCircuit(name: string): Circuit {
  const { r1cs, wasm, sym } = circuitFiles(name);
  return loadCircuit({ r1cs: projectRoot + r1cs, wasm: projectRoot + wasm, sym: projectRoot + sym });
}

/** Loads a compiled circuit from its files. */
export function loadCircuit(files: { readonly r1cs: string; readonly wasm: string; readonly sym: string }): Circuit {
  const symbols = readFileSync(files.sym, "utf8").trim().split("\n");
  const named = symbols.flatMap((line): [string, number][] => {
    const [, wire, , name = ""] = line.split(",");
    return Number(wire) < 0 ? [] : [[name.replace(/^main\./, ""), Number(wire)]];
  });
  const names: string[] = ["1"];
  for (const [name, wire] of named) names[wire] ??= name;
  return { r1cs: readR1cs(files.r1cs), wires: new Map(named), names, calculate: witnessCalculator(files.wasm) };
}

/** Value of one signal. */
export function signal(circuit: Circuit, witness: Witness, name: string): bigint {
  const wire = circuit.wires.get(name);
  if (wire === undefined) throw new Error(`no signal ${name}`);
  return witness[wire] as bigint;
}

/** Values of an array of signals: `name[0]`, `name[1]` ... */
export function signals(circuit: Circuit, witness: Witness, name: string): bigint[] {
  const values: bigint[] = [];
  while (circuit.wires.has(`${name}[${values.length}]`)) {
    values.push(signal(circuit, witness, `${name}[${values.length}]`));
  }
  if (values.length === 0) throw new Error(`no signals ${name}[]`);
  return values;
}
