import { Identity } from "@semaphore-protocol/core";
import { semaphoreProvingFiles } from "../../../scripts/checkout/semaphoreCircuit.ts";
import { membershipProof, rollTree } from "../../../sdk/election/roll.ts";
import { CENSUS_DEPTH } from "../../../sdk/proofs/ballotProof.ts";
import { proveChange, provePost } from "../../../sdk/proofs/proposalProof.ts";
import type { Signaller } from "../../../sdk/proofs/semaphoreProof.ts";
import type { SentAction } from "./forgedSignals.ts";
import { type PostFacts, type ProposalTown, slotOf, subjectOf } from "./proposalTown.ts";

/** A resident's identity, the same in every run. */
export function residentOf(name: string): Identity {
  return new Identity(name);
}

function signaller({ secretScalar, commitment }: Identity, leaves: readonly bigint[]): Signaller {
  return { secret: secretScalar, membership: membershipProof(rollTree(leaves), commitment, CENSUS_DEPTH) };
}

/** A posting as a resident's device makes it, of a roll with these leaves. */
export async function provePosting(
  town: Pick<ProposalTown, "place" | "templatesPlace">,
  facts: PostFacts,
  identity: Identity,
  leaves: readonly bigint[],
) {
  const post = { slot: slotOf(facts), subject: subjectOf(town, facts) };
  return { ...facts, ...(await provePost(semaphoreProvingFiles(), town.place, post, signaller(identity, leaves))) };
}

/** A support or withdrawal as a resident's device makes it. */
export async function proveAction(
  { place }: Pick<ProposalTown, "place">,
  { id, version = 0, newcomersCut = 0 }: ProvedAction,
  identity: Identity,
  leaves: readonly bigint[],
): Promise<SentAction> {
  const change = { id, version };
  const proved = await proveChange(semaphoreProvingFiles(), place, change, signaller(identity, leaves));
  return { ...change, newcomersCut, ...proved };
}

export type ProvedAction = { readonly id: bigint; readonly version?: number; readonly newcomersCut?: number };
