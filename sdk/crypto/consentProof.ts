import type { Point } from "./babyjubjub.ts";
import type { BoardId } from "./keyDerivation.ts";
import type { RandomBytes } from "./random.ts";
import { proveKnowledge, type SigmaProof, verifyKnowledge } from "./sigmaProof.ts";
import type { Transcript } from "./transcript.ts";

/** To which election a trustee consents, and from which block on. */
export type Consent = BoardId & {
  readonly election: string;
  readonly constitutionHash: string;
  readonly seat: number;
  /** Y_j. */
  readonly shareKey: Point;
  /** Hash of a block among the last 256. */
  readonly blockHash: string;
};

/** Proves that the trustee holds x_j and agrees to the election (P4.1). */
export function proveConsent(shareSecret: bigint, consent: Consent, random: RandomBytes): SigmaProof {
  return proveKnowledge(shareSecret, statementOf(consent), random);
}

/** Whether a consent's proof holds (P4.1). */
export function verifyConsent(consent: Consent, proof: SigmaProof): boolean {
  return verifyKnowledge(consent.shareKey, statementOf(consent), proof);
}

function statementOf({ chainId, board, election, constitutionHash, seat, shareKey, blockHash }: Consent): Transcript {
  return {
    tag: "hanpyo.consent.v1",
    types: ["uint256", "address", "address", "bytes32", "uint256", "uint256", "uint256", "bytes32"],
    values: [chainId, board, election, constitutionHash, seat, shareKey.x, shareKey.y, blockHash],
  };
}
