import { readFileSync } from "node:fs";
import { z } from "zod";
import { projectRoot } from "./projectRoot.ts";

const instanceSchema = z.strictObject({
  file: z.string(),
  template: z.string(),
  parameters: z.array(z.number().int()),
  verifier: z.string(),
  public: z.array(z.string()),
  live: z.array(z.string()),
  constants: z.array(z.string()),
});

/** One row of circuits/circuits.json: a template with its parameters, and the order of its public signals. */
export type CircuitInstance = Readonly<z.infer<typeof instanceSchema>> & { readonly name: string };

/** What a verifier is generated from, beside the key: of one of our circuits, or of Semaphore's. */
export type VerifiedCircuit = Pick<CircuitInstance, "name" | "verifier" | "live" | "constants">;

/** All circuit instances, in the order of circuits/circuits.json. */
export function circuitInstances(): readonly CircuitInstance[] {
  const rows = z
    .record(z.string(), instanceSchema)
    .parse(JSON.parse(readFileSync(`${projectRoot}circuits/circuits.json`, "utf8")));
  return Object.entries(rows).map(([name, row]) => ({ name, ...row }));
}

/** Number of field elements that a list of signal names stands for; `costs[8]` stands for 8. */
export function signalCount(names: readonly string[]): number {
  return names.reduce((sum, name) => sum + Number(/\[(\d+)\]$/.exec(name)?.[1] ?? 1), 0);
}
