import type { JsonRpcProvider } from "ethers";
import { agreedBlock, FinalizedUnknownError, type Rpcs } from "../../../../sdk/chain/agreement.ts";
import { readBoard } from "../../../../sdk/chain/board.ts";
import { readSeatShares } from "../../../../sdk/chain/dealtShares.ts";
import { readConstitution } from "../../../../sdk/chain/organizer.ts";
import { seatOf } from "../../../../sdk/chain/trustee.ts";
import type { TrusteeSecrets } from "./trusteeKey.ts";

/** The last block that all nodes call finalized; the latest where one does not tell. */
export async function settledBlock(rpcs: Rpcs) {
  try {
    return await agreedBlock(rpcs, "finalized");
  } catch (error) {
    if (error instanceof FinalizedUnknownError) return agreedBlock(rpcs, "latest");
    throw error;
  }
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
