import ballot4 from "../../../../circuits/keys/ballot-4.json" with { type: "json" };
import ballot8 from "../../../../circuits/keys/ballot-8.json" with { type: "json" };
import ballot32 from "../../../../circuits/keys/ballot-32.json" with { type: "json" };
import { HanpyoError } from "../../../../sdk/errors.ts";
import type { VerificationKey } from "../../../../sdk/proofs/groth16.ts";

/** The committed verification keys of ballots, by the circuit's options. */
const keys: ReadonlyMap<number, VerificationKey> = new Map([
  [4, ballot4],
  [8, ballot8],
  [32, ballot32],
]);

export class BallotSizeForeignError extends HanpyoError {
  constructor(ballotSize: number) {
    super(
      "BALLOT_SIZE_FOREIGN",
      `This page knows no ballot circuit for ${ballotSize} options`,
      "Use the version of Hanpyo that the election was made with",
    );
  }
}

/** The committed key that ballots of a size are verified with. Throws `BallotSizeForeignError`. */
export function ballotKey(ballotSize: number): VerificationKey {
  const key = keys.get(ballotSize);
  if (key === undefined) throw new BallotSizeForeignError(ballotSize);
  return key;
}
