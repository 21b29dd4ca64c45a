import type { Opening } from "../../../../sdk/election/opening.ts";
import type { HanpyoError } from "../../../../sdk/errors.ts";
import type { Commitment } from "../../proving/preparation.ts";
import type { Casting } from "../../shared/vault/castings.ts";
import type { UnsentReason } from "../../shared/vault/unsent.ts";

/** Where a voter is between choosing and a counted ballot. */
export type Journey =
  | { readonly at: "choosing"; readonly choices: readonly number[]; readonly error?: unknown }
  | { readonly at: "encrypting"; readonly choices: readonly number[] }
  | { readonly at: "review"; readonly choices: readonly number[]; readonly commitment: Commitment }
  | { readonly at: "opened"; readonly choices: readonly number[]; readonly tracker: string; readonly opening: Opening }
  | { readonly at: "proving"; readonly choices: readonly number[]; readonly commitment: Commitment }
  /** A proved ballot of an earlier visit that no relayer has acknowledged. */
  | { readonly at: "found"; readonly casting: Casting }
  | { readonly at: "sending"; readonly casting: Casting }
  /** No relayer took it. */
  | { readonly at: "stuck"; readonly casting: Casting; readonly failures: readonly HanpyoError[] }
  | { readonly at: "following"; readonly casting: Casting }
  /** It was submitted, and came too late. */
  | { readonly at: "unsent"; readonly reason: UnsentReason };

/** Whether a ballot is being chosen or made: nothing of it has left the person's hands. */
export function isMaking({ at }: Journey): boolean {
  return ["choosing", "encrypting", "review", "opened"].includes(at);
}

/** The seven steps of a ballot, of which each is something that really happens. */
export const STEPS = ["keys", "roll", "encrypt", "prove", "relayer", "block", "final"] as const;
export type StepName = (typeof STEPS)[number];

/** What has been downloaded and compared before the voter has chosen. */
export type Preloaded = {
  /** Bytes of the proving key. */
  readonly keys: { readonly loaded: number; readonly total: number } | "ready";
  /** Members of the roll, once it was compared with the chain. */
  readonly roll: number | undefined;
};

/** The step that runs now: an index into STEPS; all before it are done. */
export function stepOf(journey: Journey, { keys, roll }: Preloaded): number {
  const at = (name: StepName) => STEPS.indexOf(name);
  switch (journey.at) {
    case "choosing":
    case "encrypting":
    case "opened":
      if (roll === undefined && keys === "ready") return at("roll");
      return keys === "ready" ? at("encrypt") : at("keys");
    case "review":
    case "proving":
      return at("prove");
    case "found":
    case "sending":
    case "stuck":
    case "unsent":
      return at("relayer");
    case "following":
      if (journey.casting.state === "final") return STEPS.length;
      return journey.casting.blockNumber === undefined ? at("block") : at("final");
  }
}

export type StepState = "done" | "now" | "later";

/** Each step's state. Keys and roll come side by side, and may still be coming while the voter is further on. */
export function stepStates(journey: Journey, preloaded: Preloaded): readonly StepState[] {
  const current = stepOf(journey, preloaded);
  const isProved = current > STEPS.indexOf("prove");
  const isLoaded = { keys: preloaded.keys === "ready", roll: preloaded.roll !== undefined } as const;
  return STEPS.map((step, index) => {
    if (!isProved && (step === "keys" || step === "roll")) return isLoaded[step] ? "done" : "now";
    if (index < current) return "done";
    return index === current ? "now" : "later";
  });
}

/** Whether leaving the page now would lose work that the device cannot take up again. */
export function losesWork({ at }: Journey): boolean {
  return at === "proving";
}

/** Whether the work can still be stopped without a trace. */
export function mayCancel({ at }: Journey): boolean {
  return at === "encrypting" || at === "proving";
}
