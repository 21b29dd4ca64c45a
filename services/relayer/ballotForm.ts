import { FIELD_ORDER } from "../../sdk/crypto/field.ts";
import type { Ballot } from "../../sdk/election/ballot.ts";
import { BASE_FIELD_ORDER } from "../../sdk/proofs/groth16.ts";
import { BallotLengthError, BallotValueError } from "./refusals.ts";

const VERSION_LIMIT = 2n ** 32n - 1n;

/**
 * Checks lengths and ranges as the contract does (P7.1), and those of the proof, before anything is computed.
 * @param ballotSize Options of the election's circuit.
 * Throws `BallotLengthError` or `BallotValueError`.
 */
export function checkForm(ballot: Ballot, ballotSize: number): void {
  const words = 2 * ballotSize;
  const held = ballot.version === 0n ? 0 : words;
  if (ballot.next.length !== words) throw new BallotLengthError("next", ballot.next.length, words);
  if (ballot.held.length !== held) throw new BallotLengthError("held", ballot.held.length, held);
  if (ballot.version >= VERSION_LIMIT) throw new BallotValueError("version");
  if (ballot.nullifier >= FIELD_ORDER) throw new BallotValueError("nullifier");
  if (ballot.digest >= FIELD_ORDER) throw new BallotValueError("digest");
  for (const field of ["next", "held"] as const) {
    if (ballot[field].some((word) => word >= FIELD_ORDER)) throw new BallotValueError(field);
  }
  if (ballot.next.some((word, i) => i % 4 === 0 && word === 0n)) throw new BallotValueError("next");
  if (ballot.proof.some((word) => word >= BASE_FIELD_ORDER)) throw new BallotValueError("proof");
}
