import type { JsonRpcProvider } from "ethers";
import { readBoard } from "../../../../sdk/chain/board.ts";
import { readSeatShares } from "../../../../sdk/chain/dealtShares.ts";
import { readConstitution } from "../../../../sdk/chain/organizer.ts";
import { seatOf } from "../../../../sdk/chain/trustee.ts";
import type { TrusteeSecrets } from "../../../../sdk/chain/trusteeKeyFile.ts";
import type { AcceptedTrust } from "../../../../sdk/trust/acceptManifest.ts";
import { CHAINS_OWN_RULE, type FinalityRule, finalityRule } from "../../../../sdk/trust/finality.ts";

/** When a block is final: by the anchored manifest, or where there is none as the chain itself says. */
export function ruleOf(trust: AcceptedTrust | undefined): FinalityRule {
  return trust === undefined ? CHAINS_OWN_RULE : finalityRule(trust.anchored);
}

/** An election's constitution, and this trustee's seat on its board. Throws `NotOnBoardError`. */
export async function electionFacts(election: string, secrets: TrusteeSecrets, provider: JsonRpcProvider) {
  const constitution = await readConstitution(election, provider);
  return { constitution, ...(await seatFacts(constitution.board, secrets, provider)) };
}

/** This trustee's seat, and what was dealt to it. Throws `NotOnBoardError`. */
export async function seatFacts(board: string, { account }: TrusteeSecrets, provider: JsonRpcProvider) {
  return readSeatShares(board, seatOf(await readBoard(board, provider), account.address), provider);
}
