import type { Point } from "./babyjubjub.ts";
import type { BoardId } from "./keyDerivation.ts";
import type { RandomBytes } from "./random.ts";
import { proveKnowledge, type SigmaProof, verifyKnowledge } from "./sigmaProof.ts";
import { extendTranscript, type Transcript } from "./transcript.ts";

/** The roll's checkpoint that an election is over. */
export type ConsentedCensus = {
  readonly time: number;
  readonly root: bigint;
  readonly depth: number;
  readonly activeMembers: number;
};

/** To which election over which census a trustee consents. */
export type Consent = BoardId & {
  readonly election: string;
  readonly constitutionHash: string;
  readonly seat: number;
  /** Y_j. */
  readonly shareKey: Point;
  readonly census: ConsentedCensus;
};

/** Proves that the trustee holds x_j and agrees to the election over its census (P4.1). */
export function proveConsent(shareSecret: bigint, consent: Consent, random: RandomBytes): SigmaProof {
  return proveKnowledge(shareSecret, statementOf(consent), random);
}

/** Whether a consent's proof holds (P4.1). */
export function verifyConsent(consent: Consent, proof: SigmaProof): boolean {
  return verifyKnowledge(consent.shareKey, statementOf(consent), proof);
}

function statementOf({ chainId, board, election, constitutionHash, seat, shareKey, census }: Consent): Transcript {
  const { time, root, depth, activeMembers } = census;
  return extendTranscript(
    {
      tag: "hanpyo.consent.v2",
      types: ["uint256", "address", "address", "bytes32", "uint256", "uint256", "uint256"],
      values: [chainId, board, election, constitutionHash, seat, shareKey.x, shareKey.y],
    },
    ["uint48", "uint256", "uint8", "uint32"],
    [time, root, depth, activeMembers],
  );
}
