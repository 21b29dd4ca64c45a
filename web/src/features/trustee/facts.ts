import type { JsonRpcProvider } from "ethers";
import { agreedBlock, type Block, FinalizedUnknownError, type Rpcs } from "../../../../sdk/chain/agreement.ts";
import { readBoard } from "../../../../sdk/chain/board.ts";
import { readSeatShares } from "../../../../sdk/chain/dealtShares.ts";
import { readConstitution } from "../../../../sdk/chain/organizer.ts";
import { seatOf } from "../../../../sdk/chain/trustee.ts";
import type { JournalFlag } from "../../../../sdk/chain/trusteeJournal.ts";
import type { TrusteeSecrets } from "../../../../sdk/chain/trusteeKeyFile.ts";

/**
 * The last block that all nodes call finalized. Only where the trustee said so is it the latest one of a chain that has
 * none, and the journal keeps that. Throws `FinalizedUnknownError`.
 */
export async function settledBlock(
  rpcs: Rpcs,
  latestBlock: boolean,
): Promise<{ readonly block: Block; readonly flags: readonly JournalFlag[] }> {
  try {
    return { block: await agreedBlock(rpcs, "finalized"), flags: [] };
  } catch (error) {
    if (!latestBlock || !(error instanceof FinalizedUnknownError)) throw error;
    return { block: await agreedBlock(rpcs, "latest"), flags: ["latest-block"] };
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
