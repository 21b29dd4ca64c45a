import type { MembershipProof } from "../election/roll.ts";
import type { ProvedStatement, ProvingFiles } from "./groth16.ts";
import { prove } from "./prove.ts";

/** Who signals: the identity's secret scalar and its path in the census or in the newcomers' group. */
export type Signaller = { readonly secret: bigint; readonly membership: MembershipProof };

/** Message and scope as they stand among a proof's signals, below r (P21.1). */
export type Signal = { readonly message: bigint; readonly scope: bigint };

/**
 * A plain Semaphore proof: whoever it is of is a member, says `message`, and has one nullifier in `scope` (P21.1).
 * @param files Of Semaphore's own circuit and ceremony key of depth 20.
 * @returns Public signals root, nullifier, message, scope.
 */
export function proveSignal(
  files: ProvingFiles,
  { secret, membership }: Signaller,
  { message, scope }: Signal,
): Promise<ProvedStatement> {
  return prove("semaphore-20", files, {
    secret,
    merkleProofLength: membership.length,
    merkleProofIndex: membership.index,
    merkleProofSiblings: membership.siblings,
    message,
    scope,
  });
}
