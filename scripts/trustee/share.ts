import { z } from "zod";
import { agreed, agreedFinal, type Rpc } from "../../sdk/chain/agreement.ts";
import { readBoard } from "../../sdk/chain/board.ts";
import { openSeatShares, readSeatShares } from "../../sdk/chain/dealtShares.ts";
import { sumFingerprint } from "../../sdk/chain/electionFingerprint.ts";
import { readConstitution } from "../../sdk/chain/organizer.ts";
import { readSeatActs, unnotedActs } from "../../sdk/chain/seatActs.ts";
import { seatOf } from "../../sdk/chain/trustee.ts";
import { makeShare, postShare } from "../../sdk/chain/trusteeShare.ts";
import { finalityOf, finalityRule, finalityText } from "../../sdk/trust/finality.ts";
import { type ShareFile, shareFileSchema } from "../../sdk/verify/shareFile.ts";
import { readShareTask } from "../../sdk/verify/shareTask.ts";
import { verificationKeys } from "../checkout/circuitFiles.ts";
import { compiledContracts } from "../checkout/compiledContracts.ts";
import { requireContract } from "../terminal/rpc.ts";
import { proofsInThreads } from "../threads/proofThreads.ts";
import type { Action } from "./action.ts";
import { address, census, count, element, flags, hash, seatActs, seated, seatShares } from "./fields.ts";

const shareTask = z.strictObject({
  format: z.literal("hanpyo-trustee-share-task-1"),
  ...seated,
  election: address,
  constitutionHash: hash,
  isTest: z.boolean(),
  /** The final block as of which everything was read. */
  block: z.strictObject({ number: count, hash }),
  /** By which rule it is final, as a manifest states it. */
  finality: count,
  census,
  ballots: count,
  sum: z.array(element).min(4).readonly(),
  flags,
  ...seatActs,
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

  async read(rpcs, election, trustee, { rule, flags: allowed, trust, say }) {
    const block = await agreedFinal(rpcs, rule);
    const own = await agreed(rpcs, (rpc) => seatFacts(rpc, election, trustee, block.number));
    const task = await readShareTask(
      rpcs,
      election,
      own.seat,
      block,
      {
        keysFor: verificationKeys,
        contractsFor: compiledContracts,
        verify: proofsInThreads,
        trust,
        report: (checked) => say(`${checked} ballots verified`),
      },
      allowed,
    );
    return { format: "hanpyo-trustee-share-task-1", ...own, ...task, trustee, finality: finalityOf(rule) };
  },

  summary: (task) => [
    `election ${task.election} on chain ${task.chainId}, as of block ${task.block.number}`,
    ...(task.isTest ? ["TEST ELECTION: binds nobody."] : []),
    `constitution ${task.constitutionHash}`,
    `${task.ballots} ballots, all verified by the machine that read the chain`,
    finalityText(finalityRule(task)),
    ...task.flags.map((flag) => `read without what is usual: ${flag}`),
    `fingerprint of election and sum: ${sumFingerprint(task)}`,
  ],

  unnoted: unnotedActs,

  fingerprint: sumFingerprint,

  question: (task) =>
    `Do other trustees read ${task.ballots} ballots and the same fingerprint, ${sumFingerprint(task)}?`,

  async make(task, { key }, { journal }) {
    const { chainId, election } = task;
    const made = await makeShare(openSeatShares(key, task), task, journal);
    return { format: "hanpyo-trustee-share-1", chainId, election, ...made };
  },

  async post({ election, ...made }, rpc, sender) {
    await requireContract(rpc, "election", election);
    return postShare(election, made, sender as NonNullable<typeof sender>);
  },
};

/** The trustee's seat, what was dealt to it, and what it did. */
async function seatFacts(rpc: Rpc, election: string, trustee: string, block: number) {
  await requireContract(rpc, "election", election, block);
  const { board } = await readConstitution(election, rpc.provider);
  const seat = seatOf(await readBoard(board, rpc.provider), trustee);
  const acts = await readSeatActs(election, seat, rpc.provider, block);
  return { ...acts, ...(await readSeatShares(board, seat, rpc.provider)) };
}
