import { poseidon2 } from "poseidon-lite/poseidon2";
import type { Point } from "../crypto/babyjubjub.ts";
import { ballotChallenge, bindBallot, evaluateAt } from "../crypto/ballotDigest.ts";
import { type Ciphertext, ciphertextWords } from "../crypto/elgamal.ts";
import { FIELD_ORDER } from "../crypto/field.ts";
import { type RandomBytes, randomScalar } from "../crypto/random.ts";
import { type Ballot, ballotVector, encryptChoices, previousWords } from "../election/ballot.ts";
import { ballotConstants, type ElectionConstants } from "../election/ballotConstants.ts";
import { brokenRule, ChoicesIllegalError } from "../election/ballotRules.ts";
import type { Constitution } from "../election/constitution.ts";
import type { MembershipProof } from "../election/roll.ts";
import { signedDigits } from "../election/signedDigits.ts";
import {
  type CircuitInput,
  type ProvedStatement,
  type ProvingFiles,
  type VerificationKey,
  verifyProof,
} from "./groth16.ts";
import { prove } from "./prove.ts";

/** Depth of the census tree in the ballot circuits. */
export const CENSUS_DEPTH = 20;

/** What a ballot is made for: the election's constants and rules. */
export type BallotElection = ElectionConstants & Pick<Constitution, "ballotSize" | "rules" | "masked">;

/** Who votes: the identity's secret scalar and its path in the census. */
export type Voter = { readonly secret: bigint; readonly membership: MembershipProof };

/** What the voter's slot holds now; version 0 and no words if it is unused. */
export type SlotState = { readonly version: bigint; readonly held: readonly bigint[] };

/** Choices as encrypted on the voter's device. The scalars open the ciphertexts: they stay on the device. */
export type EncryptedChoices = {
  readonly choices: readonly number[];
  readonly scalars: readonly bigint[];
  readonly ciphertexts: readonly Ciphertext[];
};

/** nullifier = Poseidon(scope, secret) (Semaphore v4). */
export function nullifierOf(scope: bigint, secret: bigint): bigint {
  return poseidon2([scope, secret]);
}

/**
 * Encrypts choices, `ballotSize` whole numbers (P5.1, P5.2).
 * Throws `ChoicesIllegalError` if they break the rules.
 */
export function encryptBallot(
  { ballotSize, rules, electionKey }: Pick<BallotElection, "ballotSize" | "rules"> & { readonly electionKey: Point },
  choices: readonly number[],
  random: RandomBytes,
): EncryptedChoices {
  const broken = brokenRule(rules, ballotSize, choices);
  if (broken !== undefined) throw new ChoicesIllegalError(broken);
  const scalars = Array.from({ length: ballotSize / 2 }, () => randomScalar(random));
  return { choices, scalars, ciphertexts: encryptChoices(choices, electionKey, scalars) };
}

/** Proves an encrypted ballot (P5.5). Throws `StatementFalseError` if it breaks a rule or the voter is not in the census. */
export async function proveBallot(
  files: ProvingFiles,
  election: BallotElection,
  voter: Voter,
  slot: SlotState,
  encrypted: EncryptedChoices,
): Promise<Ballot> {
  const nullifier = nullifierOf(election.scope, voter.secret);
  const unproved = { nullifier, ...slot, next: ciphertextWords(encrypted.ciphertexts) };
  const { digest, challenge } = bindBallot(ballotVector(unproved, election.masked));
  const input = ballotInput(election, voter, { ...unproved, challenge, cover: false }, encrypted);
  const { proof } = await prove(`ballot-${election.ballotSize}`, files, input);
  return { ...unproved, digest, proof };
}

/** The input signals of ballot.circom. */
export function ballotInput(
  { ballotSize, rules, masked, scope, censusRoot, electionKey }: BallotElection,
  { secret, membership }: Voter,
  x: SlotState & { readonly nullifier: bigint; readonly challenge: bigint; readonly cover: boolean },
  { choices, scalars }: Pick<EncryptedChoices, "choices" | "scalars">,
): CircuitInput {
  const digits = scalars.map(signedDigits);
  const previous = previousWords(masked, x.held, ballotSize);
  return {
    challenge: x.challenge,
    scope,
    censusRoot,
    electionKey: [electionKey.x, electionKey.y],
    optionCount: rules.optionCount,
    maxPerOption: rules.maxPerOption,
    minTotal: rules.minTotal,
    maxTotal: rules.maxTotal,
    costs: Array.from({ length: ballotSize }, (_, option) => rules.costs[option] ?? 0),
    budget: rules.budget,
    credits: rules.credits,
    distinct: Number(rules.distinct),
    mask: Number(masked),
    secret,
    merkleProofLength: membership.length,
    merkleProofIndex: membership.index,
    merkleProofSiblings: membership.siblings,
    nullifier: x.nullifier,
    version: x.version,
    cover: Number(x.cover),
    choices,
    previous: Array.from({ length: ballotSize / 2 }, (_, t) => previous.slice(4 * t, 4 * t + 4)),
    negative: digits.map(({ negative }) => negative),
    tripled: digits.map(({ tripled }) => tripled),
  };
}

/** A ballot with the words that its slot held before it, as somebody shows it. */
export type ShownBallot = Pick<Ballot, "nullifier" | "version" | "held" | "next" | "digest"> & {
  readonly proof: readonly bigint[];
};

/**
 * What a ballot's proof must prove (P5.5): challenge and evaluation are computed from the ballot's values, its digest is
 * taken as it is, since the proof says that it is theirs (P0, "Batches", step 1). Undefined for a value out of range.
 */
export function ballotStatement(election: BallotElection, ballot: ShownBallot): ProvedStatement | undefined {
  const { digest } = ballot;
  const x = ballotVector(ballot, election.masked);
  if ([digest, ...x].some((value) => value < 0n || value >= FIELD_ORDER)) return undefined;
  const challenge = ballotChallenge(digest, x);
  const live = [digest, evaluateAt(x, challenge), challenge];
  return { proof: ballot.proof as Ballot["proof"], publicSignals: [...live, ...ballotConstants(election, election)] };
}

/**
 * Whether one ballot's proof holds for its values and the election's constants (P5, P6), by snarkjs; its digest is
 * computed as well. False, and never an error, for values out of range.
 */
export async function verifyBallot(
  key: VerificationKey,
  election: BallotElection,
  ballot: ShownBallot,
): Promise<boolean> {
  const statement = ballotStatement(election, ballot);
  if (statement === undefined) return false;
  const { digest } = bindBallot(ballotVector(ballot, election.masked));
  return digest === ballot.digest && verifyProof(key, statement);
}
