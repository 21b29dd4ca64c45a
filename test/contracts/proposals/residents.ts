import { Identity } from "@semaphore-protocol/core";
import { semaphoreProvingFiles } from "../../../scripts/checkout/semaphoreCircuit.ts";
import { membershipProof, rollTree } from "../../../sdk/election/roll.ts";
import { CENSUS_DEPTH, nullifierOf } from "../../../sdk/proofs/ballotProof.ts";
import { proveSignal } from "../../../sdk/proofs/semaphoreProof.ts";
import { changeMessage, postMessage, postScope, signalOf, supportScope } from "../../../sdk/proposals/actions.ts";
import type { SentAction } from "./forgedSignals.ts";
import { type PostFacts, type ProposalTown, slotOf, subjectOf } from "./proposalTown.ts";

/** A resident's identity, the same in every run. */
export function residentOf(name: string): Identity {
  return new Identity(name);
}

/** A real Semaphore proof of `identity` on a roll with these leaves. */
async function signal(identity: Identity, leaves: readonly bigint[], messageWord: string, scopeWord: string) {
  const [message, scope] = [signalOf(messageWord), signalOf(scopeWord)];
  const membership = membershipProof(rollTree(leaves), identity.commitment, CENSUS_DEPTH);
  const signaller = { secret: identity.secretScalar, membership };
  const { proof } = await proveSignal(semaphoreProvingFiles(), signaller, { message, scope });
  return { nullifier: nullifierOf(scope, identity.secretScalar), proof };
}

/** A posting as a resident's device makes it. */
export async function provePosting(
  town: Pick<ProposalTown, "place" | "templatesPlace">,
  facts: PostFacts,
  identity: Identity,
  leaves: readonly bigint[],
) {
  const message = postMessage(subjectOf(town, facts));
  return { ...facts, ...(await signal(identity, leaves, message, postScope(town.place, slotOf(facts)))) };
}

/** A support or withdrawal as a resident's device makes it. */
export async function proveAction(
  { place }: Pick<ProposalTown, "place">,
  { id, version = 0, newcomersCut = 0 }: ProvedAction,
  identity: Identity,
  leaves: readonly bigint[],
): Promise<SentAction> {
  const { nullifier, proof } = await signal(identity, leaves, changeMessage(id, version), supportScope(place, id));
  return { id, version, newcomersCut, nullifier, proof };
}

export type ProvedAction = { readonly id: bigint; readonly version?: number; readonly newcomersCut?: number };
