import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { projectRoot } from "../../scripts/checkout/projectRoot.ts";
import { type Circuit, loadCircuit, testCircuit, type Witness } from "../circuits/harness/circuit.ts";
import { compileCircuit } from "../circuits/harness/compileCircuit.ts";
import { circomFiles } from "../circuits/harness/ownSources.ts";
import { violatedBy } from "../circuits/harness/r1cs.ts";
import { AssertionFailedError } from "../circuits/harness/witnessCalculator.ts";
import type { ConstraintSite } from "./constraintSites.ts";
import { type Forgery, mutated } from "./forgery.ts";

/** What became of a mutant. */
export type Verdict = { readonly noticed: boolean; readonly why: string };

/** Compiles the mutant of a source file, lets it forge, and asks the original about the forged witness. */
export async function judge(file: string, site: ConstraintSite, forgery: Forgery): Promise<Verdict> {
  const original = await originalCircuit(file, forgery.main);
  const mutant = await compiledMutant(file, site, forgery);

  let forged: Witness;
  try {
    forged = mutant.calculate(forgery.input);
  } catch (error) {
    if (!(error instanceof AssertionFailedError)) throw error;
    return { noticed: false, why: `the mutant refuses the forgery: ${error.message}` };
  }
  if (violatedBy(forged, mutant.r1cs).length > 0) return { noticed: false, why: "the mutant's constraints refuse it" };
  if (violatedBy(transferred(forged, mutant, original), original.r1cs).length === 0) {
    return { noticed: false, why: "the original accepts the same witness" };
  }
  try {
    const honest = original.calculate(forgery.input);
    const outputs = Array.from({ length: original.r1cs.outputs }, (_, k) => k + 1);
    const same = outputs.every((wire) => honest[wire] === forged[wire]);
    return same ? { noticed: false, why: "the statement is true" } : { noticed: true, why: "other outputs" };
  } catch (error) {
    if (!(error instanceof AssertionFailedError)) throw error;
    return { noticed: true, why: "inputs that the original refuses" };
  }
}

const originals = new Map<string, Promise<Circuit>>();

/** The circuit without a mutation, compiled and loaded once. */
function originalCircuit(file: string, main: string): Promise<Circuit> {
  const name = `original-${main.replace(/\W+/g, "-")}`;
  const known = originals.get(name) ?? testCircuit({ name, file, main });
  originals.set(name, known);
  return known;
}

/** Values of the mutant's signals as a witness of the original: the same signals, by name. */
function transferred(witness: Witness, from: Circuit, to: Circuit): Witness {
  const source = stableNames(from);
  const values = [1n];
  for (const [name, wire] of stableNames(to)) {
    const twin = source.get(name);
    if (twin === undefined) throw new Error(`the mutant has no signal ${name}`);
    values[wire] = witness[twin] as bigint;
  }
  if (source.size !== from.wires.size) throw new Error("two signals of the mutant have one name");
  return values;
}

/** Names of signals without the offsets by which circom tells anonymous components apart: a mutation moves them. */
function stableNames({ wires }: Circuit): ReadonlyMap<string, number> {
  return new Map([...wires].map(([name, wire]) => [name.replace(/(_\d+)_\d+(?=[.[])/g, "$1"), wire]));
}

async function compiledMutant(file: string, site: ConstraintSite, forgery: Forgery): Promise<Circuit> {
  const id = createHash("sha256").update(`${file} ${site.key}`).digest("hex").slice(0, 12);
  const folder = `build/mutants/${id}/circuits/`;
  const sources = circomFiles().map((name): [string, string] => {
    const source = readFileSync(`${projectRoot}circuits/${name}`, "utf8");
    return [name, file === `circuits/${name}` ? mutated(source, site, forgery) : source];
  });
  for (const [name, source] of sources) {
    mkdirSync(dirname(projectRoot + folder + name), { recursive: true });
    writeFileSync(projectRoot + folder + name, source);
  }
  const mutantFile = `${folder}${file.replace(/^circuits\//, "")}`;
  const circuit = { name: `mutants/${id}/compiled`, file: mutantFile, main: forgery.main };
  const loaded = loadCircuit(await compileCircuit(circuit, JSON.stringify(sources)));
  rmSync(`${projectRoot}build/mutants/${id}`, { recursive: true });
  return loaded;
}
