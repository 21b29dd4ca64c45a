import type { RegistryId } from "../chain/offices.ts";
import { hashTranscript } from "../crypto/transcript.ts";

/** What a presentation is bound to. */
export type PresentationBinding = RegistryId & {
  /** The account by which the registry knows the office that asks. */
  readonly office: string;
  /** 0 where nothing shall be enrolled. */
  readonly identityCommitment: bigint;
  /** 32 bytes of the office, as 0x-prefixed hex. */
  readonly nonce: string;
};

/**
 * The challenge that an eID signs (P12.2), as 0x-prefixed hex. Office and device compute it each for itself: so one
 * office cannot have a nonce of the other one signed, and nobody can enrol another commitment with what was presented.
 */
export function presentationChallenge(binding: PresentationBinding): string {
  const { chainId, registry, office, identityCommitment, nonce } = binding;
  return hashTranscript({
    tag: "hanpyo.presentation.v1",
    types: ["uint256", "address", "address", "uint256", "bytes32"],
    values: [chainId, registry, office, identityCommitment, nonce],
  });
}
