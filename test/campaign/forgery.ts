import type { CircuitInput } from "../../sdk/proofs/groth16.ts";
import { type AnonymousCall, anonymousCall, assignmentOf, type ConstraintSite } from "./constraintSites.ts";

/**
 * How a dishonest prover uses the absence of one constraint. The mutant is the source without that constraint; what it
 * computes in its place is `value`, a hint that nothing constrains. All later signals follow by the mutant's own program.
 */
export type Forgery = {
  /** Main component of the small circuit in which it is shown. */
  readonly main: string;
  readonly input: CircuitInput;
  /** circom expression that the prover puts in the place of the constrained value; none for a `===`. */
  readonly value?: string;
  /** circom statements before the statement: variables for `value`. */
  readonly declare?: string;
  /** Another hint of the same file that the prover changes: its text and what replaces it. */
  readonly hint?: readonly [from: string, to: string];
  /** Dimensions and index of the loops around a call whose argument the prover chooses. */
  readonly loop?: readonly [dimensions: string, index: string];
  /** What is broken, in words. */
  readonly breaks: string;
};

/** A constraint that follows from the others, with the reason. */
export type Equivalent = { readonly equivalent: string };

const digits = ["[126]", "[125]"];
const table = ["[125][2]", "[125][2]", "[2]"];

/** Dimensions of the inputs of components that our circuits call anonymously; none for a single signal. */
function inputDimensions({ template, parameters }: AnonymousCall): readonly string[] {
  const list = `[${parameters}]`;
  const dimensions: Readonly<Record<string, readonly string[]>> = {
    Semaphore: ["", "", "", list, "", ""],
    Rules: [list, "", "", "", "", list, "", "", "", ""],
    Encryption: [...digits, "[8]", "[8]", ...table],
    DigitBits: digits,
    DigitsTimesGenerator: digits,
    DigitsTimesPoint: [...digits, ...table],
    PointOfChoices: ["[8]", "[8]"],
    BabyAdd: ["", "", "", ""],
    BabyPbk: [""],
    IsZero: [""],
    LessThan: ["[2]"],
    Poseidon: [list],
  };
  const known = dimensions[template];
  if (known === undefined) throw new Error(`the dimensions of ${template}'s inputs are not known here`);
  return known;
}

/** The source with one constraint left out. */
export function mutated(source: string, site: ConstraintSite, forgery: Forgery): string {
  const { start, end, template } = site.statement;
  const { before, statement } = withoutConstraint(site, forgery);
  const lines = source.slice(start, end).split("\n").length;
  // As many lines as before: circom names anonymous components by their lines.
  const replacement = `${forgery.declare ?? ""} ${statement}${"\n".repeat(lines - 1)}`;
  const body = source.indexOf("{", source.indexOf(`template ${template}(`)) + 1;
  const mutant = source.slice(0, body) + before + source.slice(body, start) + replacement + source.slice(end + 1);
  if (forgery.hint === undefined) return mutant;
  const [from, to] = forgery.hint;
  if (mutant.split(from).length !== 2) throw new Error(`${site.key}: the hint "${from}" is not there once`);
  return mutant.replace(from, to);
}

/** What stands in the place of the statement, and what must be declared at the start of its template. */
function withoutConstraint(
  { key, statement, kind, position }: ConstraintSite,
  { value, loop = ["", ""] }: Forgery,
): { readonly before: string; readonly statement: string } {
  if (kind === "equality") return { before: "", statement: "" };
  if (value === undefined) throw new Error(`${key}: no value for what is not constrained any more`);
  const assignment = assignmentOf(statement.text);
  const call = anonymousCall(assignment?.right ?? statement.text);
  if (kind === "argument" && call !== undefined) {
    // The input of the component is tied to a signal that nothing else constrains.
    const [dimensions, index] = loop;
    const given = call.arguments.map((argument, k) => (k === position ? `forged${index}` : argument));
    const left = assignment === undefined ? "" : `${assignment.left} ${assignment.operator} `;
    return {
      before: ` signal forged${dimensions}${inputDimensions(call)[position]};`,
      statement: `forged${index} <-- ${value}; ${left}${call.template}(${call.parameters})(${given.join(", ")});`,
    };
  }
  if (assignment === undefined) throw new Error(`${key}: no assignment`);
  const { left, right, destinations } = assignment;
  return {
    before: "",
    statement: call ? withFreeOutput(left, right, destinations, position, value) : `${left} <-- ${value};`,
  };
}

/** The call, with one of its outputs left unused and the destination left to the prover. */
function withFreeOutput(
  left: string,
  right: string,
  destinations: readonly string[],
  position: number,
  value: string,
): string {
  if (destinations.length === 1) {
    const name = left.replace(/^signal /, "").replace(/\[.*$/, "");
    if (left.startsWith("signal ")) return `${left}; _ <== ${right}; ${name} <-- ${value};`;
    return `_ <== ${right}; ${left} <-- ${value};`;
  }
  const kept = destinations.map((destination, k) => (k === position ? "_" : destination));
  return `(${kept.join(", ")}) <== ${right}; ${destinations[position]} <-- ${value};`;
}
