import { FIELD_ORDER, inverse, mod } from "../../../sdk/crypto/field.ts";
import type { Circuit, Witness } from "./circuit.ts";
import { type Combination, type Constraint, evaluated } from "./r1cs.ts";

/** New values of signals by name. */
export type Changes = Readonly<Record<string, bigint>>;

/** The witness with some signals set by a dishonest prover, and nothing else touched. */
export function altered({ wires }: Circuit, witness: Witness, changes: Changes): Witness {
  const forged = [...witness];
  for (const [name, value] of Object.entries(changes)) {
    const wire = wires.get(name);
    if (wire === undefined) throw new Error(`no signal ${name}`);
    forged[wire] = mod(value, FIELD_ORDER);
  }
  return forged;
}

/**
 * As `altered`; then every signal whose name `follows` accepts is solved anew from the constraints, one after another,
 * wherever a constraint leaves one such signal open. Signals that stay open keep their old values.
 */
export function forged(
  circuit: Circuit,
  witness: Witness,
  changes: Changes,
  follows: (name: string) => boolean,
): Witness {
  const values = [...altered(circuit, witness, changes)];
  const open = new Set(
    circuit.names.flatMap((name, wire) => (wire > 0 && follows(name) && !(name in changes) ? [wire] : [])),
  );
  let pending = circuit.r1cs.constraints.filter((constraint) => openWires(constraint, open).size > 0);
  for (let before = Number.POSITIVE_INFINITY; pending.length < before; ) {
    before = pending.length;
    pending = pending.filter((constraint) => !solved(constraint, values, open));
  }
  return values;
}

function openWires({ a, b, c }: Constraint, open: ReadonlySet<number>): ReadonlySet<number> {
  return new Set([...a, ...b, ...c].map(([wire]) => wire).filter((wire) => open.has(wire)));
}

/** Solves the constraint for its one open wire and closes the wire; whether it needs no further look. */
function solved(constraint: Constraint, values: bigint[], open: Set<number>): boolean {
  const [wire, another] = openWires(constraint, open);
  if (wire === undefined) return true;
  if (another !== undefined) return false;
  const { a, b, c } = constraint;
  values[wire] = 0n;
  const [a0, b0, c0] = [evaluated(a, values), evaluated(b, values), evaluated(c, values)];
  const [a1, b1, c1] = [coefficient(a, wire), coefficient(b, wire), coefficient(c, wire)];
  const slope = mod(a0 * b1 + a1 * b0 - c1, FIELD_ORDER);
  // Quadratic in the open wire, or it vanishes: the constraint does not determine it.
  if (mod(a1 * b1, FIELD_ORDER) !== 0n || slope === 0n) return false;
  values[wire] = mod((c0 - a0 * b0) * inverse(slope, FIELD_ORDER), FIELD_ORDER);
  open.delete(wire);
  return true;
}

function coefficient(combination: Combination, wire: number): bigint {
  return combination.find(([candidate]) => candidate === wire)?.[1] ?? 0n;
}
