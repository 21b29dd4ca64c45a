import type { ProofWords } from "../election/ballot.ts";
import {
  changeMessage,
  type PostSlot,
  type ProposalsPlace,
  postMessage,
  postScope,
  type Subject,
  signalOf,
  supportScope,
} from "../proposals/actions.ts";
import { nullifierOf } from "./ballotProof.ts";
import type { ProvingFiles } from "./groth16.ts";
import { proveSignal, type Signaller } from "./semaphoreProof.ts";

/** What a posting or an action carries beside what it says. */
export type ProvedSignal = { readonly nullifier: bigint; readonly proof: ProofWords };

/**
 * Proof of a posting (P21.3). The membership is in the census of the cut that the posting names.
 * @param files Of Semaphore's own circuit and ceremony key of depth 20.
 */
export function provePost(
  files: ProvingFiles,
  place: ProposalsPlace,
  { slot, subject }: { readonly slot: PostSlot; readonly subject: Subject },
  signaller: Signaller,
): Promise<ProvedSignal> {
  return provedSignal(files, signaller, postMessage(subject), postScope(place, slot));
}

/**
 * Proof of a support (even version) or a withdrawal (odd version) (P21.5). The membership is in the proposal's census,
 * or in the newcomers' group of the cut that the action names.
 * @param files As of `provePost`.
 */
export function proveChange(
  files: ProvingFiles,
  place: ProposalsPlace,
  { id, version }: { readonly id: bigint; readonly version: number },
  signaller: Signaller,
): Promise<ProvedSignal> {
  return provedSignal(files, signaller, changeMessage(id, version), supportScope(place, id));
}

async function provedSignal(files: ProvingFiles, signaller: Signaller, message: string, scope: string) {
  const signal = { message: signalOf(message), scope: signalOf(scope) };
  const { proof } = await proveSignal(files, signaller, signal);
  return { nullifier: nullifierOf(signal.scope, signaller.secret), proof };
}
