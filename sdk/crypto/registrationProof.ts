import type { Point } from "./babyjubjub.ts";
import type { BoardId } from "./keyDerivation.ts";
import type { RandomBytes } from "./random.ts";
import { proveKnowledge, type SigmaProof, verifyKnowledge } from "./sigmaProof.ts";
import { hashTranscript, type Transcript } from "./transcript.ts";

/** Who registers at which seat of which board. */
export type Registration = BoardId & {
  readonly seat: number;
  readonly trustee: string;
  /** E_i, as P. */
  readonly encryptionKey: Point;
};

/** Proves that the trustee holds the secret of its encryption key (P2.1). */
export function proveRegistration(secret: bigint, registration: Registration, random: RandomBytes): SigmaProof {
  return proveKnowledge(secret, statementOf(registration), random);
}

/** Whether a registration's proof holds (P2.1). */
export function verifyRegistration(registration: Registration, proof: SigmaProof): boolean {
  return verifyKnowledge(registration.encryptionKey, statementOf(registration), proof);
}

/** commitment_i: what a trustee commits to in round 1 and reveals in round 2; `polynomial` as Q (P2.1). */
export function dealingCommitment(
  { chainId, board, seat, trustee }: Omit<Registration, "encryptionKey">,
  polynomial: readonly Point[],
): string {
  return hashTranscript({
    tag: "hanpyo.dealing.v1",
    types: ["uint256", "address", "uint256", "address", "uint256[]"],
    values: [chainId, board, seat, trustee, polynomial.flatMap(({ x, y }) => [x, y])],
  });
}

function statementOf({ chainId, board, seat, trustee, encryptionKey }: Registration): Transcript {
  return {
    tag: "hanpyo.registration.v1",
    types: ["uint256", "address", "uint256", "address", "uint256", "uint256"],
    values: [chainId, board, seat, trustee, encryptionKey.x, encryptionKey.y],
  };
}
