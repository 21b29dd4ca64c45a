import type { JsonRpcProvider } from "ethers";
import { read } from "../../../sdk/chain/contracts.ts";
import { proposalsAt } from "../../../sdk/chain/proposalContracts.ts";
import { nullifierOf } from "../../../sdk/proofs/ballotProof.ts";
import type { ProvingFiles } from "../../../sdk/proofs/groth16.ts";
import { type ProvedSignal, proveChange, provePost } from "../../../sdk/proofs/proposalProof.ts";
import type { Signaller } from "../../../sdk/proofs/semaphoreProof.ts";
import {
  type PostSlot,
  type ProposalsPlace,
  postScope,
  type Subject,
  signalOf,
  supportScope,
} from "../../../sdk/proposals/actions.ts";

/** What a resident says of proposals, and what is proved for it. */
export type SaidAct =
  | { readonly kind: "change"; readonly id: bigint; readonly version: number }
  | { readonly kind: "post"; readonly slot: PostSlot; readonly subject: Subject };

/** Proves an act (P21.3, P21.5). Throws `StatementFalseError`. */
export function proveAct(
  files: ProvingFiles,
  place: ProposalsPlace,
  said: SaidAct,
  signaller: Signaller,
): Promise<ProvedSignal> {
  return said.kind === "change" ? proveChange(files, place, said, signaller) : provePost(files, place, said, signaller);
}

/** How often a resident changed a proposal's count: odd where they support it (P21.5). */
export function readSupportVersion(
  place: ProposalsPlace,
  id: bigint,
  secret: bigint,
  provider: JsonRpcProvider,
): Promise<bigint> {
  const nullifier = nullifierOf(signalOf(supportScope(place, id)), secret);
  return read<bigint>(proposalsAt(place.proposals, provider), "changes", nullifier);
}

/** The first of a resident's slots of a period that no post used; undefined where all are. */
export async function readFreeSlot(
  place: ProposalsPlace,
  slots: readonly PostSlot[],
  secret: bigint,
  provider: JsonRpcProvider,
): Promise<PostSlot | undefined> {
  const contract = proposalsAt(place.proposals, provider);
  for (const slot of slots) {
    const nullifier = nullifierOf(signalOf(postScope(place, slot)), secret);
    if ((await read<bigint>(contract, "postedWith", nullifier)) === 0n) return slot;
  }
  return undefined;
}
