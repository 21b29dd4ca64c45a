import type { OfficeChange } from "../../../sdk/chain/officeChanges.ts";
import { requireAbsent } from "../../terminal/checkedFile.ts";
import type { LanguageOptions } from "../../terminal/speaker.ts";
import { officeSpeaker } from "../officeSpeaker.ts";
import { type ChangePaper, writePaper } from "./paper.ts";
import { withRegistry } from "./registryPlace.ts";
import { sayChange, saySigners } from "./sayChange.ts";

type DraftOptions = LanguageOptions & { readonly rpc: string; readonly registry: string; readonly out: string };
export type RotationOptions = DraftOptions & { readonly registrar: string; readonly approver: string };
export type RecoveryOptions = DraftOptions & { readonly lost: string; readonly successor: string };

/** Writes the paper of a rotation (P1.6), with no signature yet. */
export function rotationCommand(options: RotationOptions): Promise<void> {
  const { registrar, approver } = options;
  return draft(options, { kind: "rotation", registrar, approver });
}

/** Writes the paper of a recovery (P1.8), with no signature yet. */
export function recoveryCommand(options: RecoveryOptions): Promise<void> {
  const { lost, successor } = options;
  return draft(options, { kind: "recovery", lost, successor });
}

type Unnumbered<T> = T extends OfficeChange ? Omit<T, "nonce"> : never;

async function draft(options: DraftOptions, facts: Unnumbered<OfficeChange>): Promise<void> {
  const speaker = officeSpeaker(options);
  requireAbsent(options.out);
  await withRegistry(options.rpc, options, async ({ chainId, registry, state }) => {
    const change = { ...facts, nonce: state.nonces[facts.kind] } as OfficeChange;
    const paper: ChangePaper = { change, place: { chainId, registry }, signatures: new Map() };
    writePaper(options.out, paper);
    sayChange(speaker, change, state);
    saySigners(speaker, paper, state);
    speaker.say("paperWritten", { file: options.out });
    if (options.json)
      console.log(JSON.stringify({ ...change, nonce: String(change.nonce), file: options.out }, null, 2));
  });
}
