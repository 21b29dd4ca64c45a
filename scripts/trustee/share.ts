import { z } from "zod";
import type { Rpc } from "../../sdk/chain/agreement.ts";
import { agreed, agreedBlock } from "../../sdk/chain/agreement.ts";
import { readBoard } from "../../sdk/chain/board.ts";
import { openSeatShares, readSeatShares } from "../../sdk/chain/dealtShares.ts";
import { seatOf } from "../../sdk/chain/trustee.ts";
import { makeShare, postShare, readSealedBallots, verifiedShareTask } from "../../sdk/chain/trusteeShare.ts";
import { fingerprintOf } from "../../sdk/crypto/fingerprint.ts";
import { hashWords } from "../../sdk/crypto/transcript.ts";
import { type ShareFile, shareFileSchema } from "../../sdk/verify/shareFile.ts";
import { verificationKey } from "../checkout/circuitFiles.ts";
import { requireContract } from "../terminal/rpc.ts";
import type { Action } from "./action.ts";
import { address, count, element, seated, seatShares } from "./fields.ts";

const sumWords = z.array(element).min(4).readonly();

const shareTask = z.strictObject({
  format: z.literal("hanpyo-trustee-share-task-1"),
  ...seated,
  election: address,
  /** The final block as of which the ballots were read. */
  blockNumber: count,
  ballots: count,
  sum: sumWords,
  ...seatShares,
});

export type ShareTask = z.infer<typeof shareTask>;

/** One decryption share of the sum of all ballots, each of which was verified (P9). */
export const share: Action<ShareTask, ShareFile> = {
  name: "share",
  target: "election",
  taskSchema: shareTask,
  madeSchema: shareFileSchema,
  anybodyPosts: true,

  async read(rpcs, election, trustee, { block, say }) {
    const { number: blockNumber } = await agreedBlock(rpcs, block ?? "finalized");
    const {
      board,
      seat: own,
      chainId,
      shareKey,
      dealt,
      ...sealed
    } = await agreed(rpcs, (rpc) => electionFacts(rpc, election, trustee, blockNumber));
    const key = verificationKey(`ballot-${sealed.open.constitution.ballotSize}`);
    const { sum, ballots } = await verifiedShareTask(sealed, own, key, (checked) =>
      say(`${checked} of ${sealed.ballots.length} ballots verified`),
    );
    const task = { chainId, board, seat: own, trustee, election, blockNumber, ballots, sum, shareKey, dealt };
    return { format: "hanpyo-trustee-share-task-1", ...task };
  },

  summary: (task) => [
    `election ${task.election} on chain ${task.chainId}, as of block ${task.blockNumber}`,
    `${task.ballots} ballots, all verified by the machine that read the chain`,
    `fingerprint of their sum: ${sumFingerprint(task)}`,
  ],

  question: (task) =>
    `Do other trustees read ${task.ballots} ballots and the same fingerprint, ${sumFingerprint(task)}?`,

  async make(task, { key }, { journal }) {
    const { chainId, election, seat: own, sum, ballots } = task;
    const secret = openSeatShares(key, task);
    const made = await makeShare(secret, { chainId, election, seat: own, sum, ballots }, journal);
    return { format: "hanpyo-trustee-share-1", chainId, election, ...made };
  },

  async post({ election, ...made }, rpc, sender) {
    await requireContract(rpc, "election", election);
    return postShare(election, made, sender as NonNullable<typeof sender>);
  },
};

/** What trustees read to one another before they give their shares. */
export function sumFingerprint({ sum }: Pick<ShareTask, "sum">): string {
  return fingerprintOf(hashWords(sum));
}

async function electionFacts(rpc: Rpc, election: string, trustee: string, block: number) {
  await requireContract(rpc, "election", election, block);
  const sealed = await readSealedBallots(election, rpc.provider, block);
  const { board } = sealed.open.constitution;
  const own = seatOf(await readBoard(board, rpc.provider), trustee);
  return { ...sealed, ...(await readSeatShares(board, own, rpc.provider)) };
}
