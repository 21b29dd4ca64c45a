import { fingerprintOf } from "../crypto/fingerprint.ts";
import { hashWords } from "../crypto/transcript.ts";

/** What trustees agree to: one election on one chain, with all that its constitution froze. */
export type AgreedElection = {
  readonly chainId: bigint;
  readonly election: string;
  readonly constitutionHash: string;
};

/** What trustees read to one another before they consent (P4.1). */
export function electionFingerprint({ chainId, election, constitutionHash }: AgreedElection): string {
  return fingerprintOf(hashWords([chainId, BigInt(election), BigInt(constitutionHash)]));
}

/** The same before they give shares: with the number of ballots and the words of their sum (P9.1). */
export function sumFingerprint({
  chainId,
  election,
  constitutionHash,
  ballots,
  sum,
}: AgreedElection & { readonly ballots: number; readonly sum: readonly bigint[] }): string {
  return fingerprintOf(hashWords([chainId, BigInt(election), BigInt(constitutionHash), BigInt(ballots), ...sum]));
}
