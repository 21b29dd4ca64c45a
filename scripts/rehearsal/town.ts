import type { Wallet } from "ethers";
import type { SharedContracts } from "../../sdk/chain/deploy.ts";
import type { Trustee } from "./ceremony.ts";
import type { Resident } from "./enrolment.ts";

/** Who and what an election was held with; a further one can be held with the same. */
export type Town = {
  readonly shared: SharedContracts;
  readonly board: string;
  readonly trustees: readonly Trustee[];
  /** Each seat's share of the election key. */
  readonly secrets: readonly bigint[];
  readonly residents: readonly Resident[];
  readonly registrar: Wallet;
  readonly approver: Wallet;
  readonly organizer: Wallet;
  /** Pays for what anybody may send. */
  readonly relayer: Wallet;
};
