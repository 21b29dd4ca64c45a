import { randomScalar } from "../../../sdk/crypto/random.ts";
import { changeMessage, postMessage, postScope, signalOf, supportScope } from "../../../sdk/proposals/actions.ts";
import { seededRandom } from "../../sdk/seededRandom.ts";
import { foldedLogarithm, forgeProof } from "../syntheticKey.ts";
import { type PostFacts, type ProposalTown, slotOf, subjectOf } from "./proposalTown.ts";

const RANDOM = seededRandom("forged signals");
const FOLDED = foldedLogarithm([]);

export type SentAction = {
  readonly id: bigint;
  readonly nullifier: bigint;
  readonly version: number;
  readonly newcomersCut: number;
  readonly proof: readonly bigint[];
};

/** A posting whose proof holds under the synthetic key, for any nullifier below r. */
export function forgePosting(town: ProposalTown, facts: PostFacts, root: bigint, nullifier: bigint) {
  const message = signalOf(postMessage(subjectOf(town, facts)));
  const scope = signalOf(postScope(town.place, slotOf(facts)));
  const proof = forgeProof([root, nullifier, message, scope], FOLDED, randomScalar(RANDOM));
  return { ...facts, nullifier, proof };
}

/** The same of a support or withdrawal, by its version. */
export function forgeAction(
  { place }: Pick<ProposalTown, "place">,
  { id, root, nullifier, version = 0, newcomersCut = 0 }: ForgedAction,
): SentAction {
  const message = signalOf(changeMessage(id, version));
  const scope = signalOf(supportScope(place, id));
  const proof = forgeProof([root, nullifier, message, scope], FOLDED, randomScalar(RANDOM));
  return { id, nullifier, version, newcomersCut, proof };
}

export type ForgedAction = {
  readonly id: bigint;
  readonly root: bigint;
  readonly nullifier: bigint;
  readonly version?: number;
  readonly newcomersCut?: number;
};
