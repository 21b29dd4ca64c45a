import { Identity } from "@semaphore-protocol/core";
import { GENERATOR, multiply } from "../../sdk/crypto/babyjubjub.ts";
import { type BallotBinding, bindBallot } from "../../sdk/crypto/ballotDigest.ts";
import { addCiphertexts, ciphertextsFromWords, ciphertextWords } from "../../sdk/crypto/elgamal.ts";
import { randomScalar } from "../../sdk/crypto/random.ts";
import { ballotVector, encryptChoices } from "../../sdk/election/ballot.ts";
import { type BallotRules, NO_BUDGET, NO_CREDITS } from "../../sdk/election/constitution.ts";
import { membershipProof, rollTree } from "../../sdk/election/roll.ts";
import { type BallotElection, ballotInput, nullifierOf, type SlotState } from "../../sdk/proofs/ballotProof.ts";
import type { CircuitInput } from "../../sdk/proofs/groth16.ts";
import { seededRandom } from "../sdk/seededRandom.ts";

const random = seededRandom("ballot case");

/** The election key's secret, which no election has in one hand. */
export const electionSecret = randomScalar(random);

/** Two members of the census, and one who is not. */
export const [member, neighbour, outsider] = ["member", "neighbour", "outsider"].map((seed) => new Identity(seed)) as [
  Identity,
  Identity,
  Identity,
];

export const unusedSlot: SlotState = { version: 0n, held: [] };

/** An election with a census of two, for a ballot circuit of `depth` levels and `ballotSize` options. */
export function smallElection(ballotSize: number, rules: Partial<BallotRules> = {}, masked = false): BallotElection {
  const open = { optionCount: ballotSize, maxPerOption: 255, minTotal: 0, maxTotal: 0xffff, distinct: false };
  const limits = { budget: NO_BUDGET, credits: NO_CREDITS, costs: Array.from({ length: ballotSize }, () => 0) };
  return {
    ballotSize,
    rules: { ...open, ...limits, ...rules },
    masked,
    scope: 424242n,
    censusRoot: rollTree([neighbour.commitment, member.commitment]).root,
    electionKey: multiply(GENERATOR, electionSecret),
  };
}

/** What a case varies: who, for which slot, what. */
export type BallotCase = {
  readonly election: BallotElection;
  readonly depth: number;
  readonly choices: readonly number[];
  readonly voter?: Identity;
  /** Identities whose tree the voter's path is in. */
  readonly roll?: readonly Identity[];
  readonly slot?: SlotState;
  /** Another slot than the voter's own. */
  readonly nullifier?: bigint;
  readonly cover?: boolean;
};

/** Input signals of the ballot circuit, and what the sdk says that it must give out. */
export function ballotCase(given: BallotCase): {
  readonly input: CircuitInput;
  readonly next: readonly bigint[];
  readonly binding: BallotBinding;
} {
  const { election, depth, choices, voter = member, roll = [neighbour, member], slot = unusedSlot } = given;
  const cover = given.cover ?? false;
  const tree = rollTree(roll.map(({ commitment }) => commitment));
  const membership = membershipProof(tree, voter.commitment, depth);
  const nullifier = given.nullifier ?? nullifierOf(election.scope, voter.secretScalar);
  const scalars = Array.from({ length: choices.length / 2 }, () => randomScalar(random));
  const fresh = encryptChoices(choices, election.electionKey, scalars);
  const held = cover && slot.held.length > 0 ? ciphertextsFromWords(slot.held) : undefined;
  const next = ciphertextWords(held ? fresh.map((one, t) => addCiphertexts(one, held[t] as typeof one)) : fresh);
  const binding = bindBallot(ballotVector({ nullifier, ...slot, next }, election.masked));
  const x = { ...slot, nullifier, challenge: binding.challenge, cover };
  const input = ballotInput(election, { secret: voter.secretScalar, membership }, x, { choices, scalars });
  return { input, next, binding };
}
