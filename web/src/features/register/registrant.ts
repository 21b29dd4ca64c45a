import type { VotingIdentity } from "../../shared/vault/identities.ts";

/** An identity of this device that is being registered, opened. */
export type Registrant = { readonly id: string; readonly identity: VotingIdentity };
